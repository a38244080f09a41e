"""Compares what rules and insights say under ``with`` with the records: their fields are there.

A common check marks those of its arguments that name fields, and says of what.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Final,
    Literal,
    TypeAlias,
    cast,
    get_args,
    get_type_hints,
)

from attrs import frozen

from improvement_frameworks.core.content.content_file import find_folder
from improvement_frameworks.core.errors import ContentError, nearest
from improvement_frameworks.core.record.field import find_model
from improvement_frameworks.core.rules.condition import RECORD, Conditions, steps_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import FunctionType

    from pydantic import BaseModel

    from improvement_frameworks.core.insights.insights import Insight
    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.rules.code_file import CommonCheck
    from improvement_frameworks.core.rules.rules import Rule

    _Declared: TypeAlias = Rule[object] | Insight

_Owner = Literal["record", "entry", "item"]
_ENTRIES: Final = "entries"


@frozen
class _NamesFields:
    """Marks an argument that names fields: one, several, or those that conditions look at."""

    of: _Owner
    """Of the record, of its entries, or of the items at which ``of`` lets the check look."""


@frozen
class _NamesRule:
    """Marks an argument that names a practice check."""


RuleCode: TypeAlias = Annotated[str, _NamesRule()]
"""The code of a practice check of the framework, or of one of those of every record."""
RecordField: TypeAlias = Annotated[str, _NamesFields("record")]
"""The name of a field of the record."""
RecordIs: TypeAlias = Annotated[Conditions, _NamesFields("record")]
"""What has to be so of the record."""
EntryField: TypeAlias = Annotated[str, _NamesFields("entry")]
"""The name of a field of an entry."""
EntryIs: TypeAlias = Annotated[Conditions, _NamesFields("entry")]
"""What has to be so of an entry."""
ItemField: TypeAlias = Annotated[str, _NamesFields("item")]
"""The name of a field of an item, or of the record if it begins with ``record.``."""
ItemIs: TypeAlias = Annotated[Conditions, _NamesFields("item")]
"""What has to be so of an item."""


def check_settings(
    declared: Iterable[_Declared],
    key: str,
    checks: Mapping[str, CommonCheck[object]],
    record: type[Record],
    rules: Iterable[str] = (),
) -> None:
    """Refuse a rule or an insight whose common check is told of what there is not.

    Args:
        declared: The rules or the insights of one file, in its order.
        key: What the tables of the file are called.
        checks: The common checks by their names.
        record: The class of the records that they look at.
        rules: The codes of the practice checks of these records, for those that name one.

    Raises:
        ContentError: with the file and the key.
    """
    codes = tuple(rules)
    for index, one in enumerate(declared):
        if not one.common:
            continue
        function = checks[one.common].function
        owners = _find_owners(function)
        usual = cast("FunctionType", function).__kwdefaults__ or {}
        of = {"of": _ENTRIES, **usual, **one.settings}["of"]
        try:
            for place in _names(of):
                models = _find_models(record, place)
                for setting, owner in owners.items():
                    for name in _names(one.settings.get(setting)):
                        is_of_record = name.startswith(f"{RECORD}.")
                        model = record if is_of_record else models[owner]
                        _follow(model, steps_of(name)[is_of_record:], setting)
            for setting, mark in _find_marks(function).items():
                if isinstance(mark, _NamesRule) and one.settings[setting] not in codes:
                    name = str(one.settings[setting])
                    raise _NotThereError(setting, record.__name__, "practice check", name, codes)
        except _NotThereError as fault:
            package, _, module = one.module.rpartition(".")
            file = str(find_folder(package) / f"{module}.toml")
            raise ContentError(file, f"{key}[{index}].with.{fault.key}", str(fault)) from None


def find_named_rules(
    declared: _Declared, checks: Mapping[str, CommonCheck[object]]
) -> tuple[str, ...]:
    """Return the codes of the practice checks that a rule or an insight names."""
    if not declared.common:
        return ()
    marks = _find_marks(checks[declared.common].function)
    return tuple(
        str(value)
        for name, value in declared.settings.items()
        if isinstance(marks.get(name), _NamesRule)
    )


class _NotThereError(Exception):
    def __init__(self, key: str, owner: str, kind: str, name: str, known: Iterable[str]) -> None:
        near = nearest(name, known)
        offer = f" Did you mean {near!r}?" if near else ""
        super().__init__(f"{owner} has no {kind} {name!r}.{offer}")
        self.key = key


@cache
def _find_marks(function: Callable[..., object]) -> Mapping[str, object]:
    """Return the marks of the arguments that have one."""
    found: dict[str, object] = {}
    for name, hint in get_type_hints(function, include_extras=True).items():
        waiting: list[object] = [hint]
        for one in waiting:  # grows by what is within it
            if isinstance(one, _NamesFields | _NamesRule):
                found[name] = one
            waiting += (*get_args(one), *getattr(one, "__metadata__", ()))
    return found


def _find_owners(function: Callable[..., object]) -> Mapping[str, _Owner]:
    """Return of what an argument names fields, for each that does."""
    marks = _find_marks(function).items()
    return {name: mark.of for name, mark in marks if isinstance(mark, _NamesFields)}


def _find_models(record: type[Record], of: str) -> Mapping[_Owner, type[BaseModel]]:
    entry = _follow(record, (_ENTRIES,), "of") or record
    item = record if of == RECORD else _follow(record, steps_of(of), "of")
    if item is None:
        raise _NotThereError("of", record.__name__, "field", of, record.model_fields)
    return {"record": record, "entry": entry, "item": item}


def _follow(model: type[BaseModel], steps: tuple[str, ...], key: str) -> type[BaseModel] | None:
    """Return the model to which the steps lead; nothing if that is no object, such as a text."""
    inner: type[BaseModel] | None = model
    for step in steps:
        if inner is None or not (step in inner.model_fields or hasattr(inner, step)):
            owner = inner or model
            raise _NotThereError(key, owner.__name__, "field", step, owner.model_fields)
        field = inner.model_fields.get(step)
        inner = find_model(field) if field else None
    return inner


def _names(value: object) -> Iterator[str]:
    """Yield the names in a setting: a name, a list of names, or a table by names."""
    if isinstance(value, str):
        yield from (value,) if value else ()
    elif isinstance(value, tuple | Mapping):
        yield from cast("Iterable[str]", value)
