"""Joins the schemas of several records into one that takes a record of any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from improvement_frameworks.core.errors import ContentError
from improvement_frameworks.schemas.generate import DEFS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.schemas.keyword import Schema


def bundle_schemas(schemas: Mapping[str, Schema]) -> Schema:
    """Return one schema for a record of any kind.

    Its root has no other condition than a plain choice of references; the ``framework`` of a
    record tells which one is meant.

    Args:
        schemas: The canonical schema of each kind of record, by the name of its class.

    Raises:
        ContentError: if two of them define different things under one name.
    """
    defs: dict[str, Json] = {}
    examples: list[Json] = []
    for name, schema in schemas.items():
        record = dict(schema)
        inner = cast("Schema", record.pop("$defs", {}))
        examples += cast("list[Json]", record.pop("examples", []))
        for key, definition in [*inner.items(), (name, record)]:
            if defs.setdefault(key, definition) != definition:
                raise ContentError(
                    name, f"$defs/{key}", "another record defines something else under this name"
                )
    choice: list[Json] = [{"$ref": DEFS + name} for name in schemas]
    titles = ", ".join(str(schema["title"]).lower() for schema in schemas.values())
    return {
        "title": "Any record",
        "description": f"A record of one of these frameworks: {titles}.",
        "oneOf": choice,
        "examples": examples,
        "$defs": {key: defs[key] for key in sorted(defs)},
    }
