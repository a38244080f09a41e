"""Practice checks for the two questions at the end of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core import JUDGEMENT, Findings, at, find_worked_on, rule

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.went_well.record import WentWell


@rule(
    "WWW-W1",
    severity="warning",
    title="Only one of the two questions answered",
    message='All answers are under "{label}".',
    hint="Ask the other question too, even if the session is over.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
)
def one_side(record: WentWell) -> Findings:
    """Both questions are asked."""
    sides = {entry.side for entry in record.entries}
    if len(sides) == 1:
        yield at("entries", label=record.about[sides.pop()].label)


@rule(
    "WWW-W2",
    severity="warning",
    title="More mentions than people",
    message="Mentions: {mentions}. People who were asked: {people}. Everyone had one vote.",
    hint="Correct one of the numbers, or say that comments were open.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={"mentions": "How many people said it.", "people": "How many people were asked."},
)
def more_mentions_than_people(record: WentWell) -> Findings:
    """Where everyone has one vote, no answer has more of them than there are people."""
    people = record.participants
    if people is None or record.counting != "one-vote":
        return
    for index, entry in enumerate(record.entries):
        if entry.mentions and entry.mentions > people:
            yield at("entries", index, "mentions", mentions=entry.mentions, people=people)


@rule(
    "WWW-W3",
    severity="warning",
    title="No action by the next session",
    message="The next session was on {day}, and no action works on this answer.",
    hint="Say what you changed because of it, or why you did not.",
    principle="support-psychological-safety",
    source=JUDGEMENT,
    facts={"day": "The day of the next session."},
)
def not_answered(record: WentWell) -> Findings:
    """What people asked for has an answer when they meet again."""
    day = record.next_session_on
    if day is None or record.recorded_on is None or record.recorded_on < day:
        return
    answered = find_worked_on(record)
    for index, entry in enumerate(record.entries):
        if entry.side == "even-better" and index not in answered:
            yield at("entries", index, day=day.isoformat())


@rule(
    "WWW-I1",
    severity="info",
    title="A theme on both sides",
    message='"{theme}" is named on both sides.',
    hint="Read the answers together: people want to keep it and to have it better.",
    principle="avoid-jumping-to-conclusions",
    source="q-workshop-2020",
    facts={"theme": "The theme."},
)
def theme_on_both_sides(record: WentWell) -> Findings:
    """Shows themes that were praised and criticised."""
    sides: dict[str, set[str]] = {}
    for entry in record.entries:
        if entry.theme:
            sides.setdefault(entry.theme, set()).add(entry.side)
    for theme, named in sides.items():
        if len(named) > 1:
            yield at("entries", theme=theme)


@rule(
    "WWW-I2",
    severity="info",
    title="Some answers were not counted",
    message="Answers with a number: {counted} of {all}.",
    hint="Show the others as not counted, never as 0.",
    principle="avoid-jumping-to-conclusions",
    source="q-workshop-2020",
    facts={"counted": "How many answers have a number."},
)
def some_not_counted(record: WentWell) -> Findings:
    """Shows that an answer without a number is not one without mentions."""
    counted = sum(entry.mentions is not None for entry in record.entries)
    if 0 < counted < len(record.entries):
        yield at("entries", counted=counted, all=len(record.entries))
