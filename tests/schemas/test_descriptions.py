"""The description of every field says what to enter and gives an example that the field takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

import jsonschema_rs
from tests.conftest import for_each

from improvement_frameworks.core.record.types import TEXT_FORMS
from improvement_frameworks.core.registry import published_ids
from improvement_frameworks.schemas import json_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.schemas.keyword import Schema

NAMELESS: Final = {"contributors/name"}
"""Fields without an example: no person is made up here."""
FORMS: Final = tuple(f" {form.sentence}" for form in TEXT_FORMS)


def walk(schema: Schema, place: str = "") -> Iterator[tuple[str, str, Schema]]:
    """Yield every field that takes one value or several, with its description and what it takes."""
    for name, field in cast("dict[str, Schema]", schema["properties"]).items():
        value = cast("Schema", field.get("items", field))
        here = f"{place}{name}"
        if "properties" in value:
            yield from walk(value, f"{here}/")
        elif value["type"] in {"string", "integer"} and "const" not in value:
            yield here, str(field["description"]), value


@for_each(published_ids())
def test_every_field_gives_an_example_that_it_takes(framework: str) -> None:
    fields = list(walk(json_schema(framework, "form")))
    assert len(fields) > 20
    for place, description, value in fields:
        if place in NAMELESS:
            continue
        form = next((one for one in FORMS if description.endswith(one)), "")
        found = re.fullmatch(r"[A-Z].*[.?] Example: (.+)", description.removesuffix(form))
        assert found, f"{place}: {description}"
        example = found[1].removesuffix(".")
        taken = int(example) if value["type"] == "integer" else example
        assert jsonschema_rs.is_valid(value, taken), f"{place}: {example}"
