"""Practice checks for stories: the teller's consent first, then what readers need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from improvement_frameworks.core import (
    JUDGEMENT,
    TRACES,
    Findings,
    at,
    find_traces,
    part_outside_scheme,
    rule,
    words_of,
)

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.story.record import Story

SHOWING: Final = frozenset({"share-in-organisation", "publish", "quote"})
SEEN: Final = frozenset({"picture", "build", "film"})


@rule(
    "STORY-E1",
    severity="error",
    title="Withdrawn and still to be used",
    message="The story was withdrawn on {day}, and it may still be used: {uses}.",
    hint="Take these uses out, and take the story back from wherever it is shown.",
    principle="support-psychological-safety",
    source=JUDGEMENT,
    facts={"day": "The day on which the teller withdrew it.", "uses": "The titles of the uses."},
)
def used_after_withdrawal(record: Story) -> Findings:
    """A story that was withdrawn is used for nothing."""
    for index, story in enumerate(record.entries):
        uses = story.consent.uses if story.consent else ()
        if story.withdrawn_on and uses:
            labels = tuple(sorted(uses))
            day = story.withdrawn_on.isoformat()
            yield at("entries", index, "consent", "uses", day=day, uses=labels)


medium_outside_scheme = part_outside_scheme(
    "STORY-E2",
    severity="error",
    title="Medium outside the scheme",
    message="The medium {part} is not part of the scheme {scheme}.",
    hint="Choose one of: {parts}. Or name another scheme.",
    principle="focus-on-what-is-enabling-the-change",
    source=JUDGEMENT,
    asks="Every story is told in a way that the collection takes.",
)


@rule(
    "STORY-W1",
    severity="warning",
    title="Longer than agreed",
    message="Words: {words}. The scheme takes {most} at most.",
    hint="Ask the teller to shorten it; do not shorten it for them.",
    principle="be-purposeful",
    source="q-workshop-2020",
    facts={
        "words": "How many words the story has.",
        "most": "How many words the scheme takes at most.",
    },
)
def too_long(record: Story) -> Findings:
    """A story in words keeps to the limit of its scheme."""
    most = record.most_words
    for index, story in enumerate(record.entries):
        words = len((story.text or "").split())
        if most is not None and words > most:
            yield at("entries", index, "text", words=words, most=most)


@rule(
    "STORY-W2",
    severity="warning",
    title="A picture that not everyone can see",
    message="The {medium} has no description.",
    hint="Say in alt_text what can be seen, for those who cannot see it.",
    principle="involve-diverse-perspectives",
    source=JUDGEMENT,
    facts={"medium": "The code of the medium."},
)
def not_described(record: Story) -> Findings:
    """What is to be seen is described."""
    for index, story in enumerate(record.entries):
        if story.medium in SEEN and not story.alt_text:
            yield at("entries", index, medium=story.medium)


@rule(
    "STORY-W3",
    severity="warning",
    title="To be shown without consent",
    message="The collection may be used more widely than this teller agreed to: {uses}.",
    hint="Ask the teller, or leave the story out.",
    principle="support-psychological-safety",
    source=JUDGEMENT,
    facts={"uses": "The titles of the uses that the teller did not agree to."},
)
def shown_without_consent(record: Story) -> Findings:
    """A story is shown only as its teller agreed."""
    wanted = set(record.consent.uses if record.consent else ()) & SHOWING
    for index, story in enumerate(record.entries):
        agreed = story.consent.uses if story.consent else ()
        missing = tuple(sorted(wanted.difference(agreed)))
        if missing and not story.withdrawn_on:
            yield at("entries", index, uses=missing)


@rule(
    "STORY-W4",
    severity="warning",
    title="Read for themes without consent",
    message="It is said what this story shows, and its teller agreed to no use.",
    hint="Ask the teller before others read the story for themes.",
    principle="support-psychological-safety",
    source=JUDGEMENT,
)
def read_without_consent(record: Story) -> Findings:
    """A story is read for themes only if its teller agreed."""
    for index, story in enumerate(record.entries):
        if story.shows and not (story.consent and story.consent.uses):
            yield at("entries", index, "shows")


@rule(
    "STORY-W5",
    severity="warning",
    title="Words that could identify a person",
    message="The story may be shown to others and seems to contain: {traces}.",
    hint="Put a general word in square brackets instead, and ask a colleague to read it too. "
    "Only English words are checked.",
    principle="support-psychological-safety",
    source=JUDGEMENT,
    patterns=dict(TRACES),
    facts={"traces": "What was found, in words; see the names of the patterns."},
)
def could_reveal_a_person(record: Story) -> Findings:
    """A story that others will see holds nothing that could tell who is meant."""
    names = words_of(person.name for person in record.contributors if person.name)
    for index, story in enumerate(record.entries):
        if not story.consent or not SHOWING.intersection(story.consent.uses):
            continue
        for field in ("heading", "text", "caption", "alt_text"):
            if traces := find_traces(getattr(story, field) or "", names):
                yield at("entries", index, field, traces=traces)


@rule(
    "STORY-I1",
    severity="info",
    title="Only one side of life",
    message='All stories are about "{aspect}".',
    hint="Ask about the other side too: work and home act on each other.",
    principle="involve-diverse-perspectives",
    source="q-workshop-2020",
    facts={"aspect": "The title of the aspect."},
)
def one_aspect(record: Story) -> Findings:
    """Shows when stories are only of work, or only of home."""
    aspects = {aspect for story in record.entries for aspect in story.aspects}
    if len(aspects) == 1 and len(record.entries) > 1:
        yield at("entries", aspect=record.about.vocabulary("aspect")[aspects.pop()].label)
