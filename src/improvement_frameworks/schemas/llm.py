"""Derives the form of a schema that a language model must keep to, and reads what it answers.

Strict structured output takes few keywords, wants every field in every answer, and takes no open
objects. So what is absent is ``null`` there, and bounds are asked for in words only. An answer is
therefore no record yet: ``from_llm`` makes a document of it, which is then checked as any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from improvement_frameworks.core.types import TEXT_FORMS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.schemas.keyword import Schema

RECORD: Final = "record"
"""The field around a record of any kind, since an answer must be an object of one shape."""

_NULL: Final[Schema] = {"type": "null"}
_ON_NULL: Final = "Null stands for what was not said."
_WORDS: Final = {(form.pattern, form.longest): form.expected for form in TEXT_FORMS}


def ask_for_answers(canonical: Schema) -> Schema:
    """Return the schema to which a language model is held, for strict structured output.

    Args:
        canonical: The canonical schema of a record, or of any record.
    """
    schema = _convert({key: value for key, value in canonical.items() if key != "$defs"})
    if "properties" not in schema:
        described = schema.pop("description")
        schema = {"description": described, **_close({RECORD: schema})}
    schema["description"] = f"{schema['description']} {_ON_NULL}"
    defs = cast("dict[str, Schema]", canonical.get("$defs", {}))
    return {**schema, "$defs": {name: _convert(one) for name, one in defs.items()}}


def from_llm(answer: Mapping[str, object]) -> dict[str, object]:
    """Make a document of what a language model answered: what is ``null`` is left out.

    The document is not checked. The model was not held to lengths, forms, bounds and duplicates,
    so give the document to ``validate``, as you would one that a person wrote.

    Args:
        answer: The answer, read from JSON; that to ``any-record`` comes in a field ``record``.

    Examples:
        >>> from improvement_frameworks import validate
        >>> from improvement_frameworks.schemas import from_llm
        >>> answer = {
        ...     "framework": "iceberg",
        ...     "schema_version": "1.0",
        ...     "title": "The morning huddle",
        ...     "focus": None,
        ...     "entries": [{"level": "events", "text": "It found a driver.", "contributor": None}],
        ... }
        >>> document = from_llm(answer)
        >>> document["entries"]
        [{'level': 'events', 'text': 'It found a driver.'}]
        >>> validate(document).ok
        True
    """
    inner = answer[RECORD] if set(answer) == {RECORD} else answer
    return cast("dict[str, object]", _drop_nulls(inner))


def _convert(schema: Schema) -> Schema:
    if "$ref" in schema:  # which stands alone; its definition says what it is
        return {"$ref": schema["$ref"]}
    written: Schema = {key: schema[key] for key in ("type", "const", "enum") if key in schema}
    words = [*_say_bounds(schema)]
    if "description" in schema:
        words.insert(0, str(schema["description"]))
    if words:
        written = {"description": " ".join(words), **written}
    if "oneOf" in schema:
        written["anyOf"] = [_convert(one) for one in cast("list[Schema]", schema["oneOf"])]
    if "items" in schema:
        written["items"] = _convert(cast("Schema", schema["items"]))
    if "properties" in schema:
        fields = cast("dict[str, Schema]", schema["properties"])
        required = cast("list[str]", schema.get("required", []))
        written |= _close(
            {
                name: _convert(field) if name in required else _or_null(field)
                for name, field in fields.items()
                if name != "$schema" and not _is_open(field)
            }
        )
    return written


def _close(fields: Mapping[str, Json]) -> Schema:
    return {
        "type": "object",
        "properties": dict(fields),
        "required": [*fields],
        "additionalProperties": False,
    }


def _is_open(field: Schema) -> bool:
    return field.get("type") == "object" and "properties" not in field


def _or_null(field: Schema) -> Schema:
    written = _convert(field)
    words = written.pop("description", field.get("description"))
    either: Schema = {"anyOf": [written, dict(_NULL)]}
    return {"description": words, **either} if words else either


def _say_bounds(schema: Schema) -> Iterator[str]:
    """Say in words what the model is not held to."""
    form = _WORDS.get((str(schema.get("pattern")), cast("int", schema.get("maxLength"))))
    if form:
        yield f"Write {form}."
    if "minimum" in schema and "maximum" in schema:
        yield f"From {schema['minimum']} to {schema['maximum']}."
    if schema.get("uniqueItems"):
        yield "Nothing stands twice."


def _drop_nulls(value: object) -> object:
    if isinstance(value, list):
        return [_drop_nulls(item) for item in cast("list[object]", value)]
    if not isinstance(value, dict):
        return value
    fields = cast("dict[str, object]", value)
    return {name: _drop_nulls(inner) for name, inner in fields.items() if inner is not None}
