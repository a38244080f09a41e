"""Stories: how long, for whom, and with whose consent."""

from __future__ import annotations

import pytest
from tests.frameworks.made import codes_of, example_of, found, make, said

from improvement_frameworks import Record, Story, validate

AGREED = {"status": "given", "uses": ["learn-in-group"]}


def words(count: int = 3, **more: object) -> dict[str, object]:
    return {"medium": "words", "text": "word " * count, **more}


def told(*entries: dict[str, object], **header: object) -> Record:
    return make("story", *entries, **header)


def test_the_limit_is_that_of_the_scheme() -> None:
    story = told(words(301))
    assert isinstance(story, Story)
    assert story.most_words == 300
    assert said(story, "STORY-W1") == "Words: 301. The scheme takes 300 at most."
    free = told(words(301), scheme="any-medium")
    assert isinstance(free, Story)
    assert free.most_words is None


def test_a_use_takes_consent_and_no_withdrawal() -> None:
    publish = {"status": "given", "uses": ["publish"]}
    record = told(
        words(heading="agreed", consent=publish),
        words(heading="not agreed", consent=AGREED),
        words(heading="not asked"),
        words(heading="nobody asked", consent={**publish, "status": "not-asked"}),
        words(heading="withdrawn", consent=publish, withdrawn_on="2020-08-01"),
    )
    assert isinstance(record, Story)
    assert [story.heading for story in record.for_use("publish")] == ["agreed"]
    assert found(example_of("story")) == []


def test_a_story_is_published_only_if_somebody_asked() -> None:
    record = told(words(consent={"status": "not-asked", "uses": ["publish"]}))
    (issue,) = validate(record).errors
    assert (issue.code, issue.where.pointer) == ("REC-E7", "/entries/0/consent/uses")


BROKEN: dict[str, tuple[str, Record]] = {
    "a recording where none is taken": (
        "STORY-E2 /entries/0/medium",
        told({"medium": "audio", "alt_text": "Steps."}),
    ),
    "a role and a place to be published": (
        "STORY-W5 /entries/0/text",
        told(
            {
                **words(consent={"status": "given", "uses": ["publish"]}),
                "text": "I met the porter at Anytown.",
            }
        ),
    ),
    "withdrawn and still to be used": (
        "STORY-E1 /entries/0/consent/uses",
        told(words(consent=AGREED, withdrawn_on="2020-08-01")),
    ),
    "301 words": ("STORY-W1 /entries/0/text", told(words(301))),
    "a build without a description": (
        "STORY-W2 /entries/0",
        told({"medium": "build", "caption": "My wall"}),
    ),
    "to be published, and not asked": (
        "STORY-W3 /entries/0",
        told(words(), consent={"status": "given", "uses": ["publish", "learn-in-group"]}),
    ),
    "to be published, and agreed to something else": (
        "STORY-W3 /entries/0",
        told(words(consent=AGREED), consent={"status": "given", "uses": ["publish"]}),
    ),
    "a recording without a description": (
        "STORY-W2 /entries/0",
        told({"medium": "audio", "caption": "My voice"}, scheme="any-medium"),
    ),
    "a story that is not there": ("STORY-W6 /entries/0", told({"medium": "words"})),
    "read for themes, and not asked": ("STORY-W4 /entries/0/shows", told(words(shows=["pace"]))),
    "only home": (
        "STORY-I1 /entries",
        told(words(aspects=["home-life"]), words(aspects=["home-life"])),
    ),
}

KEPT: dict[str, Record] = {
    "withdrawn": told(words(consent={"status": "given"}, withdrawn_on="2020-08-01")),
    "300 words": told(words(300)),
    "a long story where there is no limit": told(words(301), scheme="any-medium"),
    "a build with a description": told({"medium": "build", "alt_text": "A yellow wall."}),
    "words need no description": told(words()),
    "agreed to be published": told(
        words(consent={"status": "given", "uses": ["publish"]}),
        consent={"status": "given", "uses": ["publish"]},
    ),
    "withdrawn before the collection is published": told(
        words(withdrawn_on="2020-08-01"), consent={"status": "given", "uses": ["publish"]}
    ),
    "used in the group": told(words(), consent={"status": "given", "uses": ["learn-in-group"]}),
    "read for themes with consent": told(words(shows=["pace"], consent=AGREED)),
    "work in one, home in the other": told(
        words(aspects=["working-life"]), words(aspects=["home-life"])
    ),
    "one story of home": told(words(aspects=["home-life"])),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_check_finds_what_it_is_for_and_nothing_else_is_found(case: str) -> None:
    expected, record = BROKEN[case]
    assert found(record) == [expected]


def test_every_check_has_a_case() -> None:
    assert codes_of("story") == {expected.split()[0] for expected, _ in BROKEN.values()}


@pytest.mark.parametrize("case", KEPT)
def test_no_check_speaks_where_nothing_is_wrong(case: str) -> None:
    assert found(KEPT[case]) == []
