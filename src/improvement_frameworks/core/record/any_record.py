"""A record of any framework as one type, for programs that take or hold several kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

from attrs import frozen
from pydantic import ValidationError
from pydantic_core import PydanticCustomError, core_schema as core

from improvement_frameworks.core.errors import UnknownFrameworkError
from improvement_frameworks.core.record.record import Record
from improvement_frameworks.core.registry import framework_ids, get_record_type

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler


@frozen
class _ByFramework:
    """Takes a record of whichever framework it names."""

    def __get_pydantic_core_schema__(
        self, _source: object, handler: GetCoreSchemaHandler
    ) -> core.CoreSchema:
        kinds = {name: handler.generate_schema(get_record_type(name)) for name in framework_ids()}
        union = core.tagged_union_schema(kinds, "framework")
        return core.no_info_wrap_validator_function(_offer_framework, union)


def _offer_framework(value: object, read: Callable[[object], object]) -> object:
    """Read a record; if it names no framework that there is, offer the nearest."""
    try:
        return read(value)
    except ValidationError as fault:
        (first, *_) = fault.errors(include_url=False)
        found = first.get("ctx", {}).get("tag")
        if first["type"] != "union_tag_invalid" or not isinstance(found, str):
            raise
        message = str(UnknownFrameworkError(found, framework_ids()))
        raise PydanticCustomError("framework_unknown", "{message}", {"message": message}) from None


class _OfAnyFramework(Record):
    """Tells FastAPI that a record comes in the body; none is ever made of it.

    Unlike its base it does not wait for its first use, so that an adapter does not either.
    """


AnyRecord: TypeAlias = Annotated[_OfAnyFramework, _ByFramework()]
"""A record of any framework that is known when a program builds the model that holds it."""
