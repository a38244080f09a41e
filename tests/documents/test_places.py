"""Line and column of a value: what the readers say against a search for the value in the text."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import TYPE_CHECKING, Final, cast

from hypothesis import example, given, strategies as st

from improvement_frameworks import validate
from improvement_frameworks.core.pointer import read_pointer, write_pointer
from improvement_frameworks.documents.json_reader import locate_json, read_json, split_list
from improvement_frameworks.documents.reader import read
from improvement_frameworks.documents.reading import Document
from improvement_frameworks.documents.source import Stream
from improvement_frameworks.documents.yaml_reader import read_yaml

if TYPE_CHECKING:
    from improvement_frameworks.core.pointer import Path

WANTED: Final = "THE WANTED VALUE"

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    | st.sampled_from(['"', "\\", '\\"', "[", "]", "{", "}", ",", ":", "\n", "\\u0041", "🌱"])
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)
spacing = st.sampled_from(["", " ", "\n", "\r\n", "\t", "  \n\n "])


@st.composite
def texts_with_one_wanted_value(draw: st.DrawFn) -> tuple[str, Path]:
    """Draw a JSON text, in any layout, and the path to the one value that is wanted."""
    ascii_only = draw(st.booleans())
    value: object = WANTED
    path: tuple[str | int, ...] = ()
    for _ in range(draw(st.integers(0, 5))):
        if draw(st.booleans()):
            before, after = draw(st.lists(values, max_size=3)), draw(st.lists(values, max_size=3))
            value, path = [*before, value, *after], (len(before), *path)
        else:
            name = draw(names)
            others = draw(st.dictionaries(names, values, max_size=3))
            others.pop(name, None)
            place = draw(st.integers(0, len(others)))
            items = [*others.items()]
            value = dict([*items[:place], (name, value), *items[place:]])
            path = (name, *path)
    colon = draw(spacing) + ":" + draw(spacing)
    comma = draw(spacing) + "," + draw(spacing)
    indent = draw(st.sampled_from([None, 0, 1, 3, "\t"]))
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent, separators=(comma, colon))
    return draw(spacing) + text + draw(spacing), path


def search(text: str) -> tuple[int, int]:
    """Find the wanted value without any knowledge of JSON."""
    before, _, _ = text.partition(f'"{WANTED}"')
    return before.count("\n") + 1, len(before.split("\n")[-1]) + 1


@given(texts_with_one_wanted_value())
@example(('{"a\\"b": {"": ["[", "THE WANTED VALUE"]}}', ('a"b', "", 1)))
@example(('{"\\ud83c\\udf31": "🌱",\r\n "é": "THE WANTED VALUE"}', ("é",)))
def test_json_values_are_found_where_they_stand(drawn: tuple[str, Path]) -> None:
    text, path = drawn
    assert read_json(text) == json.loads(text)
    assert locate_json(text, [path]) == {path: search(text)}


@given(texts_with_one_wanted_value())
def test_every_step_of_the_way_stands_before_the_value(drawn: tuple[str, Path]) -> None:
    text, path = drawn
    steps = [path[:length] for length in range(len(path) + 1)]
    found = locate_json(text, steps)
    assert list(found) == steps
    assert list(found.values()) == sorted(found.values())
    for step in steps:
        assert locate_json(text, [step]) == {step: found[step]}


@given(texts_with_one_wanted_value(), st.lists(values, min_size=1, max_size=4))
def test_a_list_is_split_into_its_items(drawn: tuple[str, Path], others: list[object]) -> None:
    text, _ = drawn
    items = [text.strip(), *map(json.dumps, others)]
    whole = f" [ {' , '.join(items)}\n]"
    parts = list(split_list(whole))
    assert [part for _, part in parts] == items
    assert all(whole.startswith(part, start) for start, part in parts)


@given(texts_with_one_wanted_value(), spacing, st.lists(values, max_size=2))
@example(('{"a":\n "THE WANTED VALUE"}', ("a",)), " ", [0, 0])
@example(('{"a": "THE WANTED VALUE"}', ("a",)), "\n ", [0])
def test_values_in_a_list_of_documents_are_found_where_they_stand(
    drawn: tuple[str, Path], space: str, others: list[object]
) -> None:
    text, path = drawn
    items = [*map(json.dumps, others), text, "0"]
    whole = "[" + f"{space},".join(items) + space + "]"
    found = list(read(Stream("", "json", lambda: BytesIO(whole.encode()))))
    document = found[len(others)]
    assert isinstance(document, Document)
    assert document.prefix == (len(others),)
    assert document.locate([path]) == {path: search(whole)}


@given(texts_with_one_wanted_value())
def test_paths_that_lead_nowhere_have_no_place(drawn: tuple[str, Path]) -> None:
    text, path = drawn
    assert locate_json(text, [(*path, "x"), (*path, 0)]) == {}


@given(
    st.lists(st.tuples(st.from_regex("[a-z]{1,6}", fullmatch=True), st.booleans()), max_size=6),
    st.integers(0, 3),
    st.sampled_from(["🌱", "é", "a"]),
)
def test_yaml_values_are_found_where_they_stand(
    way: list[tuple[str, bool]], remarks: int, before: str
) -> None:
    lines = [f"# {before}"] * remarks
    path: tuple[str | int, ...] = ()
    indent = ""
    for name, in_list in way:
        lines += [f"{indent}{before}: [{before}]", f"{indent}z{name}:"]
        path = (*path, f"z{name}")
        indent += "  "
        if in_list:
            lines.append(f"{indent}- {before}")
            lines.append(f"{indent}-")
            indent += "    "
            path = (*path, 1)
    lines.append(f'{indent}{before}x: "{WANTED}"')
    text = "\n".join(lines) + "\n"
    (document,) = read_yaml(text)
    assert document.spots[*path, f"{before}x"] == search(text)


def steps_from(value: object) -> list[str | int]:
    """Return the names or positions that lead on from a value."""
    if isinstance(value, dict):
        return sorted(cast("dict[str, object]", value))
    return [*range(len(cast("list[object]", value)))] if isinstance(value, list) else []


def get(value: object, step: str | int) -> object:
    if isinstance(value, list):
        return cast("list[object]", value)[int(step)]
    return cast("dict[str, object]", value)[str(step)]


def put(value: object, step: str | int, new: object) -> None:
    if isinstance(value, list):
        cast("list[object]", value)[int(step)] = new
    else:
        cast("dict[str, object]", value)[str(step)] = new


def resolve(value: object, pointer: str) -> object:
    for step in read_pointer(pointer):
        value = get(value, step)
    return value


def leads_somewhere(value: object, pointer: str) -> bool:
    """Whether a pointer resolves, or the pointer to what surrounds its place does."""
    for candidate in (pointer, write_pointer(read_pointer(pointer)[:-1])):
        try:
            resolve(value, candidate)
        except (KeyError, IndexError, TypeError, ValueError):
            continue
        return True
    return False


RECORD: Final[dict[str, object]] = {
    "framework": "iceberg",
    "schema_version": "1.0",
    "title": "Huddles",
    "group": {"name": "Team"},
    "contributors": [{"id": "c1"}],
    "tags": ["a", "b"],
    "entries": [
        {"id": "e1", "level": "events", "text": "a", "explained_by": ["e2"]},
        {"id": "e2", "level": "patterns", "text": "b"},
    ],
}


@st.composite
def broken_records(draw: st.DrawFn) -> dict[str, object]:
    """Draw a record in which values were exchanged for others and fields were added."""
    record: dict[str, object] = json.loads(json.dumps(RECORD))
    for _ in range(draw(st.integers(1, 3))):
        place: object = record
        step = draw(st.sampled_from(steps_from(place)))
        for goes_deeper in draw(st.lists(st.booleans(), max_size=4)):
            if goes_deeper and steps_from(get(place, step)):
                place = get(place, step)
                step = draw(st.sampled_from(steps_from(place)))
        name = draw(st.none() | names)
        put(place, step if name is None or isinstance(step, int) else name, draw(values))
    return record


@given(broken_records())
@example({**RECORD, "entries": {"0": 1}})
@example({**RECORD, "a/b~c": {"~1": 1}})
@example({**RECORD, "": 1})
def test_every_pointer_resolves_or_its_parent_does(record: dict[str, object]) -> None:
    text = json.dumps(record, indent=1)
    for report, prefix in ((validate(text), ""), (validate(f"[1, {text}]"), "/1")):
        for issue in report.issues:
            if issue.where.pointer.startswith(prefix):
                pointer = issue.where.pointer.removeprefix(prefix)
                assert leads_somewhere(record, pointer), issue
            assert issue.where.line is not None


def write_yaml(value: object) -> str:
    """Write JSON as YAML knows it: a character that JSON escapes as a pair stands for itself."""
    pair = re.compile(r"\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}")
    text = json.dumps(value)
    return "# YAML\n" + pair.sub(lambda found: str(json.loads(f'"{found[0]}"')), text)


@given(broken_records())
def test_all_notations_lead_to_the_same_issues(record: dict[str, object]) -> None:
    found = [
        [(issue.code, issue.where.pointer, issue.params) for issue in validate(source).issues]
        for source in (record, json.dumps(record), write_yaml(record))
    ]
    assert sorted(map(str, found[0])) == sorted(map(str, found[1]))
    assert sorted(map(str, found[1])) == sorted(map(str, found[2]))
