"""Facts of parts, words and schemes are read into classes, and what does not fit is told."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - read as a type of a field
from typing import Final, Literal

import pytest
from attrs import frozen
from tests.conftest import cases

from improvement_frameworks.core import read_facts
from improvement_frameworks.core.content.content_file import parse_framework
from improvement_frameworks.core.errors import ContentError

CONTENT: Final = """
id = "scale"
title = "Scale"
summary = "s"
purpose = "p"
origin = "o"
evidence = "e"
licence = "l"
how_to_record = "h"
part = "area"
direction = "none"
details = {{weight = "Weight", mood = "Mood", from = "From", points = "Points", bands = "Bands"}}
[[schemes]]
id = "five"
title = "Five"
parts = ["a"]
default = true
sources = ["judgement"]
details = {scheme}
[[parts]]
code = "a"
label = "A"
definition = "d"
sources = ["judgement"]
details = {part}
[[vocabularies]]
id = "colour"
title = "Colours"
[[vocabularies.codes]]
code = "red"
label = "Red"
definition = "r"
sources = ["judgement"]
details = {{weight = 2}}
"""
PART: Final = '{weight = 3, mood = "calm", from = "b"}'
SCHEME: Final = '{points = [{code = "low", value = 1}], bands = {red = [1, 2]}}'


@frozen
class Area:
    label: str
    weight: int
    mood: Literal["calm", "busy"] | None = None
    from_: str | None = None


@frozen
class Point:
    code: str
    value: int

    def __attrs_post_init__(self) -> None:
        if self.value < 0:
            raise ValueError("a point has no value below 0")


@frozen
class Scale:
    points: tuple[Point, ...]
    bands: Mapping[str, tuple[int, ...]]


def content(part: str = PART, scheme: str = SCHEME) -> str:
    return CONTENT.format(part=part, scheme=scheme)


def test_parts_words_and_schemes_have_facts() -> None:
    framework = parse_framework(content())
    assert read_facts(framework, Area) == {"a": Area("A", 3, "calm", "b")}
    assert read_facts(framework, Area, "colour") == {"red": Area("Red", 2)}
    (scale,) = read_facts(framework, Scale, "scheme").values()
    assert scale == Scale((Point("low", 1),), {"red": (1, 2)})
    with pytest.raises(TypeError):
        scale.bands["blue"] = ()  # type: ignore[index]  # that nothing changes is what is tested


@pytest.mark.parametrize(
    ("part", "scheme", "key"),
    cases(
        {
            "missing": ('{mood = "calm"}', SCHEME, "parts.a.details.weight"),
            "text for a number": ('{weight = "3"}', SCHEME, "parts.a.details.weight"),
            "yes for a number": ("{weight = true}", SCHEME, "parts.a.details.weight"),
            "none of the words": (
                '{weight = 1, mood = "sad"}',
                SCHEME,
                "parts.a.details.mood",
            ),
            "no list": (PART, "{points = 1, bands = {}}", "schemes.five.details.points"),
            "in a list": (
                PART,
                '{points = [{code = "low", value = "1"}], bands = {}}',
                "schemes.five.details.points[0].value",
            ),
            "unknown in a table": (
                PART,
                '{points = [{code = "low", value = 1, worth = 1}], bands = {}}',
                "schemes.five.details.points[0].worth",
            ),
            "in a mapping": (
                PART,
                "{points = [], bands = {red = [true]}}",
                "schemes.five.details.bands.red[0]",
            ),
            "what the class itself refuses": (
                PART,
                '{points = [{code = "low", value = -1}], bands = {}}',
                "schemes.five.details.points[0]",
            ),
        }
    ),
)
def test_what_does_not_fit_is_told_with_file_and_key(part: str, scheme: str, key: str) -> None:
    framework = parse_framework(content(part, scheme), "folder/content.toml")
    with pytest.raises(ContentError) as told:
        read_facts(
            framework,
            Area if key.startswith("parts") else Scale,
            "scheme" if key.startswith("schemes") else None,
        )
    assert (told.value.file, told.value.key) == ("folder/content.toml", key)


def test_a_class_of_another_make_is_a_mistake_of_its_author() -> None:
    class Plain:
        weight: int

    @frozen
    class Odd:
        weight: float

    for kind in (Plain, Odd):
        with pytest.raises(TypeError):
            read_facts(parse_framework(content()), kind)


def test_content_names_each_fact_of_a_scheme() -> None:
    with pytest.raises(ContentError, match=r"schemes\.five\.details"):
        parse_framework(content(scheme="{limits = 1}"))
    with pytest.raises(ContentError, match="file"):
        parse_framework('file = "x"\n' + content())
