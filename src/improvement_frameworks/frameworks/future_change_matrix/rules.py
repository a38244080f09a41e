"""Practice checks for the future change matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from improvement_frameworks.core import Findings, at, read_facts, rule
from improvement_frameworks.frameworks.future_change_matrix.codes import FRAMEWORK

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.future_change_matrix.record import FutureChangeMatrix


@frozen
class Sort:
    """What sort of practice belongs in a quadrant."""

    in_crisis: str
    """Whether it was started or stopped."""


SORTS: Final = read_facts(FRAMEWORK, Sort)


@rule("RSA-E2")
def last_move_elsewhere(record: FutureChangeMatrix) -> Findings:
    for index, entry in enumerate(record.entries):
        if entry.moves and entry.moves[-1].to != entry.quadrant:
            yield at("entries", index, "moves", len(entry.moves) - 1)


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
