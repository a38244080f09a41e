"""Types for TypeScript, generated from the published schemas and compiled under --strict."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, cast

import pytest
from tests.consumers.documents import CLOSED, FRAMEWORKS, read_schema, right_documents

from improvement_frameworks.core.record.listed import camel
from improvement_frameworks.core.registry import get_framework, get_record_type

if TYPE_CHECKING:
    from pathlib import Path

    from tests.consumers.conftest import AskNode

    from improvement_frameworks.schemas.keyword import Schema


def expect(framework: str) -> tuple[str, str, str, str]:
    """Return the record, the type of its parts, and a code with what people call it."""
    about = get_framework(framework)
    part = about.parts[-1]
    code_type = camel(framework) + camel(about.part)
    return get_record_type(framework).__name__, code_type, part.code, part.label


def test_names_are_those_that_people_expect() -> None:
    assert expect("liberating-structures")[:2] == (
        "LiberatingStructures",
        "LiberatingStructuresStructure",
    )
    assert expect("iceberg")[:2] == ("Iceberg", "IcebergLevel")


def write_use(framework: str) -> str:
    """Write a file that uses the types as a programmer would, once rightly and thrice wrongly."""
    record, code_type, code, _ = expect(framework)
    lines = [f'import type {{ {code_type}, {record} }} from "./{framework}";']
    for number, document in enumerate(right_documents(framework).values()):
        lines.append(f"export const record{number}: {record} = {json.dumps(document)};")
    return "\n".join(
        [
            *lines,
            f'export const code: {code_type} = "{code}";',
            "// @ts-expect-error - a code of no list",
            f'export const wrongCode: {code_type} = "{code}s";',
            "// @ts-expect-error - there is no null",
            f"export const withNull: {record} = {{ ...record0, notes: null }};",
            "// @ts-expect-error - there is no such field",
            f'export const withMore: {record} = {{ ...record0, titel: "The morning huddle" }};',
        ]
    )


USE_OF_ANY: Final = """
import type { AnyRecord, IcebergFocus } from "./any-record";
export function focusOf(record: AnyRecord): IcebergFocus | undefined {
  // @ts-expect-error - not every record has a focus
  record.focus;
  return record.framework === "iceberg" ? record.focus : undefined;
}
"""


@pytest.fixture(scope="module")
def made(ask_node: AskNode, tmp_path_factory: pytest.TempPathFactory) -> Schema:
    """Return the types of every schema, and what the compiler says about them and their use."""
    folder: Path = tmp_path_factory.mktemp("types")
    uses = {f"use-{framework}": write_use(framework) for framework in CLOSED}
    return ask_node(
        "typescript.js",
        folder=str(folder),
        schemas={one: read_schema(one) for one in (*FRAMEWORKS, "any-record", "report")},
        files={**uses, "use-any-record": USE_OF_ANY},
    )


def types_of(made: Schema, wanted: str) -> str:
    return cast("dict[str, str]", made["types"])[wanted]


def test_types_compile_and_tell_right_from_wrong(made: Schema) -> None:
    assert made["errors"] == ""


@pytest.mark.parametrize("framework", CLOSED)
def test_codes_are_unions_of_literals_with_their_meaning(framework: str, made: Schema) -> None:
    _, code_type, code, label = expect(framework)
    before, _, after = types_of(made, framework).partition(f"export type {code_type} =")
    explained = before[before.rindex("/**") :]
    assert explained.endswith(" */\n")
    assert f" * - {code}: {label}. " in explained
    union = after[: after.index(";")]
    literals = [one.strip(' \n"') for one in union.split("|") if one.strip()]
    codes = get_framework(framework).part_vocabulary.codes
    assert literals == [*codes]
    assert re.findall(r"^ \* - ([a-z0-9-]+): ", explained, re.MULTILINE) == [*codes]


@pytest.mark.parametrize("wanted", [*FRAMEWORKS, "any-record"])
def test_types_have_the_names_of_the_definitions(wanted: str, made: Schema) -> None:
    names = re.findall(r"export (?:type|interface) (\w+)", types_of(made, wanted))
    schema = read_schema(wanted)
    root = "AnyRecord" if wanted == "any-record" else expect(wanted)[0]
    expected = {root, *cast("Schema", schema["$defs"])}
    # What has a description of its own where it is used, as the second period of a review, becomes
    # a second type.
    assert {re.sub(r"[0-9]+$", "", name) for name in names} == expected
    assert len(set(names)) == len(names)


def test_any_record_is_a_plain_choice(made: Schema) -> None:
    records = "|".join(expect(framework)[0] for framework in FRAMEWORKS)
    found = re.search(r"export type AnyRecord =([^;]+);", types_of(made, "any-record"))
    assert found
    assert re.sub(r"\s+", "", found[1]).removeprefix("|") == records
