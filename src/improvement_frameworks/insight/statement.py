"""One thing that many records say together, with what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from improvement_frameworks.core.wording import fold
from improvement_frameworks.insight.small_number import NONE, Range

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from improvement_frameworks.core.insights.insights import Insight
    from improvement_frameworks.problems.problem import Json, Param


OPENED: Final = 20
"""How many of the entries of a statement a report keeps."""
_LONGEST: Final = 120
"""How long words may be that are part of a heading."""


@frozen
class Opened:
    """An entry that a statement opens."""

    record: str
    """The record: its id, or its file and its place there."""
    entry: str
    """The entry: its id, or ``#`` and its number; blank for the record itself."""
    quote: str | None = None
    """Its words, where people agreed to the use that was named."""

    def to_dict(self) -> dict[str, Json]:
        """Return it as a JSON object; what is absent is left out."""
        words: dict[str, Json] = {} if self.quote is None else {"quote": self.quote}
        entry: dict[str, Json] = {"entry": self.entry} if self.entry else {}
        return {"record": self.record, **entry, **words}


@frozen
class Quoted:
    """The entries of a statement that use the same words, or those that are not quoted."""

    quote: str | None
    """The words, as the first of them has them; nothing if they are not quoted."""
    places: tuple[str, ...]
    """Where they are: record and entry."""


def group_opened(opened: Iterable[Opened]) -> list[Quoted]:
    """Put entries with the same words together, in the order of their first.

    >>> group_opened([Opened("a", "e1", "A huddle"), Opened("b", "e2", "a huddle!")])
    [Quoted(quote='A huddle', places=('a e1', 'b e2'))]
    """
    groups: dict[str | None, list[Opened]] = {}
    for one in opened:
        groups.setdefault(None if one.quote is None else fold(one.quote), []).append(one)
    return [
        Quoted(same[0].quote, tuple(f"{one.record} {one.entry}".rstrip() for one in same))
        for same in groups.values()
    ]


@frozen(kw_only=True, eq=False)
class Statement:
    """What an insight says of a collection, and what that rests on."""

    insight: Insight
    """The kind of statement."""
    framework: str
    """The id of the framework of its records; blank for records of any."""
    facts: Mapping[str, Param]
    """The facts of its message."""
    people: Range
    """How many people at least it rests on."""
    records: Range
    """How many records it rests on."""
    of_people: Range
    """How many people at least were in the records that were looked at."""
    of_records: Range
    """How many records were looked at."""
    topic: str = ""
    """What it is about in the words of people, where one who used them agreed to be quoted."""
    parts: Mapping[str, Range] = field(factory=dict[str, "Range"])
    """How many people are behind it in each group, wave, role or level, if that was asked."""
    small_parts: int = 0
    """How many groups, waves, roles or levels are left out, since few people are behind them."""
    opened: tuple[Opened, ...] = ()
    """The entries that show it, or the records where no entry does; the first of them."""
    not_opened: Range = NONE
    """How many others there are, to which the report does not point."""
    not_quoted: Range = NONE
    """How many entries are not quoted, since nobody agreed to it or their words name somebody."""

    @property
    def code(self) -> str:
        """The short, stable name of the kind of statement."""
        return self.insight.code

    @property
    def heading(self) -> str:
        """Its title, with the words that it is about if they are few."""
        title = self.insight.problem.title
        is_short = 0 < len(self.topic) <= _LONGEST
        return f'{title}: "{self.topic}"' if is_short else title

    @property
    def message(self) -> str:
        """What the records say together, in words."""
        return self.insight.problem.write_message(self.facts)

    @property
    def hint(self) -> str:
        """What could be done, in words."""
        return self.insight.problem.write_hint(self.facts)

    def to_dict(self) -> dict[str, Json]:
        """Return the statement as a JSON object."""
        problem = self.insight.problem
        facts: dict[str, Json] = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in self.facts.items()
        }
        parts: list[Json] = [
            {"name": name, "people": number.to_dict()} for name, number in self.parts.items()
        ]
        return {
            "code": self.code,
            **({"framework": self.framework} if self.framework else {}),
            "title": problem.title,
            **({"topic": self.topic} if self.topic else {}),
            "message": self.message,
            "why": self.insight.why,
            "hint": self.hint,
            "principle": problem.principle,
            "facts": facts,
            "people": self.people.to_dict(),
            "records": self.records.to_dict(),
            "of_people": self.of_people.to_dict(),
            "of_records": self.of_records.to_dict(),
            "parts": parts,
            "small_parts": self.small_parts,
            "opened": [one.to_dict() for one in self.opened],
            "not_opened": self.not_opened.to_dict(),
            "not_quoted": self.not_quoted.to_dict(),
        }
