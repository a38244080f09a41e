"""Derives the form of a schema that a language model must keep to, and reads what it answers.

Strict structured output takes few keywords, wants every field in every answer, and takes no open
objects. So what is absent is ``null`` there, and bounds are asked for in words only. An answer is
therefore no record yet: ``from_llm`` makes a document of it, which is then checked as any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from improvement_frameworks.schemas.generate import DEFS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.schemas.keyword import Schema

ENTRIES: Final = "entries"
_ROOT: Final = ""
RECORD: Final = "record"
"""The field around a record of any kind, since an answer must be an object of one shape."""

_NULL: Final[Schema] = {"type": "null"}
_ON_NULL: Final = "Use null for what was not said."
_ON_EMPTY: Final = "Leave a list empty if nothing was said."


def ask_for_answers(canonical: Schema, *, most_nulls: int | None = None) -> Schema:
    """Return the schema to which a language model is held, for strict structured output.

    Args:
        canonical: The canonical schema of a record, or of any record.
        most_nulls: How many fields may be null, for a provider that allows only so many. Lists are
            then empty where nothing was said, and the fields that are too many are left out: those
            of the entries stay first, then those of the record, then those of its other lists.
    """
    writer = _Writer(canonical, most_nulls)
    schema = writer.write(_ROOT)
    defs = {name: writer.write(name) for name in writer.names}
    if "properties" not in schema:
        described = schema.pop("description")
        schema = {"description": described, **_close({RECORD: schema})}
    on_null = _ON_NULL if most_nulls is None else f"{_ON_NULL} {_ON_EMPTY}"
    schema["description"] = f"{schema['description']} {on_null}"
    used = _find_used(schema, defs)
    return {**schema, "$defs": {name: one for name, one in defs.items() if name in used}}


def _find_used(value: Json, defs: Mapping[str, Schema]) -> frozenset[str]:
    """Return the names of the definitions to which something refers, directly or not."""
    used: set[str] = set()
    waiting: list[Json] = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            name = str(one.get("$ref", "")).removeprefix(DEFS)
            if name and name not in used:
                used.add(name)
                waiting.append(defs[name])
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return frozenset(used)


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


class _Writer:
    """Writes the definitions of a canonical schema anew, with the fields that are asked for."""

    def __init__(self, canonical: Schema, most_nulls: int | None) -> None:
        self._defs = cast("dict[str, Schema]", canonical.get("$defs", {}))
        self._root: Schema = {key: canonical[key] for key in canonical if key != "$defs"}
        self._asked: frozenset[tuple[str, str]] | None = None
        self.names = tuple(self._defs)
        if most_nulls is not None:
            self.names = self._find_needed()
            self._asked = frozenset([*self._find_optional()][:most_nulls])

    def write(self, name: str) -> Schema:
        """Return a definition, or the root, as it is asked for."""
        return self._convert(self._get(name), name)

    def _get(self, name: str) -> Schema:
        return self._defs[name] if name else self._root

    def _find_needed(self) -> tuple[str, ...]:
        """Return the definitions that a small answer uses, in their order."""
        found: dict[str, None] = {}
        waiting = [self._root]
        while waiting:
            schema = waiting.pop(0)
            fields = cast("dict[str, Schema]", schema.get("properties", {}))
            asked = [field for name, field in fields.items() if self._is_plain(schema, name)]
            inner = [cast("Schema", schema["items"])] if "items" in schema else []
            for one in [*asked, *inner]:
                name = _read_reference(one)
                if name and name not in found:
                    found[name] = None
                    waiting.append(self._defs[name])
                elif "items" in one:
                    waiting.append(one)
        return tuple(name for name in self._defs if name in found)

    def _find_optional(self) -> Iterator[tuple[str, str]]:
        """Yield the fields that may be null, those that matter most first."""
        fields = cast("dict[str, Schema]", self._root.get("properties", {}))
        entry = _read_reference(cast("Schema", fields[ENTRIES]["items"]))
        others = [name for name in self.names if name != entry]
        for name in (entry, _ROOT, *others):
            schema = self._get(name)
            fields = cast("dict[str, Schema]", schema.get("properties", {}))
            for field_name, field in fields.items():
                optional = field_name not in cast("list[str]", schema.get("required", []))
                if optional and self._is_plain(schema, field_name) and "items" not in field:
                    yield name, field_name

    def _is_plain(self, schema: Schema, name: str) -> bool:
        """Whether a small answer may have a field: a list, a single value, or one that must be."""
        field = cast("dict[str, Schema]", schema["properties"])[name]
        if name in cast("list[str]", schema.get("required", [])):
            return True
        inner = _read_reference(field)
        target = self._defs[inner] if inner else field
        return name != "$schema" and target.get("type") != "object"

    def _convert(self, schema: Schema, place: str) -> Schema:
        if "$ref" in schema:  # which stands alone; its definition says what it is
            return {"$ref": schema["$ref"]}
        written: Schema = {key: schema[key] for key in ("type", "enum") if key in schema}
        if "const" in schema:  # which not every provider knows
            written["enum"] = [schema["const"]]
        words = [*_say_bounds(schema)]
        if "description" in schema:
            words.insert(0, str(schema["description"]))
        if words:
            written = {"description": " ".join(words), **written}
        if "oneOf" in schema:
            choice = cast("list[Schema]", schema["oneOf"])
            written["anyOf"] = [self._convert(one, place) for one in choice]
        if "items" in schema:
            written["items"] = self._convert(cast("Schema", schema["items"]), place)
        if "properties" in schema:
            written |= _close(dict(self._convert_fields(schema, place)))
        return written

    def _convert_fields(self, schema: Schema, place: str) -> Iterator[tuple[str, Schema]]:
        required = cast("list[str]", schema.get("required", []))
        for name, field in cast("dict[str, Schema]", schema["properties"]).items():
            if name == "$schema" or _is_open(field):
                continue
            if name in required:
                yield name, self._convert(field, place)
            elif self._asked is None or (place, name) in self._asked:
                yield name, self._or_null(field, place)
            elif "items" in field:
                yield name, self._convert(field, place)

    def _or_null(self, field: Schema, place: str) -> Schema:
        written = self._convert(field, place)
        words = written.pop("description", field.get("description"))
        either: Schema = {"anyOf": [written, dict(_NULL)]}
        return {"description": words, **either} if words else either


def _read_reference(schema: Schema) -> str:
    return str(schema.get("$ref", "")).removeprefix(DEFS)


def _close(fields: Mapping[str, Json]) -> Schema:
    return {
        "type": "object",
        "properties": dict(fields),
        "required": [*fields],
        "additionalProperties": False,
    }


def _is_open(field: Schema) -> bool:
    return field.get("type") == "object" and "properties" not in field


def _say_bounds(schema: Schema) -> Iterator[str]:
    """Say in words what the model is not held to."""
    if "minimum" in schema and "maximum" in schema:
        yield f"From {schema['minimum']} to {schema['maximum']}."
    if schema.get("uniqueItems"):
        yield "No duplicates."


def _drop_nulls(value: object) -> object:
    if isinstance(value, list):
        return [_drop_nulls(item) for item in cast("list[object]", value)]
    if not isinstance(value, dict):
        return value
    fields = cast("dict[str, object]", value)
    return {name: _drop_nulls(inner) for name, inner in fields.items() if inner is not None}
