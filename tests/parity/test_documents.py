"""Whole documents of every framework: odd fields, odd roots, and texts that are no JSON at all."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Final, cast

import pytest
from tests.conftest import for_each
from tests.parity.mutant import NAMES, spelled, write
from tests.parity.panel import Panel, read_documents, why_unread
from tests.parity.pinned import PINNED
from tests.parity.subject import ANY, FRAMEWORKS, RECORDS

from improvement_frameworks import problems, validate
from improvement_frameworks.core.registry import get_example

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.parity.node import Worker

    from improvement_frameworks.problems.problem import Problem

    Document = dict[str, object]
    Change = Callable[[Document], object]


def give(**fields: object) -> Change:
    return lambda document: document.update(fields)


def give_entry(**fields: object) -> Change:
    return lambda document: cast("list[Document]", document["entries"])[0].update(fields)


def turn_round(document: Document) -> None:
    items = list(document.items())[::-1]
    document.clear()
    document.update(items)


def nest(depth: int) -> object:
    value: object = 1
    for _ in range(depth):
        value = [value]
    return value


LONGEST: Final = 10**4_300 - 1
"""The largest whole number that Python reads in a text."""
WHOLE_NAMES: Final = [name for name in NAMES if name.isascii() or name.isprintable()]

RIGHT: Final[dict[str, Change]] = {
    "the worked example": lambda _: None,
    "its fields the other way round": turn_round,
    "no entries": give(entries=[]),
    "a title of a line with a zero byte": give(title="a\x00"),
    "anything under any name": give(extensions={name: {name: None} for name in WHOLE_NAMES}),
    "extensions as deep as the reader goes": give(extensions={"a": nest(62)}),
    "numbers of all sizes": give(extensions={"a": [LONGEST, -LONGEST, 5e-324, 1e308, -0.0]}),
}
WRONG: Final[dict[str, Change]] = {
    "empty": lambda document: document.clear(),
    "no framework": lambda document: document.pop("framework"),
    "the framework with a line feed": lambda document: document.update(
        framework=f"{document['framework']}\n"
    ),
    "a framework that every object has": give(framework="toString"),
    "a framework in a list": lambda document: document.update(framework=[document["framework"]]),
    "the version as a number": give(schema_version=1.0),
    "the version with a line feed": give(schema_version="1.0\n"),
    "the version with a space": give(schema_version="1.0 "),
    "entries as an object": give(entries={"0": {}, "length": 1}),
    "a null for an object": give(group=None),
    "a null for a list": give(tags=None),
    "the schema as a list": give(**{"$schema": ["a"]}),
}
ROOTS: Final = ("null", "true", "1", "1e0", '"iceberg"', "[[]]", "[null]")


def encode(encoding: str) -> Callable[[str], bytes]:
    return lambda text: text.encode(encoding)


UNREAD: Final[dict[str, tuple[Callable[[str], bytes], Problem]]] = {
    "nothing": (lambda _: b"", problems.DOC_EMPTY),
    "blanks": (lambda _: b" \r\n\t", problems.DOC_EMPTY),
    "an empty list": (lambda _: b"[]", problems.DOC_EMPTY),
    "UTF-16": (encode("utf-16"), problems.DOC_ENCODING),
    "UTF-16 without its mark": (encode("utf-16-le"), problems.DOC_BINARY),
    "a mark twice": (lambda text: BOM_UTF8 * 2 + text.encode(), problems.DOC_SYNTAX),
    "a mark last": (lambda text: text.encode() + BOM_UTF8, problems.DOC_SYNTAX),
    "a zero byte last": (lambda text: text.encode() + b"\x00", problems.DOC_BINARY),
    "a byte that is no character": (lambda text: text.encode() + b"\xff", problems.DOC_ENCODING),
    "a letter in too many bytes": (lambda text: b"\xc1\xbb" + text.encode(), problems.DOC_ENCODING),
    "cut off": (lambda text: text.encode()[:-1], problems.DOC_TRUNCATED),
    "twice": (lambda text: (text + text).encode(), problems.DOC_SEVERAL),
    "something behind": (lambda text: (text + "x").encode(), problems.DOC_SYNTAX),
    "a comment before": (lambda text: ("// one\n" + text).encode(), problems.DOC_SYNTAX),
    "a field twice": (lambda text: ('{"title": "a", ' + text[1:]).encode(), problems.DOC_KEY_TWICE),
    "an escaped field twice": (
        lambda text: (r'{"\u0074itle": "a", ' + text[1:]).encode(),
        problems.DOC_KEY_TWICE,
    ),
    "too deep": (lambda text: ("[" * 64 + text + "]" * 64).encode(), problems.DOC_DEEP),
    "no number": (
        lambda text: ('{"extensions": {"a": NaN}, ' + text[1:]).encode(),
        problems.DOC_NUMBER,
    ),
}

each_framework = pytest.mark.parametrize("framework", FRAMEWORKS)


@pytest.fixture(scope="session")
def panels(worker: Worker) -> dict[str, Panel]:
    return {name: Panel(subject, worker, PINNED) for name, subject in RECORDS.items()}


@pytest.fixture(scope="session")
def any_record(worker: Worker) -> Panel:
    return Panel(ANY, worker, PINNED)


def changed(framework: str, change: Change) -> bytes:
    document = get_example(framework)
    change(document)
    return write(document)


def ask_all(panel: Panel, texts: list[bytes], expected: str) -> None:
    documents = [document for data in texts for document in read_documents(data)]
    assert len(documents) == len(texts)
    for document, said in zip(documents, panel.verdicts(documents), strict=True):
        unlike = {engine: verdict for engine, verdict in said.items() if verdict != expected}
        assert not unlike, document.text


def choose_for_any(framework: str, texts: list[bytes]) -> list[bytes]:
    """Return all texts of one framework and one of each other.

    The schema of any record holds all others, which some engines try in turn.
    """
    return texts if framework == FRAMEWORKS[0] else texts[:1]


@each_framework
def test_what_is_right_is_accepted_by_all(
    panels: dict[str, Panel], any_record: Panel, framework: str
) -> None:
    texts = [changed(framework, change) for change in RIGHT.values()]
    ask_all(panels[framework], texts, "accepts")
    ask_all(any_record, choose_for_any(framework, texts), "accepts")


@each_framework
def test_what_is_wrong_is_refused_by_all(
    panels: dict[str, Panel], any_record: Panel, framework: str
) -> None:
    texts = [changed(framework, change) for change in WRONG.values()]
    ask_all(panels[framework], texts, "refuses")
    ask_all(any_record, choose_for_any(framework, texts), "refuses")
    assert [text for text in texts if validate(text).ok] == []


@each_framework
def test_a_field_of_any_odd_name_is_refused_by_all(
    panels: dict[str, Panel], framework: str
) -> None:
    changes = [give(**{name: 1}) for name in WHOLE_NAMES]
    changes += [give_entry(**{name: None}) for name in WHOLE_NAMES]
    texts = [changed(framework, change) for change in changes]
    ask_all(panels[framework], texts, "refuses")


@for_each(FRAMEWORKS)
def test_a_number_is_too_long_in_a_text_and_in_a_dict_alike(framework: str) -> None:
    for number, codes in ((LONGEST, []), (LONGEST + 1, ["DOC-NUMBER"])):
        digits = "9" * 4_300 if number == LONGEST else "1" + "0" * 4_300
        text = changed(framework, give(extensions={"a": spelled(digits)}))
        assert [issue.code for issue in validate(text).errors] == codes
        document = {**get_example(framework), "extensions": {"a": number}}
        assert [issue.code for issue in validate(document).errors] == codes


@each_framework
def test_what_is_no_object_is_refused_by_all(panels: dict[str, Panel], framework: str) -> None:
    ask_all(panels[framework], [root.encode() for root in ROOTS], "refuses")


@for_each(UNREAD)
def test_no_engine_is_asked_about_what_our_reader_refuses(
    spoil: Callable[[str], bytes], problem: Problem
) -> None:
    for framework in FRAMEWORKS:
        data = spoil(json.dumps(get_example(framework)))
        assert read_documents(data) == []
        assert why_unread(data) == [problem.code]


@each_framework
def test_a_record_is_one_of_its_own_framework_alone(
    panels: dict[str, Panel], framework: str
) -> None:
    others = [write(get_example(name)) for name in FRAMEWORKS if name != framework]
    ask_all(panels[framework], others, "refuses")


@each_framework
def test_blanks_and_a_mark_around_a_document_change_nothing(
    panels: dict[str, Panel], framework: str
) -> None:
    data = BOM_UTF8 + b" \r\n\t" + write(get_example(framework), escaped=True) + b"\r\n"
    ask_all(panels[framework], [data], "accepts")
