"""Grows collections in which it is known what many records say together, to test insights with.

A bed holds, for one framework, records that say nothing in particular, and for each insight what
makes it speak. A garden of several beds is the same for the same seed.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from attrs import field, frozen

from improvement_frameworks.core.registry import get_record_type
from improvement_frameworks.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from improvement_frameworks.core.record.record import Record

Tree: TypeAlias = "dict[str, object]"

ROLES: Final = ("clinic nurse", "service manager", "booking clerk", "physiotherapist")
"""The roles of the people of a group, whose ids are c1, c2 and so on."""
_WHAT: Final = ("calls", "letters", "visits", "rounds", "forms", "lists", "meetings", "boards")
_HOW: Final = ("shorter", "joint", "early", "weekly", "shared", "quiet", "open", "paired")
_WHERE: Final = ("in the clinic", "on the ward", "at the desk", "by video", "at night", "on site")
_FIRST: Final = date(2020, 4, 1)
_STEP: Final = timedelta(days=92)


@frozen(kw_only=True)
class Planted:
    """What a collection is known to say."""

    code: str
    """The code of the insight that must find it."""
    framework: str = ""
    """The id of the framework of its records; blank for records of any."""
    entries: frozenset[tuple[str, str]] = frozenset()
    """The entries that show it: the id of the record, and that of the entry."""
    records: frozenset[str] = frozenset()
    """The ids of the records that show it where no entry does."""
    facts: Mapping[str, str | int] = field(factory=dict[str, "str | int"], hash=False)
    """The facts that must be said, as far as they are known."""


class Garden:
    """A collection that grows, with what is planted in it.

    Args:
        seed: From what everything that is drawn follows.
        groups: How many groups there are.
        waves: How many waves there are, a quarter of a year each.
        codes: The codes of the insights that have something to find.
    """

    def __init__(self, seed: int, *, groups: int, waves: int, codes: Iterable[str]) -> None:
        self.random = Random(seed)  # noqa: S311 - nothing is to be kept secret
        self.groups: Sequence[str] = [f"Team {number + 1}" for number in range(groups)]
        self.waves: Sequence[date] = [_FIRST + _STEP * number for number in range(waves)]
        self.planted: list[Planted] = []
        self.documents: dict[str, Tree] = {}
        self._codes = frozenset(codes)
        self._said = 0

    def plants(self, code: str) -> bool:
        """Whether an insight has something to find."""
        return code in self._codes

    def words(self) -> str:
        """Return words that nobody else in the collection says."""
        self._said += 1
        what, how, where = (self.random.choice(words) for words in (_WHAT, _HOW, _WHERE))
        return f"{how.capitalize()} {what} {where}, as in note {self._said}"

    def some_groups(self, number: int) -> list[int]:
        """Return some groups, by their places."""
        return sorted(self.random.sample(range(len(self.groups)), number))

    def add(
        self,
        framework: str,
        entries: Iterable[Mapping[str, object]],
        *,
        group: int,
        wave: int = 0,
        **header: object,
    ) -> str:
        """Add a record and return its id; its entries are e1, e2 and so on.

        Args:
            framework: The id of its framework.
            entries: What was said. The contributors are the people of the group: c1, c2, c3, c4.
            group: The place of its group.
            wave: The place of its wave.
            **header: Other fields of the record.
        """
        own = f"r{len(self.documents) + 1}"
        listed = [{"id": f"e{number}", **entry} for number, entry in enumerate(entries, start=1)]
        people = dict.fromkeys(str(one["contributor"]) for one in listed if "contributor" in one)
        day = self.waves[wave] + timedelta(days=self.random.randrange(20))
        self.documents[own] = {
            "framework": framework,
            "schema_version": SCHEMA_VERSION,
            "id": own,
            "title": f"Record {own}",
            "group": {"name": self.groups[group], "level": "team"},
            "period": {
                "start": self.waves[wave].isoformat(),
                "end": (self.waves[wave] + timedelta(days=80)).isoformat(),
            },
            "recorded_on": day.isoformat(),
            "contributors": [{"id": one, "role": ROLES[int(one[1:]) - 1]} for one in people],
            "entries": listed,
            **header,
        }
        return own

    def expect(
        self,
        code: str,
        framework: str = "",
        *,
        entries: Iterable[tuple[str, str]] = (),
        records: Iterable[str] = (),
        **facts: str | int,
    ) -> None:
        """Say what is planted.

        Args:
            code: The code of the insight that must find it.
            framework: The id of its framework; none for records of any.
            entries: The entries that show it: the id of the record, and that of the entry.
            records: The ids of the records that show it where no entry does.
            **facts: The facts that must be said.
        """
        self.planted.append(
            Planted(
                code=code,
                framework=framework,
                entries=frozenset(entries),
                records=frozenset(records),
                facts=facts,
            )
        )

    def of_framework(self, framework: str) -> dict[str, Tree]:
        """Return the documents of one framework that have grown so far, by their ids."""
        return {own: one for own, one in self.documents.items() if one["framework"] == framework}

    def records(self) -> list[Record]:
        """Return the records, in an order that is drawn."""
        made = [
            get_record_type(str(one["framework"])).model_validate_json(json.dumps(one))
            for one in self.documents.values()
        ]
        self.random.shuffle(made)
        return made


@frozen
class Bed:
    """What is grown for one framework, or for records of any."""

    noise: Callable[[Garden], None]
    """Adds records that say nothing together, but for what cannot be planted later.

    What nobody says, for example, is left out here if the insight that finds it is planted.
    """
    plants: Mapping[str, Callable[[Garden], None]] = field(
        factory=dict[str, "Callable[[Garden], None]"]
    )
    """For each code, what adds something to be found, and says so. It runs after all noise."""


def grow(
    beds: Sequence[Bed],
    seed: int,
    *,
    groups: int = 12,
    waves: int = 3,
    codes: Iterable[str] | None = None,
) -> Garden:
    """Grow a collection.

    Args:
        beds: What is grown.
        seed: From what everything that is drawn follows.
        groups: How many groups there are.
        waves: How many waves there are.
        codes: The codes of the insights that have something to find; all of the beds if not given.
    """
    plants = [pair for bed in beds for pair in bed.plants.items()]
    wanted = [code for code, _ in plants] if codes is None else list(codes)
    garden = Garden(seed, groups=groups, waves=waves, codes=wanted)
    for bed in beds:
        bed.noise(garden)
    for code, plant in plants:
        if garden.plants(code):
            plant(garden)
    return garden


def entries_of(document: Mapping[str, object]) -> list[Tree]:
    """Return the entries of a document."""
    return cast("list[Tree]", document["entries"])
