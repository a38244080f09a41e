"""Visual Studio Code's JSON language service: what an editor offers, explains and marks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, cast

import pytest
from tests.consumers.documents import (
    CLOSED,
    FRAMEWORKS,
    read_schema,
    right_documents,
    wrong_documents,
)

from improvement_frameworks.core.record.types import DATE
from improvement_frameworks.core.registry import get_framework

if TYPE_CHECKING:
    from tests.consumers.conftest import AskNode

    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.schemas.keyword import Schema

FOLDERS: Final = ("", "form")


def write_tasks() -> dict[str, Json]:
    """Return what the service is asked: about each form, and what is right and wrong."""
    tasks: dict[str, Json] = {}
    for framework in FRAMEWORKS:
        documents = [*right_documents(framework).values()]
        documents += wrong_documents(framework, "VALUE-CODE").values()
        for folder in FOLDERS:
            is_asked = folder == "form" and framework in CLOSED
            tasks[f"{framework} {folder}"] = {
                "schema": read_schema(framework, folder),
                "complete": write_places(framework)[:1] if is_asked else [],
                "hover": write_places(framework)[1:] if is_asked else [],
                "check": [json.dumps(document) for document in documents],
            }
    tasks["actions"] = {
        "schema": read_schema("risk-themes", "form"),
        "complete": ['{"actions": [{|}]}'],
        "hover": [],
        "check": [],
    }
    return tasks


def write_places(framework: str) -> list[Json]:
    """Return texts with the cursor where a code is missing, on a code, and on a field."""
    about = get_framework(framework)
    code = about.parts[0].code
    entry = '{"entries": [{"' + about.part_field + '": %s}]}'
    fields = cast("dict[str, dict[str, Schema]]", read_schema(framework, "form")["properties"])
    field = cast("dict[str, Schema]", fields["entries"]["items"]["properties"])[about.part_field]
    value = "[%s]" if field["type"] == "array" else "%s"
    on_code = f'"{code[:2]}|{code[2:]}"'
    return [entry % (value % "|"), entry % (value % on_code), '{"recor|ded_on": "2020-07-16"}']


@pytest.fixture(scope="module")
def said(ask_node: AskNode) -> dict[str, Schema]:
    """What the service says of everything, in one process."""
    return cast("dict[str, Schema]", ask_node("editor.js", tasks=write_tasks()))


def unescape(text: str) -> str:
    """Take away what Markdown needs before signs that would mean something."""
    return text.replace("\\", "")


@pytest.mark.parametrize("framework", CLOSED)
def test_editors_complete_and_explain_codes(framework: str, said: dict[str, Schema]) -> None:
    about = get_framework(framework)
    part = about.parts[0]
    answer = said[f"{framework} form"]
    meanings = {one.code: " ".join(one.definition.split()) for one in about.parts}
    offered = cast("list[list[list[str]]]", answer["completions"])[0]
    assert {json.loads(code): meaning for code, meaning in offered} == meanings
    on_word, on_field = map(unescape, cast("list[str]", answer["hovers"]))
    assert on_word.startswith(f"{part.label}\n\n{meanings[part.code]}")
    assert (
        on_field
        == "Recorded on\n\nThe day on which the record was written down. Example: 2020-07-16. "
        + DATE.sentence
    )


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("folder", FOLDERS)
def test_editors_mark_what_is_wrong_only(
    framework: str, folder: str, said: dict[str, Schema]
) -> None:
    right = right_documents(framework)
    wrong = wrong_documents(framework, "VALUE-CODE")
    problems = cast("list[list[str]]", said[f"{framework} {folder}"]["problems"])
    for name, found in zip(right, problems, strict=False):
        # The service looks at how a number is written, and takes 3.0 for no whole number.
        known = ['Incorrect type. Expected "integer".'] if "decimal-point" in name else []
        assert found == known, name
    for name, found in zip(wrong, problems[len(right) :], strict=True):
        assert len(found) == 1, name
        assert found[0].startswith("Value is not accepted. Valid values: "), name


def test_editors_offer_fields_with_their_meaning(said: dict[str, Schema]) -> None:
    offered = dict(cast("list[list[tuple[str, str]]]", said["actions"]["completions"])[0])
    assert (
        offered["review_on"]
        == "The day on which the group will look at it again. Example: 2020-10-01. " + DATE.sentence
    )
    assert offered["status"] == "How far it has come. Example: in-progress."
