"""The base of every object in a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from pydantic import VERSION, BaseModel, ConfigDict, Field, ValidationError

from improvement_frameworks.core.record.constructor import (
    ReadableSignature,
    drop_absent,
    offer_names,
)
from improvement_frameworks.core.record.docstring import (
    describe_class,
    describe_properties,
    remember_place,
)
from improvement_frameworks.core.record.listed import first_paragraph, write_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import GetJsonSchemaHandler
    from pydantic._internal._model_construction import ModelMetaclass
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema
    from typing_extensions import dataclass_transform

_IS_BUILT_AT_FIRST_USE: Final = tuple(map(int, VERSION.split(".")[:2])) >= (2, 14)
"""Whether a class waits for its first use, since most nouns are only needed as parts of a record.

Before its release 2.14, pydantic does not do this safely in several threads at once, and cannot
write an object of a class that waits, where it does not expect one.
"""


_SIGNATURE: Final[Any] = ReadableSignature()


def _make_hashable(value: object) -> object:
    """Return what has the same hash wherever values are equal; JSON in lists and dicts has none."""
    if isinstance(value, dict):
        pairs = cast("dict[str, object]", value).items()
        return frozenset((name, _make_hashable(inner)) for name, inner in pairs)
    if isinstance(value, list):
        return tuple(map(_make_hashable, cast("list[object]", value)))
    return value


if TYPE_CHECKING:
    # Pyright takes the condition for true: what is read only may be narrowed by a subclass, and
    # nothing can be set. Mypy takes it for false, as it must be: of a field that is given as one
    # type and read as another it forgets the second where a class is frozen.
    @dataclass_transform(
        kw_only_default=True,
        frozen_default=TYPE_CHECKING,  # type: ignore[literal-required]
        field_specifiers=(Field,),
    )
    class _NounType(ModelMetaclass):
        def __hash__(self) -> int: ...  # that of any class

    class _Model(BaseModel, metaclass=_NounType): ...
else:

    class _Model(BaseModel):
        def __hash__(self) -> int:
            return hash((type(self), *map(_make_hashable, self.__dict__.values())))


class Noun(_Model):
    """Base of every object in a record: it cannot be changed and takes no unknown fields.

    Python code may give ``None`` for what is absent, also in the dict of an object. What is
    validated instead of constructed is read as a document, where what is absent is left out.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=_IS_BUILT_AT_FIRST_USE,
        allow_inf_nan=False,
        model_title_generator=lambda model: write_title(model.__name__),
        serialize_by_alias=True,
        polymorphic_serialization=True,
    )

    def __init__(self, /, **data: Any) -> None:  # noqa: ANN401 - the fields say their types
        try:
            super().__init__(**drop_absent(data))
        except ValidationError as fault:
            raise offer_names(fault, type(self)) from None

    # Pydantic then calls this only for Python code, never for a document it validates.
    __init__.__dict__["__pydantic_base_init__"] = True

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        """Yield what is given; most of the fields of a record are absent."""
        for name, value in super().__repr_args__():
            if value is not None and value != ():
                yield name, value

    @classmethod
    def __pydantic_init_subclass__(cls, **words: object) -> None:
        """Let every class find the words under its fields again."""
        super().__pydantic_init_subclass__(**words)
        cls.__signature__ = _SIGNATURE
        remember_place(cls)

    @classmethod
    def __pydantic_on_complete__(cls) -> None:
        """Keep the readable signature where pydantic, which has built the class, writes its own."""
        super().__pydantic_on_complete__()
        cls.__signature__ = _SIGNATURE

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe each field, and keep the schema that others make, as FastAPI, short as ours."""
        written = handler(schema)
        about = handler.resolve_ref_schema(written)
        words = about.get("description") or describe_class(cls)
        if words:
            about["description"] = first_paragraph(words)
        properties = about.get("properties", {})
        for field in properties.values():
            field.pop("title", None)
        describe_properties(cls, properties, handler)
        return written
