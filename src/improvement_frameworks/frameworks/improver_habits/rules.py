"""Practice checks for habits. A profile serves development and is no measure of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from improvement_frameworks.core import JUDGEMENT, Findings, at, part_outside_scheme, rule

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.improver_habits.record import ImproverHabits

MOST_IN_FOCUS: Final = 3
FEW: Final = 3
BEYOND_THE_GROUP: Final = frozenset({"share-in-organisation", "publish", "quote"})


habit_outside_scheme = part_outside_scheme(
    "HAB-E1",
    severity="error",
    title="Habit outside the scheme",
    message="The habit {part} is not part of the scheme {scheme}.",
    hint="Choose one of: {parts}. Or name another scheme.",
    principle="focus-on-what-is-enabling-the-change",
    source=JUDGEMENT,
    asks="Every habit is one of the record's scheme.",
)


@rule(
    "HAB-W1",
    severity="warning",
    title="All habits rated alike",
    message='All {count} habits are rated "{rating}".',
    hint="Compare the habits with each other: which one comes most easily, which one least?",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={"count": "How many habits are rated.", "rating": "The rating that all of them have."},
)
def all_alike(record: ImproverHabits) -> Findings:
    """A profile shows differences."""
    ratings = [entry.rating for entry in record.entries if entry.rating]
    if len(ratings) > FEW and len(set(ratings)) == 1:
        rating = record.about.vocabulary("rating")[ratings[0]].label
        yield at("entries", count=len(ratings), rating=rating)


@rule(
    "HAB-W2",
    severity="warning",
    title="A rating without an example",
    message="{habit}: no example is given.",
    hint="Say when it showed, or when it was missing.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={"habit": "The title of the habit."},
)
def no_example(record: ImproverHabits) -> Findings:
    """A rating rests on something that happened."""
    for index, entry in enumerate(record.entries):
        if entry.rating and not (entry.text or entry.evidence):
            yield at("entries", index, habit=record.about[entry.habit].label)


@rule(
    "HAB-W3",
    severity="warning",
    title="Too many habits in focus",
    message="Habits in focus: {count}.",
    hint="Choose one to three, and take the others later.",
    principle="be-purposeful",
    source=JUDGEMENT,
    facts={"count": "How many habits are in focus."},
)
def too_many_in_focus(record: ImproverHabits) -> Findings:
    """Few habits are practised at a time."""
    if len(record.focus) > MOST_IN_FOCUS:
        yield at("focus", count=len(record.focus))


@rule(
    "HAB-W4",
    severity="warning",
    title="A person's profile for others",
    message="This is the profile of one person, and it may be used beyond the group.",
    hint="Keep it with the person, or in the group; share what the team learnt instead.",
    principle="support-psychological-safety",
    source=JUDGEMENT,
)
def profile_shared(record: ImproverHabits) -> Findings:
    """The profile of a person stays in the group at most."""
    if record.subject == "person" and record.consent:
        for number, use in enumerate(record.consent.uses):
            if use in BEYOND_THE_GROUP:
                yield at("consent", "uses", number)


@rule(
    "HAB-W5",
    severity="warning",
    title="Own and others' ratings mixed",
    message="Some ratings say who speaks of whom, and this one does not.",
    hint="Fill in rater, so that people's views of themselves and of others are kept apart.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
)
def rater_missing(record: ImproverHabits) -> Findings:
    """What people say of themselves is kept apart from what others say."""
    if any(entry.rater for entry in record.entries):
        for index, entry in enumerate(record.entries):
            if entry.rating and entry.rater is None:
                yield at("entries", index)


@rule(
    "HAB-W6",
    severity="warning",
    title="A team's profile from one person",
    message="Everything about the team was said by {contributor}.",
    hint="Ask others in the team, and record who said what.",
    principle="involve-diverse-perspectives",
    source=JUDGEMENT,
    facts={"contributor": "The id of the contributor."},
)
def team_of_one_voice(record: ImproverHabits) -> Findings:
    """The profile of a team comes from several of its members."""
    voices = {entry.contributor for entry in record.entries}
    voice = next(iter(voices), None)
    if record.subject == "team" and len(record.entries) > 1 and len(voices) == 1 and voice:
        yield at("entries", contributor=voice)
