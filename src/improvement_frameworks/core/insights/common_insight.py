"""Common insights: what the insights of several frameworks look for.

An insight in ``insights.toml`` names one with ``check`` and says under ``with`` what it needs to
know; each argument of a function here is a key there. What it declares as limits, words and
patterns is handed over by name too. No other Python is needed for such an insight::

    [[insights]]
    code = "GRID-A1"
    check = "same-words-in-groups"
    with = { when = { question = ["started"] } }
    limits = { groups = 3 }

Two entries say the same if they use the same words; capital letters and punctuation do not count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast

from improvement_frameworks.core.insights.collection import (
    CollectedEntry,
    Collection,
    count_people,
)
from improvement_frameworks.core.insights.insights import Evidence, Evidences, found
from improvement_frameworks.core.record.field import find_model
from improvement_frameworks.core.record.listed import find_vocabulary
from improvement_frameworks.core.rules.code_file import CommonCheck
from improvement_frameworks.core.rules.condition import ALL, is_given, look_up, steps_of, walk
from improvement_frameworks.core.rules.setting import (
    EntryField,
    EntryIs,
    ItemField,
    ItemIs,
    RecordIs,
    RuleCode,
)
from improvement_frameworks.core.wording import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from improvement_frameworks.core.insights.collection import Member
    from improvement_frameworks.core.insights.wave import Wave
    from improvement_frameworks.core.record.header import Entry
    from improvement_frameworks.core.record.record import Record

Course: TypeAlias = Literal["grows", "fades", "returns"]
"""What becomes of something from wave to wave."""
News: TypeAlias = Literal["new", "kept", "gone"]
"""What is so of something in the last wave."""
SidesOf: TypeAlias = Literal["apart", "together", "anywhere"]
"""Which groups count that say one thing or another: those that say one, both, or any."""

COMMON_INSIGHTS: Final[dict[str, CommonCheck[Evidence]]] = {}
"""The common insights by their names."""


def _common(
    facts: Mapping[str, str] | None = None,
) -> Callable[[Callable[..., Evidences]], Callable[..., Evidences]]:
    def declare(function: Callable[..., Evidences]) -> Callable[..., Evidences]:
        name = function.__name__.replace("_", "-")
        COMMON_INSIGHTS[name] = CommonCheck(name, function, facts or {})
        return function

    return declare


_LABEL: Final = {"label": "The label of the answer, such as that of a part."}


def _codes_of(said: CollectedEntry, field: str) -> tuple[str, ...]:
    """Return what an entry says in a field of codes or labels; without one, its parts.

    Labels that people wrote themselves, such as themes, are compared like words.
    """
    if not field:
        record = said.member.record
        return tuple(_name_part(record, code) for code in record.parts_of(said.entry))
    value: str | tuple[str, ...] | None = getattr(said.entry, field)
    codes = (value,) if isinstance(value, str) else value or ()
    if _is_listed(type(said.entry), field):
        return codes
    return tuple(dict.fromkeys(map(fold, codes)))


def _name_part(record: Record, code: str) -> str:
    """Return what tells a part from others: its code, and its label if the record declares it.

    Two records may give the same code to parts of their own that are not the same.
    """
    return code if code in record.about else f"{code}: {fold(record.find_part(code).label)}"


@cache
def _is_listed(entry: type[Entry], field: str) -> bool:
    return find_vocabulary(entry.model_fields[field]) is not None


def _labels_of(record: Record, field: str) -> Mapping[str, str]:
    """Return the codes that a field of a record's entries takes, in order, with their labels."""
    if not field:
        return {_name_part(record, one): record.find_part(one).label for one in record.part_codes}
    entry = find_model(type(record).model_fields["entries"])
    listed = find_vocabulary(entry.model_fields[field]) if entry else None
    return {term.code: term.label for term in listed or ()}


def _by_code(collection: Collection, field: str, when: EntryIs) -> dict[str, list[CollectedEntry]]:
    """Return the entries about each code; codes about which there are none are left out."""
    answers: dict[str, list[CollectedEntry]] = defaultdict(list)
    for said in collection.said:
        if when.hold(said.entry):
            for code in _codes_of(said, field):
                answers[code].append(said)
    return answers


