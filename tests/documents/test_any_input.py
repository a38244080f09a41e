"""Whatever comes in: a report comes out, it can be written, and it shows nothing harmful."""

from __future__ import annotations

import json
import re
from itertools import permutations
from typing import TYPE_CHECKING, Final, cast

import pytest
from hypothesis import example, given, strategies as st
from tests.conftest import cases
from tests.documents.conftest import GOOD

from improvement_frameworks import validate
from improvement_frameworks.core.registry import get_example, published_ids
from improvement_frameworks.core.report.report import Collector, write_github
from improvement_frameworks.core.rules.rules import EVERYTHING
from improvement_frameworks.documents import load
from improvement_frameworks.documents.each import check_each
from improvement_frameworks.documents.source import Stream, find_sources
from improvement_frameworks.testing import records

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from improvement_frameworks.core.report.report import Report

HARMFUL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def write_all(report: Report) -> dict[str, str]:
    """Write a report in every way, and see that each can be sent on."""
    written = {
        "text": report.to_text(),
        "JSON": report.to_json(),
        "Markdown": report.to_markdown(),
        "GitHub": write_github(report),
        "HTML": str(getattr(report, "_repr_html_")()),  # noqa: B009 - what a notebook calls
        "short": repr(report),
    }
    for text in written.values():
        text.encode("utf-8")
    assert json.loads(written["JSON"])["documents"] == report.documents
    return written


def check_report(report: Report) -> None:
    for way, text in write_all(report).items():
        assert not HARMFUL.search(text), way
    assert report.documents >= report.judged
    assert report.ok == (not report.errors)
    for issue in report.issues:
        assert "{" not in issue.problem.message or issue.message
        assert (issue.where.line or 1) >= 1
        assert (issue.where.column or 1) >= 1


fragments = st.sampled_from(
    [
        *"[]{},:\"'\\#&*!|>-?%@`~\n\r\t \x00\x1b\x85\ufeff\u2028",
        "\ud800",
        "\\ud800",
        "\\",
        "---\n",
        "...\n",
        "framework: iceberg\n",
        'schema_version: "1.0"\n',
        "title: a\n",
        "entries:\n",
        "- ",
        "  ",
        '"framework": "iceberg"',
        '"schema_version": "1.0"',
        '"entries": ',
        "NaN",
        "1e400",
        "true",
        "null",
        "²",
        GOOD,
    ]
)
texts = st.lists(fragments, max_size=30).map("".join) | st.text()


def join_bytes(start: bytes, text: str, rest: bytes) -> bytes:
    return start + text.encode("utf-8", "surrogatepass") + rest


many_bytes = st.binary(max_size=200) | st.builds(
    join_bytes,
    st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"PK\x03\x04", b"\xff"]),
    texts,
    st.binary(max_size=3),
)


@given(many_bytes)
@example(b"")
@example(b"{" * 100_000)
@example(b"- " * 100_000)
@example(b"\xef\xbb\xbf")
@example(GOOD.encode()[:-1] + b', "\xc2\xb2": 1}')
def test_any_bytes_lead_to_a_report(data: bytes) -> None:
    check_report(validate(data))


@given(many_bytes, st.sampled_from(["json", "jsonl", "yaml"]))
def test_any_file_leads_to_a_report(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, ending: str
) -> None:
    file = tmp_path_factory.getbasetemp() / f"any.{ending}"
    file.write_bytes(data)
    report = validate(file)
    check_report(report)
    assert report.documents
    assert {issue.where.source for issue in report.issues} <= {str(file)}


@given(texts)
def test_any_text_leads_to_a_report(text: str) -> None:
    # A line break makes it a document; without one it may be the name of a file.
    check_report(validate(f"\n{text}"))


