"""A strategy for each place that a model declares, built once for each model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, TypeAlias, overload

from hypothesis import strategies as st

from improvement_frameworks.core.record.listed import Known, Listed
from improvement_frameworks.core.record.types import Text, Whole
from improvement_frameworks.testing.slot import (
    CodeSlot,
    FreeSlot,
    ListSlot,
    ObjectSlot,
    TextSlot,
    WholeSlot,
    YesNoSlot,
)
from improvement_frameworks.testing.strategy.text import BUILDERS, CHARACTERS

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy
    from pydantic import BaseModel

    from improvement_frameworks.testing.slot import Slot

    Models: TypeAlias = tuple[type[BaseModel], ...]

MANY: Final = 4
"""How many items a drawn list has at most."""

_registered: dict[Text, SearchStrategy[str]] = {}


def register_values(form: Text, strategy: SearchStrategy[str]) -> None:
    """Say how strings of a form are drawn that a plug-in has made itself.

    Call it before anything of the plug-in is drawn. The strategy gives what stands in documents.
    """
    _registered[form] = strategy


@overload
def values(form: Text | Listed) -> SearchStrategy[str]: ...
@overload
def values(form: Whole) -> SearchStrategy[int | float]: ...
def values(form: Text | Listed | Whole) -> SearchStrategy[str] | SearchStrategy[int | float]:
    """Draw what may stand in a document for one of the portable types.

    Args:
        form: A form of text such as ``LINE`` or ``DATE`` of ``core.record.types``, the bounds of a
            whole number, or a closed list.

    Raises:
        TypeError: if it is a form of text whose pattern is not one of this library's, and nobody
            has called ``register_values`` for it.

    Examples:
        >>> from improvement_frameworks.core.record.types import DATE
        >>> from improvement_frameworks.testing import values
        >>> values(DATE)
        one_of(...)
    """
    if isinstance(form, Listed):
        return st.sampled_from(form.vocabulary.codes)
    if isinstance(form, Known):
        codes = st.sampled_from(form.vocabulary.codes)
        return st.one_of(codes, BUILDERS[form.pattern](form))
    if isinstance(form, Whole):
        whole = st.integers(form.least, form.most)
        return st.one_of(whole, st.sampled_from((form.least, form.most)), whole.map(float))
    if form in _registered:
        return _registered[form]
    if form.pattern not in BUILDERS:
        raise TypeError(
            f"Nothing is known about how to draw {form.expected}; say it with register_values."
        )
    return BUILDERS[form.pattern](form)


class Maker:
    """Makes the strategy of each slot once; what it draws is ready for a JSON document."""

    def __init__(self) -> None:
        self._made: dict[tuple[Slot, Models], SearchStrategy[object]] = {}

    def make(self, slot: Slot, within: Models = ()) -> SearchStrategy[object]:
        """Return the strategy of a slot that stands within objects of some models."""
        if (slot, within) not in self._made:
            self._made[slot, within] = self._build(slot, within)
        return self._made[slot, within]

    def text(self, slot: TextSlot) -> SearchStrategy[str]:
        """Return the strategy of a string."""
        return values(slot.form)

    def _build(self, slot: Slot, within: Models) -> SearchStrategy[object]:
        match slot:
            case TextSlot():
                return self.text(slot)
            case CodeSlot(codes):
                return st.sampled_from(codes)
            case WholeSlot(form):
                return values(form)
            case YesNoSlot():
                return st.booleans()
            case FreeSlot():
                return st.dictionaries(st.text(CHARACTERS, max_size=6), _anything(2), max_size=2)
            case ListSlot(item, distinct):
                most = 0 if _is_deep(item, within) else MANY
                items = st.lists(self.make(item, within) if most else st.nothing(), max_size=most)
                return items.map(leave_out_repeats) if distinct else items
            case ObjectSlot():
                return self._build_object(slot, within)

    def _build_object(self, slot: ObjectSlot, within: Models) -> SearchStrategy[object]:
        required: dict[str, SearchStrategy[object]] = {}
        optional: dict[str, SearchStrategy[object]] = {}
        inside = (*within, slot.model)
        for name, field in slot.fields.items():
            if field.required:
                required[name] = self.make(field.slot, inside)
            elif not _is_deep(field.slot, inside):
                optional[name] = self.make(field.slot, inside)
        return st.fixed_dictionaries(required, optional=optional)


def _is_deep(slot: Slot, within: Models) -> bool:
    """Whether a model that may hold its own kind has been entered often enough."""
    return isinstance(slot, ObjectSlot) and within.count(slot.model) > 1


def _anything(depth: int) -> SearchStrategy[object]:
    """Draw any value that JSON knows, so deep at most."""
    plain = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**53), 2**53),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(CHARACTERS, max_size=6),
    )
    if not depth:
        return plain
    inner = _anything(depth - 1)
    names = st.text(CHARACTERS, max_size=6)
    return st.one_of(plain, st.lists(inner, max_size=2), st.dictionaries(names, inner, max_size=2))


def leave_out_repeats(items: list[object]) -> list[object]:
    """Return a list without what stands in it already."""
    return list({json.dumps(item, sort_keys=True): item for item in items}.values())