def _find_labels(collection: Collection, field: str) -> dict[str, tuple[str, list[Member]]]:
    """Return each code that the records offer, with its label and the records that offer it."""
    offered: dict[str, tuple[str, list[Member]]] = {}
    for member in collection.members:
        for code, label in _labels_of(member.record, field).items():
            offered.setdefault(code, (label, []))[1].append(member)
    return offered


class _Labels:
    """Says the label of a code, and of a second one beside it, as a fact.

    Labels that people wrote themselves are words of an entry, which no fact holds.
    """

    def __init__(self, collection: Collection, field: str, beside: str = "") -> None:
        self._first = _find_labels(collection, field)
        self._second = _find_labels(collection, beside) if beside else {}

    def __call__(self, code: str, second: str = "") -> str | None:
        if not self._first:
            return None
        label = self._first[code][0] if code in self._first else code
        if second:
            label += f", {self._second[second][0] if second in self._second else second}"
        return label


def _find_topics(
    field: str, code: str, said: Iterable[CollectedEntry]
) -> dict[CollectedEntry, str]:
    """Return a label that people wrote themselves, as each entry has it; none for listed codes."""
    topics: dict[CollectedEntry, str] = {}
    for one in said:
        if field and not _is_listed(type(one.entry), field):
            value: str | tuple[str, ...] | None = getattr(one.entry, field)
            for label in (value,) if isinstance(value, str) else value or ():
                if fold(label) == code:
                    topics.setdefault(one, label)
    return topics


@_common(facts=_LABEL)
def never_answered(
    collection: Collection,
    *,
    records: int,
    field: EntryField = "",
    values: tuple[str, ...] = (),
    when: EntryIs = ALL,
) -> Evidences:
    """Find parts, or other codes, about which no record says anything.

    Facts: ``label``.

    Args:
        collection: The records.
        records: How many records have to ask for it.
        field: The field of an entry with the codes; its part if not given.
        values: The codes that are looked at; all if not given.
        when: What has to be so of an entry that counts.
    """
    answers = _by_code(collection, field, when)
    for code, (label, members) in _find_labels(collection, field).items():
        if code in answers or (values and code not in values) or len(members) < records:
            continue
        yield found(collection.keep(members), members=members, label=label)


@_common(facts={**_LABEL, "role": "The role of those who spoke of it."})
def one_role_only(
    collection: Collection,
    *,
    field: EntryField = "",
    values: tuple[str, ...] = (),
    entries: int = 2,
) -> Evidences:
    """Find parts, or other codes, of which people in one role speak, and others never do.

    Facts: ``label``, ``role``. Entries whose role is not known say nothing about this.

    Args:
        collection: The records.
        field: The field of an entry with the codes; its part if not given.
        values: The codes that are looked at; all if not given.
        entries: How many entries there have to be at least.
    """
    if len(collection.roles) < 2:
        return
    label_of = _Labels(collection, field)
    for code, said in sorted(_by_code(collection, field, ALL).items()):
        roles = {one.person.role for one in said}
        if len(said) >= entries and len(roles) == 1 and "" not in roles:
            if values and code not in values:
                continue
            named = {"role": {roles.pop(): said}}
            yield found(collection, said, named=named, label=label_of(code))


def _by_words(
    collection: Collection, field: str, when: EntryIs, *, across: bool
) -> Iterator[tuple[str, list[CollectedEntry]]]:
    """Yield the entries that say the same about one code, with the code, in a fixed order.

    Across codes, all entries with the same words are together, and the code is blank.
    """
    same: dict[tuple[str, str], list[CollectedEntry]] = defaultdict(list)
    for said in collection.said:
        if said.words and when.hold(said.entry):
            for code in ("",) if across else _codes_of(said, field):
                same[code, said.words].append(said)
    for (code, _), answers in sorted(same.items()):
        yield code, answers


@_common(facts=_LABEL)
def same_words_in_groups(
    collection: Collection,
    *,
    groups: int,
    field: EntryField = "",
    when: EntryIs = ALL,
    across: bool = False,
) -> Evidences:
    """Find what several groups say of the same part in the same words.

    Facts: ``label``.

    Args:
        collection: The records.
        groups: In how many groups at least; a record without a group counts as one.
        field: The field of an entry with the codes; its part if not given.
        when: What has to be so of an entry that counts.
        across: Whether what is said of one part counts with what is said of another.
    """
    label_of = _Labels(collection, field)
    for code, said in _by_words(collection, field, when, across=across):
        if len({one.person.unit for one in said}) >= groups:
            yield found(collection, said, label=label_of(code))