@given(texts.filter(lambda text: text != "-"))
@example("~")
@example("[")
@example("\ud800.json")
@example("\x1b[31m.json")
@example("a\x00b")
@example("*" * 50)
@example("[!]*/**/[")
def test_any_name_leads_to_a_report(text: str) -> None:
    check_report(validate(f"/no/such/folder/{text}"))


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=12)
    | st.sampled_from(["iceberg", "1.0", "events", "e1", "²"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(st.characters(), max_size=6)
            | st.sampled_from(["framework", "schema_version", "title", "entries", "level", "²"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.text(max_size=4), anything, max_size=4), st.sampled_from(published_ids()))
def test_any_object_leads_to_a_report(value: dict[str, object], name: str) -> None:
    check_report(validate(value))
    check_report(validate({**get_example(name), **value}))
    check_report(validate({"framework": name, "schema_version": "1.0", **value}))


@given(st.data())
def test_any_value_in_any_place_leads_to_a_report(data: st.DataObject) -> None:
    document = get_example(data.draw(st.sampled_from(published_ids())))
    name = data.draw(st.sampled_from(sorted(document)))
    if name in {"framework", "schema_version"}:
        name = "entries"
    if isinstance(document[name], list) and data.draw(st.booleans()):
        items = cast("list[object]", document[name])
        items[data.draw(st.integers(0, len(items) - 1))] = data.draw(anything)
    else:
        document[name] = data.draw(anything)
    check_report(validate(document))


LONG: Final = "X" * 5_000
NASTY: Final = "\x1b]0;gone\x07\x9b31m\u202e\x00\r\n\u2028"


@pytest.mark.parametrize(
    "document",
    cases(
        {
            "framework": {"framework": LONG},
            "version": {"framework": "iceberg", "schema_version": LONG},
            "version, a number": {"framework": "iceberg", "schema_version": 10**3000},
            "title": {"title": LONG},
            "date": {"recorded_on": LONG},
            "code": {"focus": LONG},
            "id": {"contributors": [{"id": LONG}]},
            "number": {"one_off": int("1" * 4000)},
            "tag": {"tags": [LONG, LONG]},
            "the same tag": {"tags": [LONG[:60], LONG[:60]]},
            "reference": {"entries": [{"level": "events", "text": "a", "contributor": "X" * 64}]},
            "text": {"entries": [{"level": LONG, "text": LONG * 3}]},
            "url": {"references": [{"title": "a", "url": "https://" + LONG}]},
            "nasty title": {"title": NASTY},
            "nasty framework": {"framework": NASTY},
            "nasty code": {"focus": NASTY},
            "nasty date": {"recorded_on": NASTY},
            "nasty tags": {"tags": [NASTY + "a", NASTY + "a"]},
        }
    ),
)
def test_a_report_shows_little_of_a_value_and_nothing_harmful(
    document: Mapping[str, object],
) -> None:
    report = validate({**json.loads(GOOD), **document})
    assert report.issues
    for way, text in write_all(report).items():
        assert "X" * 61 not in text, way
        assert "1" * 61 not in text, way
        assert not HARMFUL.search(text), way
        assert "\u202e" not in text, way


@pytest.mark.parametrize("name", cases({"long": LONG, "nasty": NASTY}))
def test_names_of_fields_are_shown_like_values(name: str) -> None:
    report = validate({**json.loads(GOOD), name: 1})
    assert [issue.code for issue in report.errors] == ["FIELD-UNKNOWN"]
    for way, text in write_all(report).items():
        assert not HARMFUL.search(text), way
        assert "\u202e" not in text, way
        # The JSON report keeps the pointer whole, because programs follow it.
        assert way == "JSON" or "X" * 61 not in text, way


def test_names_of_files_are_harmless(tmp_path: Path) -> None:
    file = tmp_path / "\x1b[31m\u202e\n|<b>\udcff.json"
    file.write_text("{", encoding="utf-8")
    for way, text in write_all(validate(tmp_path)).items():
        assert not HARMFUL.search(text), way
        assert "\u202e" not in text, way
        assert "<b>" not in text or way in {"text", "JSON", "GitHub"}, way


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    files = {
        "a.json": GOOD,
        "b.json": '{"framework": "icberg"}',
        "c.yaml": "framework: iceberg\ntitle: 5\n",
        "d.jsonl": f"{GOOD}\nNaN\n{GOOD}",
        "e.json": "",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = [next(find_sources(tmp_path / name)) for name in files]
    reports: list[Report] = []
    for order in permutations(found):
        collector = Collector()
        for _ in check_each(order, collector, EVERYTHING):
            pass
        reports.append(collector.report())
        named = [source.name for source in order if isinstance(source, Stream)]
        told = [issue.where.source for issue in reports[-1].issues]
        assert [*dict.fromkeys(told)] == named
    first = reports[0]
    for report in reports:
        assert sorted(map(repr, report.issues)) == sorted(map(repr, first.issues))
        assert (report.counts, report.neglected) == (first.counts, first.neglected)


@given(framework=st.sampled_from(published_ids()), data=st.data())
def test_a_record_is_the_same_after_writing_and_reading(
    framework: str, data: st.DataObject
) -> None:
    record = data.draw(records(framework, clean=True))
    assert load(record.to_json()) == record
    assert load(record.to_json(indent=None).encode()) == record
    assert load(record) == record
    assert type(load(record.to_json())) is type(record)
