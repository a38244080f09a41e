"""However documents are checked, the report is the same; only the time differs."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given, settings, strategies as st
from pydantic import ValidationError
from tests.conftest import cases, faults_of, for_each
from tests.documents.conftest import GOOD
from tests.documents.modes import EXAMPLE, MODES, Mode, report_on, write
from tests.memory import measure_peaks

from improvement_frameworks import validate
from improvement_frameworks.core.registry import get_example, get_record_type, published_ids
from improvement_frameworks.documents import gate
from improvement_frameworks.documents.form_reader import FormReader
from improvement_frameworks.documents.gate import SchemaGate
from improvement_frameworks.documents.quick import QuickReader
from improvement_frameworks.schemas import json_schema
from improvement_frameworks.testing import records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from improvement_frameworks.testing import Fault

Document = dict[str, object]


def write_fault(fault: Fault, style: str) -> str:
    return write(fault.document, style)


def join_lines(all_lines: list[str], end: str, last: str) -> bytes:
    return (end.join(all_lines) + last).encode()


def draw_fault(name: str) -> st.SearchStrategy[Fault]:
    return st.sampled_from(faults_of(name))


lines = st.one_of(
    st.sampled_from(published_ids()).flatmap(records).map(lambda one: one.to_json(indent=None)),
    st.builds(
        write_fault,
        st.sampled_from(published_ids()).flatmap(draw_fault),
        st.sampled_from(["compact", "spaced", "ascii"]),
    ),
    st.sampled_from(
        [
            "",
            "  ",
            "{",
            "NaN",
            "[]",
            GOOD,
            f"{GOOD} {GOOD}",
            f"\ufeff{GOOD}",
            f'{EXAMPLE[:-1]},"title":"again"}}',
            f'{EXAMPLE[:-1]},"t\\u0069tle":"again: \\"x\\""}}',
            write({**get_example("iceberg"), "extensions": {"a": [1.5]}}),
            "PK\x03\x04",
            "\x00",
            '{"framework": "no-such"}',
        ]
    ),
)
files = st.builds(
    join_lines,
    st.lists(lines, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\n"]),
)


@given(files, st.integers(1, 5_000), st.integers(1, 3))
def test_every_way_gives_the_same_report(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, size: int, keep: int
) -> None:
    file = tmp_path_factory.getbasetemp() / "modes.jsonl"
    file.write_bytes(data)
    for rules in (True, False):
        exact = report_on(file, "exact", rules=rules, keep=keep)
        for mode in MODES:
            assert report_on(file, mode, rules=rules, keep=keep) == exact
            assert report_on(file, mode, rules=rules, keep=keep, cut_every=size) == exact


@given(files)
def test_without_rules_the_report_says_the_same_about_form(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "rules.jsonl"
    file.write_bytes(data)
    shape, whole = report_on(file, rules=False), report_on(file, rules=True)
    form = [
        issue
        for issue in whole.issues
        if issue.problem.principle is None and not issue.code.startswith("REC-")
    ]
    assert list(shape.issues) == form
    assert shape.documents == whole.documents
    assert (shape.judged, shape.kept, shape.neglected) == (0, {}, {})


@settings(max_examples=10)
@given(st.lists(files, min_size=1, max_size=5), st.integers(1, 2_000))
def test_a_folder_gives_the_same_report_in_every_way(
    tmp_path_factory: pytest.TempPathFactory, contents: list[bytes], size: int
) -> None:
    folder = tmp_path_factory.mktemp("folder")
    for number, data in enumerate(contents):
        (folder / f"{number}.{['json', 'jsonl'][number % 2]}").write_bytes(data)
    (folder / "z.yaml").write_text("framework: iceberg\ntitle: 5\n", encoding="utf-8")
    exact = report_on(folder, "exact")
    assert all(report_on(folder, mode, cut_every=size) == exact for mode in MODES)


def nest(depth: int) -> str:
    return "[" * depth + "]" * depth


def with_field(text: str) -> str:
    return f"{EXAMPLE[:-1]},{text}}}"


def with_entry_field(text: str) -> str:
    start, mark, rest = EXAMPLE.partition('"entries":[{')
    assert mark
    return f"{start}{mark}{text},{rest}"


DOUBTS = {
    "a key twice": (with_field('"title":"again"'), "DOC-KEY-TWICE"),
    "a key twice, once in codes": (with_field('"t\\u0069tle":"again"'), "DOC-KEY-TWICE"),
    "a key twice, with a space": (with_field('"title" :"again"'), "DOC-KEY-TWICE"),
    "a key twice and marks in codes": (
        with_field('"title":"\\u0022\\u0022"').replace('"title":"', '"title":"\\u0022 ', 1),
        "DOC-KEY-TWICE",
    ),
    "a key twice below": (
        with_field('"consent":{"status":"given","status":"given"}'),
        "DOC-KEY-TWICE",
    ),
    "a key twice and a colon more": (with_field('"notes":"a:b","notes":"c"'), "DOC-KEY-TWICE"),
    "not a number": (with_field('"extensions":{"a":NaN}'), "DOC-NUMBER"),
    "beyond all numbers": (with_field('"extensions":{"a":1e400}'), "DOC-NUMBER"),
    "thousands of digits": (with_field(f'"extensions":{{"a":{"1" * 5_000}}}'), "DOC-NUMBER"),
    "not a number in an entry": (with_entry_field('"extensions":{"a":NaN}'), "DOC-NUMBER"),
    "65 levels in an entry": (with_entry_field(f'"extensions":{{"a":{nest(61)}}}'), "DOC-DEEP"),
    "a key twice in an entry's extensions": (
        with_entry_field('"extensions":{"a":{"b":1,"b":2}}'),
        "DOC-KEY-TWICE",
    ),
    "half a character": (with_field('"notes":"\\ud800"'), "DOC-CHARACTER"),
    "half a character in a key": (with_field('"extensions":{"\\ud800":1}'), "DOC-CHARACTER"),
    "65 levels": (with_field(f'"extensions":{{"a":{nest(63)}}}'), "DOC-DEEP"),
    "65 levels in codes": (with_field(f'"ext\\u0065nsions":{{"a":{nest(63)}}}'), "DOC-DEEP"),
    "null": (with_field('"notes":null'), "VALUE-NULL"),
    "a bad version": (EXAMPLE.replace('"1.0"', '"0.1"'), "VERSION-UNKNOWN"),
    "a later version": (EXAMPLE.replace('"1.0"', '"9.0"'), "VERSION-FUTURE"),
    "a framework that is none": (EXAMPLE.replace('"iceberg"', '"icberg"'), "FRAMEWORK-UNKNOWN"),
    "a framework that is a list": (EXAMPLE.replace('"iceberg"', '["iceberg"]'), "FRAMEWORK-UNK"),
    "a byte order mark": (f"\ufeff{EXAMPLE}", "DOC-BOM"),
    "two on a line": (f"{EXAMPLE} {EXAMPLE}", "DOC-SEVERAL"),
    "a trailing comma": (f"{EXAMPLE[:-1]},}}", "DOC-SYNTAX"),
    "a zero byte": (f"{EXAMPLE}\x00", "DOC-BINARY"),
    "29 February of no leap year": (
        write({**get_example("iceberg"), "recorded_on": "2021-02-29"}),
        "VALUE-FORM",
    ),
}


@pytest.mark.parametrize("mode", MODES)
@for_each(DOUBTS)
def test_what_is_in_doubt_is_read_exactly(text: str, code: str, tmp_path: Path, mode: Mode) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(f"{EXAMPLE}\n{text}\n", encoding="utf-8")
    for rules in (True, False):
        report = report_on(file, mode, rules=rules)
        assert any(found.startswith(code) for found in report.by_code()), report.by_code()
        assert report == report_on(file, "exact", rules=rules)


RIGHT = {
    "compact": EXAMPLE,
    "spaced": write(get_example("iceberg"), "spaced"),
    "in ASCII": write({**get_example("iceberg"), "title": "Überall: é 🙂"}, "ascii"),
    "colons in a text": write({**get_example("iceberg"), "notes": "At 10:30: yes."}),
    "colons after marks": write({**get_example("iceberg"), "notes": 'At 10:30: "yes": no.'}),
    "a colon after a space": write({**get_example("iceberg"), "notes": "one : two"}),
    "a mark in codes": with_field('"notes":"\\u0022a\\u0022"'),
    "a line end of Windows": f"{EXAMPLE}\r",
    "many keys below": with_field('"consent":{"status":"given","uses":["quote"],"note":"a"}'),
}


@pytest.mark.parametrize("text", cases(RIGHT))
def test_what_is_right_is_right_in_every_way(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(f"{text}\n", encoding="utf-8", newline="")
    for mode in MODES:
        assert report_on(file, mode, rules=False).issues == ()


QUICK = ["compact", "spaced", "in ASCII", "colons in a text", "many keys below"]


@pytest.mark.parametrize("name", QUICK)
def test_what_is_common_is_not_in_doubt(name: str) -> None:
    data = RIGHT[name].encode()
    assert QuickReader().read(data) is not None
    assert FormReader().is_right(data)
    assert SchemaGate().passes(data)


@pytest.mark.parametrize("name", published_ids())
def test_every_fault_is_seen_without_making_a_record(name: str) -> None:
    reader = FormReader()
    model = get_record_type(name)
    assert reader.is_right(write(get_example(name)).encode())
    seen = 0
    for fault in faults_of(name):
        data = write(fault.document).encode()
        try:
            model.model_validate_json(data)
        except ValidationError:
            seen += 1
            assert not reader.is_right(data), fault
    assert seen > 10


def test_whole_numbers_may_be_written_with_a_point(tmp_path: Path) -> None:
    example = get_example("liberating-structures")
    text = write(example)
    minutes = next(part for part in text.split(",") if "minutes" in part)
    digits = minutes.rstrip("]}")
    file = tmp_path / "a.jsonl"
    file.write_text(text.replace(digits, f"{digits}.0", 1), encoding="utf-8")
    for mode in MODES:
        assert report_on(file, mode, rules=False).issues == ()


def test_a_line_too_long_is_refused_in_every_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("reader", "gate", "quick"):
        monkeypatch.setattr(f"improvement_frameworks.documents.{module}.MAX_BYTES", 300)
    file = tmp_path / "a.jsonl"
    file.write_text(f"{GOOD}\n{EXAMPLE}\n{GOOD}\n", encoding="utf-8")
    reports = [report_on(file, mode, cut_every=size) for mode in MODES for size in (0, 1, 500)]
    assert all(report == reports[0] for report in reports)
    assert [issue.where.line for issue in reports[0].by_code()["DOC-LARGE"]] == [2]


def definitions_of(schema: Mapping[str, object]) -> dict[str, object]:
    return cast("dict[str, object]", schema["$defs"])


@pytest.mark.parametrize("name", published_ids())
def test_models_leave_nothing_open_but_extensions(name: str) -> None:
    """What the quick ways rest on: no value of any shape, and nothing within itself."""
    schema = cast("Document", json_schema(name))
    text = json.dumps(schema)
    entries = cast("Document", cast("Document", schema["properties"])["entries"])
    entry = str(cast("Document", entries["items"])["$ref"]).rsplit("/", 1)[1]
    assert text.count('"additionalProperties": true') == 2, f"the record's and {entry}'s"
    fields = cast("Document", definitions_of(schema)[entry])["properties"]
    assert "extensions" in cast("Document", fields)
    definitions = definitions_of(schema)

    def find(node: object, above: tuple[str, ...]) -> Iterator[str]:
        if isinstance(node, dict):
            reference = cast("Document", node).get("$ref")
            if isinstance(reference, str):
                target = reference.rsplit("/", 1)[1]
                assert target not in above
                yield target
                yield from find(definitions[target], (*above, target))
            for inner in cast("Document", node).values():
                yield from find(inner, above)
        elif isinstance(node, list):
            for inner in cast("list[object]", node):
                yield from find(inner, above)

    assert set(find({**schema, "$defs": {}}, ())) == set(definitions)


def test_frameworks_of_others_are_read_exactly() -> None:
    assert QuickReader().read(EXAMPLE.replace("iceberg", "own-grid").encode()) is None
    assert not FormReader().is_right(EXAMPLE.replace("iceberg", "own-grid").encode())
    assert not SchemaGate().passes(EXAMPLE.replace("iceberg", "own-grid").encode())


def test_without_the_extra_there_is_no_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    assert gate.open_gate() is not None
    monkeypatch.setitem(sys.modules, "orjson", None)
    assert gate.open_gate() is None


def test_the_way_is_quick_where_it_should_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without this, all tests here would pass if nothing were ever quick."""
    read: list[bytes] = []

    def fail(*_: object) -> None:
        read.append(b"")

    monkeypatch.setattr("improvement_frameworks.documents.each.read_raw", fail)
    assert validate(EXAMPLE, rules=False).ok
    assert validate(EXAMPLE).judged == 1
    assert not read


@pytest.mark.parametrize("rules", [True, False])
def test_memory_does_not_grow_with_documents(tmp_path: Path, *, rules: bool) -> None:
    for count in (50, 200):
        text = f"{EXAMPLE}\n{{}}\n" * count
        (tmp_path / f"{count}.jsonl").write_text(text, encoding="utf-8")

    before = f"""
from pathlib import Path
from improvement_frameworks.core.report.report import Collector
from improvement_frameworks.core.rules.rules import EVERYTHING
from improvement_frameworks.documents.parallel import check_all
from improvement_frameworks.documents.source import find_sources

def check(count):
    collector = Collector(keep=5)
    sources = find_sources(Path({str(tmp_path)!r}) / f"{{count}}.jsonl")
    for _ in check_all(sources, collector, {"EVERYTHING" if rules else None}, jobs=1):
        pass
    assert collector.report().documents == 2 * count
"""
    # The first loads and compiles what is needed, some of it only for many documents.
    _, few, many = measure_peaks(before, "check(200)", "check(50)", "check(200)")
    assert many < few + 30_000
