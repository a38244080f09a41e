"""Clean records: the worked example of a framework with whatever the rules let pass changed in it.

What a rule looks at cannot be known beforehand, above all for plug-ins. So changes are drawn first
and made one by one; a change against which a rule speaks is taken back. Nothing is rejected, and
what is left at the end is clean.
"""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from hypothesis import strategies as st
from pydantic import ValidationError

from improvement_frameworks.core.errors import ContentError
from improvement_frameworks.core.record.record import framework_of
from improvement_frameworks.core.record.types import ID, Moment
from improvement_frameworks.core.registry import get_example, get_rules
from improvement_frameworks.core.rules.rules import run_rules
from improvement_frameworks.testing.edit import GONE, Edit, change_in_place, edit
from improvement_frameworks.testing.form import FIRST_DAY, LAST_DAY
from improvement_frameworks.testing.slot import ListSlot, ObjectSlot, TextSlot, find_places
from improvement_frameworks.testing.strategy.link import LISTS, find_ids
from improvement_frameworks.testing.strategy.neutral import NeutralMaker, reword
from improvement_frameworks.testing.strategy.plain import write_value
from improvement_frameworks.testing.strategy.value import values

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypothesis.strategies import SearchStrategy

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.record.types import Text
    from improvement_frameworks.testing.slot import Place, Slot

    Document: TypeAlias = dict[str, object]
    Step: TypeAlias = Callable[[Document], None]  # it changes a document in place
    Changes: TypeAlias = list[SearchStrategy[Edit]]

TEXTS: Final = 10
"""How many texts are changed at most."""
OTHERS: Final = 4
"""How many other places are changed at most, of the header as well as of what stands in it."""
HEAD: Final = frozenset({("framework",), ("schema_version",), ("$schema",)})


def draw_clean(model: type[Record]) -> SearchStrategy[Document]:
    """Draw documents in which the rules find no errors and no warnings; see ``records``."""
    base = find_base(model)
    slot = ObjectSlot(model)
    places = find_places(slot, base)
    texts, header, inner = _draw_changes(base, places)
    steps = st.builds(
        _list_steps,
        st.lists(st.one_of(texts), max_size=TEXTS),
        st.lists(st.one_of(header), max_size=OTHERS),
        st.lists(st.one_of(inner), max_size=OTHERS),
        _draw_days(places).map(lambda days: partial(_shift, slot, days)),
        values(ID).map(lambda start: partial(_rename, slot, start[:20])),
    )
    return steps.map(partial(_vary, model, base))


def find_base(model: type[Record]) -> Document:
    """Return the clean document that is varied: the worked example, or a plain one without it.

    Raises:
        ValueError: if the rules find fault with it.
    """
    framework = framework_of(model)
    try:
        base, kind = get_example(framework), "worked example"
    except (KeyError, ContentError):
        base, kind = write_value(model), "plain record (it has no worked example)"
    codes = _find_codes(model, base)
    if codes:
        raise ValueError(
            f"No clean records of {framework} can be drawn: in its {kind} the check finds "
            f"{', '.join(codes)}."
        )
    return base


def _find_codes(model: type[Record], document: Document) -> list[str]:
    """Return the codes of what is wrong with a document; remarks are not wrong."""
    try:
        record = model.model_validate_json(json.dumps(document))
    except ValidationError:
        return ["a fault of form"]
    issues = run_rules(record, get_rules(framework_of(model)))
    return sorted({issue.code for issue in issues if issue.severity != "info"})


def _draw_changes(base: Document, places: Sequence[Place]) -> tuple[Changes, Changes, Changes]:
    """Return how texts may change, how the header may, and how what stands in it may."""
    maker = NeutralMaker(find_ids(base), _find_moments(places))
    texts: Changes = []
    header: Changes = []
    inner: Changes = []
    for place in places:
        path, slot, value = place.path, place.slot, place.value
        if not path or path in HEAD or _is_id(path):
            continue
        others = header if len(path) == 1 else inner
        if not place.required and value is not GONE:
            others.append(st.just(Edit(path)))
        if isinstance(slot, TextSlot) and slot.form.is_free and value is not GONE:
            texts.append(_draw_value(path, reword(slot.form, str(value))))
        elif value is GONE or not isinstance(slot, ObjectSlot):
            others.append(_draw_value(path, maker.make(slot)))
        if isinstance(slot, ListSlot) and isinstance(slot.item, ObjectSlot) and value is not GONE:
            items = cast("list[Document]", value)
            others += [_draw_copy((*path, len(items)), slot.item, item, maker) for item in items]
    return texts, header, inner


