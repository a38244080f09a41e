"""Writes the canonical schema of a model.

Pydantic's own schema is the raw material. It is brought into a normal form, so that the published
bytes follow from the model alone and not from the release of pydantic that is installed.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final, cast

from improvement_frameworks.core.errors import ContentError
from improvement_frameworks.core.record.listed import first_paragraph, write_title
from improvement_frameworks.core.registry import remember_until_declared
from improvement_frameworks.schemas.keyword import KEYWORDS, Schema

if TYPE_CHECKING:
    from pydantic import BaseModel

    from improvement_frameworks.problems.problem import Json

DEFS: Final = "#/$defs/"
_LEFT_OUT: Final = frozenset({"title", "default"})


def generate_schema(model: type[BaseModel], *, explain_codes: bool = False) -> Schema:
    """Return the canonical schema of a model, without ``$schema``, ``$id`` and examples.

    Args:
        model: The model.
        explain_codes: Keep what a field of codes says about itself beside the reference to their
            list. The canonical form leaves it out, since tools then hide the meaning of the codes.

    Raises:
        ContentError: if the model has a shape that not every validator reads alike.
    """
    return deepcopy(_generate_once(model, explain_codes=explain_codes))


@remember_until_declared  # it takes a tenth of a second for each, and any-record needs all
def _ask_pydantic(model: type[BaseModel]) -> tuple[Schema, dict[str, Schema]]:
    raw = cast("Schema", model.model_json_schema())
    return raw, cast("dict[str, Schema]", raw.pop("$defs", {}))


@remember_until_declared
def _generate_once(model: type[BaseModel], *, explain_codes: bool) -> Schema:
    raw, defs = _ask_pydantic(model)
    normal = _Normal(model.__name__, defs, explain_codes=explain_codes)
    schema: Schema = {"title": write_title(model.__name__), **normal.schema(raw, "")}
    named: Schema = {
        name: {"title": write_title(name), **normal.schema(defs[name], DEFS + name)}
        for name in sorted(defs)
        if defs[name]
    }
    return {**schema, "$defs": named} if named else schema


class _Normal:
    """Brings what pydantic writes into the normal form, and refuses what is not portable."""

    def __init__(self, model: str, defs: dict[str, Schema], *, explain_codes: bool) -> None:
        self.model = model
        self.defs = defs
        self.explain_codes = explain_codes

    def schema(self, raw: Schema, place: str) -> Schema:
        for key in raw:
            if key not in KEYWORDS and key not in _LEFT_OUT:
                raise ContentError(
                    self.model, place or "(root)", f"the keyword {key!r} is not portable"
                )
        if "$ref" in raw:
            return self._reference(raw, place)
        written: Schema = {key: raw[key] for key in KEYWORDS if key in raw and key not in _LEFT_OUT}
        if "description" in raw and "\n- " not in str(raw["description"]):  # no list of codes
            written["description"] = first_paragraph(str(raw["description"]))
        if "properties" in raw:
            fields = cast("dict[str, Schema]", raw["properties"])
            written["properties"] = {
                name: self.schema(field, f"{place}/properties/{name}")
                for name, field in fields.items()
            }
            required = cast("list[str]", raw.get("required", []))
            written["required"] = [name for name in fields if name in required]
            if not required:
                del written["required"]
        if "items" in raw:
            written["items"] = self.schema(cast("Schema", raw["items"]), f"{place}/items")
        if "additionalProperties" in raw:
            written["additionalProperties"] = self._rest(raw["additionalProperties"], place)
        return written

    def _reference(self, raw: Schema, place: str) -> Schema:
        beside = raw.keys() - _LEFT_OUT - {"$ref", "description"}
        if beside:
            raise ContentError(self.model, place, f"{min(beside)!r} stands beside a reference")
        target = self._target(raw)
        if not target:
            raise ContentError(self.model, place, "a value of any shape is not portable")
        written: Schema = {"$ref": raw["$ref"]}
        if "description" in raw and (self.explain_codes or "enum" not in target):
            description = first_paragraph(str(raw["description"]))
            if description != first_paragraph(str(target.get("description", ""))):
                written = {"description": description, **written}
        return written

    def _rest(self, raw: Json, place: str) -> Json:
        """Write what further fields may hold: nothing, anything, or one kind of value."""
        if not isinstance(raw, dict):
            return raw
        if not raw or not self._target(raw):
            return True
        return self.schema(raw, f"{place}/additionalProperties")

    def _target(self, raw: Schema) -> Schema:
        """Return the definition that a reference means; anything else stands for itself."""
        return self.defs[str(raw["$ref"]).removeprefix(DEFS)] if "$ref" in raw else raw
