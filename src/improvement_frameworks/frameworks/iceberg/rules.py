"""Rules of good use for icebergs. Most are warnings: a half-filled iceberg is a good record too."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from improvement_frameworks.core import (
    JUDGEMENT,
    Findings,
    Links,
    Own,
    at,
    find_actions,
    fold,
    rule,
)

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.iceberg.record import Iceberg, IcebergEntry

SHALLOW = frozenset({"events", "patterns"})
RECURRENCE = 2
STRUCTURE_WORDS = re.compile(
    r"\b(policy|policies|form|forms|rota|rotas|budget|template|software|protocol|committee)\b",
    re.IGNORECASE,
)
BELIEF_WORDS = re.compile(
    r"\b(believe|believed|belief|think|thought|feel|felt|assume|assumed|expect|expected|trust|value"
    r"|should|ought|must|cannot|can't|never|always|nobody|everybody)\b",
    re.IGNORECASE,
)
SHARE = re.compile(r"(?<!\d)\d++(?:\.\d++)?\s*+(?:%|per cent|percent)")


@rule(
    "ICE-E1",
    severity="error",
    title="A level that the scheme does not have",
    message="The level {level} is not part of the scheme {scheme}, which has {levels}.",
    hint="Move the entry to a level of the scheme, or name another scheme.",
    principle="focus-on-what-is-enabling-the-change",
    source="zhurnaly",
    facts={"level": "The code of the level.", "levels": "The codes of the scheme's levels."},
)
def level_outside_scheme(record: Iceberg) -> Findings:
    """Every entry stands on a level of the record's scheme."""
    scheme = record.part_scheme
    for index, entry in enumerate(record.entries):
        if entry.level not in scheme.parts:
            yield at(
                "entries", index, "level", level=entry.level, scheme=scheme.id, levels=scheme.parts
            )


@rule(
    "ICE-E2",
    severity="error",
    title="A link that does not go one level down",
    message="An entry on {level} is explained by {id}, which is on {other}; a link goes to the "
    "next deeper level.",
    hint="Link to an entry one level deeper. If something in between is missing, add it as an "
    "entry of its own.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={
        "level": "The code of the entry's level.",
        "id": "The ID in the link.",
        "other": "The code of the level that the link leads to.",
    },
)
def link_not_one_down(record: Iceberg) -> Findings:
    """A link joins a level with the next deeper one."""
    for link in Links(record, record.entries, "explained_by").all:
        if link.distance not in {1, None}:  # other rules speak about levels outside the scheme
            level, cause = link.entry.level, link.target
            yield at(*link.path, level=level, id=cause.id or "", other=cause.level)


@rule(
    "ICE-W1",
    severity="warning",
    title="Stopped short of what brings it about",
    message="The deepest level with an entry is {level}; nothing is said about structures yet.",
    hint="Ask what has influenced the patterns, and what people take for granted.",
    principle="focus-on-what-is-enabling-the-change",
    source="thinking-skills",
    words={"shallow levels": SHALLOW},
    facts={"level": "The code of the deepest level that has entries."},
)
def stopped_short(record: Iceberg) -> Findings:
    """An iceberg looks at structures at least."""
    depth = record.depth
    if depth in SHALLOW and not record.one_off:
        yield at("entries", level=depth)


@rule(
    "ICE-W2",
    severity="warning",
    title="A level is skipped",
    message="{level} is empty although there are entries beneath it.",
    hint="Ask this level's guide question before going deeper: {prompt}",
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
    title="A pattern without recurrence",
    message="Events that name this pattern in explained_by: {events}; and it does not say over "
    "which time it was seen.",
    hint="Link a second event to it, or say when it was first and last seen, or how often.",
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


@rule(
    "ICE-W4",
    severity="warning",
    title="The same words on two levels",
    message="This entry says the same as the entry on {level} at {place}.",
    hint="Say what is different one level deeper, or keep only one of the two.",
    principle="avoid-jumping-to-conclusions",
    source="thinking-skills",
    facts={"level": "The code of the other entry's level."},
)
def said_twice(record: Iceberg) -> Findings:
    """Each level adds something new."""
    seen: dict[str, tuple[int, IcebergEntry]] = {}
    for index, entry in enumerate(record.entries):
        words = fold(entry.text)
        earlier = seen.setdefault(words, (index, entry))
        if earlier[1].level != entry.level:
            yield at(
                "entries", index, "text", level=earlier[1].level, place=f"/entries/{earlier[0]}"
            )


@rule(
    "ICE-W5",
    severity="warning",
    title="A structure among the mental models",
    message="This mental model speaks of a structure ({word}) rather than of a belief.",
    hint="Move it to the structures, and ask what people believe that keeps it in place. The check "
    "knows English words only.",
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
    title="Nothing follows for the deeper levels",
    message="No intervention works on an entry below the patterns.",
    hint="Say what the group would keep, do or change about a structure or a mental model.",
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
    title="Depth under a single occurrence",
    message="The event is called a one-off, yet {count} entries lie beneath the events.",
    hint="Either it is part of something larger, then drop one_off; or the entries beneath it are "
    "made up to fill the picture.",
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
    title="Leverage told as a measurement",
    message="The intervention promises a figure ({figure}); leverage is a judgement.",
    hint="Use a word for leverage, and put figures where they were measured, as evidence.",
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


@rule(
    "ICE-W9",
    severity="warning",
    title="One person's view of what others believe",
    message="There are entries on mental models, but no more than one contributor.",
    hint="Ask others: nobody can know alone what a group takes for granted.",
    principle="involve-diverse-perspectives",
    source=JUDGEMENT,
)
def one_contributor(record: Iceberg) -> Findings:
    """What people believe is asked of several people."""
    people = {entry.contributor for entry in record.entries if entry.contributor}
    people |= {person.id for person in record.contributors}
    if len(people) < 2 and any(entry.level == "mental-models" for entry in record.entries):
        yield at("contributors")


@rule(
    "ICE-I1",
    severity="info",
    title="How deep it goes",
    message="{filled} of {all} levels have entries; the deepest is {depth}.",
    hint="Empty levels are allowed; this only says where the record stands.",
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
            depth=depth,
        )