@_common(facts=_LABEL)
def same_code_in_groups(
    collection: Collection,
    *,
    groups: int,
    field: EntryField = "",
    values: tuple[str, ...] = (),
    when: EntryIs = ALL,
) -> Evidences:
    """Find parts, or other codes, of which several groups speak, in whatever words.

    Facts: ``label``.

    Args:
        collection: The records.
        groups: In how many groups at least; a record without a group counts as one.
        field: The field of an entry with the codes; its part if not given.
        values: The codes that are looked at; all if not given.
        when: What has to be so of an entry that counts.
    """
    label_of = _Labels(collection, field)
    for code, said in sorted(_by_code(collection, field, when).items()):
        if len({one.person.unit for one in said}) >= groups and (not values or code in values):
            topics = _find_topics(field, code, said)
            yield found(collection, said, topics=topics, label=label_of(code))


def _take_sides(
    sides: tuple[list[CollectedEntry], list[CollectedEntry]],
    where: SidesOf,
    *,
    groups: int = 1,
    percent: int = 0,
) -> list[CollectedEntry]:
    """Return the entries of the groups that count on two sides; nothing if these are too few.

    What counts of a group is the last wave in which it spoke of it: who first said the one and now
    says the other differs from nobody who says the other.
    """
    last: dict[str, Wave] = {}
    for said in chain(*sides):
        if said.member.wave:
            unit = said.person.unit
            last[unit] = max(last.get(unit, said.member.wave), said.member.wave)
    now = [[s for s in side if s.member.wave in {None, last.get(s.person.unit)}] for side in sides]
    units = [{said.person.unit for said in side} for side in now]
    everyone, both = units[0] | units[1], units[0] & units[1]
    of = {"apart": everyone - both, "together": both, "anywhere": everyone}[where]
    fewest = min(len(side & of) for side in units)
    if fewest < max(groups, 1) or fewest * 100 < percent * len(everyone):
        return []
    return [said for said in dict.fromkeys(chain(*now)) if said.person.unit in of]


@_common(facts=_LABEL)
def same_code_on_both_sides(
    collection: Collection,
    *,
    one: EntryIs,
    other: EntryIs,
    groups: int,
    percent: int,
    field: EntryField = "",
    where: SidesOf = "apart",
) -> Evidences:
    """Find parts, or other codes, of which some groups say one thing, and others the other.

    Facts: ``label``. Of each group the last wave counts in which it spoke of it.

    Args:
        collection: The records.
        one: What has to be so of an entry on the one side.
        other: What has to be so of an entry on the other side.
        groups: How many groups at least on each side; a record without a group counts as one.
        percent: How large a share of the groups that are on a side each side has at least.
        field: The field of an entry with the codes; its part if not given.
        where: Which groups count: ``apart``, those that are on one side only; ``together``, those
            that are on both; ``anywhere``, all.
    """
    label_of = _Labels(collection, field)
    first, second = _by_code(collection, field, one), _by_code(collection, field, other)
    for code in sorted(first.keys() & second.keys()):
        shown = _take_sides((first[code], second[code]), where, groups=groups, percent=percent)
        if shown:
            topics = _find_topics(field, code, shown)
            yield found(collection, shown, topics=topics, label=label_of(code))


@_common()
def same_words_on_both_sides(
    collection: Collection, *, one: EntryIs, other: EntryIs, where: SidesOf = "apart"
) -> Evidences:
    """Find what some say on one side, and others on the other, in the same words.

    Of each group the last wave counts in which it spoke of it.

    Args:
        collection: The records.
        one: What has to be so of an entry on the one side.
        other: What has to be so of an entry on the other side.
        where: Which groups count: ``apart``, those that are on one side only; ``together``, those
            that are on both; ``anywhere``, all.
    """
    sides: dict[str, tuple[list[CollectedEntry], list[CollectedEntry]]] = defaultdict(
        lambda: ([], [])
    )
    for said in collection.said:
        if said.words:
            for side, conditions in enumerate((one, other)):
                if conditions.hold(said.entry):
                    sides[said.words][side].append(said)
    for _, both in sorted(sides.items()):
        shown = _take_sides(both, where)
        if shown:
            yield found(collection, shown)


