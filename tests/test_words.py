"""What people read is plain British English: messages, help, schemas, reports, pages.

The words that must not appear are those of a translation: a fault that is mended, a value that
stands somewhere. Words in code style are names and are not looked at.
"""

from __future__ import annotations

import json
import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import click
import pytest
from tests.conftest import cases

from improvement_frameworks import validate
from improvement_frameworks.cli.program import program
from improvement_frameworks.core.registry import (
    all_insights,
    get_example,
    get_record_type,
    get_rules,
    published_ids,
)
from improvement_frameworks.pages.form import write_form
from improvement_frameworks.pages.poster import write_poster
from improvement_frameworks.pages.report import ReportPage
from improvement_frameworks.pages.site.code_page import write_message
from improvement_frameworks.problems import PROBLEMS
from improvement_frameworks.schemas.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from improvement_frameworks.problems.problem import Problem

ROOT: Final = Path(__file__).parents[1]

TRANSLATED: Final = (
    r"faults?|mend(?:s|ed|ing)?|remarks?|good use|lies? beneath|is named by"
    r"|house's own|nobody can tell|told apart"
)
"""Words that nobody needs to say here, not even to say what a framework is."""
AS_A_VERB: Final = (
    r"stands? (?:there|here|twice|for|in|above|below|beside|on)|(?:what|it|which) stands|stood"
    r"|(?:a|the) whole (?!group|numbers?\b|system)|whole enough|can(?:not| be)? (?:tell|told)"
    r"|(?:do|does) not tell(?! (?:people|the|anybody))"
)
"""Words of the library that have another sense in what people said or what a source says."""
OURS: Final = re.compile(rf"\b(?:{TRANSLATED}|{AS_A_VERB})\b", re.IGNORECASE)
ANYBODYS: Final = re.compile(rf"\b(?:{TRANSLATED})\b", re.IGNORECASE)

VERBS: Final = frozenset(
    re.findall(
        r"\w+",
        "Add Agree Answer Ask Begin Capture Change Check Choose Close Collect Come Compare Copy "
        "Correct Count Cut Decide Decode Delete Describe Do Export Fill Find Fix Get Give Go "
        "Hear Hold Invite Keep Leave Let Link List Listen Load Look Make Move Name Note Open Plan "
        "Put Quote Read Record Remove Rename Review Run Save Say Score See Set Shorten Show "
        "Start Swap Take Tell Treat Turn Update Use Wait Write",
    )
)
"""With which a hint begins, if it is not a question."""
LONGEST: Final = 25
"""How many words a sentence of a message may have."""


def find_words(text: str, forbidden: re.Pattern[str] = OURS) -> list[str]:
    """Return the words that must not appear, each with what is around it."""
    plain = re.sub(r"```.*?```|`[^`\n]*`|\{\w+\}", "", text, flags=re.DOTALL)
    plain = re.sub(r"\]\([^)\s]*\)|[A-Z]+(?:-[A-Z]+)+", "", plain)  # links and codes
    plain = " ".join(plain.split())
    found = forbidden.finditer(plain)
    return [plain[max(0, one.start() - 40) : one.end() + 40] for one in found]


def sentences(text: str) -> Iterator[list[str]]:
    for sentence in re.split(r"(?<=[.?!:])\s+", text):
        yield sentence.split()


@pytest.mark.parametrize(
    "text",
    [
        "What stands there is left out.",
        "The rules run once the faults of form are mended.",
        "2 errors, 2 warnings, 6 remarks",
        "The columns do not tell.",
        "Rules of good use",
        "Nobody can tell which one is meant.",
    ],
)
def test_what_must_not_be_said_is_found(text: str) -> None:
    assert find_words(text)


@pytest.mark.parametrize(
    "text", ["A whole number.", "Tell people.", "`fault`", "It is outstanding."]
)
def test_what_may_be_said_is_not_found(text: str) -> None:
    assert not find_words(text)


@cache
def all_problems() -> tuple[Problem, ...]:
    rules = {rule.problem.code: rule.problem for one in published_ids() for rule in get_rules(one)}
    return (*PROBLEMS, *rules.values(), *(one.problem for one in all_insights()))


@cache
def example(problem: Problem) -> str:
    """Return the message and the hint as people read them, with a word for each fact."""
    facts = {name: "" if name == "offer" else "x" for name in problem.facts}
    return f"{problem.title}. {problem.write_message(facts)} {problem.write_hint(facts)}"


def test_messages_are_plain() -> None:
    assert {one.code: found for one in all_problems() if (found := find_words(example(one)))} == {}


def test_messages_are_short() -> None:
    long = {
        one.code: " ".join(words)
        for one in all_problems()
        for words in sentences(example(one))
        if len(words) > LONGEST
    }
    assert long == {}


