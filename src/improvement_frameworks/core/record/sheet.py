"""What somebody who runs a session has in hand: every step by the clock, groups and materials.

A record that plans a session has a method ``facilitator_sheet``; whatever prints sheets asks for
no more than that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from attrs import frozen

if TYPE_CHECKING:
    from datetime import datetime


@frozen(kw_only=True)
class SheetStep:
    """One step of what is done, by the clock."""

    start: str
    """When it begins, such as 14:05; without a start of the session, the time since then."""
    minutes: int
    """How long it takes."""
    what: str
    """What happens."""
    groups: str = ""
    """The kinds of group in which it happens."""


@frozen(kw_only=True)
class SheetItem:
    """A stretch of the session: something that is done, a change or a break."""

    start: str
    """When it begins."""
    minutes: int
    """How long it takes."""
    title: str
    """What to call it."""
    invitation: str = ""
    """What the host says."""
    facts: tuple[tuple[str, str], ...] = ()
    """What else the host needs to know, each fact with its title."""
    groups: tuple[str, ...] = ()
    """How people are divided: the kind of group, how many, and their sizes."""
    steps: tuple[SheetStep, ...] = ()
    """What is done, in order."""


@frozen(kw_only=True)
class SessionSheet:
    """A session as its facilitator needs it."""

    title: str
    """What the session is called."""
    facts: tuple[tuple[str, str], ...] = ()
    """What holds for all of it, each fact with its title."""
    items: tuple[SheetItem, ...]
    """What is done, in order."""


@runtime_checkable
class Facilitated(Protocol):
    """A record that can be run by the clock."""

    def facilitator_sheet(
        self, people: int | None = None, start: datetime | str | None = None
    ) -> SessionSheet:
        """Return what the facilitator needs in hand."""
        ...


def plan_part(framework: str, code: str) -> Facilitated | None:
    """Return the plan of a session in which one part is run by itself.

    Args:
        framework: The id of the framework.
        code: The code of the part.

    Returns:
        The plan; nothing if records of the framework do not plan sessions.
    """
    from improvement_frameworks.core.registry import get_record_type

    record = get_record_type(framework)
    if not issubclass(record, Facilitated):
        return None
    about = record.about
    return record.blank(about[code].label).add({about.part_field: code})
