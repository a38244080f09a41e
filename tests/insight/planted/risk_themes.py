"""What is planted in records of risk themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import both_sides, said, same_code, some_places

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from collections.abc import Callable

    from improvement_frameworks.testing import Garden

THM: Final = "risk-themes"
SILOS: Final = {"themes": ["silos"]}


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        said(garden, THM, {**SILOS, "stance": "mixed"}, group, wave)


def over_waves(
    code: str, theme: str, label: str, numbers: tuple[int, int, int]
) -> Callable[[Garden], None]:
    def plant(garden: Garden) -> None:
        fields = {"themes": [theme], "stance": "risk"}
        speakers = [set(garden.some_groups(number)) for number in numbers]
        places = [
            said(garden, THM, fields, group, wave)
            for wave, groups in enumerate(speakers)
            for group in sorted(groups)
        ]
        for wave, groups in enumerate(speakers):  # who is silent was there as well
            for group in sorted({one for some in speakers for one in some} - groups):
                said(garden, THM, {**SILOS, "stance": "mixed"}, group, wave)
        answer = {"text": garden.words(), "themes": [theme], "owner": "lead", "status": "done"}
        last = {**answer, "outcome": garden.words()}
        said(garden, THM, {**SILOS, "stance": "mixed"}, 0, len(garden.waves) - 1, actions=[last])
        garden.expect(code, THM, entries=places, label=label)

    return plant


INEQUALITIES: Final = {"themes": ["inequalities"]}

BED: Final = Bed(
    noise,
    {
        "THM-A1": over_waves(
            "THM-A1", "workforce-pressure", "Pressure on an exhausted workforce", (1, 2, 4)
        ),
        "THM-A2": over_waves("THM-A2", "change-fatigue", "Change fatigue", (4, 2, 0)),
        "THM-A3": both_sides(
            *("THM-A3", THM),
            {**INEQUALITIES, "stance": "risk"},
            {**INEQUALITIES, "stance": "opportunity"},
            words=False,
        ),
        "THM-A4": same_code(
            *("THM-A4", THM, {"themes": ["lose-learning"], "stance": "risk"}),
            "Losing the focus on learning",
        ),
    },
)
