"""Practice checks for the team safety survey. Nothing here says whether a team is safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core import JUDGEMENT, Findings, at, rule
from improvement_frameworks.frameworks.team_safety_survey.record import FEWEST_SHOWN, WORDED

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.team_safety_survey.record import TeamSafetySurvey


@rule(
    "PSY-E1",
    severity="error",
    title="Point beyond the scale",
    message="People chose {point}. The scale ends at {most}.",
    hint="Correct the answers, or choose the other scale.",
    principle="avoid-jumping-to-conclusions",
    source="edmondson-1999",
    facts={"point": "The point that people chose.", "most": "The highest point of the scale."},
)
def beyond_scale(record: TeamSafetySurvey) -> Findings:
    """Answers are on the scale of the record."""
    for index, entry in enumerate(record.entries):
        for point, count in entry.spread().items():
            if count and point > record.points:
                yield at("entries", index, f"chose_{point}", point=point, most=record.points)


@rule(
    "PSY-E2",
    severity="error",
    title="Item twice",
    message='"{label}" is also in {place}.',
    hint="Keep one row for each item.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={"label": "The label of the item."},
)
def item_twice(record: TeamSafetySurvey) -> Findings:
    """Each item has one row."""
    seen: dict[str, int] = {}
    for index, entry in enumerate(record.entries):
        first = seen.setdefault(entry.item, index)
        if first != index:
            label = record.about[entry.item].label
            yield at("entries", index, "item", label=label, place=f"/entries/{first}")


@rule(
    "PSY-E3",
    severity="error",
    title="More answers than people",
    message="Answers to this item: {count}. People who answered: {people}.",
    hint="Correct one of the numbers.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={"count": "How many answers the item has.", "people": "How many people answered."},
)
def more_answers_than_people(record: TeamSafetySurvey) -> Findings:
    """Nobody answers an item twice."""
    people = record.respondents
    for index, entry in enumerate(record.entries):
        if people is not None and entry.answers() > people:
            yield at("entries", index, count=entry.answers(), people=people)


@rule(
    "PSY-W1",
    severity="warning",
    title="Opposite items answered alike",
    message="All seven items have a mean on the same side of the middle.",
    hint="Write the answers as they were given. The three items that are worded the other way "
    "round are turned round in the calculation. Did people read them?",
    principle="avoid-jumping-to-conclusions",
    source="edmondson-1999",
)
def opposites_alike(record: TeamSafetySurvey) -> Findings:
    """Answers to items with opposite wordings differ; if not, some were turned round too early."""
    middle = (record.points + 1) / 2
    raw = {
        item: record.points + 1 - mean if WORDED[item].reverse else mean
        for item, mean in record.item_means().items()
    }
    sides = {(mean > middle) - (mean < middle) for mean in raw.values()}
    if len(raw) == len(record.part_scheme.parts) and len(sides) == 1 and sides != {0}:
        yield at("entries")


@rule(
    "PSY-W2",
    severity="warning",
    title="Too few people to show",
    message="Answers to this item: {count}. Show nothing with fewer than {least}.",
    hint="Keep the numbers to yourself, and talk with the team without them.",
    principle="support-psychological-safety",
    source=JUDGEMENT,
    limits={"answers": FEWEST_SHOWN},
    facts={"count": "How many answers the item has."},
)
def too_few(record: TeamSafetySurvey) -> Findings:
    """Answers of fewer than five people can be guessed; the number is our judgement."""
    for index, entry in enumerate(record.entries):
        if 0 < entry.answers() < FEWEST_SHOWN:
            yield at("entries", index, count=entry.answers(), least=FEWEST_SHOWN)


@rule(
    "PSY-W3",
    severity="warning",
    title="Items without answers",
    message="Items without answers: {missing}.",
    hint="Ask all seven; they were made to be used together.",
    principle="avoid-jumping-to-conclusions",
    source="edmondson-1999",
    facts={"missing": "The labels of the items."},
)
def items_missing(record: TeamSafetySurvey) -> Findings:
    """All seven items are asked."""
    answered = {entry.item for entry in record.entries if entry.answers()}
    missing = [item for item in record.part_scheme.parts if item not in answered]
    if record.entries and missing:
        yield at("entries", missing=tuple(record.about[item].label for item in missing))


@rule(
    "PSY-W4",
    severity="warning",
    title="Number of people missing",
    message="How many people answered is not said.",
    hint="Fill in respondents. A mean without a number of people says little.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
)
def respondents_missing(record: TeamSafetySurvey) -> Findings:
    """Results come with the number of people."""
    if record.entries and record.respondents is None:
        yield at("respondents")


@rule(
    "PSY-W5",
    severity="warning",
    title="Answers of a person",
    message="This row names {contributor}.",
    hint="Leave the contributor out: the answers are those of the group.",
    principle="support-psychological-safety",
    source="scholargate",
)
def answers_of_a_person(record: TeamSafetySurvey) -> Findings:
    """The record holds nobody's own answers."""
    for index, entry in enumerate(record.entries):
        if entry.contributor:
            yield at("entries", index, "contributor", contributor=entry.contributor)


@rule(
    "PSY-W6",
    severity="warning",
    title="Items with changed words",
    message="The wording was adapted.",
    hint="Check which items are now worded the other way round, and compare only with surveys "
    "that used the same wording.",
    principle="avoid-jumping-to-conclusions",
    source="edmondson-1999",
)
def wording_changed(record: TeamSafetySurvey) -> Findings:
    """The items are used to the letter."""
    if record.wording == "adapted":
        yield at("wording")
