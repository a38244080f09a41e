"""Finds what suits a group: frameworks, their parts and their sequences, by what they declare.

Nothing is guessed. Words are compared with the situations that authors declared; minutes and people
are compared with the declared ones. Whatever is offered says why.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from math import fsum, log
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast

from attrs import frozen

from improvement_frameworks.core.content.suits import Extent
from improvement_frameworks.core.errors import nearest
from improvement_frameworks.core.expected import expect
from improvement_frameworks.core.registry import framework_ids, get_framework
from improvement_frameworks.core.wording import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from improvement_frameworks.core.content.facts import Fact
    from improvement_frameworks.core.content.framework import Framework, Part
    from improvement_frameworks.core.content.suits import PartDetails

Offer: TypeAlias = Literal["framework", "part", "sequence"]

SHOWN: Final = 5
"""How many suggestions are returned unless more are wanted."""
_LITTLE: Final = """
a about after all an and any are as at be been before by can do each for from get had has have how
i if in into is it its let like made make me more my need not of on one or other our out over
people really so some something than that the their them then there they things this to together
up us use want was we went were what when where which who why will with would you your
"""
_SAY_LITTLE: Final = frozenset(_LITTLE.split())
"""English words that tell nothing of what is needed."""
_ENDINGS: Final = ("ings", "ing", "ies", "ied", "ed", "es", "s", "e")


@frozen(kw_only=True)
class Suggestion:
    """Something that suits, and why."""

    kind: Offer
    """Whether it is a framework, a part of one, or several parts one after the other."""
    framework: str
    """The id of the framework."""
    code: str
    """The id of the framework, or the code of the part or the sequence."""
    title: str
    """Its name in words."""
    reasons: tuple[str, ...]
    """Why it is offered, in words; each a sentence."""
    bring: tuple[str, ...] = ()
    """What to have in hand."""
    not_for: tuple[str, ...] = ()
    """What it is no use for, each to be read after the words: do not use it to."""
    parts: tuple[str, ...] = ()
    """For a sequence: the codes of its parts, in order."""


@frozen(kw_only=True, slots=False)  # slots and cached properties together are slow
class _Candidate:
    """Something that could be offered, and what is declared of it."""

    kind: Offer
    framework: Framework
    code: str
    title: str
    situations: tuple[str, ...]
    minutes: Extent | None
    people: Extent | None
    bring: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @cached_property
    def words(self) -> tuple[frozenset[str], ...]:
        """The words of each situation that say something, each without its ending."""
        return tuple(map(_find_words, self.situations))

    @cached_property
    def name(self) -> frozenset[str]:
        """The words of its title that say something."""
        return _find_words(self.title)

    def find_match(self, wanted: frozenset[str], rarity: Mapping[str, float]) -> _Match:
        """Return the situation that says most of what is wanted, and how much that is."""
        best = _Match(0, "")
        for situation, words in zip(self.situations, self.words, strict=True):
            named = (self.name - words) & wanted
            weights = (*map(rarity.get, words & wanted), *(rarity[one] / 2 for one in named))
            weight = fsum(one for one in weights if one)
            if weight > best.weight:
                best = _Match(weight, situation)
        return best


@frozen
class _Match:
    """How well something fits the words that were asked for."""

    weight: float
    situation: str


def suggest(
    minutes: int | None = None,
    people: int | None = None,
    for_: str = "",
    *,
    most: int = SHOWN,
) -> tuple[Suggestion, ...]:
    """Return what suits the time, the people and the need, the best first, each with its reasons.

    Only what authors declared is compared: the situations in words, the minutes, the people.
    What takes longer than there is time, or needs more people than come, is left out; so is what
    says nothing of what is needed. No language model has a part in it, and the same question always
    has the same answer.

    Args:
        minutes: How many minutes there are.
        people: How many people come.
        for_: What it is needed for, in a few words.
        most: How many suggestions are wanted at most.

    Raises:
        ValueError: if minutes, people or ``most`` are less than one.

    Examples:
        >>> from improvement_frameworks import suggest
        >>> for one in suggest(minutes=30, people=12, for_="what enabled a change", most=2):
        ...     print(one.code, one.reasons[0])
        conditions-for-change Used to hold on to what enabled a change.
        iceberg Used to find out what enabled a change.
    """
    for name, number in (("minutes", minutes), ("people", people), ("most", most)):
        if number is not None and expect(name, number, int, "a number") < 1:
            raise ValueError(f"{name} must be at least 1, not {number}")
    expect("for_", for_, str, "what it is needed for, in words")
    candidates = [one for one in _find_candidates() if _has_room(one, minutes, people)]
    rarity = _weigh(candidates)
    wanted = frozenset(_recognise(word, rarity) for word in _find_words(for_))
    matched = [(one, one.find_match(wanted, rarity)) for one in candidates]
    if wanted:
        matched = [(one, match) for one, match in matched if match.weight]
    else:
        matched = [(one, match) for one, match in matched if one.kind == "framework"]
    matched.sort(key=lambda pair: _rank(pair[0], pair[1], minutes, people))
    return tuple(
        Suggestion(
            kind=one.kind,
            framework=one.framework.id,
            code=one.code,
            title=one.title,
            reasons=tuple(_give_reasons(one, match, minutes, people)),
            bring=one.bring,
            not_for=one.not_for,
            parts=one.parts,
        )
        for one, match in matched[:most]
    )


def _find_candidates() -> Iterator[_Candidate]:
    for name in framework_ids():
        framework = get_framework(name)
        suits = framework.suits
        if suits is None:
            continue
        yield _Candidate(
            kind="framework",
            framework=framework,
            code=framework.id,
            title=framework.title,
            situations=suits.situations,
            minutes=suits.minutes,
            people=suits.people,
            bring=suits.bring,
            not_for=suits.not_for,
        )
        if suits.part_details:
            yield from (_read_part(framework, one, suits.part_details) for one in framework.parts)
        for one in framework.sequences:
            yield _Candidate(
                kind="sequence",
                framework=framework,
                code=one.code,
                title=one.title,
                situations=one.situations,
                minutes=Extent(least=one.minutes, most=one.minutes),
                people=_find_people(framework, one.parts),
                parts=one.parts,
            )


def _read_part(framework: Framework, part: Part, names: PartDetails) -> _Candidate:
    minutes = cast("Mapping[str, int]", part.details.get(names.minutes, {}))
    least, longest = minutes.get("min"), minutes.get("max")
    known = least is not None or longest is not None
    return _Candidate(
        kind="part",
        framework=framework,
        code=part.code,
        title=part.label,
        situations=cast("tuple[str, ...]", part.details.get(names.situations, ())),
        minutes=Extent(least=least, most=longest) if known else None,
        people=_read_people(part.details.get(names.people)),
    )


def _read_people(fact: Fact | None) -> Extent | None:
    return Extent(least=fact) if isinstance(fact, int) else None


def _find_people(framework: Framework, parts: tuple[str, ...]) -> Extent | None:
    """Return how many people all the parts need."""
    names = framework.suits and framework.suits.part_details
    found = [framework[code].details.get(names.people) for code in parts] if names else []
    return _read_people(max((one for one in found if isinstance(one, int)), default=None))


def _has_room(one: _Candidate, minutes: int | None, people: int | None) -> bool:
    """Whether it can be done in the time and with the people; what is not known may fit."""
    too_long = minutes is not None and one.minutes and minutes < (one.minutes.least or 1)
    not_all = people is not None and one.people and not one.people.holds(people)
    return not too_long and not not_all


def _find_words(text: str) -> frozenset[str]:
    """Return the words of a text that say something, each without its ending."""
    return frozenset(_cut(word) for word in fold(text).split() if word not in _SAY_LITTLE)


def _recognise(word: str, known: Mapping[str, float]) -> str:
    """Return a word as it is declared, if it is misspelt; else as it is."""
    return word if word in known else nearest(word, known) or word


def _cut(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def _weigh(candidates: list[_Candidate]) -> Mapping[str, float]:
    """Return how much each word tells, by how few things it is said of."""
    said = Counter(
        word for one in candidates for word in frozenset[str]().union(one.name, *one.words)
    )
    return {word: log(1 + len(candidates) / count) for word, count in said.items()}


def _rank(
    one: _Candidate, match: _Match, minutes: int | None, people: int | None
) -> tuple[float, bool, bool, bool, str]:
    known_minutes = minutes is None or one.minutes is not None
    known_people = people is None or one.people is not None
    return (
        -match.weight,
        one.kind != "framework",
        not known_minutes,
        not known_people,
        one.title.casefold(),
    )


def _give_reasons(
    one: _Candidate, match: _Match, minutes: int | None, people: int | None
) -> Iterator[str]:
    if match.situation or one.situations:
        yield f"Used to {match.situation or one.situations[0]}."
    if minutes is not None:
        known = f"Takes {one.minutes} minutes" if one.minutes else "No length is declared"
        yield f"{known}; there are {minutes}."
    if people is not None:
        known = f"Needs {one.people} people" if one.people else "No number of people is declared"
        yield f"{known}; {people} come."
