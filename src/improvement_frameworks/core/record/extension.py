"""Fields that an organisation adds of its own, under its own name in ``extensions``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from attrs import frozen
from pydantic import ValidationError, field_validator

from improvement_frameworks.core.expected import expect, expect_all
from improvement_frameworks.core.record.constructor import FREE, offer_names, put_under
from improvement_frameworks.core.record.field import find_model
from improvement_frameworks.core.record.noun import Noun

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import GetJsonSchemaHandler, JsonValue
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

    from improvement_frameworks.core.rules.rules import Rule

N = TypeVar("N", bound=Noun)
R = TypeVar("R")

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*")


class Extensible(Noun):
    """Base of what has ``extensions``: JSON of any form under the names of organisations.

    What is under a name for which a program declared its fields is read as these.
    """

    def extension(self, model: type[N]) -> N | None:
        """Return the fields of one's own that this holds, or nothing if it has none of them.

        Args:
            model: The class that `declare_extension` was given for them.

        Raises:
            KeyError: if the class was not declared for this.
        """
        expect("model", model, type, "the class of declared fields")
        for name, known in extensions_of(type(self)).items():
            if known is model:
                held: Mapping[str, JsonValue] = getattr(self, FREE) or {}
                return _read(model, held[name]) if name in held else None
        raise KeyError(f"{model.__name__} was not declared for {type(self).__name__}.")

    @field_validator(FREE, check_fields=False)
    @classmethod
    def _check_extensions(cls, value: dict[str, JsonValue] | None) -> dict[str, JsonValue] | None:
        """Check what is under the names that were declared; all that is wrong is told at once."""
        faults = [
            fault
            for name, model in extensions_of(cls).items()
            if value and name in value
            for fault in _find_faults(name, model, value[name])
        ]
        if faults:
            raise ValidationError.from_exception_data(cls.__name__, faults)
        return value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe what was declared besides what every such object has."""
        written = super().__get_pydantic_json_schema__(schema, handler)
        known = extensions_of(cls)
        if known:
            about = handler.resolve_ref_schema(written)
            fields: dict[str, JsonSchemaValue] = {}
            for name, model in known.items():
                model.model_rebuild()  # its schema may still wait for the first use
                core = model.__pydantic_core_schema__
                fields[name] = model.__get_pydantic_json_schema__(core, handler)
            about["properties"][FREE]["properties"] = fields
        return written


def _read(model: type[N], value: JsonValue) -> N:
    import json

    return model.model_validate_json(json.dumps(value))


def _find_faults(name: str, model: type[Noun], value: JsonValue) -> list[Any]:
    try:
        _read(model, value)
    except ValidationError as fault:
        return put_under(name, offer_names(fault, model))
    return []


@frozen
class Extension:
    """The fields that an organisation adds to one framework."""

    name: str
    """Its own name in ``extensions``."""
    framework: str
    """The framework whose records get them."""
    record: type[Noun] | None
    """The fields of a record."""
    entry: type[Noun] | None
    """The fields of an entry."""
    rules: tuple[Rule[Any], ...]
    """Rules of good use that come with them."""


_declared: dict[tuple[str, str], Extension] = {}
_models: dict[type, dict[str, type[Noun]]] = {}


def declare_extension(
    framework: str,
    name: str,
    *,
    record: type[Noun] | None = None,
    entry: type[Noun] | None = None,
    rules: Iterable[Rule[R]] = (),
) -> None:
    """Add typed fields of your own to the records or entries of a framework.

    A document holds them in ``extensions``, under your name, so that everybody else can still read
    it. In this program they are checked like all fields. They are part of the JSON Schema, and they
    have columns in tables, forms and frames.

    Args:
        framework: The id of the framework.
        name: Your own name, such as the domain of your organisation backwards: ``org.example``.
        record: The fields of a record: a class that extends `Noun`.
        entry: The fields of an entry: a class that extends `Noun`.
        rules: Rules of good use of your own, which run with those of the framework.

    Raises:
        UnknownFrameworkError: if no framework has this id.
        ValueError: if the name is none, or no fields are given.
        TypeError: if what is given is no class that extends `Noun`.

    Examples:
        >>> from improvement_frameworks import Group, Iceberg
        >>> declare_extension("iceberg", "org.example", record=Group)
        >>> ward = Group(name="Ward 7", level="team")
        >>> record = Iceberg(title="Falls", extensions={"org.example": ward}, entries=[])
        >>> record.extensions
        {'org.example': {'name': 'Ward 7', 'level': 'team'}}
        >>> record.extension(Group) == ward
        True

        A program that is done with what it declared forgets it, above all in tests:

        >>> from improvement_frameworks.core.registry import forget
        >>> forget()
    """
    from improvement_frameworks.core.registry import get_record_type, tell_declared
    from improvement_frameworks.core.rules.rules import Rule

    record_type = get_record_type(framework)
    if not _NAME.fullmatch(expect("name", name, str, "the name of an organisation")):
        raise ValueError(
            f"{name!r} is no name of an organisation: write small letters and figures, joined by "
            "dots or hyphens, such as org.example."
        )
    if record is None and entry is None:
        raise ValueError("Give the fields of a record, the fields of an entry, or both.")
    homes = {record_type: record, find_model(record_type.model_fields["entries"]): entry}
    for model in cast("Iterable[object]", (one for one in homes.values() if one is not None)):
        if not (isinstance(model, type) and issubclass(model, Noun)):
            raise TypeError(f"Fields are given as a class that extends Noun, not as {model!r}.")
    own = cast("tuple[Rule[Any], ...]", expect_all("rules", rules, Rule, "a list of rules"))
    _declared[framework, name] = Extension(name, framework, record, entry, own)
    for home, fields in homes.items():
        known = _models.setdefault(cast("type", home), {})
        known.pop(name, None)
        if fields is not None:
            known[name] = fields
    tell_declared()


def extensions_of(model: type) -> Mapping[str, type[Noun]]:
    """Return the fields that were declared for a class of records or entries, by their names."""
    return _models.get(model, {})


def has_extensions() -> bool:
    """Whether this program declared any."""
    return bool(_declared)


def extension_rules(framework: str) -> tuple[Rule[Any], ...]:
    """Return the rules that come with the extensions of a framework."""
    return tuple(
        rule for one in _declared.values() if one.framework == framework for rule in one.rules
    )


def forget_extensions() -> None:
    """Forget what was declared."""
    _declared.clear()
    _models.clear()