@_common()
def same_words_again(collection: Collection, *, groups: int, when: EntryIs = ALL) -> Evidences:
    """Find what a group says again, in the same words, in a later wave.

    Args:
        collection: The records.
        groups: How many groups have to say it again.
        when: What has to be so of an entry that counts.
    """
    for _, answers in _by_words(collection, "", when, across=True):
        by_unit: dict[str, list[CollectedEntry]] = defaultdict(list)
        for said in answers:
            if said.member.wave:
                by_unit[said.person.unit].append(said)
        again = [of for of in by_unit.values() if len({said.member.wave for said in of}) > 1]
        if len(again) >= groups:
            yield found(collection, chain.from_iterable(again))


@_common()
def same_words_linked_differently(
    collection: Collection,
    *,
    links: EntryField,
    groups: int,
    when: EntryIs = ALL,
    backwards: bool = False,
) -> Evidences:
    """Find what several groups say in the same words, with other entries linked to it in each.

    Args:
        collection: The records.
        links: The field with the ids of the linked entries.
        groups: In how many groups at least; a record without a group counts as one.
        when: What has to be so of an entry that counts.
        backwards: Whether the linked entries name it, and not the other way round.
    """
    ends = _link(collection, links, backwards=backwards)
    for _, answers in _by_words(collection, "", when, across=True):
        linked = {said: ends[said] for said in answers if ends[said]}
        by_unit: dict[str, set[str]] = defaultdict(set)
        for said, others in linked.items():
            by_unit[said.person.unit] |= {other.words for other in others}
        words = [one for of in by_unit.values() for one in of]
        if len(by_unit) >= groups and len(words) == len(set(words)):
            shown = [one for said, others in linked.items() for one in (said, *others)]
            topics = {said: said.entry.text or "" for said in linked}
            yield found(collection, dict.fromkeys(shown), topics=topics)


def _link(
    collection: Collection, field: str, *, backwards: bool
) -> Mapping[CollectedEntry, list[CollectedEntry]]:
    """Return the entries with words that are linked to each."""
    by_place = {(one.member, one.entry.id): one for one in collection.said if one.entry.id}
    ends: dict[CollectedEntry, list[CollectedEntry]] = defaultdict(list)
    for start in collection.said:
        ids: tuple[str, ...] = getattr(start.entry, field)
        for end in (by_place.get((start.member, one)) for one in ids):
            if end and start.words and end.words:
                one, other = (end, start) if backwards else (start, end)
                ends[one].append(other)
    return ends


_WAVES: Final = {
    **_LABEL,
    "earlier": "The earlier wave or waves.",
    "later": "The last of the waves.",
    "between": "The wave in which nobody names it.",
}


@_common(facts=_WAVES)
def changed_over_waves(
    collection: Collection,
    *,
    change: Course,
    units: int = 1,
    field: EntryField = "",
    when: EntryIs = ALL,
    words: bool = True,
) -> Evidences:
    """Find what grows, fades or returns from the first wave to the last.

    Facts: ``label``, ``earlier``, ``later``, ``between``.

    Groups are counted, so that a long record weighs no more than a short one; and only groups that
    have records in every wave, so that whoever was not asked again is not taken for somebody who
    says no more. ``grows``: from one group at least in the first wave to twice as many at least
    in the last, and never fewer in between. ``fades``: the other way round, or to none.
    ``returns``: in the first and the last, and in a wave between them nobody names it.

    Args:
        collection: The records.
        change: What became of it: ``grows``, ``fades`` or ``returns``.
        units: How many groups have to name it in the wave in which most do.
        field: The field of an entry with the codes; its part if not given.
        when: What has to be so of an entry that counts.
        words: Whether entries with the same words are followed; if not, the codes are.
    """
    label_of = _Labels(collection, field)
    waves = collection.waves
    for code, by_wave in _follow(collection, field, when, words=words):
        counts = [len({s.person.unit for s in said}) for said in by_wave]
        if max(counts) >= units and _is_change(change, counts):
            yield found(
                collection,
                chain.from_iterable(by_wave),
                label=label_of(code),
                earlier=waves[0].label,
                later=waves[-1].label,
                between=waves[counts.index(0) if 0 in counts else 0].label,
            )