def _draw_value(path: Path, strategy: SearchStrategy[object]) -> SearchStrategy[Edit]:
    return st.builds(Edit, st.just(path), strategy)


def _draw_copy(
    path: Path, slot: ObjectSlot, item: Document, maker: NeutralMaker
) -> SearchStrategy[Edit]:
    """Draw one more item like another, with an id of its own and other words."""
    changed: dict[str, SearchStrategy[object]] = {}
    for name, value in item.items():
        inner = slot.fields[name].slot
        if name == "id":
            changed[name] = st.integers(1, 9).map(partial("{}-{}".format, value))
        elif slot.fields[name].required and isinstance(inner, TextSlot) and inner.form.is_free:
            changed[name] = maker.make(inner)
        else:
            changed[name] = st.just(value)
    return _draw_value(path, st.fixed_dictionaries(changed))


def _draw_days(places: Sequence[Place]) -> SearchStrategy[int]:
    """Draw by how many days all days of the document move together."""
    days = [
        date.fromisoformat(day[:10]) for found in _find_moments(places).values() for day in found
    ]
    least = (FIRST_DAY - min(days, default=FIRST_DAY)).days
    most = (LAST_DAY - max(days, default=LAST_DAY)).days
    return st.one_of(st.integers(max(least, -400), min(most, 400)), st.integers(least, most))


def _list_steps(
    texts: list[Edit], header: list[Edit], inner: list[Edit], *whole: Step
) -> list[Step]:
    return [*(partial(_change, one) for one in (*texts, *header, *inner)), *whole]


def _vary(model: type[Record], base: Document, steps: Sequence[Step]) -> Document:
    """Take the steps that the rules let pass, and leave the base as it is."""
    return _take(model, edit(base, []), steps)


def _take(model: type[Record], document: Document, steps: Sequence[Step]) -> Document:
    """Take all steps at once if the rules let them pass, else one half after the other."""
    changed = edit(document, [])
    for step in steps:
        step(changed)
    if not _find_codes(model, changed):
        return changed
    if len(steps) <= 1:
        return document
    half = len(steps) // 2
    return _take(model, _take(model, document, steps[:half]), steps[half:])


def _change(one: Edit, document: Document) -> None:
    with suppress(LookupError, TypeError):  # an earlier step has taken away what surrounds it
        change_in_place(document, one)


def _shift(slot: Slot, days: int, document: Document) -> None:
    """Move all days of a document together, so that what lies between them stays the same."""

    def move(written: str) -> str:
        day = date.fromisoformat(written[:10]) + timedelta(days=days)
        return day.isoformat() + written[10:]

    for place in find_places(slot, document):
        if _is_moment(place):
            change_in_place(document, Edit(place.path, move(str(place.value))))


def _rename(slot: Slot, start: str, document: Document) -> None:
    """Let all ids and all references to them begin with the same characters."""
    for place in find_places(slot, document):
        if place.value is not GONE and (_is_id(place.path) or _is_reference(place.slot)):
            change_in_place(document, Edit(place.path, f"{start}{place.value}"))


def _is_id(path: Path) -> bool:
    return len(path) == 3 and path[0] in LISTS and path[-1] == "id"


def _is_reference(slot: Slot) -> bool:
    return isinstance(slot, TextSlot) and slot.to is not None


def _is_moment(place: Place) -> bool:
    slot = place.slot
    is_moment = isinstance(slot, TextSlot) and isinstance(slot.form, Moment)
    return is_moment and place.value is not GONE


def _find_moments(places: Sequence[Place]) -> dict[Text, list[str]]:
    """Return the days and moments of a document, by their form."""
    found: dict[Text, list[str]] = defaultdict(list)
    for place in places:
        if isinstance(place.slot, TextSlot) and _is_moment(place):
            found[place.slot.form].append(str(place.value))
    return found
