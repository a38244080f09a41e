"""Shared tags are those of the sources, mean the same everywhere, and leave other tags free."""

from __future__ import annotations

import pytest

from improvement_frameworks import Iceberg, explain, tag_lists, validate
from improvement_frameworks.core.content.content_file import parse_tags
from improvement_frameworks.core.content.tag import listed_tags
from improvement_frameworks.core.errors import ContentError

GOOD = """\
id = "weather"
title = "Weather"
about = "What the sky does."

[[codes]]
code = "rain"
label = "Rain"
definition = "Water."
sources = ["almanac"]

[[sources]]
id = "almanac"
citation = "The almanac (1900)."
supports = "Rain."
verified = true
"""


def test_the_ten_areas_and_the_three_strands_in_their_order() -> None:
    lists = {one.id: one for one in tag_lists()}
    assert [term.label for term in lists["nhs-reset"].codes] == [
        "Health and care workers",
        "Health inequalities",
        "Mental health",
        "Governance and regulation",
        "Restoration and recovery",
        "Integration and whole-system thinking",
        "Economic and social recovery",
        "Social care",
        "Best practice and innovation",
        "A new relationship between the NHS, public services and communities",
    ]
    assert lists["ahsn-reset"].tags == (
        "ahsn-reset:rapid-learning",
        "ahsn-reset:evaluation",
        "ahsn-reset:inform-and-support",
    )
    for one in lists.values():
        cited = {source.id for source in one.sources}
        assert all(set(term.sources) <= cited for term in one.codes)


def test_any_tag_is_valid_and_a_record_says_those_of_a_list_in_words() -> None:
    tags = [*listed_tags(), "video", "nhs:other"]
    record = Iceberg(title="t", tags=tags, entries=[{"level": "events", "text": "a", "tags": tags}])
    report = validate(record)
    assert report.ok
    assert "REC-W8" not in {issue.code for issue in report.issues}
    page = record.to_markdown()
    assert "NHS Reset: Mental health; NHS Reset: Governance" in page
    assert "video" in page


def test_a_misspelt_tag_of_a_list_is_told_with_the_one_that_is_meant() -> None:
    record = Iceberg(title="t", tags=["nhs-reset:mental-helth"], entries=[])
    (issue,) = [issue for issue in validate(record).issues if issue.code == "REC-W8"]
    assert "Did you mean nhs-reset:mental-health?" in issue.hint
    assert explain("REC-W8").severity == "warning"


def test_a_good_list_is_read() -> None:
    assert parse_tags(GOOD, "weather.toml").tags == ("weather:rain",)


@pytest.mark.parametrize(
    ("old", "new", "key", "words"),
    [
        ('id = "weather"', 'id = "The weather"', "(top level)", "is not a code"),
        ('label = "Rain"\n', "", "codes[0].label", "is missing"),
        ('sources = ["almanac"]', 'sources = ["book"]', "codes[0].sources", "'book' is not"),
        ("[[codes]]", "[[code]]", "code", "unknown key"),
        ('about = "What', "about = What", "(file)", "no valid TOML"),
    ],
)
def test_a_mistake_in_a_list_is_named_with_its_key(
    old: str, new: str, key: str, words: str
) -> None:
    with pytest.raises(ContentError) as caught:
        parse_tags(GOOD.replace(old, new, 1), "weather.toml")
    assert (caught.value.file, caught.value.key) == ("weather.toml", key)
    assert words in caught.value.problem
