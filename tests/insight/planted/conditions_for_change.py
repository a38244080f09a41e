"""What is planted in records of conditions for change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import both_sides, in_groups, lacking, said, same_code, some_places

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

COND: Final = "conditions-for-change"
PERMISSION: Final = {"condition": "permission"}
MONEY: Final = {"condition": "extra-money"}
ENDING: Final = ("fading", "gone")
PURPOSE: Final = {"condition": "shared-purpose", "state": "fading"}


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        said(garden, COND, {"condition": "shared-purpose"}, group, wave)


BED: Final = Bed(
    noise,
    {
        "COND-A2": same_code(
            "COND-A2",
            COND,
            {"condition": "cross-organisational-systems", "state": "fading"},
            "Cross-organisational systems",
        ),
        "COND-A3": both_sides(
            *("COND-A3", COND, {**PERMISSION, "state": "strong"}, {**PERMISSION, "state": "gone"}),
            words=False,
            label="Permission",
        ),
        "COND-A4": in_groups(
            *("COND-A4", COND, {**MONEY, "state": "strong"}, {**MONEY, "state": "fading"}),
            "Extra money",
            after_too="COND-A2",
            scheme="confed-2020",
        ),
        "COND-A1": lacking(
            "COND-A1",
            COND,
            "hold_on",
            lambda entry: entry.get("state") in ENDING,
            [PURPOSE, {**PURPOSE, "hold_on": "A weekly call keeps it."}],
        ),
    },
)
