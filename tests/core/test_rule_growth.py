"""Every rule takes time that grows with the record and no faster; run lines are counted."""

from __future__ import annotations

import json
import sys
from functools import cache
from typing import TYPE_CHECKING, cast

import pytest
from tests.conftest import for_each
from tests.made_rule import make_rule

from improvement_frameworks import LadderOfInference, framework_ids, get_record_type
from improvement_frameworks.core.registry import get_own_rules, get_rules
from improvement_frameworks.core.rules.rules import Findings, Rule, at
from improvement_frameworks.testing.long_record import make_long_record

if TYPE_CHECKING:
    from types import FrameType

    from _typeshed import TraceFunction

SIZES = (110, 165, 220)  # more than a cache holds


def count_lines(rule: Rule[object], record: object) -> int:
    """Return how many lines and calls of Python a rule takes; each turn of a loop is a line."""
    counted = 0

    def trace(_frame: FrameType, _event: str, _argument: object) -> TraceFunction:
        nonlocal counted
        counted += 1
        return trace

    sys.settrace(trace)
    try:
        list(rule.check(record))
    finally:
        sys.settrace(None)
    return counted


OF_ALL = [rule for rule in get_rules("iceberg") if rule not in get_own_rules("iceberg")]
"""The rules that all frameworks share, each asked once."""
CASES: dict[str, object] = {
    f"{framework}-{rule.problem.code}": (framework, rule)
    for framework in framework_ids()
    for rule in (*get_own_rules(framework), *(OF_ALL if framework == "iceberg" else ()))
}
assert OF_ALL


@cache
def records(framework: str, size: int, *, chain: bool) -> object:
    document = make_long_record(framework, size, size, chain=chain)
    return get_record_type(framework).model_validate_json(json.dumps(document))


def grows_faster(
    framework: str, rule: Rule[object], *, chain: bool, sizes: tuple[int, ...] = SIZES
) -> bool:
    made = [records(framework, size, chain=chain) for size in sizes]
    count_lines(rule, made[0])  # what is made once is made now
    first, second, third = (count_lines(rule, record) for record in made)
    return third - second > 1.12 * (second - first) + 10


@pytest.mark.parametrize("chain", [False, True], ids=["copies", "chain"])
@for_each(CASES)
def test_a_rule_grows_with_the_record_and_no_faster(
    framework: str,
    rule: Rule[object],
    chain: bool,  # noqa: FBT001 - a case of the test
) -> None:
    assert not grows_faster(framework, rule, chain=chain)


def climbs_anew(record: LadderOfInference) -> Findings:
    """A rule as it should not be: it follows the links anew for each step."""
    for index, step in enumerate(record.entries):
        if len(record.beneath(step)) > len(record.entries):
            yield at("entries", index)


def test_a_rule_that_climbs_anew_for_each_step_is_found() -> None:
    slow = cast("Rule[object]", make_rule("TST-W1", climbs_anew))
    assert grows_faster("ladder-of-inference", slow, chain=True, sizes=(20, 30, 40))