def test_reasons_of_insights_are_plain_and_short() -> None:
    reasons = {one.code: one.why for one in all_insights()}
    assert {code: found for code, why in reasons.items() if (found := find_words(why))} == {}
    long = {c: why for c, why in reasons.items() if max(map(len, sentences(why))) > LONGEST}
    assert long == {}


def test_hints_begin_with_what_to_do() -> None:
    other = {
        one.code: one.hint
        for one in all_problems()
        if one.hint.split()[0].rstrip(".,:") not in VERBS and "?" not in one.hint.split(".")[0]
    }
    assert other == {}


def test_a_field_is_not_named_by_its_code_alone() -> None:
    """Who fills in a form knows the label; the code beside it is in quotation marks."""
    bare = re.compile(r"(?<![\w{\"])[a-z]+(?:_[a-z]+)+(?![\w}\"])")
    about = [one for one in all_problems() if "-" in one.code and one.principle]
    assert len(about) > 100
    wrong = {one.code: bare.findall(f"{one.message} {one.hint}") for one in about}
    assert {code: found for code, found in wrong.items() if found} == {}


def test_titles_are_what_people_search_for() -> None:
    for one in all_problems():
        assert len(one.title.split()) <= 8, one.code
        assert not re.search(r"[.?!]$|^(?:The|There|It) ", one.title), one.code


def test_no_message_needs_a_plural() -> None:
    """A number comes after a colon: other languages have more than one plural."""
    counted = re.compile(r"(?<!: )\{(?:count|times|length|all|filled|days)\} [a-z]+s\b")
    wrong = [one.code for one in all_problems() if counted.search(f"{one.message} {one.hint}")]
    assert wrong == []


def commands(command: click.Command, name: str = "improve") -> Iterator[tuple[str, str]]:
    # A command keeps the help option it is first asked for, so it is asked as the program does.
    names = ["-h", "--help"]
    context = click.Context(command, info_name=name, max_content_width=100, help_option_names=names)
    yield name, command.get_help(context)
    for inner, one in getattr(command, "commands", {}).items():
        yield from commands(one, f"{name} {inner}")


def test_help_is_plain() -> None:
    said = dict(commands(program))
    assert len(said) > 10
    assert {name: found for name, text in said.items() if (found := find_words(text))} == {}


def descriptions(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        for name, value in cast("dict[str, object]", schema).items():
            if name in {"title", "description", "$comment"} and isinstance(value, str):
                yield value
            else:
                yield from descriptions(value)
    elif isinstance(schema, list):
        for item in cast("list[object]", schema):
            yield from descriptions(item)


def test_schemas_are_plain() -> None:
    schemas = Catalogue(published_ids())
    said = {
        text for wanted in schemas.ids for text in descriptions(schemas.schema(wanted, "canonical"))
    }
    assert len(said) > 500
    assert [found for text in said if (found := find_words(text, ANYBODYS))] == []


def read_page(html: str) -> str:
    """Return the words of a page of HTML."""
    text = re.sub(r"<(style|script)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", text))


def test_reports_are_plain() -> None:
    iceberg: dict[str, object] = dict(get_example("iceberg"))
    reports = [
        validate(iceberg),
        validate(iceberg, rules=False),
        validate({**iceberg, "titel": "x"}),
        validate(""),
    ]
    page = ReportPage()
    page.add(get_record_type("iceberg").model_validate_json(json.dumps(iceberg)))
    for report in reports:
        said = (report.to_text(), report.to_markdown(), read_page(page.write(report)))
        assert [found for text in said if (found := find_words(text))] == []


@pytest.mark.parametrize("write", cases({"form": write_form, "poster": write_poster}))
def test_forms_are_plain(write: object) -> None:
    assert callable(write)
    for wanted in published_ids():
        assert find_words(read_page(str(write(wanted))), ANYBODYS) == []


def pages(folders: Iterable[Path]) -> list[Path]:
    return [file for folder in folders for file in sorted(folder.rglob("*.md"))]


def test_pages_are_plain() -> None:
    files = [ROOT / "README.md", *pages([ROOT / "docs"])]
    written = [file for file in files if "reference" not in file.parts]
    generated = [file for file in files if "reference" in file.parts]
    assert len(written) > 20
    assert len(generated) > 100
    found = {
        file.relative_to(ROOT).as_posix(): words
        for some, forbidden in ((written, OURS), (generated, ANYBODYS))
        for file in some
        if (words := find_words(file.read_text(encoding="utf-8"), forbidden))
    }
    assert found == {}


def test_code_pages_show_messages_without_loss() -> None:
    for one in all_problems():
        assert write_message(one.hint)
