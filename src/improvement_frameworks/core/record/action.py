"""What people will do: one noun for it, in every record.

An action belongs to the record, in ``actions``, or to one entry, as its ``follow_up``. A framework
may add fields of its own in a subclass; the rules about owners, days and outcomes hold for all.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Final, Literal, cast

from attrs import frozen

from improvement_frameworks.core.record.field import find_model, is_list
from improvement_frameworks.core.record.listed import Listed, list_terms
from improvement_frameworks.core.record.noun import Noun
from improvement_frameworks.core.record.reference import EntryRef
from improvement_frameworks.core.record.types import (
    ABSENT,
    EMPTY,
    Distinct,
    Line,
    Opt,
    OptDate,
    Origin,
    Prose,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.core.record.record import Record

ACTION_STATUSES: Final = list_terms(
    "action-status",
    "How far an action has come",
    ("planned", "Planned", "Agreed, not started."),
    ("in-progress", "In progress", "Started."),
    ("done", "Done", "Finished; the outcome says what came of it."),
    ("dropped", "Dropped", "Will not be done; the outcome says why."),
    aliases={
        "planned": "not started, to do, todo, open, outstanding",
        "in-progress": "started, ongoing, on going, under way, underway, doing",
        "done": "complete, completed, finished, closed, yes, \u2714, \u2713, \u2705, \u2611",
        "dropped": "cancelled, canceled, stopped, abandoned",
    },
)

ActionStatus = Annotated[
    Literal["planned", "in-progress", "done", "dropped"], Listed(ACTION_STATUSES, "ActionStatus")
]

_CLOSED: Final = frozenset({"done", "dropped"})


class Action(Noun):
    """Something that people will do, by whom and by when, and what came of it."""

    text: Opt[Prose] = None
    """What will be done. Example: Ask the discharge team to join on Mondays."""
    works_on: Distinct[EntryRef] = EMPTY
    """The IDs of the entries that it is meant to keep or to change. Example: e2."""
    owner: Opt[Line] = None
    """Who makes sure that it is done; a role is enough. Example: team lead."""
    due: OptDate = ABSENT
    """The day by which it will be done. Example: 2020-09-30."""
    status: Opt[ActionStatus] = None
    """How far it has come. Example: in-progress."""
    outcome: Opt[Prose] = None
    """What came of it, or why it was dropped. Example: The discharge team now joins on Mondays."""
    came_from: Distinct[Origin] = EMPTY
    """The entries of other records that it was taken from, each as the ID of the record, a slash,
    and the ID of the entry. Example: ward-7-review/e7."""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done; without a status it is."""
        return self.status not in _CLOSED

    @property
    def has_aim(self) -> bool:
        """Whether it says what it is meant to keep or to change."""
        return bool(self.works_on)


@frozen
class PlacedAction:
    """An action of a record and where it is."""

    path: Path
    """The steps to it, such as ``("actions", 0)`` or ``("entries", 2, "follow_up")``."""
    action: Action
    """The action."""
    entry: int | None = None
    """For a follow-up: the position of the entry to which it belongs."""


def find_actions(record: Record) -> Iterator[PlacedAction]:
    """Yield every action of a record: those of its lists, then the follow-up of each entry."""
    for name in _action_lists(type(record)):
        for index, action in enumerate(cast("tuple[Action, ...]", getattr(record, name))):
            yield PlacedAction((name, index), action)
    for index, entry in enumerate(record.entries):
        if entry.follow_up is not None:
            yield PlacedAction(("entries", index, "follow_up"), entry.follow_up, index)


def find_worked_on(record: Record) -> frozenset[int]:
    """Return the positions of the entries that have a follow-up or on which an action works."""
    placed = tuple(find_actions(record))
    ids = {wanted for one in placed for wanted in one.action.works_on}
    own = {one.entry for one in placed if one.entry is not None}
    return frozenset(
        index for index, entry in enumerate(record.entries) if index in own or entry.id in ids
    )


@cache
def _action_lists(record: type[Record]) -> tuple[str, ...]:
    """Return the names of a record's fields that are lists of actions."""
    return tuple(
        name
        for name, field in record.model_fields.items()
        if is_list(field) and issubclass(find_model(field) or Noun, Action)
    )
