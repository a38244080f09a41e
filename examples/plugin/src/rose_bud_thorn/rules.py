"""Rules of good use for rose, bud, thorn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core import JUDGEMENT, Findings, at, rule

if TYPE_CHECKING:
    from rose_bud_thorn.record import RoseBudThorn


@rule(
    "RBT-W1",
    severity="warning",
    title="Not a single thorn",
    message="Nobody named a thorn among {count} entries.",
    hint="Ask what stood in the way, and make it easy to say so: on paper, without names.",
    principle="support-psychological-safety",
    source=JUDGEMENT,
)
def no_thorn(record: RoseBudThorn) -> Findings:
    """A round in which people feel safe has thorns too."""
    if record.entries and not record.coverage()["thorn"]:
        yield at("entries", count=len(record.entries))


@rule(
    "RBT-W2",
    severity="warning",
    title="A bud that nobody tends",
    message="The bud {text} has no follow-up.",
    hint="Say in follow_up who tends it and by when, or call it a rose and leave it at that.",
    principle="be-purposeful",
    source=JUDGEMENT,
)
def untended_bud(record: RoseBudThorn) -> Findings:
    """Somebody sees to each bud."""
    for index, entry in enumerate(record.entries):
        if entry.plant_part == "bud" and entry.follow_up is None:
            yield at("entries", index, text=entry.text)
