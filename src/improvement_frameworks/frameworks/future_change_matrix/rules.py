"""Practice checks for the future change matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from improvement_frameworks.core import Findings, at, find_actions, read_facts, rule
from improvement_frameworks.frameworks.future_change_matrix.codes import FRAMEWORK

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.future_change_matrix.record import FutureChangeMatrix


@frozen
class Sort:
    """What sort of practice belongs in a quadrant."""

    in_crisis: str
    """Whether it was started or stopped."""
    measure: str
    """What it is called."""


SORTS: Final = read_facts(FRAMEWORK, Sort)


@rule("RSA-E2")
def last_move_elsewhere(record: FutureChangeMatrix) -> Findings:
    for index, entry in enumerate(record.entries):
        if entry.moves and entry.moves[-1].to != entry.quadrant:
            yield at("entries", index, "moves", len(entry.moves) - 1)


@rule("RSA-W2")
def without_evidence_or_owner(record: FutureChangeMatrix) -> Findings:
    owned: set[object] = set()
    for found in find_actions(record):
        if found.action.owner:
            owned |= {found.entry, *found.action.works_on}
    for index, entry in enumerate(record.entries):
        has = {"evidence": bool(entry.evidence), "owner": bool({index, entry.id or index} & owned)}
        missing = tuple(name for name, is_there in has.items() if not is_there)
        if entry.quadrant in {"amplify", "restart"} and missing:
            yield at("entries", index, label=record.about[entry.quadrant].label, missing=missing)


@rule("RSA-W3")
def one_half(record: FutureChangeMatrix) -> Findings:
    halves = {
        entry.in_crisis or (SORTS[entry.quadrant].in_crisis if entry.quadrant else None)
        for entry in record.entries
    }
    if len(record.entries) > 1 and len(halves) == 1 and (half := halves.pop()):
        yield at("entries", found=half)


@rule("RSA-W6")
def decided_at_once(record: FutureChangeMatrix) -> Findings:
    days = {entry.decided_on for entry in record.entries}
    if len(record.entries) > 1 and record.recorded_on and days == {record.recorded_on}:
        yield at("entries")