def _follow(
    collection: Collection, field: str, when: EntryIs, *, words: bool
) -> Iterator[tuple[str, list[list[CollectedEntry]]]]:
    """Yield the entries of each wave that are about the same, with its code, in a fixed order.

    Those of groups that have no record in one of the waves are left out.
    """
    steady = _find_steady(collection)
    places = {wave: place for place, wave in enumerate(collection.waves)}
    same: dict[tuple[str, str], list[list[CollectedEntry]]] = defaultdict(
        lambda: [[] for _ in places]
    )
    for code, answers in _by_code(collection, field, when).items():
        for said in answers:
            if said.member.wave and said.person.unit in steady and (said.words or not words):
                by_wave = same[code, said.words if words else ""]
                by_wave[places[said.member.wave]].append(said)
    for (code, _), by_wave in sorted(same.items(), key=lambda pair: pair[0]):
        yield code, by_wave


def _find_steady(collection: Collection) -> frozenset[str]:
    """Return the groups that have records in every wave."""
    waves: dict[str, set[Wave]] = defaultdict(set)
    for member in collection.members:
        if member.wave and member.group:
            for person in member.people:
                waves[person.unit].add(member.wave)
    return frozenset(unit for unit, found in waves.items() if len(found) == len(collection.waves))


@_common(facts=_WAVES)
def cell_changed(
    collection: Collection,
    *,
    change: News,
    field: EntryField = "",
    beside: EntryField = "",
    when: EntryIs = ALL,
) -> Evidences:
    """Find the parts under which something is new, kept or gone in the last wave of one group.

    Facts: ``label``, ``earlier``, ``later``. Among several groups every answer is new to most, so
    nothing is said about them; `changed_over_waves` counts groups instead.

    Two entries of one part are the same if they use the same words. ``new``: only in the last wave.
    ``kept``: in the last wave and in an earlier one; the later entries are opened. ``gone``: in an
    earlier wave and not in the last.

    Args:
        collection: The records.
        change: What is looked for: ``new``, ``kept`` or ``gone``.
        field: The field of an entry with the codes; its part if not given.
        beside: A second field of codes by which entries are told apart, such as the level.
        when: What has to be so of an entry that counts.
    """
    waves = collection.waves
    if len({person.unit for member in collection.members for person in member.people}) > 1:
        return
    cells: dict[tuple[str, str], list[CollectedEntry]] = defaultdict(list)
    for code, answers in _by_code(collection, field, when).items():
        for said in answers:
            for second in _codes_of(said, beside) if beside else ("",):
                cells[code, second].append(said)
    label_of = _Labels(collection, field, beside)
    for (code, second), answers in sorted(cells.items(), key=lambda pair: pair[0]):
        shown = _find_changed(change, answers, waves[-1])
        if shown:
            yield found(
                collection,
                shown,
                label=label_of(code, second),
                earlier=_find_earlier(answers, shown, waves[-1]),
                later=waves[-1].label,
            )


def _find_changed(
    change: News, answers: Iterable[CollectedEntry], last: Wave
) -> list[CollectedEntry]:
    """Return the entries of one cell that are new, kept or gone; those of no wave are left out."""
    told = [said for said in answers if said.words and said.member.wave]
    then = {said.words for said in told if said.member.wave != last}
    now = {said.words for said in told if said.member.wave == last}
    wanted = {"new": now - then, "kept": now & then, "gone": then - now}[change]
    is_then = change == "gone"
    return [s for s in told if s.words in wanted and (s.member.wave != last) == is_then]


def _find_earlier(
    answers: Iterable[CollectedEntry], shown: Iterable[CollectedEntry], last: Wave
) -> tuple[str, ...]:
    """Return the labels of the waves before the last in which what is shown was said."""
    words = {said.words for said in shown}
    waves = {s.member.wave for s in answers if s.member.wave and s.words in words} - {last}
    return tuple(wave.label for wave in sorted(waves))


def _is_change(change: Course, counts: list[int]) -> bool:
    first, last, between = counts[0], counts[-1], counts[1:-1]
    never_down = all(a <= b for a, b in pairwise(counts))
    never_up = all(a >= b for a, b in pairwise(counts))
    return {
        "grows": first > 0 and last >= 2 * first and never_down,
        "fades": first >= max(2 * last, 2) and never_up,
        "returns": first > 0 and last > 0 and 0 in between,
    }[change]


