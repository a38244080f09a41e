"""Practice checks for logic models: links from column to column, and what can be measured."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core import (
    JUDGEMENT,
    Findings,
    Links,
    at,
    link_to_other_part,
    rule,
)

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.logic_model.record import LogicModel

DOING: Final = re.compile(r"^\W*(?:train|hold|send|run|offer|organise|provide)\b", re.IGNORECASE)


leads_back = link_to_other_part(
    "LOG-E1",
    field="leads_to",
    is_wrong=lambda distance: distance <= 0,
    severity="error",
    title="Link that does not lead on",
    message='Something under "{part}" leads to "{id}" under "{other}".',
    hint="Turn the link round, or move one of the two.",
    principle="avoid-jumping-to-conclusions",
    source="kellogg-2004",
    asks="A link leads to a later column.",
)

column_skipped = link_to_other_part(
    "LOG-W1",
    field="leads_to",
    is_wrong=lambda distance: distance > 1,
    severity="warning",
    title="Column skipped",
    message='Something under "{part}" leads to "{id}" under "{other}". Skipped: {skipped}.',
    hint="What comes in between? Add it.",
    principle="avoid-jumping-to-conclusions",
    source="kellogg-2004",
    asks="A link leads to the next column.",
)


@rule(
    "LOG-W2",
    severity="warning",
    title="Nothing leads to this",
    message='Nothing leads to this under "{label}".',
    hint="What brings it about? Link it with leads_to, or leave this out.",
    principle="avoid-jumping-to-conclusions",
    source="kellogg-2004",
)
def nothing_leads_here(record: LogicModel) -> Findings:
    """Outputs come from activities, outcomes from outputs, and impact from outcomes."""
    links = Links(record, record.entries, "leads_to")
    reached = {link.target.id for link in links.all}
    for index, entry in enumerate(record.entries):
        if entry.column in {"outputs", "outcomes", "impact"} and (entry.id not in reached):
            yield at("entries", index, label=record.about[entry.column].label)


@rule(
    "LOG-W3",
    severity="warning",
    title="Outcome worded as an activity",
    message='This is an outcome and begins with "{word}".',
    hint="Say what changes for people, and move what you do to the activities.",
    principle="be-purposeful",
    source=JUDGEMENT,
    patterns={"doing": DOING},
    facts={"word": "The word with which it begins, as it was written."},
)
def outcome_as_activity(record: LogicModel) -> Findings:
    """Outcomes are changes for people; the check knows a few English words only."""
    for index, entry in enumerate(record.entries):
        found = DOING.search(entry.text)
        if entry.column == "outcomes" and found:
            yield at("entries", index, "text", word=found[0].strip())


@rule(
    "LOG-W4",
    severity="warning",
    title="No assumptions",
    message="Nothing says what has to hold for the links to work. Links: {count}.",
    hint="Ask of each link: what would have to be true? Write it under assumptions.",
    principle="avoid-jumping-to-conclusions",
    source="outside-columns",
)
def no_assumptions(record: LogicModel) -> Findings:
    """A model says what it takes for granted."""
    count = sum(len(entry.leads_to) for entry in record.entries)
    if count and not record.assumptions:
        yield at("assumptions", count=count)


@rule(
    "LOG-W5",
    severity="warning",
    title="Outcome without an indicator",
    message="Nothing says how anybody would see this outcome.",
    hint="Say what you would count or ask, in indicator.",
    principle="be-purposeful",
    source="q-workshop-2020",
)
def outcome_without_indicator(record: LogicModel) -> Findings:
    """Each outcome can be measured or seen."""
    for index, entry in enumerate(record.entries):
        if entry.column == "outcomes" and not entry.indicator:
            yield at("entries", index)


@rule(
    "LOG-W6",
    severity="warning",
    title="People are not named",
    message="Nothing says whom the programme is for.",
    hint="Fill in population, or who on the outcomes.",
    principle="involve-diverse-perspectives",
    source=JUDGEMENT,
)
def people_missing(record: LogicModel) -> Findings:
    """A model names the people whom it is for."""
    outcomes = [entry for entry in record.entries if entry.column in {"outcomes", "impact"}]
    if outcomes and not record.population and not any(entry.who for entry in outcomes):
        yield at("population")
