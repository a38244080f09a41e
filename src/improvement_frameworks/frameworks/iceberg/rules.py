"""Rules of good use for icebergs. Most are warnings: a half-filled iceberg is a good record too."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from improvement_frameworks.core import (
    JUDGEMENT,
    Findings,
    Own,
    at,
    field_of_other_part,
    find_actions,
    link_to_other_part,
    one_voice,
    part_outside_scheme,
    rule,
    same_words_twice,
)

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.iceberg.record import Iceberg, IcebergEntry

SHALLOW = frozenset({"events", "patterns"})
STRUCTURE_WORDS = re.compile(
    r"\b(policy|policies|form|forms|rota|rotas|budget|template|software|protocol|committee)\b",
    re.IGNORECASE,
)
BELIEF_WORDS = re.compile(
    r"\b(believe|believed|belief|think|thought|feel|felt|assume|assumed|expect|expected|trust|value"
    r"|should|ought|must|cannot|can't|never|always|nobody|everybody)\b",
    re.IGNORECASE,
)
RECURRENCE = 2
FIELD_OF = {
    "structure_kind": ("structures",),
    "belief_kind": ("mental-models",),
    "first_seen": ("patterns",),
    "last_seen": ("patterns",),
    "occurrences": ("patterns",),
}
"""The fields that are meant for some levels only."""
SHARE = re.compile(r"(?<!\d)\d++(?:\.\d++)?\s*+(?:%|per cent|percent)")


def _mental_models(record: Iceberg) -> list[IcebergEntry]:
    """Return the entries on mental models, unless several people took part in the record."""
    people = {entry.contributor for entry in record.entries if entry.contributor}
    people |= {person.id for person in record.contributors}
    return [e for e in record.entries if e.level == "mental-models" and len(people) < 2]


level_outside_scheme = part_outside_scheme(
    "ICE-E1",
    severity="error",
    title="Level outside the scheme",
    message="The level {part} is not part of the scheme {scheme}.",
    hint="Choose one of: {parts}. Or name another scheme.",
    principle="focus-on-what-is-enabling-the-change",
    source="zhurnaly",
    asks="Every entry stands on a level of the record's scheme.",
)


link_not_one_down = link_to_other_part(
    "ICE-E2",
    field="explained_by",
    is_wrong=lambda distance: distance != 1,
    severity="error",
    title="Link that does not go one level down",
    message='An entry on "{part}" is explained by "{id}" on "{other}". Links go one level deeper.',
    hint="Link to an entry one level deeper. Is something missing in between? Add it as an entry.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    asks="A link joins a level with the next deeper one.",
)


@rule(
    "ICE-W1",
    severity="warning",
    title="No structures yet",
    message='The deepest level with an entry is "{level}".',
    hint="What has influenced these patterns? What do people take for granted?",
    principle="focus-on-what-is-enabling-the-change",
    source="thinking-skills",
    words={"shallow levels": SHALLOW},
    facts={"level": "The code of the deepest level that has entries."},
)
def stopped_short(record: Iceberg) -> Findings:
    """An iceberg looks at structures at least."""
    depth = record.depth
    if depth and depth in SHALLOW and not record.one_off:
        yield at("entries", level=record.about[depth].label)


@rule(
    "ICE-W2",
    severity="warning",
    title="Level skipped",
    message='"{level}" has no entry, although deeper levels do.',
    hint="Ask the question of this level: {prompt}",
    principle="avoid-jumping-to-conclusions",
    source="thinking-skills",
    facts={
        "level": "The label of the empty level.",
        "prompt": "The guide questions of that level.",
    },
)
def level_skipped(record: Iceberg) -> Findings:
    """No level is left out on the way down."""
    coverage = record.coverage()
    levels = list(record.part_scheme.parts)
    filled = [place for place, code in enumerate(levels) if coverage[code]]
    for place, code in enumerate(levels):
        if filled and place < filled[-1] and not coverage[code]:
            part = record.about[code]
            yield at("entries", level=part.label, prompt=Own(" ".join(part.prompts)))


@rule(
    "ICE-W3",
    severity="warning",
    title="Pattern seen only once",
    message="A pattern needs more than one event. Linked events: {events}.",
    hint="Link a second event, or add when it was first and last seen.",
    principle="avoid-jumping-to-conclusions",
    source="pattern-recurrence",
    limits={"times": RECURRENCE},
    facts={"events": "How many events name the pattern."},
)
def pattern_without_recurrence(record: Iceberg) -> Findings:
    """A pattern is something that recurs."""
    named = Counter(
        cause for entry in record.entries if entry.level == "events" for cause in entry.explained_by
    )
    for index, entry in enumerate(record.entries):
        if entry.level != "patterns":
            continue
        events = named[entry.id] if entry.id else 0
        seen_over_time = entry.first_seen and entry.last_seen
        told = max(events, entry.occurrences or 0)
        if told < RECURRENCE and not seen_over_time:
            yield at("entries", index, events=events)


said_twice = same_words_twice(
    "ICE-W4",
    severity="warning",
    title="Same words on two levels",
    message='This entry says the same as the entry at {place}, on "{part}".',
    hint="Say what is different one level deeper, or keep one of the two.",
    principle="avoid-jumping-to-conclusions",
    source="thinking-skills",
    asks="Each level adds something new.",
)


@rule(
    "ICE-W5",
    severity="warning",
    title="Structure among the mental models",
    message='This mental model names a structure ("{word}") and no belief.',
    hint="Move it to the structures, and ask what belief keeps it in place. Only English "
    "words are checked.",
    principle="focus-on-what-is-enabling-the-change",
    source="thinking-skills",
    patterns={"structure": STRUCTURE_WORDS, "belief": BELIEF_WORDS},
    facts={"word": "The word that speaks of a structure."},
)
def structure_as_belief(record: Iceberg) -> Findings:
    """A mental model is worded as a belief."""
    for index, entry in enumerate(record.entries):
        if entry.level == "mental-models" and not BELIEF_WORDS.search(entry.text):
            found = STRUCTURE_WORDS.search(entry.text)
            if found:
                yield at("entries", index, "text", word=found[0])


@rule(
    "ICE-W6",
    severity="warning",
    title="No action for the deeper levels",
    message="No action works on a structure or a mental model.",
    hint="What would the group keep, do or change there? Add it as an action.",
    principle="be-purposeful",
    source="thinking-skills",
    words={"shallow levels": SHALLOW},
)
def no_deep_intervention(record: Iceberg) -> Findings:
    """An iceberg leads to something that the group will keep, do or change."""
    deep = [place for place, entry in enumerate(record.entries) if entry.level not in SHALLOW]
    places, ids = set(deep), {record.entries[place].id for place in deep}
    if deep and not any(
        found.entry in places or not ids.isdisjoint(found.action.works_on)
        for found in find_actions(record)
    ):
        yield at("actions")


@rule(
    "ICE-W7",
    severity="warning",
    title="One-off event with causes listed",
    message="The event is marked as a one-off. Entries below the events: {count}.",
    hint="Is it part of something larger? Then leave out one_off. Otherwise remove the "
    "entries below it.",
    principle="avoid-jumping-to-conclusions",
    source="thinking-skills",
)
def false_depth(record: Iceberg) -> Findings:
    """A one-off event needs no iceberg."""
    beneath = sum(entry.level != "events" for entry in record.entries)
    if record.one_off and beneath:
        yield at("one_off", count=beneath)


@rule(
    "ICE-W8",
    severity="warning",
    title="Leverage as a figure",
    message="The action promises a figure: {figure}. Leverage is a judgement.",
    hint="Use a word for leverage, and put measured figures into evidence.",
    principle="avoid-jumping-to-conclusions",
    source="thinking-skills",
    patterns={"figure": SHARE},
    facts={"figure": "The figure, as it is written."},
)
def leverage_as_number(record: Iceberg) -> Findings:
    """Leverage is not claimed as a proven effect."""
    for index, item in enumerate(record.actions):
        found = SHARE.search(item.text or "")
        if found and item.leverage:
            yield at("actions", index, "text", figure=found[0])


one_contributor = one_voice(
    "ICE-W9",
    claims=_mental_models,
    severity="warning",
    title="Mental models from one person",
    message="Only one person spoke about mental models. Entries on them: {count}.",
    hint="Ask others what they take for granted, and record who said what.",
    principle="involve-diverse-perspectives",
    source=JUDGEMENT,
    asks="What people believe is asked of several people.",
)


field_of_other_level = field_of_other_part(
    "ICE-W10",
    fields=FIELD_OF,
    severity="warning",
    title="Field for another level",
    message='The field {field} is meant for: {parts}. This entry is on "{part}".',
    hint="Move the entry to that level, or leave the field out.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    asks="What is asked about one level is said of an entry on that level.",
)


@rule(
    "ICE-I1",
    severity="info",
    title="Depth of the iceberg",
    message='Levels with entries: {filled} of {all}. The deepest is "{depth}".',
    hint="Go deeper if that helps to answer the question of the record.",
    principle="focus-on-what-is-enabling-the-change",
    source=JUDGEMENT,
    facts={"depth": "The code of the deepest level that has entries."},
)
def depth_reached(record: Iceberg) -> Findings:
    """Tells how many levels are filled."""
    counts, depth = record.coverage(), record.depth
    coverage = {code: counts[code] for code in record.part_scheme.parts}
    if depth:
        yield at(
            "entries",
            filled=sum(count > 0 for count in coverage.values()),
            all=len(coverage),
            depth=record.about[depth].label,
        )
