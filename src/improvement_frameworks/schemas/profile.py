"""Derives the other two forms of a schema from its canonical form, mechanically.

``draft-07`` is the same schema under older names, for tools that stop there. ``form`` is for form
builders and editors: no references, and every code with its label and meaning beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from improvement_frameworks.core.errors import ContentError
from improvement_frameworks.core.record.types import CODE
from improvement_frameworks.schemas.generate import DEFS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.core.content.vocabulary import Vocabulary
    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.schemas.keyword import Schema

_ASKED_LAST: Final = ("$schema", "extensions")
_ABBREVIATIONS: Final = {"id": "ID", "url": "URL"}


def rename_for_draft_07(canonical: Schema) -> Schema:
    """Return a schema with the words that draft-07 has for the same things."""
    return {
        ("definitions" if key == "$defs" else key): value if key == "examples" else _rename(value)
        for key, value in canonical.items()
    }


def _rename(value: Json) -> Json:
    if isinstance(value, list):
        return [_rename(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: str(inner).replace(DEFS, "#/definitions/", 1) if key == "$ref" else _rename(inner)
        for key, inner in value.items()
    }


def spell_out_for_forms(canonical: Schema, lists: Mapping[str, Vocabulary]) -> Schema:
    """Return a schema in which everything stands where it is used, with words beside each code.

    Args:
        canonical: The canonical schema.
        lists: The closed list behind each definition that is one, by the definition's name.

    Raises:
        ContentError: if a definition contains itself, which no form can show.
    """
    return _Form(cast("dict[str, Schema]", canonical.get("$defs", {})), lists).schema(canonical)


class _Form:
    def __init__(self, defs: dict[str, Schema], lists: Mapping[str, Vocabulary]) -> None:
        self.defs = defs
        self.lists = lists
        self.open: list[str] = []

    def schema(self, canonical: Schema) -> Schema:
        if "$ref" in canonical:
            return self._definition(canonical)
        written = {key: value for key, value in canonical.items() if key != "$defs"}
        if "properties" in canonical:
            written["properties"] = self.fields(canonical)
        for key in ("items", "additionalProperties"):
            inner = canonical.get(key)
            if isinstance(inner, dict):
                written[key] = self.schema(inner)
        if "oneOf" in canonical:
            choice = cast("list[Schema]", canonical["oneOf"])
            written["oneOf"] = [self.schema(one) for one in choice]
        return written

    def fields(self, canonical: Schema) -> Schema:
        fields = cast("dict[str, Schema]", canonical["properties"])
        required = cast("list[str]", canonical.get("required", []))
        written: dict[str, Schema] = {
            name: {"title": write_label(name), **_without_title(self.schema(field))}
            for name, field in fields.items()
        }
        return {
            name: written[name]
            for name in sorted(
                written, key=lambda name: _turn(name, written[name], required=name in required)
            )
        }

    def _definition(self, reference: Schema) -> Schema:
        name = str(reference["$ref"]).removeprefix(DEFS)
        if name in self.open:
            raise ContentError(name, "$ref", "contains itself, which a form cannot show")
        self.open.append(name)
        written = self.schema(self.defs[name])
        self.open.pop()
        if name in self.lists:
            written = _spell_out(written, self.lists[name])
        beside: Schema = {key: value for key, value in reference.items() if key != "$ref"}
        if name in self.lists and self.lists[name].open and "description" in beside:
            beside["description"] = f"{beside['description']} {CODE.sentence}"
        return {**written, **beside}


def _turn(name: str, field: Schema, *, required: bool) -> int:
    """Return when a form asks for a field: first what must be chosen and said, lists at the end."""
    if name in _ASKED_LAST:
        return 4
    if field.get("type") == "array":
        return 3 if cast("Schema", field["items"]).get("type") == "object" else 2
    if not required:
        return 2
    return 0 if "oneOf" in field else 1


def _without_title(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if key != "title"}


def _spell_out(schema: Schema, vocabulary: Vocabulary) -> Schema:
    """Write out a list: a choice of labels, or suggestions where other words may be used too."""
    if vocabulary.open:
        return {**schema, "examples": list(vocabulary.codes)}
    choice: list[Json] = [
        {
            "const": term.code,
            "title": term.label,
            "description": " ".join(term.definition.split()),
        }
        for term in vocabulary.terms
    ]
    rest = {key: value for key, value in schema.items() if key != "enum"}
    return {**rest, "description": f"{vocabulary.title}.", "oneOf": choice}


def write_label(name: str) -> str:
    """Write the name of a field in words.

    >>> write_label("recorded_on"), write_label("$schema"), write_label("url")
    ('Recorded on', 'Schema', 'URL')
    """
    words = name.lstrip("$").replace("_", " ").replace("-", " ").split()
    label = " ".join(_ABBREVIATIONS.get(word, word) for word in words)
    return label[0].upper() + label[1:]
