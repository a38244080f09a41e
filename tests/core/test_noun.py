"""What all objects of a record have in common, in Python and in the schemas that others make."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from improvement_frameworks.core.header import Contributor, Group


def test_python_code_may_give_none_for_what_is_absent() -> None:
    assert Group(name="Ward", level=None) == Group(name="Ward")
    assert Group(name="Ward", level=None).model_dump() == {"name": "Ward"}
    with pytest.raises(ValidationError, match="name"):
        Group(name=None)  # type: ignore[arg-type]


def test_a_dict_is_a_document_in_which_nothing_is_null() -> None:
    assert Group.model_validate({"name": "Ward"}) == Group(name="Ward")
    with pytest.raises(ValidationError, match="level"):
        Group.model_validate({"name": "Ward", "level": None})
    with pytest.raises(ValidationError, match="level"):
        Group.model_validate_json('{"name": "Ward", "level": null}')


def test_the_schema_that_others_make_is_as_short_as_ours() -> None:
    schema = TypeAdapter(Contributor).json_schema()
    assert schema["title"] == "Contributor"
    assert schema["description"] == (
        "Somebody who contributed. A role is enough; a name is never needed."
    )
    assert schema["properties"]["id"]["description"].startswith("How entries refer")
    for field in schema["properties"].values():
        assert not {"title", "default", "anyOf"} & field.keys()
