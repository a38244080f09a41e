"""Visual Studio Code's JSON language service: what an editor offers, explains and marks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

import pytest
from tests.consumers.documents import (
    CLOSED,
    FRAMEWORKS,
    read_schema,
    right_documents,
    wrong_documents,
)

from improvement_frameworks.core.registry import get_framework
from improvement_frameworks.core.types import DATE

if TYPE_CHECKING:
    from tests.consumers.conftest import AskNode

    from improvement_frameworks.schemas.keyword import Schema


def ask_editor(
    ask_node: AskNode,
    schema: Schema,
    *,
    complete: tuple[str, ...] = (),
    hover: tuple[str, ...] = (),
    check: tuple[Schema, ...] = (),
) -> Schema:
    return ask_node(
        "editor.js",
        schema=schema,
        complete=[*complete],
        hover=[*hover],
        check=[json.dumps(document) for document in check],
    )


def unescape(text: str) -> str:
    """Take away what Markdown needs before signs that would mean something."""
    return text.replace("\\", "")


@pytest.mark.parametrize("framework", CLOSED)
def test_editors_complete_and_explain_codes(framework: str, ask_node: AskNode) -> None:
    about = get_framework(framework)
    part = about.parts[0]
    entry = '{"entries": [{"' + about.part_field + '": %s}]}'
    fields = cast("dict[str, dict[str, Schema]]", read_schema(framework, "form")["properties"])
    field = cast("dict[str, Schema]", fields["entries"]["items"]["properties"])[about.part_field]
    value = "[%s]" if field["type"] == "array" else "%s"
    cursor_on_code = f'"{part.code[:2]}|{part.code[2:]}"'
    said = ask_editor(
        ask_node,
        read_schema(framework, "form"),
        complete=(entry % (value % "|"),),
        hover=(entry % (value % cursor_on_code), '{"recor|ded_on": "2020-07-16"}'),
    )
    meanings = {one.code: " ".join(one.definition.split()) for one in about.parts}
    offered = cast("list[list[list[str]]]", said["completions"])[0]
    assert {json.loads(code): meaning for code, meaning in offered} == meanings
    on_word, on_field = map(unescape, cast("list[str]", said["hovers"]))
    assert on_word.startswith(f"{part.label}\n\n{meanings[part.code]}")
    assert (
        on_field
        == "Recorded on\n\nThe day on which the record was written down. Example: 2020-07-16. "
        + DATE.sentence
    )


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("folder", ["", "form"])
def test_editors_mark_what_is_wrong_only(framework: str, folder: str, ask_node: AskNode) -> None:
    right = right_documents(framework)
    wrong = wrong_documents(framework, "VALUE-CODE")
    said = ask_editor(
        ask_node, read_schema(framework, folder), check=(*right.values(), *wrong.values())
    )
    problems = cast("list[list[str]]", said["problems"])
    for name, found in zip(right, problems, strict=False):
        # The service looks at how a number is written, and takes 3.0 for no whole number.
        known = ['Incorrect type. Expected "integer".'] if "decimal-point" in name else []
        assert found == known, name
    for name, found in zip(wrong, problems[len(right) :], strict=True):
        assert len(found) == 1, name
        assert found[0].startswith("Value is not accepted. Valid values: "), name


def test_editors_offer_fields_with_their_meaning(ask_node: AskNode) -> None:
    schema = read_schema("risk-themes", "form")
    said = ask_editor(ask_node, schema, complete=('{"actions": [{|}]}',))
    offered = dict(cast("list[list[tuple[str, str]]]", said["completions"])[0])
    assert (
        offered["review_on"]
        == "The day on which the group will look at it again. Example: 2020-10-01. " + DATE.sentence
    )
    assert offered["status"] == "How far it has come. Example: in-progress."
