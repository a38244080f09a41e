"""Practice checks for ideas: whether the loop closes, and how soon."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core import JUDGEMENT, Findings, at, rule

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.improvement_idea.record import ImprovementIdea

REPLY_WITHIN_DAYS: Final = 14
FEWEST_SHOWN: Final = 5
SHOWING: Final = frozenset({"share-in-organisation", "publish"})


@rule(
    "LOOP-E1",
    severity="error",
    title="Days that run backwards",
    message="{field} is {day}, before {other} on {earlier}.",
    hint="Correct the day that is wrong.",
    principle="be-timely",
    source=JUDGEMENT,
    facts={
        "field": "The field of the later step.",
        "day": "The day of the later step.",
        "other": "The field of the earlier step.",
        "earlier": "The day of the earlier step.",
    },
)
def days_backwards(record: ImprovementIdea) -> Findings:
    """An idea is raised, then answered and changed, then told back."""
    for index, idea in enumerate(record.entries):
        places = [
            ("raised_on", idea.raised_on),
            ("changed_on", idea.changed_on),
            ("told_back_on", idea.told_back_on),
        ]
        known = [(name, day) for name, day in places if day]
        for (other, earlier), (field, day) in pairwise(known):
            if day < earlier:
                yield at(
                    "entries",
                    index,
                    field,
                    field=field,
                    day=day.isoformat(),
                    other=other,
                    earlier=earlier.isoformat(),
                )
        for number, reply in enumerate(idea.replies):
            if reply.on and idea.raised_on and reply.on < idea.raised_on:
                yield at(
                    "entries",
                    index,
                    "replies",
                    number,
                    "on",
                    field="on",
                    day=reply.on.isoformat(),
                    other="raised_on",
                    earlier=idea.raised_on.isoformat(),
                )


@rule(
    "LOOP-E2",
    severity="error",
    title="Closed before anybody was told",
    message='The idea is closed, but it has only come to "{stage}".',
    hint="Tell the person who had it what became of it, or leave the idea open.",
    principle="support-psychological-safety",
    source=JUDGEMENT,
    facts={"stage": "The title of the stage."},
)
def closed_untold(record: ImprovementIdea) -> Findings:
    """The loop is closed only when people were told."""
    for index, idea in enumerate(record.entries):
        if idea.status == "closed" and idea.stage != "told-back":
            yield at("entries", index, "status", stage=record.about[idea.stage].label)


@rule(
    "LOOP-W1",
    severity="warning",
    title="An idea without a reply",
    message="Raised on {day}, {days} days ago, and nobody has replied.",
    hint="Answer it, even if the answer is not now.",
    principle="support-psychological-safety",
    source=JUDGEMENT,
    facts={"day": "The day on which the idea was raised.", "days": "How many days ago that is."},
)
def no_reply(record: ImprovementIdea) -> Findings:
    """Every idea has a reply within two weeks; the limit is our judgement."""
    for index, idea in enumerate(record.entries):
        if idea.raised_on and record.recorded_on and not idea.replies:
            days = (record.recorded_on - idea.raised_on).days
            if days > REPLY_WITHIN_DAYS:
                yield at("entries", index, "raised_on", day=idea.raised_on.isoformat(), days=days)


@rule(
    "LOOP-W2",
    severity="warning",
    title="Changed, and nobody was told",
    message="Something was changed on {day}; nothing says that the person who had the idea knows.",
    hint="Tell them, and write down the day in told_back_on.",
    principle="support-psychological-safety",
    source=JUDGEMENT,
    facts={"day": "The day of the change."},
)
def never_told(record: ImprovementIdea) -> Findings:
    """Whoever had the idea hears what was changed."""
    for index, idea in enumerate(record.entries):
        if idea.changed_on and not idea.told_back_on and idea.stage != "told-back":
            yield at("entries", index, "changed_on", day=idea.changed_on.isoformat())


@rule(
    "LOOP-W3",
    severity="warning",
    title="Not now, without a reason",
    message="The idea is not taken up now, and no reason is given.",
    hint="Say why, and when it will be looked at again.",
    principle="support-psychological-safety",
    source=JUDGEMENT,
)
def no_reason(record: ImprovementIdea) -> Findings:
    """An idea that is not taken up has a reason."""
    for index, idea in enumerate(record.entries):
        if idea.status == "not-now" and not idea.reason:
            yield at("entries", index, "status")


@rule(
    "LOOP-W4",
    severity="warning",
    title="Few days, shown to others",
    message="Measures of the day: {count}. They may be shown beyond the group.",
    hint="Show them only where there are {least} or more, so that nobody is recognised.",
    principle="support-psychological-safety",
    source=JUDGEMENT,
    facts={"count": "How many measures of the day there are."},
)
def few_days_shown(record: ImprovementIdea) -> Findings:
    """Measures of a few people are not shown beyond the group."""
    uses = record.consent.uses if record.consent else ()
    if 0 < len(record.days) < FEWEST_SHOWN and SHOWING.intersection(uses):
        yield at("days", count=len(record.days), least=FEWEST_SHOWN)


@rule(
    "LOOP-I1",
    severity="info",
    title="How the loop goes",
    message="Ideas told back: {told} of {all}. Median days to the first reply: {days}.",
    hint="Compare with the last record: are people answered sooner?",
    principle="be-timely",
    source=JUDGEMENT,
    facts={
        "told": "How many ideas were told back.",
        "all": "How many ideas there are.",
        "days": "The median of the days from the idea to the first reply.",
    },
)
def loop_told(record: ImprovementIdea) -> Findings:
    """Shows how many ideas came round, and how soon they were answered."""
    waits = [days for idea in record.entries if (days := record.days_to_reply(idea)) is not None]
    if record.entries:
        told = sum(idea.stage == "told-back" for idea in record.entries)
        half = f"{median(waits):g}" if waits else "not known"
        yield at("entries", told=told, all=len(record.entries), days=half)
