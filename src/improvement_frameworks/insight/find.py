"""Runs the insights on a collection, and says only what enough people are behind."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from improvement_frameworks import problems
from improvement_frameworks.core.expected import expect, expect_all
from improvement_frameworks.core.insights.collection import (
    CollectedEntry,
    Collection,
    Member,
    Origin,
    Person,
    collect,
    count_people,
    find_label,
)
from improvement_frameworks.core.insights.wave import Wave
from improvement_frameworks.core.record.dimension import PERSON_DIMENSIONS
from improvement_frameworks.core.record.header import CONSENT_USES
from improvement_frameworks.core.record.record import Record
from improvement_frameworks.core.registry import get_own_insights, get_shared_insights
from improvement_frameworks.core.work.masking import find_names
from improvement_frameworks.insight.quoting import Quoting
from improvement_frameworks.insight.report import InsightReport, Unsaid
from improvement_frameworks.insight.selecting import select_insights
from improvement_frameworks.insight.small_number import NONE, USUAL_K, Range, blur, hide_small
from improvement_frameworks.insight.statement import OPENED, Opened, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from improvement_frameworks.core.insights.insights import Evidence, Insight
    from improvement_frameworks.core.record.dimension import PersonDimension
    from improvement_frameworks.core.record.header import ConsentUse
    from improvement_frameworks.problems.problem import Issue, Param


def insights(
    collection: Collection | Iterable[Record],
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    by: PersonDimension | None = None,
    since: date | None = None,
    k: int = USUAL_K,
    use: ConsentUse | None = None,
) -> InsightReport:
    """Say what many records say together.

    Args:
        collection: The records, as a list or as `read_collection` gives them.
        select: Look only for these: codes, beginnings of codes, or learning principles.
        ignore: Leave these out, named in the same ways.
        by: Say for each statement how many people are behind it by ``group``, ``wave``, ``role`` or
            ``group_level``.
        since: Look only at waves that begin on this day or later.
        k: How many people at least there have to be behind what is said. Numbers are said as
            ranges of this width. With 1, all is said as it is: for a group that looks at its own
            records.
        use: What the report is for: ``learn-in-group``, ``share-in-organisation``, ``publish`` or
            ``quote``. People are quoted if they agreed to that, and entries of others are not
            pointed to. Without it, nobody is quoted.

    Returns:
        The report, the same whatever the order of the records.

    Raises:
        TypeError: if it is no list of records.
        ValueError: if a word names no insight, or there is no such dimension or use.

    Examples:
        >>> from improvement_frameworks import LearningGrid
        >>> from improvement_frameworks.insight import insights
        >>> huddle = {"question": "started", "level": "organisational", "text": "A daily huddle"}
        >>> grids = [
        ...     LearningGrid(title="A grid", group={"name": name}, entries=[huddle])
        ...     for name in ("Ward 1", "Ward 2", "Ward 3")
        ... ]
        >>> report = insights(grids, select=["GRID-A1"], k=1)
        >>> print(report.statements[0].message)
        Several groups started the same thing. Groups: 3.
    """
    if not isinstance(collection, Collection):
        collection = collect(collection)
    _check(by, since, k, use)
    selection = select_insights(select=select, ignore=ignore)
    seen = collection if since is None else collection.since(since)
    chosen = [one for one in _list_insights(seen) if selection.takes(one.insight.problem)]
    return _Finder(seen, by=by, k=k, use=use, repeated=len(collection.repeated)).report(chosen)


def compare_waves(
    earlier: Iterable[Record],
    later: Iterable[Record],
    *,
    names: tuple[str, str] = ("earlier", "later"),
    by: PersonDimension | None = None,
    k: int = USUAL_K,
    use: ConsentUse | None = None,
) -> InsightReport:
    """Say what is new, what is kept and what is gone from one wave of records to the next.

    Only insights that compare waves are looked for. What is not said again has not necessarily
    ceased to be true: ask.

    Args:
        earlier: The records of the earlier wave.
        later: The records of the later wave.
        names: What the two waves are called.
        by: As for `insights`.
        k: As for `insights`.
        use: As for `insights`.

    Raises:
        TypeError: if these are no lists of records.
        ValueError: if there is no such dimension or use, or there are not two names.
    """
    called = expect_all("names", names, str, "the names of two waves")
    if len(called) != 2:
        raise ValueError(f"There are two waves to compare, and {len(called)} names.")
    waves = (
        expect_all("earlier", earlier, Record, "a list of records"),
        expect_all("later", later, Record, "a list of records"),
    )
    origins = [
        Origin(record, number=number, wave=Wave(str(place), called[place]))
        for place, records in enumerate(waves)
        for number, record in enumerate(records, start=1)
    ]
    collection = collect(origins)
    _check(by, None, k, use)
    chosen = [one for one in _list_insights(collection) if one.insight.needs.waves > 1]
    finder = _Finder(collection, by=by, k=k, use=use, repeated=len(collection.repeated))
    return finder.report(chosen)


def _check(by: str | None, since: date | None, k: int, use: str | None) -> None:
    if by is not None and by not in PERSON_DIMENSIONS:
        known = ", ".join(PERSON_DIMENSIONS)
        raise ValueError(f"There is no {by!r} to look by. There are: {known}.")
    if use is not None and use not in CONSENT_USES.codes:
        raise ValueError(f"There is no use {use!r}. There are: {', '.join(CONSENT_USES.codes)}.")
    if since is not None:
        expect("since", since, date, "a date")
    if expect("k", k, int, "a number of people") < 1:
        raise ValueError(f"There is at least one person behind a statement, so k is not {k}.")


_Topics: TypeAlias = "Mapping[Member | CollectedEntry, str]"


class _Task(NamedTuple):
    """An insight, and the records at which it looks."""

    insight: Insight
    framework: str
    records: Collection


def _list_insights(collection: Collection) -> list[_Task]:
    shared = [_Task(one, "", collection) for one in get_shared_insights()]
    own = [
        _Task(one, framework, collection.of_framework(framework))
        for framework in collection.frameworks
        for one in get_own_insights(framework)
    ]
    return [*shared, *own]


class _Finder:
    """Finds what a collection says, for one report."""

    def __init__(
        self,
        collection: Collection,
        *,
        by: PersonDimension | None,
        k: int,
        use: ConsentUse | None,
        repeated: int,
    ) -> None:
        self._collection = collection
        self._by: PersonDimension | None = by
        self._k = k
        self._use: ConsentUse | None = use
        self._repeated = repeated
        units = {person.unit for member in collection.members for person in member.people}
        named = () if use is None else (find_names(one.record) for one in collection.members)
        names = {name for some in named for name in some}
        self._quoting = Quoting(use, is_one_group=len(units) < 2, names=names)
        self._people: dict[Collection, int] = {}

    def report(self, tasks: Iterable[_Task]) -> InsightReport:
        """Run insights and write down what they say."""
        statements: list[Statement] = []
        withheld: Counter[str] = Counter()
        unsaid: list[Unsaid] = []
        issues: list[Issue] = []
        for task in tasks:
            lacking = _find_lacking(task)
            if lacking:
                title = task.insight.problem.title
                unsaid.append(Unsaid(task.insight.code, task.framework, title, lacking))
                continue
            try:
                for evidence in task.insight.find(task.records):
                    made = self._make(task, evidence)
                    if made is None:
                        withheld[task.insight.code] += 1
                    else:
                        statements.append(made)
            except Exception as fault:  # noqa: BLE001 - one bad insight must not lose the report
                params = {"rule": task.insight.code, "reason": type(fault).__name__}
                issues.append(problems.RULE_FAULT.issue(**params))
        return InsightReport(
            statements=tuple(statements),
            records=len(self._collection),
            people=blur(self._count_people(self._collection), self._k),
            waves=tuple(wave.label for wave in self._collection.waves),
            withheld=dict(withheld),
            unsaid=tuple(unsaid),
            issues=tuple(issues),
            repeated=self._repeated,
            k=self._k,
            by=self._by,
            use=self._use,
        )

    def _count_people(self, collection: Collection) -> int:
        """Count the people of a collection, once for all insights that look at it."""
        if collection not in self._people:
            self._people[collection] = count_people(
                person for member in collection.members for person in member.people
            )
        return self._people[collection]

    def _make(self, task: _Task, evidence: Evidence) -> Statement | None:
        """Return what is said; nothing if too few people are behind it."""
        k = self._k
        members = dict.fromkeys((*(one.member for one in evidence.said), *evidence.members))
        people = [one.person for one in evidence.said] or [p for m in members for p in m.people]
        behind = count_people(people)
        named = _name(evidence, k)
        if behind < k or named is None:
            return None
        of_people = blur(self._count_people(evidence.among), k)
        counted: dict[str, Param] = {
            "people": str(blur(behind, k)),
            "of_people": str(of_people),
            "records": str(blur(len(members), k)),
            "of_records": str(blur(len(evidence.among), k)),
            "entries": str(blur(len(evidence.said), k)),
            "groups": _count_groups(people, k),
        }
        counts = {name: str(blur(number, k)) for name, number in evidence.counts.items()}
        wanted = task.insight.problem.facts
        facts = {**counted, **counts, **named, **evidence.params}
        parts, small = self._split(evidence, members)
        topics = _list_topics(evidence)
        opened, more, silent = self._open(evidence, members, topics)
        task.insight.problem.try_words(facts)
        return Statement(
            insight=task.insight,
            framework=task.framework,
            facts={name: facts[name] for name in wanted},
            people=blur(behind, k),
            records=blur(len(members), k),
            of_people=of_people,
            of_records=blur(len(evidence.among), k),
            topic=self._quote_topic(topics),
            parts=parts,
            small_parts=small,
            opened=opened,
            not_opened=more,
            not_quoted=silent,
        )

    def _split(self, evidence: Evidence, members: Iterable[Member]) -> tuple[dict[str, Range], int]:
        """Count the people behind a statement by group, wave, role or level of the group."""
        if self._by is None:
            return {}, 0
        by = self._by
        parts: dict[str, list[Person]] = defaultdict(list)
        if evidence.said:
            for one in evidence.said:
                parts[find_label(one.member, one.person, by)].append(one.person)
        else:
            for member in members:
                for person in member.people:
                    parts[find_label(member, person, by)].append(person)
        parts.pop("", None)
        return hide_small({name: count_people(of) for name, of in sorted(parts.items())}, self._k)

    def _open(
        self, evidence: Evidence, members: Iterable[Member], topics: _Topics
    ) -> tuple[tuple[Opened, ...], Range, Range]:
        """Return the entries that show it, how many more there are, and how many are not quoted."""
        if not evidence.said:
            listed = list(members)
            may = [
                Opened(m.key, "", self._quoting.quote(topics.get(m), m.record))
                for m in listed
                if self._quoting.opens(m.record)
            ][:OPENED]
            return tuple(may), blur(len(listed) - len(may), self._k), NONE
        opened: list[Opened] = []
        silent = 0
        for said in evidence.said:
            quote = self._quoting.quote(said.entry.text, said.member.record, said)
            silent += quote is None
            if len(opened) < OPENED and self._quoting.opens(said.member.record, said):
                opened.append(Opened(said.member.key, said.name, quote))
        more = blur(len(evidence.said) - len(opened), self._k)
        not_quoted = NONE if self._use is None else blur(silent, self._k)
        return tuple(opened), more, not_quoted

    def _quote_topic(self, topics: _Topics) -> str:
        """Return what a statement is about, in the first words that may be quoted; or nothing."""
        for place, text in topics.items():
            said = place if isinstance(place, CollectedEntry) else None
            member = place.member if isinstance(place, CollectedEntry) else place
            quote = self._quoting.quote(text, member.record, said)
            if quote is not None:
                return quote
        return ""


def _list_topics(evidence: Evidence) -> _Topics:
    """Return what is found in the words of people: those of its entries, if all are the same."""
    if evidence.topics or len({one.words for one in evidence.said}) != 1:
        return dict(evidence.topics.items())
    return {one: one.entry.text for one in evidence.said if one.entry.text}


def _count_groups(people: Iterable[Person], k: int) -> str:
    """Write how many groups people are of; as a range, if few are of any of them."""
    units: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        units[person.unit].append(person)
    is_small = any(count_people(of) < k for of in units.values())
    return str(blur(len(units), k if is_small else 1))


def _name(evidence: Evidence, k: int) -> dict[str, Param] | None:
    """Return the names with enough people behind them; nothing if none of a fact's names has."""
    facts: dict[str, Param] = {}
    for fact, names in evidence.named.items():
        people = {
            name: count_people(one.person for one in said) for name, said in sorted(names.items())
        }
        shown, _ = hide_small(people, k)
        if not shown:
            return None
        facts[fact] = tuple(shown)
    return facts


def _find_lacking(task: _Task) -> tuple[str, ...]:
    """Return what there is too little of for an insight."""
    needs, records = task.insight.needs, task.records
    units = {person.unit for member in records.members for person in member.people}
    counts = (
        ("records", len(records), needs.records),
        ("groups", len(units), needs.groups),
        ("waves", len(records.waves), needs.waves),
    )
    return tuple(f"{name}: {has} of {need}" for name, has, need in counts if has < need)