@_common(facts={**_LABEL, "looked": "How many groups said in two waves or more how it is."})
def changed_within_groups(
    collection: Collection,
    *,
    before: EntryIs,
    after: EntryIs,
    groups: int,
    field: EntryField = "",
) -> Evidences:
    """Find parts, or other codes, that went from one state to another in the same groups.

    Facts: ``label``, ``looked``. Only groups that spoke of it in several waves are looked at, so it
    makes no difference which groups left records in a wave. What counts as now is the last wave in
    which a group spoke of it.

    Args:
        collection: The records.
        before: What has to be so of an entry in an earlier wave.
        after: What has to be so of an entry in the last wave; then nothing may be as before.
        groups: How many groups at least.
        field: The field of an entry with the codes; its part if not given.
    """
    label_of = _Labels(collection, field)
    for code, answers in sorted(_by_code(collection, field, ALL).items()):
        by_unit: dict[str, list[CollectedEntry]] = defaultdict(list)
        for said in answers:
            if said.member.wave:
                by_unit[said.person.unit].append(said)
        looked = [of for of in by_unit.values() if len({s.member.wave for s in of}) > 1]
        changed = [shown for of in looked if (shown := _find_moved(of, before, after))]
        if len(changed) >= groups:
            yield found(
                collection,
                chain.from_iterable(changed),
                counts={"looked": len(looked)},
                label=label_of(code),
            )


def _find_moved(
    said: Iterable[CollectedEntry], before: EntryIs, after: EntryIs
) -> list[CollectedEntry]:
    """Return what shows that something changed in a group; nothing if it did not."""
    dated = [(one.member.wave, one) for one in said if one.member.wave]
    last = max(wave for wave, _ in dated)
    then = [one for _, one in dated if before.hold(one.entry)]
    now = [one for wave, one in dated if wave == last and after.hold(one.entry)]
    is_as_before = any(before.hold(one.entry) for wave, one in dated if wave == last)
    return [*then, *now] if then and now and not is_as_before else []


@_common()
def role_never_heard(collection: Collection, *, wanted: re.Pattern[str], records: int) -> Evidences:
    """Find that nobody in a role such as that of patients contributed.

    Records that do not say in which roles people speak are left out. So are records in another
    language than English, since the pattern is one of English words.

    Args:
        collection: The records.
        wanted: The pattern of words in the names of the roles.
        records: How many records have to name roles.
    """
    told = [
        member
        for member in collection.members
        if any(person.role for person in member.people) and _is_english(member.record)
    ]
    roles = {person.role for member in told for person in member.people}
    if len(told) >= records and not any(wanted.search(role) for role in roles):
        yield found(collection.keep(told), members=told)


def _is_english(record: Record) -> bool:
    return (record.language or "en").partition("-")[0].lower() == "en"


@_common()
def few_say_most(collection: Collection, *, percent: int, entries: int, records: int) -> Evidences:
    """Find records of several people in which one of them gave most entries.

    Args:
        collection: The records.
        percent: From which share of the entries that is told.
        entries: How many entries a record has to have.
        records: How many such records there have to be.
    """
    by_member: dict[Member, list[CollectedEntry]] = defaultdict(list)
    for said in collection.said:
        by_member[said.member].append(said)
    told: list[Member] = []
    for member, all_said in by_member.items():
        most: dict[tuple[str, ...], int] = defaultdict(int)
        for said in all_said:
            most[said.person.key] += 1
        most.pop((), None)
        is_many = count_people(member.people) > 1 and len(all_said) >= entries
        if is_many and most and max(most.values()) * 100 >= percent * len(all_said):
            told.append(member)
    if len(told) >= records:
        yield found(collection, members=told)


