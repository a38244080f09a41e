"""Practice checks for learning logs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core import JUDGEMENT, Findings, at, part_outside_scheme, rule

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.learning_log.record import LearningLog

NOTHING: Final = re.compile(
    r"(?:nothing|none|nil|n/?a|no(?: ?problems?)?|all (?:good|fine|well|ok(?:ay)?))"
    r"(?: (?:really|at all|has gone wrong|went wrong|this week|to report))?[.!]?",
    re.IGNORECASE,
)


question_outside_scheme = part_outside_scheme(
    "LRN-E1",
    severity="error",
    title="Question outside the scheme",
    message="The question {part} is not part of the scheme {scheme}.",
    hint="Choose one of: {parts}. Or name another scheme.",
    principle="focus-on-what-is-enabling-the-change",
    source=JUDGEMENT,
    asks="Every answer is to a question of the log's scheme.",
)


@rule(
    "LRN-W1",
    severity="warning",
    title="The question about what went wrong is open",
    message='No answer is given to "{question}".',
    hint="Look again: in every week something does not go as it should.",
    principle="support-psychological-safety",
    source="q-blog-2020",
    facts={"question": "The question, as it is asked."},
)
def gone_wrong_missing(record: LearningLog) -> Findings:
    """The weekly log says what has gone wrong."""
    wanted = "gone-wrong"
    if record.entries and not record.coverage().get(wanted, 1):
        yield at("entries", question=record.about[wanted].prompts[0])


@rule(
    "LRN-W2",
    severity="warning",
    title="Nothing went wrong",
    message='The answer to what has gone wrong is "{text}".',
    hint="Nothing is not accepted. Say what did not go as it should, however small.",
    principle="support-psychological-safety",
    source="q-blog-2020",
    facts={"text": "The answer, as written."},
)
def nothing_went_wrong(record: LearningLog) -> Findings:
    """Nothing is no answer to what has gone wrong."""
    for index, entry in enumerate(record.entries):
        words = (entry.text or "").strip()
        if entry.question == "gone-wrong" and NOTHING.fullmatch(words):
            yield at("entries", index, "text", text=words)


@rule(
    "LRN-W3",
    severity="warning",
    title="A log of too long a time",
    message="The log covers {days} days; this kind of log covers {most}.",
    hint="Write one log for each week, or for each day.",
    principle="be-timely",
    source=JUDGEMENT,
    facts={
        "days": "How many days the log covers.",
        "most": "How many days the scheme covers at most.",
    },
)
def too_long_a_time(record: LearningLog) -> Findings:
    """A log is of one week, or of one day."""
    most = record.most_days
    period = record.period
    if period and period.end:
        days = (period.end - period.start).days + 1
        if days > most:
            yield at("period", "end", days=days, most=most)
