"""Insights: what many records say together, each statement with what it rests on.

A rule looks at one record, an insight at a collection. It is declared in a framework's
``insights.toml``: its code, what to tell people, why that matters and what could be done. What
looks at the records is a function of the framework's ``insights.py`` or one of the common insights.

A statement counts people and never ranks them, and it claims no more than the records show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias

from attrs import field, frozen

from improvement_frameworks.core.rules.coded_check import CodedCheck
from improvement_frameworks.problems.fact import FACTS

if TYPE_CHECKING:
    from improvement_frameworks.core.insights.collection import CollectedEntry, Collection, Member
    from improvement_frameworks.core.rules.code_file import CodeFunction
    from improvement_frameworks.problems.problem import Param

COUNTED: Final[Mapping[str, str]] = {
    "entries": "How many entries say so.",
    "of_people": "How many people gave the entries that were looked at.",
    "of_records": "How many records were looked at.",
    "people": "How many people at least gave these entries.",
    "records": "How many records say so.",
    "groups": "How many groups say so; a record without a group counts as one.",
}
"""The facts that every message may name; they are counted from what a statement rests on."""


@frozen(kw_only=True, eq=False)
class Evidence:
    """What an insight found: its facts, and the entries that show it."""

    said: tuple[CollectedEntry, ...] = ()
    """The entries that show it."""
    members: tuple[Member, ...] = ()
    """The records that show it where no entry does, such as those that leave something out."""
    topics: Topics = field(factory=dict["Member", str])
    """What it is about in the words of people, such as those of an action or a theme of their own,
    by the record or the entry that has them. Entries that all use the same words need none."""
    among: Collection
    """The records that were looked at."""
    params: Mapping[str, Param] = field(factory=dict[str, "Param"])
    """The facts of the case: labels, names of waves, numbers that count no people."""
    counts: Mapping[str, int] = field(factory=dict[str, int])
    """Facts that count entries, actions or people; told as a range, such as 5 to 9."""
    named: Mapping[str, Mapping[str, tuple[CollectedEntry, ...]]] = field(
        factory=dict[str, "Mapping[str, tuple[CollectedEntry, ...]]"]
    )
    """Facts that are names of groups or roles, each with the entries behind each name.

    A name with too few people behind it is left out of the statement.
    """


Evidences: TypeAlias = Iterable[Evidence]
Topics: TypeAlias = "Mapping[Member, str] | Mapping[CollectedEntry, str]"
"""Words of people, by the record or the entry that has them."""


def found(
    among: Collection,
    said: Iterable[CollectedEntry] = (),
    *,
    members: Iterable[Member] = (),
    topics: Topics | None = None,
    counts: Mapping[str, int] | None = None,
    named: Mapping[str, Mapping[str, Iterable[CollectedEntry]]] | None = None,
    **params: Param | None,
) -> Evidence:
    """Say what was found, and the entries that show it.

    No fact holds words of an entry: a report quotes them where people agreed to that.

    Args:
        among: The records that were looked at.
        said: The entries that show it.
        members: The records that show it where no entry does.
        topics: What it is about in the words of people, by the record or the entry that has them.
        counts: Facts that count entries, actions or people.
        named: Facts that are names of groups or roles: each name with the entries behind it.
        **params: The other facts that the message names; those that are not known are left out.
    """
    return Evidence(
        said=tuple(said),
        members=tuple(members),
        topics=topics or {},
        among=among,
        params={name: value for name, value in params.items() if value is not None},
        counts=counts or {},
        named={
            fact: {name: tuple(behind) for name, behind in names.items()}
            for fact, names in (named or {}).items()
        },
    )


@frozen
class Needs:
    """How much there has to be at least before an insight speaks."""

    records: int = 2
    """How many records."""
    groups: int = 0
    """How many groups."""
    waves: int = 0
    """How many waves."""


@frozen(kw_only=True, eq=False)
class Insight(CodedCheck):
    """A kind of statement on a collection, with all that is said about it."""

    known_facts: ClassVar[Mapping[str, str]] = {**FACTS, **COUNTED}
    """What facts usually mean."""
    find: Callable[[Collection], Evidences]
    """The function that looks at the records."""
    why: str
    """Why it matters, in a sentence or two."""
    needs: Needs = Needs()
    """What there has to be before it speaks."""

    def __reduce__(self) -> tuple[object, ...]:
        from improvement_frameworks.core.registry import find_insight

        return find_insight, (self.code, self.module)


def insight(code: str) -> Callable[[Callable[..., Evidences]], CodeFunction]:
    """Say that a function looks for what an insight of ``insights.toml`` is about.

    The function takes the records of its framework and yields what it finds. What the insight
    declares as limits, words and patterns is handed to it by name::

        @insight("LOOP-A1")
        def never_told_back(collection: Collection, *, share: int) -> Evidences:
            ...

    Args:
        code: The code of the insight, such as ``ICE-A1``.
    """
    from improvement_frameworks.core.rules.code_file import CodeFunction

    def mark(function: Callable[..., Evidences]) -> CodeFunction:
        return CodeFunction(code, function)

    return mark
