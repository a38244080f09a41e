"""A framework as a page in the terminal."""

from __future__ import annotations

import pytest
from tests.conftest import every_framework

from improvement_frameworks.core.content.framework_text import WIDTH, write_framework, write_part
from improvement_frameworks.core.registry import get_framework


def words(text: str) -> str:
    return " ".join(text.split())


@every_framework
def test_the_page_tells_what_it_is_its_parts_and_where_it_comes_from(wanted: str) -> None:
    framework = get_framework(wanted)
    page = write_framework(framework)
    flat = words(page)
    assert page.startswith(framework.title.upper() + "\n")
    for text in (framework.summary, framework.purpose, framework.evidence, framework.origin):
        assert words(text) in flat
    for code in framework.default_scheme.parts:
        assert f"{framework[code].label}  [{code}]" in page
        assert words(framework[code].definition) in flat
    for source in framework.sources:
        citation = words(source.citation)
        assert citation in flat
        assert (f"{citation} (not verified)" in flat) is not source.verified
    assert f"improve new {wanted}" in page


@every_framework
def test_the_page_fits_a_terminal(wanted: str) -> None:
    for line in write_framework(get_framework(wanted)).splitlines():
        assert len(line) <= WIDTH or "http" in line
        assert line == line.rstrip()
        assert line.isprintable()


def test_a_short_framework_shows_the_questions_and_facts_of_its_parts() -> None:
    page = words(write_framework(get_framework("iceberg")))
    assert "? What just happened?" in page
    assert "Way of responding: React" in page
    assert "four-levels, the default" in page


@every_framework
def test_a_part_can_be_shown_in_full(wanted: str) -> None:
    framework = get_framework(wanted)
    for part in framework.parts:
        page = words(write_part(framework, part.code))
        assert words(part.definition) in page
        for prompt in part.prompts:
            assert words(prompt) in page
        for key in part.details:
            assert words(str(framework.details[key])) in page


def test_a_part_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        write_part(get_framework("iceberg"), "sky")
