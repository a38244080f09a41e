"""Practice checks for What, So What, Now What: facts before meaning, meaning before action."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core import (
    JUDGEMENT,
    Findings,
    Links,
    at,
    find_worked_on,
    link_to_other_part,
    part_outside_scheme,
    rule,
)

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.what_so_what_now_what.record import WhatSoWhatNowWhat

FEWEST_PEOPLE: Final = 4
SMALL_GROUP: Final = (5, 7)
MEANING: Final = re.compile(
    r"\b(?:always|never|obviously|clearly|should|because|lazy|rude|careless|resistant)\b",
    re.IGNORECASE,
)


stage_outside_scheme = part_outside_scheme(
    "W3-E1",
    severity="error",
    title="Stage outside the scheme",
    message="The stage {part} is not part of the scheme {scheme}, which has {parts}.",
    hint="Choose a stage of the scheme, or another scheme.",
    principle="avoid-jumping-to-conclusions",
    source="fieldbook-data",
    asks="Every answer belongs to a stage of the record's scheme.",
)

rests_on_later = link_to_other_part(
    "W3-E2",
    field="based_on",
    is_wrong=lambda distance: distance >= 0,
    severity="error",
    title="Answer based on a later one",
    message='An answer to "{part}" is based on "{id}", an answer to "{other}".',
    hint="Link answers to those of earlier questions.",
    principle="avoid-jumping-to-conclusions",
    source="fieldbook-data",
    asks="Each question builds on the answers to those before it.",
)


@rule(
    "W3-W1",
    severity="warning",
    title="Stage without answers",
    message='No answers to "{label}", and there are answers to later questions.',
    hint="Go back and ask this question before you go on.",
    principle="avoid-jumping-to-conclusions",
    source="fieldbook-data",
)
def stage_skipped(record: WhatSoWhatNowWhat) -> Findings:
    """No question is skipped; What if? is a choice."""
    counts, stages = record.coverage(), record.part_scheme.parts
    for place, stage in enumerate(stages):
        later = any(counts[other] for other in stages[place:])
        if not counts[stage] and stage != "what-if" and later:
            yield at("entries", label=record.about[stage].label)


@rule(
    "W3-W2",
    severity="warning",
    title="Interpretation among the facts",
    message='This is recorded as a fact and says "{word}".',
    hint="Write what people saw or heard, and move the rest to So what?",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    patterns={"interpreting": MEANING},
    facts={"word": "The first word that interprets, as it was written."},
)
def meaning_among_facts(record: WhatSoWhatNowWhat) -> Findings:
    """What happened is told without what people make of it; feelings are marked as such."""
    for index, entry in enumerate(record.entries):
        found = MEANING.search(entry.text)
        if found and entry.stage == "what" and entry.kind != "feeling-or-opinion":
            yield at("entries", index, "text", word=found[0])


@rule(
    "W3-W3",
    severity="warning",
    title="Next step without an action",
    message="No action takes this up.",
    hint="Add an action that works on it, with an owner and a day.",
    principle="be-purposeful",
    source="miro-w3",
)
def step_without_action(record: WhatSoWhatNowWhat) -> Findings:
    """People are assigned to what makes sense to do."""
    taken_up = find_worked_on(record)
    for index, entry in enumerate(record.entries):
        if entry.stage == "now-what" and entry.kind != "keep" and index not in taken_up:
            yield at("entries", index)


@rule(
    "W3-W4",
    severity="warning",
    title="Conclusion without facts",
    message="This is based on nothing that people noticed.",
    hint="What did you see or hear that says so? Link it with based_on, or add it under What?",
    principle="avoid-jumping-to-conclusions",
    source="q-workshop-2020",
)
def meaning_without_facts(record: WhatSoWhatNowWhat) -> Findings:
    """What things mean rests on what was noticed, as on the ladder of inference."""
    links = Links(record, record.entries, "based_on")
    facts = {index for index, entry in enumerate(record.entries) if entry.stage == "what"}
    grounded = links.leading_to(facts)
    for index, entry in enumerate(record.entries):
        if entry.stage == "so-what" and index not in grounded:
            yield at("entries", index)


@rule(
    "W3-W5",
    severity="warning",
    title="Kind of answer of another stage",
    message='"{kind}" is a kind of answer to "{label}".',
    hint="Choose another kind, or move the answer.",
    principle="avoid-jumping-to-conclusions",
    source="fieldbook-data",
    facts={
        "kind": "The label of the kind.",
        "label": "The label of the stage to which it belongs.",
    },
)
def kind_of_other_stage(record: WhatSoWhatNowWhat) -> Findings:
    """The kind of an answer goes with its question."""
    kinds = record.about.vocabulary("kind")
    for index, entry in enumerate(record.entries):
        if entry.kind and entry.stage != "what-if":
            meant = str(kinds[entry.kind].details["stage"])
            if meant != entry.stage:
                label = record.about[meant].label
                yield at("entries", index, "kind", kind=kinds[entry.kind].label, label=label)


@rule(
    "W3-W6",
    severity="warning",
    title="All meaning drawn from one fact",
    message='Every answer to "So what?" is based on "{id}". Answers: {count}.',
    hint="What else did people notice? Link it, or add it.",
    principle="involve-diverse-perspectives",
    source=JUDGEMENT,
    facts={"id": "The ID of that fact."},
)
def one_fact_for_all(record: WhatSoWhatNowWhat) -> Findings:
    """What things mean rests on more than one fact."""
    meanings = [entry for entry in record.entries if entry.stage == "so-what"]
    named = {entry.based_on for entry in meanings}
    if len(meanings) > 1 and len(named) == 1 and len(only := named.pop()) == 1:
        yield at("entries", id=only[0], count=len(meanings))


@rule(
    "W3-W7",
    severity="warning",
    title="Fewer people than the method needs",
    message="People: {people}. The method needs at least {least}.",
    hint="Invite others who were there, or ask for their answers.",
    principle="involve-diverse-perspectives",
    source="fieldbook-data",
    limits={"people": FEWEST_PEOPLE},
    facts={"people": "How many people took part."},
)
def few_people(record: WhatSoWhatNowWhat) -> Findings:
    """At least four people take part."""
    if record.people is not None and record.people < FEWEST_PEOPLE:
        yield at("people", people=record.people, least=FEWEST_PEOPLE)


@rule(
    "W3-I1",
    severity="info",
    title="Small groups of another size",
    message="People in each small group: {count}. The method has {least} to {most}.",
    hint="Check that everybody had time to speak.",
    principle="involve-diverse-perspectives",
    source="fieldbook-data",
    limits={"least": SMALL_GROUP[0], "most": SMALL_GROUP[1]},
)
def group_of_other_size(record: WhatSoWhatNowWhat) -> Findings:
    """Small groups have five to seven people."""
    least, most = SMALL_GROUP
    if record.group_size is not None and not least <= record.group_size <= most:
        yield at("group_size", count=record.group_size, least=least, most=most)
