"""How a constructor reads what Python code gives it, and what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from inspect import Parameter, Signature
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Final, Literal, Union, cast, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from improvement_frameworks.core.errors import Offers, nearest
from improvement_frameworks.core.record.field import find_field, find_model, find_note
from improvement_frameworks.core.record.listed import Listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from improvement_frameworks.core.pointer import Path

FREE: Final = "extensions"
"""The field that holds JSON of any form, in which nothing is left out."""

_MOST_CODES: Final = 12


def drop_absent(data: Mapping[str, object]) -> dict[str, object]:
    """Return what Python code gives without what it gives as ``None``, also within dicts."""
    return {
        name: _write_own(value) if name == FREE else _drop_within(value)
        for name, value in data.items()
        if value is not None
    }


def _write_own(value: object) -> object:
    """Return extensions as JSON, where Python code gives objects of declared classes."""
    if not isinstance(value, Mapping):
        return value
    return {
        name: held.model_dump(mode="json") if isinstance(held, BaseModel) else held
        for name, held in cast("Mapping[str, object]", value).items()
    }


def _drop_within(value: object) -> object:
    if isinstance(value, Mapping):
        return drop_absent(cast("Mapping[str, object]", value))
    if isinstance(value, list | tuple):
        return [_drop_within(item) for item in cast("Iterable[object]", value)]
    return value


def offer_names(fault: ValidationError, model: type[BaseModel]) -> ValidationError:
    """Return what is wrong with the values of a constructor, in the words of Python and of records.

    For a wrong code and an unknown field the nearest one is offered. Other mistakes stay as they
    are.
    """
    offers = Offers()
    return ValidationError.from_exception_data(
        fault.title, [_rewrite(error, model, offers) for error in fault.errors(include_url=False)]
    )


def put_under(name: str, fault: ValidationError) -> list[InitErrorDetails]:
    """Return what is wrong in an object as what is wrong in the field that holds it."""
    return [
        InitErrorDetails(
            type=_say_again(error, error["msg"]), loc=(name, *error["loc"]), input=error["input"]
        )
        for error in fault.errors(include_url=False)
    ]


def _rewrite(error: ErrorDetails, model: type[BaseModel], offers: Offers) -> InitErrorDetails:
    message = _say(error, model, offers) or error["msg"]
    return InitErrorDetails(type=_say_again(error, message), loc=error["loc"], input=error["input"])


def _say(error: ErrorDetails, model: type[BaseModel], offers: Offers) -> str | None:
    found, place = error["input"], error["loc"]
    match error["type"]:
        case "extra_forbidden":
            holder = _find_holder(model, place)
            return _say_unknown(str(place[-1]), holder, offers) if holder else None
        case "literal_error" if isinstance(found, str):
            field = find_field(model, place)
            listed = find_note(field, Listed) if field else None
            return _say_not_listed(listed, found, offers) if listed else None
        case "tuple_type":
            return "Input should be a list"  # which is kept as a tuple; a document has lists
        case _:
            return None


def _find_holder(model: type[BaseModel], place: Path) -> type[BaseModel] | None:
    """Return the model of the object in which a field is given."""
    outer = place[:-1]
    if not outer:
        return model
    field = find_field(model, outer)
    return find_model(field) if field else None


def _say_unknown(name: str, model: type[BaseModel], offers: Offers) -> str:
    known = tuple(own for own, field in model.model_fields.items() if field.alias is None)
    near = offers.find((known, name), partial(nearest, name, known))
    offer = f"Did you mean {near!r}?" if near else f"The fields: {', '.join(known)}"
    return f"There is no field {_show(name)!r} here. {offer}"


def _say_again(error: ErrorDetails, message: str) -> PydanticCustomError:
    make = cast("Callable[..., PydanticCustomError]", PydanticCustomError)
    return make(error["type"], message, error.get("ctx"))


def _say_not_listed(listed: Listed, found: str, offers: Offers) -> str:
    vocabulary = listed.vocabulary
    near = offers.find((listed.name, found), partial(vocabulary.offer, found))
    offer = f" Did you mean {near!r}?" if near else ""
    codes = vocabulary.codes
    more = "" if len(codes) <= _MOST_CODES else f" and {len(codes) - _MOST_CODES} more"
    known = ", ".join(codes[:_MOST_CODES]) + more
    return f"{_show(found)!r} is not one of the codes.{offer} The codes: {known}"


def _show(text: str) -> str:
    from improvement_frameworks.problems.problem import show  # needed where something is wrong

    return show(text)


class _Words(str):
    """The name of a type, which a signature shows as it is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


class ReadableSignature:
    """The signature of a model: what its constructor takes, in the words that people use."""

    def __get__(self, _model: object, owner: type[BaseModel]) -> Signature:
        return Signature(list(_parameters(owner)))


def _parameters(model: type[BaseModel]) -> Iterator[Parameter]:
    for name, field in model.model_fields.items():
        if field.alias is not None:
            continue  # the constructor takes it by its alias, which is no name in Python
        default: object = Parameter.empty if field.is_required() else field.default
        constant = get_args(field.annotation) if get_origin(field.annotation) is Literal else ()
        if len(constant) == 1:
            default = constant[0]
        yield Parameter(
            name, Parameter.KEYWORD_ONLY, default=default, annotation=_Words(_say_type(field))
        )


def _say_type(field: FieldInfo) -> str:
    listed = find_note(field, Listed)
    codes = listed.vocabulary.codes if listed else ()
    said = _name(field.annotation)
    if codes and "Literal" not in said and len(codes) <= _MOST_CODES:
        said = said.replace("str", _name(Literal[codes]))
    return said


def _name(kind: object) -> str:
    origin, args = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _name(args[0])
    if origin in {Union, UnionType}:
        return " | ".join(_name(arg) for arg in args)
    if origin is Literal:
        codes = args if len(args) <= _MOST_CODES else ()
        return f"Literal[{', '.join(map(repr, codes))}]" if codes else "str"
    if origin is tuple:
        return f"list[{_name(args[0])}]"
    if origin is dict:
        return "dict[str, object]"
    if kind is date or kind is datetime:
        return f"{cast('type', kind).__name__} | str"
    if kind is NoneType:
        return "None"
    return getattr(kind, "__name__", str(kind))
