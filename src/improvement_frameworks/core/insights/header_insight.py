"""The insights on records of any framework: who was heard, what became of actions."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from improvement_frameworks.core.insights.insights import Evidences, found, insight
from improvement_frameworks.core.record.action import find_actions
from improvement_frameworks.core.wording import fold
from improvement_frameworks.problems.problem import PRINCIPLES, Principle, principle_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from improvement_frameworks.core.insights.collection import Collection, Member
    from improvement_frameworks.core.record.action import Action
    from improvement_frameworks.core.rules.rules import Chosen


def _list_actions(collection: Collection) -> Iterator[tuple[Member, Action]]:
    for member in collection.members:
        for placed in find_actions(member.record):
            yield member, placed.action


def _tell_share(
    collection: Collection,
    counts: Callable[[Action], bool],
    lacks: Callable[[Action], bool],
    *,
    percent: int,
    items: int,
    day: str = "",
) -> Evidences:
    """Tell that a share of some actions lacks something."""
    total = missing = 0
    members: dict[Member, None] = {}
    for member, action in _list_actions(collection):
        if counts(action):
            total += 1
            if lacks(action):
                missing += 1
                members[member] = None
    if total >= items and missing * 100 >= percent * total:
        yield found(collection, members=members, counts={"count": missing, "all": total}, day=day)


@insight("REC-A3")
def actions_without_owner(collection: Collection, *, percent: int, items: int) -> Evidences:
    return _tell_share(
        collection,
        lambda action: action.is_open,
        lambda action: action.owner is None,
        percent=percent,
        items=items,
    )


@insight("REC-A4")
def actions_overdue(collection: Collection, *, percent: int, items: int) -> Evidences:
    days = [m.record.recorded_on for m in collection.members if m.record.recorded_on]
    if not days:
        return ()
    last = max(days)
    return _tell_share(
        collection,
        lambda action: action.is_open and action.due is not None,
        lambda action: action.due is not None and action.due < last,
        percent=percent,
        items=items,
        day=last.isoformat(),
    )


@insight("REC-A5")
def actions_without_outcome(collection: Collection, *, percent: int, items: int) -> Evidences:
    return _tell_share(
        collection,
        lambda action: not action.is_open,
        lambda action: action.outcome is None,
        percent=percent,
        items=items,
    )


@insight("REC-A6")
def same_action(collection: Collection, *, groups: int) -> Evidences:
    same: dict[str, dict[Member, str]] = defaultdict(dict)
    for member, action in _list_actions(collection):
        words = fold(action.text) if action.text else ""
        if action.text and words and member.group:
            same[words].setdefault(member, action.text)
    for _, texts in sorted(same.items()):
        if len({member.group for member in texts}) >= groups:
            yield found(collection, members=texts, topics=texts)


@insight("REC-A7")
def principle_missed(collection: Collection, *, percent: int) -> Evidences:
    missed: dict[Principle, list[Member]] = defaultdict(list)
    chosen: dict[str, Chosen[object]] = {}
    for member in collection.members:
        framework = member.record.framework
        if framework not in chosen:
            chosen[framework] = _choose(framework)
        issues = chosen[framework].run(member.record)
        found_in = {issue.problem.principle for issue in issues if issue.severity != "info"}
        for principle in PRINCIPLES:
            if principle in found_in:
                missed[principle].append(member)
    for principle in PRINCIPLES:
        members = missed[principle]
        if members and len(members) * 100 >= percent * len(collection):
            yield found(collection, members=members, principle=principle_label(principle))


def _choose(framework: str) -> Chosen[object]:
    from improvement_frameworks.core.registry import get_rules
    from improvement_frameworks.core.rules.rules import choose_rules

    return choose_rules(get_rules(framework))


@insight("REC-A8")
def never_looked_back(collection: Collection, *, items: int) -> Evidences:
    last = collection.waves[-1]
    members: dict[Member, None] = {}
    still_open = 0
    for member, action in _list_actions(collection):
        if member.wave and member.wave < last:
            if not action.is_open:
                return
            still_open += 1
            members[member] = None
    if still_open >= items:
        yield found(collection, members=members, counts={"count": still_open})
