"""Phrases for psychological safety: quoted as they were shown, and judged by what followed."""

from __future__ import annotations

import pytest
from tests.frameworks.made import codes_of, example_of, found, make

from improvement_frameworks import Record, SafetyPhrases, get_framework

# As the slide of the workshop of 16 July 2020 quotes them.
PHRASES = {
    "We need to hear from everyone. If you're worried, please speak up.",
    "Let me repeat that to be sure I understood",
    "What are we missing?",
    "Never worry alone",
    "That's exactly what we need to hear",
}


def use(phrase: str | None = "what-are-we-missing", **more: object) -> dict[str, object]:
    return {**({"phrase": phrase} if phrase else {}), **more}


def tried(*entries: dict[str, object]) -> Record:
    return make("safety-phrases", *entries)


SPOKE = use(followed="spoke-up")


def test_the_five_phrases_are_quoted_to_the_letter() -> None:
    framework = get_framework("safety-phrases")
    assert {part.label for part in framework.parts} == PHRASES
    behaviours = framework.vocabulary("behaviour").codes
    assert all(part.details["behaviour"] in behaviours for part in framework.parts)


def test_behaviours_are_counted_with_and_without_a_phrase() -> None:
    record = example_of("safety-phrases")
    assert isinstance(record, SafetyPhrases)
    assert found(record) == []
    assert record.behaviours() == {
        "embrace-messengers": 1,
        "model-fallibility-and-invite-input": 2,
    }
    other = tried(use(behaviour="frame-the-work"), use(None, text="Hm"))
    assert isinstance(other, SafetyPhrases)
    assert other.behaviours() == {"frame-the-work": 1}


def test_words_of_ones_own_have_no_part() -> None:
    record = tried(use(None, text="Who sees it differently?"), SPOKE)
    assert record.coverage()["what-are-we-missing"] == 1
    assert "Who sees it differently?" in record.to_markdown()


BROKEN: dict[str, tuple[str, Record]] = {
    "nothing followed": ("PSP-W1 /entries", tried(use(), use("never-worry-alone"))),
    "neither phrase nor words": ("PSP-W2 /entries/1", tried(SPOKE, use(None, followed="silence"))),
    "brushed aside": ("PSP-W3 /entries/0/followed", tried(use(followed="brushed-aside"))),
    "somebody could be known": (
        "PSP-W4 /entries/0/situation",
        tried({**SPOKE, "situation": "The sister on ward 7 asked"}),
    ),
    "one role, written in two ways": (
        "PSP-I1 /entries",
        tried({**SPOKE, "said_by": "Sister"}, {**SPOKE, "said_by": "sister"}),
    ),
}

KEPT: dict[str, Record] = {
    "silence is known": tried(use(followed="silence"), use()),
    "own words": tried(use(None, text="Who sees it differently?", followed="silence")),
    "brushed aside and asked again": tried(
        use(followed="brushed-aside", response="The nurse asked again.")
    ),
    "two roles": tried({**SPOKE, "said_by": "Sister"}, {**SPOKE, "said_by": "Registrar"}),
    "one entry of one role": tried({**SPOKE, "said_by": "Sister"}),
    "roles unknown": tried(SPOKE, SPOKE),
    "no entries yet": tried(),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_check_finds_what_it_is_for_and_nothing_else_is_found(case: str) -> None:
    expected, record = BROKEN[case]
    assert found(record) == [expected]


def test_every_check_has_a_case() -> None:
    assert codes_of("safety-phrases") == {expected.split()[0] for expected, _ in BROKEN.values()}


@pytest.mark.parametrize("case", KEPT)
def test_no_check_speaks_where_nothing_is_wrong(case: str) -> None:
    assert found(KEPT[case]) == []
