"""What is planted in interviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import absent, said, some_places

from improvement_frameworks.testing import Bed, entries_of

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

INTERVIEW: Final = "interview"
ONE_ROLE: Final = "wellbeing-supported"
QUESTIONS: Final = ("work-changed", "silos-reduced", "wellbeing-supported")


def speaker(garden: Garden, question: str, group: int) -> str:
    is_fixed = question == ONE_ROLE and garden.plants("INT-A3")
    return "c2" if is_fixed else f"c{group % 2 + 1}"


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        entries = [
            {
                "question": question,
                "text": garden.words(),
                "contributor": speaker(garden, question, group),
            }
            for question in QUESTIONS
            if not (question == "silos-reduced" and garden.plants("INT-A1"))
        ]
        garden.add(INTERVIEW, entries, group=group, wave=wave)


def same_phrase(garden: Garden) -> None:
    phrase = garden.words()
    places = [
        said(
            *(garden, INTERVIEW, {"question": "work-changed", "highlights": [words]}, group),
            text=f"{garden.words()}. {words}. {garden.words()}",
        )
        for group, words in zip(
            garden.some_groups(3), (phrase, phrase.upper(), phrase), strict=True
        )
    ]
    garden.expect("INT-A2", INTERVIEW, entries=places, groups=3)


def one_role(garden: Garden) -> None:
    places = [
        (own, str(entry["id"]))
        for own, interview in garden.of_framework(INTERVIEW).items()
        for entry in entries_of(interview)
        if entry["question"] == ONE_ROLE
    ]
    label = "How resilience and wellbeing were supported"
    garden.expect("INT-A3", INTERVIEW, entries=places, role="service manager", label=label)


BED: Final = Bed(
    noise,
    {
        "INT-A2": same_phrase,
        "INT-A3": one_role,
        "INT-A1": absent("INT-A1", INTERVIEW, "Whether silos have become fewer"),
    },
)
