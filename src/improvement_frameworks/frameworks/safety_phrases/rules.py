"""Practice checks for phrases: whether it is known what followed, and who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core import JUDGEMENT, TRACES, Findings, at, find_traces, rule, words_of

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.safety_phrases.record import SafetyPhrases


@rule(
    "PSP-W1",
    severity="warning",
    title="Not known what followed",
    message="No entry says what followed.",
    hint="Write down what happened after it was said, silence included.",
    principle="be-purposeful",
    source=JUDGEMENT,
)
def nothing_followed(record: SafetyPhrases) -> Findings:
    """Words are worth what follows them."""
    if record.entries and not any(use.followed for use in record.entries):
        yield at("entries")


@rule(
    "PSP-W2",
    severity="warning",
    title="No words",
    message="Neither a phrase nor own words are given.",
    hint="Choose the phrase, or write down what was said.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
)
def no_words(record: SafetyPhrases) -> Findings:
    """An entry says what was said."""
    for index, use in enumerate(record.entries):
        if not (use.phrase or use.text):
            yield at("entries", index)


@rule(
    "PSP-W3",
    severity="warning",
    title="Brushed aside and left at that",
    message="Somebody was brushed aside, and nothing says what was done about it.",
    hint="Go back to the person, and write down what you did.",
    principle="support-psychological-safety",
    source=JUDGEMENT,
)
def brushed_aside(record: SafetyPhrases) -> Findings:
    """Whoever was brushed aside is asked again."""
    for index, use in enumerate(record.entries):
        if use.followed == "brushed-aside" and not use.response:
            yield at("entries", index, "followed")


@rule(
    "PSP-W4",
    severity="warning",
    title="Words that could identify a person",
    message="This seems to contain: {traces}.",
    hint="Put a general word in square brackets instead, and ask a colleague to read it too. "
    "Only English words are checked.",
    principle="support-psychological-safety",
    source=JUDGEMENT,
    patterns=dict(TRACES),
    facts={"traces": "What was found, in words; see the names of the patterns."},
)
def could_reveal_a_person(record: SafetyPhrases) -> Findings:
    """What people dared to say does not tell who they are."""
    names = words_of(person.name for person in record.contributors if person.name)
    for index, entry in enumerate(record.entries):
        for field in ("text", "situation", "response"):
            if traces := find_traces(getattr(entry, field) or "", names):
                yield at("entries", index, field, traces=traces)


@rule(
    "PSP-I1",
    severity="info",
    title="Only one role speaks so",
    message='All of it was said by one role: "{role}".',
    hint="Those who lead begin; then others can say it too.",
    principle="involve-diverse-perspectives",
    source=JUDGEMENT,
    facts={"role": "The role, as written."},
)
def one_role(record: SafetyPhrases) -> Findings:
    """Shows whether more than one role says such things."""
    roles = {use.said_by.casefold(): use.said_by for use in record.entries if use.said_by}
    if len(roles) == 1 and len(record.entries) > 1:
        yield at("entries", role=next(iter(roles.values())))