@_common(facts={"missing": "The titles of what is missing.", "all": "How many there are in all."})
def often_missing(
    collection: Collection,
    *,
    lacking: tuple[ItemField, ...],
    percent: int,
    items: int,
    of: str = "entries",
    when: ItemIs = ALL,
) -> Evidences:
    """Find that something is left out more often than not.

    Facts: ``count`` (how many lack it), ``all`` (how many there are).

    Args:
        collection: The records.
        lacking: The fields; an item that has any of them counts as complete.
        percent: From which share of the items that is told.
        items: How many items there have to be.
        of: What is looked at: ``entries``, another list such as ``actions``, or the ``record``.
        when: What has to be so of an item that counts.
    """
    steps = [steps_of(name) for name in lacking]
    total = 0
    looked_at: dict[Member, None] = {}
    without: list[tuple[Member, int | None]] = []
    for member in collection.members:
        for path, item in walk(member.record, of):
            if not when.hold(item):
                continue
            total += 1
            looked_at[member] = None
            if not any(is_given(look_up(item, step)) for step in steps):
                is_entry = len(path) == 2 and path[0] == "entries"
                without.append((member, cast("int", path[1]) if is_entry else None))
    if total >= items and len(without) * 100 >= percent * total:
        places = {(member, index) for member, index in without if index is not None}
        said = [one for one in collection.said if (one.member, one.index) in places]
        members = dict.fromkeys(member for member, _ in without)
        counts = {"count": len(without), "all": total}
        yield found(collection.keep(looked_at), said, members=members, counts=counts)


@_common(
    facts={**_LABEL, "next": "The label of the part that follows.", "prompt": "Its questions."}
)
def stops_at_same_part(collection: Collection, *, percent: int) -> Evidences:
    """Find that most records stop at the same part of their scheme, before its end.

    Facts: ``label``, ``next`` and ``prompt`` (of the part that follows).

    Args:
        collection: The records.
        percent: From which share of the records with entries that is told.
    """
    stops: dict[tuple[str, str], list[Member]] = defaultdict(list)
    filled: list[Member] = []
    for member in collection.members:
        parts, counts = member.record.part_scheme.parts, member.record.coverage()
        reached = [place for place, code in enumerate(parts) if counts[code]]
        if reached:
            filled.append(member)
            if reached[-1] + 1 < len(parts):
                stops[parts[reached[-1]], parts[reached[-1] + 1]].append(member)
    for (code, following), members in sorted(stops.items()):
        if len(members) * 100 >= percent * len(filled):
            part = members[0].record.find_part(following)
            yield found(
                collection.keep(filled),
                members=members,
                label=members[0].record.find_part(code).label,
                next=part.label,
                prompt=" ".join(part.prompts),
            )


@_common(facts=_LABEL)
def often_skipped(collection: Collection, *, percent: int, records: int) -> Evidences:
    """Find parts that most records leave out although they go further.

    Facts: ``label``.

    Args:
        collection: The records.
        percent: From which share of the records that go further that is told.
        records: How many records have to go further.
    """
    skipped: dict[str, list[Member]] = defaultdict(list)
    further: dict[str, list[Member]] = defaultdict(list)
    for member in collection.members:
        parts, counts = member.record.part_scheme.parts, member.record.coverage()
        reached = [place for place, code in enumerate(parts) if counts[code]]
        for code in parts[: reached[-1]] if reached else ():
            further[code].append(member)
            if not counts[code]:
                skipped[code].append(member)
    for code, members in sorted(skipped.items()):
        among = further[code]
        if len(among) >= records and len(members) * 100 >= percent * len(among):
            label = members[0].record.find_part(code).label
            yield found(collection.keep(among), members=members, label=label)


@_common()
def practice_often_missed(
    collection: Collection,
    *,
    rule: RuleCode,
    percent: int,
    records: int,
    when: RecordIs = ALL,
    having: EntryIs = ALL,
) -> Evidences:
    """Find that a practice check of the framework has something to say about most records.

    Args:
        collection: The records.
        rule: The code of the practice check.
        percent: From which share of the records that is told.
        records: How many records that count there have to be.
        when: What has to be so of a record that counts.
        having: What has to be so of one of its entries at least.
    """
    counted = [
        member
        for member in collection.members
        if when.hold(member.record) and any(map(having.hold, member.record.entries))
    ]
    if not counted:
        return
    from improvement_frameworks.core.registry import get_rules

    framework = counted[0].record.framework
    (check,) = [one.check for one in get_rules(framework) if one.code == rule]
    missed = [member for member in counted if any(True for _ in check(member.record))]
    if len(counted) >= records and len(missed) * 100 >= percent * len(counted):
        yield found(collection.keep(counted), members=missed)
