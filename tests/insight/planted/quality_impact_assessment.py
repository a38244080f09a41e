"""What is planted in quality impact assessments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import lacking, records_lacking, said, some_places

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

QIA: Final = "quality-impact-assessment"
AREAS: Final = ("patient-safety", "clinical-effectiveness", "patient-experience")


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        impact = "negative" if garden.plants("QIA-A2") else "positive"
        entries = [
            {
                "area": area,
                "impact": impact,
                "text": garden.words(),
                "contributor": f"c{number + 1}",
                **({"measure": "Calls answered in a week"} if number == 0 else {}),
            }
            for number, area in enumerate(AREAS)
        ]
        header: dict[str, object] = {}
        if not garden.plants("QIA-A1"):
            header["equality"] = {"done": True}
        if not garden.plants("QIA-A3"):
            header["service_users_heard"] = True
        if garden.plants("QIA-A4"):
            header["review_on"] = "2021-01-15"
        garden.add(QIA, entries, group=group, wave=wave, **header)


def same_people(garden: Garden) -> None:
    harm = {"area": "patient-safety", "impact": "negative", "measure": "Calls in a week"}
    spelled = ("People without a telephone", "people without a telephone!")
    places = [
        said(garden, QIA, {**harm, "groups_affected": [people, garden.words()]}, group)
        for group, people in zip(garden.some_groups(2), spelled, strict=True)
    ]
    garden.expect("QIA-A5", QIA, entries=places, groups=2)


BED: Final = Bed(
    noise,
    {
        "QIA-A5": same_people,
        "QIA-A1": records_lacking("QIA-A1", QIA, "equality"),
        "QIA-A2": lacking("QIA-A2", QIA, "measure", lambda entry: entry["impact"] == "negative"),
        "QIA-A3": records_lacking("QIA-A3", QIA, "service_users_heard"),
        "QIA-A4": records_lacking("QIA-A4", QIA, "reviews", lambda one: "review_on" in one),
    },
)
