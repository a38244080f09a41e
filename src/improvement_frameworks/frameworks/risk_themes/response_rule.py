"""Rules of good use for the responses: who does it, by when, and when it is looked at again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from improvement_frameworks.core import JUDGEMENT, Findings, at, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.frameworks.risk_themes.record import Response, RiskThemes

QUARTER = timedelta(days=92)


def _open_responses(record: RiskThemes) -> Iterator[tuple[int, Response]]:
    """Yield the responses that are still to be carried out."""
    for index, response in enumerate(record.actions):
        if response.is_open:
            yield index, response


@rule(
    "THM-E3",
    severity="error",
    title="Reviewed after it was recorded",
    message="The response was looked at on {reviewed}, but the record was written on {recorded}.",
    hint="Correct one of the two days.",
    principle="be-timely",
    source=JUDGEMENT,
    facts={"reviewed": "The day of the review."},
)
def reviewed_after_recording(record: RiskThemes) -> Findings:
    """No review is recorded before it happens."""
    recorded = record.recorded_on
    for index, response in enumerate(record.actions):
        reviewed = response.reviewed_on
        if recorded and reviewed and reviewed > recorded:
            yield at(
                "actions",
                index,
                "reviewed_on",
                reviewed=reviewed.isoformat(),
                recorded=recorded.isoformat(),
            )


@rule(
    "THM-W4",
    severity="warning",
    title="A response without a day",
    message="Nothing says by when this response will be done.",
    hint="Agree on a day, even a rough one.",
    principle="be-timely",
    source=JUDGEMENT,
)
def no_due_day(record: RiskThemes) -> Findings:
    """Every open response has a day by which it is done."""
    for index, response in _open_responses(record):
        if response.due is None:
            yield at("actions", index)


@rule(
    "THM-W7",
    severity="warning",
    title="A response that nobody will look at again",
    message="No day is set on which the group looks at this response again.",
    hint="Set a day within the next three months, and ask then whether the risk is smaller.",
    principle="be-timely",
    source="networked-care",
)
def no_review_day(record: RiskThemes) -> Findings:
    """Every open response has a day of review."""
    for index, response in _open_responses(record):
        if response.review_on is None:
            yield at("actions", index)


@rule(
    "THM-W9",
    severity="warning",
    title="A review was missed",
    message="A look at this response was planned for {planned}; by {recorded} there was none.",
    hint="Look at it now, write down what you find, and set the next day.",
    principle="be-timely",
    source="networked-care",
    facts={"planned": "The day of the planned review."},
)
def review_missed(record: RiskThemes) -> Findings:
    """Planned reviews take place; a response that is done is reviewed too."""
    recorded = record.recorded_on
    for index, response in enumerate(record.actions):
        planned, reviewed = response.review_on, response.reviewed_on
        if recorded is None or planned is None or response.status == "dropped":
            continue
        if planned < recorded and (reviewed is None or reviewed < planned):
            yield at(
                "actions",
                index,
                "review_on",
                planned=planned.isoformat(),
                recorded=recorded.isoformat(),
            )


@rule(
    "THM-W10",
    severity="warning",
    title="The next look is too far away",
    message="The next look is planned for {planned}, more than three months after {recorded}.",
    hint="Look at an open risk at least once a quarter.",
    principle="be-timely",
    source="networked-care",
    limits={"days": QUARTER.days},
    facts={"planned": "The day of the planned review."},
)
def review_too_far(record: RiskThemes) -> Findings:
    """An open response is reviewed within a quarter."""
    recorded = record.recorded_on
    for index, response in _open_responses(record):
        planned = response.review_on
        if recorded and planned and planned - recorded > QUARTER:
            yield at(
                "actions",
                index,
                "review_on",
                planned=planned.isoformat(),
                recorded=recorded.isoformat(),
            )


@rule(
    "THM-W11",
    severity="warning",
    title="A risk without a response",
    message="{theme}: called a risk in {count} of the signals, and answered by no response.",
    hint="Say what will be done, or write down as a response that the group accepts the risk.",
    principle="be-purposeful",
    source="verivius",
    facts={"theme": "The label of the theme."},
)
def risk_unanswered(record: RiskThemes) -> Findings:
    """Every theme that is called a risk gets a response."""
    unanswered = record.unanswered()
    stances = record.stances() if unanswered else {}
    for theme in unanswered:
        yield at("actions", theme=record.about[theme].label, count=stances[theme]["risk"])


@rule(
    "THM-W13",
    severity="warning",
    title="A response to a theme that nobody raised",
    message="The response names {theme}, and no signal speaks about it.",
    hint="Record the signal that led to it, or name the theme that was heard.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={"theme": "The code of the theme."},
)
def theme_not_heard(record: RiskThemes) -> Findings:
    """A response is led by what was heard."""
    heard = {code for signal in record.entries for code in signal.themes} | set(record.by_family())
    for index, response in enumerate(record.actions):
        for number, theme in enumerate(response.themes):
            if theme not in heard:
                yield at("actions", index, "themes", number, theme=theme)
