"""Documents with one planted fault each, and what a report must say about it."""

from __future__ import annotations

import copy
from itertools import combinations
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from attrs import field, frozen

from improvement_frameworks import problems
from improvement_frameworks.core.pointer import write_pointer
from improvement_frameworks.core.registry import get_record_type
from improvement_frameworks.testing.edit import GONE, Edit, edit
from improvement_frameworks.testing.sense import breaches
from improvement_frameworks.testing.slot import ObjectSlot, find_places
from improvement_frameworks.testing.wrong import wrong_framework, wrong_values, wrong_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.problems.problem import Problem
    from improvement_frameworks.testing.slot import Place
    from improvement_frameworks.testing.wrong import Wrong

Layer: TypeAlias = Literal["shape", "sense"]
"""What finds a fault: the form (every JSON Schema validator), or a rule of good use."""

UNKNOWN_FIELD: Final = "not_a_field"
STOPPING: Final = frozenset(
    problem.code
    for problem in (
        problems.FRAMEWORK_MISSING,
        problems.FRAMEWORK_UNKNOWN,
        problems.VERSION_FUTURE,
    )
)
"""The codes after which nothing else of a document is looked at."""


@frozen
class Fault:
    """One thing that is wrong with an otherwise valid document."""

    code: str
    """The code of the only error in its report."""
    pointer: str
    """The JSON pointer of that error."""
    layer: Layer
    """What finds it."""
    title: str
    """What is wrong, in words."""
    edits: tuple[Edit, ...] = field(repr=False)
    """The changes that brought it about."""
    origin: Mapping[str, object] = field(repr=False, hash=False)
    """The document without it."""

    @property
    def document(self) -> dict[str, object]:
        """The document with the fault; a new one at each call."""
        return edit(self.origin, self.edits)


def faults(document: Mapping[str, object]) -> Iterator[Fault]:
    """Yield faults that a valid document can have, one at a time, with what a report says of each.

    They follow from the model alone: at every place what is missing, unknown, null, of another
    kind, not on the list, in another form, blank, too long, out of range or there twice; and
    breaches of the rules of every record. What breaks the rules of one framework is shown in the
    conformance kit: see `vectors`.

    A fault of the layer ``shape`` is the only issue of its report. One of the layer ``sense`` is
    the only error; warnings may stand beside it.

    Args:
        document: A document without errors, as ``json.loads`` gives it.

    Raises:
        UnknownFrameworkError: if there is no framework with the id that the document names.
        TypeError: if its model declares something else than the portable types.

    Examples:
        >>> from improvement_frameworks import get_example, validate
        >>> from improvement_frameworks.testing import faults
        >>> fault = next(f for f in faults(get_example("iceberg")) if f.code == "VALUE-CODE")
        >>> fault.pointer, fault.layer, fault.title
        ('/group/level', 'shape', 'a code that is not listed')
        >>> [issue.code for issue in validate(fault.document).issues]
        ['VALUE-CODE']
    """
    origin = copy.deepcopy(dict(document))
    framework = str(origin["framework"])
    slot = ObjectSlot(get_record_type(framework))
    for place in find_places(slot, origin):
        yield from _shape_faults(place, origin)
    for breach in breaches(slot, origin):
        pointer = write_pointer(breach.path)
        yield Fault(breach.problem.code, pointer, "sense", breach.title, breach.edits, origin)


def combine(planted: Iterable[Fault]) -> dict[str, object]:
    """Return one document with several faults, whose report has one issue for each of them.

    Raises:
        ValueError: if there is no fault, or the faults cannot be seen together: they were made from
            different documents, are of different layers (rules run only when the form is right),
            touch the same place, or one of them ends the reading.
    """
    chosen = list(planted)
    if not chosen:
        raise ValueError("There is no fault.")
    if any(fault.origin != chosen[0].origin for fault in chosen):
        raise ValueError("The faults were made from different documents.")
    if len({fault.layer for fault in chosen}) > 1:
        raise ValueError("Rules run only when the form is right, so these cannot be seen together.")
    if len(chosen) > 1 and any(fault.code in STOPPING for fault in chosen):
        raise ValueError("After one of these faults nothing else of a document is looked at.")
    for one, other in combinations(chosen, 2):
        if any(_touch(a.path, b.path) for a in one.edits for b in other.edits):
            raise ValueError(f"Two faults touch the same place: {one.pointer} and {other.pointer}.")
    return edit(chosen[0].origin, [one for fault in chosen for one in fault.edits])


def _touch(one: Path, other: Path) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _shape_faults(place: Place, origin: Mapping[str, object]) -> Iterator[Fault]:
    path = place.path
    if path == ("framework",):
        yield from (_head_fault(path, wrong, origin) for wrong in wrong_framework())
    elif path == ("schema_version",):
        yield from (_head_fault(path, wrong, origin) for wrong in wrong_version())
    else:
        if path:
            yield from _value_faults(place, origin)
        if isinstance(place.slot, ObjectSlot) and place.value is not GONE:
            name = (*path, UNKNOWN_FIELD)
            known = problems.FIELD_UNKNOWN
            yield _fault(known, name, "a field that there is not", Edit(name, 1), origin)


def _head_fault(path: Path, wrong: Wrong, origin: Mapping[str, object]) -> Fault:
    where = path[:-1] if wrong.value is GONE else path
    return _fault(
        wrong.problem, where, f"{path[0]}: {wrong.title}", Edit(path, wrong.value), origin
    )


def _value_faults(place: Place, origin: Mapping[str, object]) -> Iterator[Fault]:
    """Yield all faults of a value, or for a field that is left out the plainest of each code."""
    path = place.path
    if place.required and isinstance(path[-1], str):
        yield _fault(problems.FIELD_MISSING, path[:-1], "a missing field", Edit(path), origin)
    seen: set[str] = set()
    for wrong in wrong_values(place):
        if place.value is not GONE or wrong.problem.code not in seen:
            seen.add(wrong.problem.code)
            yield _fault(wrong.problem, path, wrong.title, Edit(path, wrong.value), origin)


def _fault(
    problem: Problem, path: Path, title: str, change: Edit, origin: Mapping[str, object]
) -> Fault:
    return Fault(problem.code, write_pointer(path), "shape", title, (change,), origin)
