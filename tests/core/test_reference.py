"""References are found by the type of the field, wherever it stands."""

from __future__ import annotations

import json
from typing import ClassVar, Literal

from improvement_frameworks import (
    Iceberg,
    LadderOfInference,
    LearningGrid,
    LiberatingStructures,
    get_example,
)
from improvement_frameworks.core.content.framework import Framework
from improvement_frameworks.core.record.header import Entry
from improvement_frameworks.core.record.noun import Noun
from improvement_frameworks.core.record.record import Record, given
from improvement_frameworks.core.record.reference import (
    ContributorRef,
    EntryRef,
    IdLink,
    find_links,
)
from improvement_frameworks.core.record.types import (
    EMPTY,
    Distinct,
    Entries,
    Id,
    Many,
    Opt,
)
from improvement_frameworks.frameworks.learning_grid import LearningGridEntry


class Side(Noun):
    """A side of a box."""

    seen_by: Opt[ContributorRef] = None
    """Who saw it."""
    label: Opt[Id] = None
    """An id that refers to nothing."""


class Box(Entry):
    """An entry with references of every form."""

    within: EntryRef
    """The box around it."""
    beside: Opt[EntryRef] = None
    """The box beside it."""
    holds: Many[EntryRef] = EMPTY
    """The boxes in it."""
    made_by: Distinct[ContributorRef] = EMPTY
    """Who made it."""
    front: Opt[Side] = None
    """Its front."""
    sides: Many[Side] = EMPTY
    """Its sides."""


class Boxes(Record):
    """A record of boxes."""

    about: ClassVar[Framework] = Iceberg.about

    framework: Literal["boxes"] = given()
    """Always boxes."""
    largest: Opt[EntryRef] = None
    """The largest box."""
    entries: Entries[Box]
    """The boxes."""


def test_every_form_of_reference_is_found_in_the_order_of_the_document() -> None:
    record = Boxes.model_validate(
        {
            "title": "t",
            "framework": "boxes",
            "schema_version": "1.0",
            "largest": "b1",
            "entries": [
                {"id": "b1", "within": "b2", "contributor": "c1"},
                {
                    "id": "b2",
                    "within": "b3",
                    "beside": "b4",
                    "holds": ["b5", "b6"],
                    "made_by": ["c2"],
                    "front": {"seen_by": "c3", "label": "b9"},
                    "sides": [{"label": "b9"}, {"seen_by": "c4"}],
                },
            ],
        }
    )
    assert sorted(find_links(record), key=lambda link: str(link.path)) == sorted(
        [
            IdLink(("largest",), "entries", "b1"),
            IdLink(("entries", 0, "contributor"), "contributors", "c1"),
            IdLink(("entries", 0, "within"), "entries", "b2"),
            IdLink(("entries", 1, "within"), "entries", "b3"),
            IdLink(("entries", 1, "beside"), "entries", "b4"),
            IdLink(("entries", 1, "holds", 0), "entries", "b5"),
            IdLink(("entries", 1, "holds", 1), "entries", "b6"),
            IdLink(("entries", 1, "made_by", 0), "contributors", "c2"),
            IdLink(("entries", 1, "front", "seen_by"), "contributors", "c3"),
            IdLink(("entries", 1, "sides", 1, "seen_by"), "contributors", "c4"),
        ],
        key=lambda link: str(link.path),
    )


def test_only_references_that_lead_nowhere_are_left_when_the_ids_are_known() -> None:
    grid = LearningGrid.model_validate_json(
        document(
            "learning-grid",
            entries=[
                {"question": "started", "level": "personal", "text": "a", "contributor": "c1"},
                {"question": "started", "level": "personal", "text": "b"},
                {"question": "started", "level": "personal", "text": "c", "contributor": "c2"},
            ],
        )
    )
    assert find_links(grid, {"entries": set(), "contributors": {"c1", "c2"}}) == []
    left = find_links(grid, {"entries": {"c2"}, "contributors": {"c1"}})
    assert left == [IdLink(("entries", 2, "contributor"), "contributors", "c2")]


def test_an_entry_of_a_further_kind_may_refer_to_more() -> None:
    class Answer(LearningGridEntry):
        seen_by: ContributorRef

    plain = LearningGridEntry(question="started", level="personal", text="a", contributor="c1")
    further = Answer(question="stopped", level="personal", text="b", seen_by="c9")
    head = get_example("learning-grid")
    grid = LearningGrid.model_validate(head).model_copy(update={"entries": (plain, further)})
    left = find_links(grid, {"entries": set(), "contributors": {"c1"}})
    assert left == [IdLink(("entries", 1, "seen_by"), "contributors", "c9")]


def test_a_record_without_references_has_none() -> None:
    assert [*find_links(Iceberg.blank())] == []


def document(framework: str, **fields: object) -> str:
    head = {"framework": framework, "schema_version": "1.0", "title": "t"}
    return json.dumps({**head, **fields})


def test_references_of_the_ladder_are_found_in_every_list() -> None:
    ladder = LadderOfInference.model_validate_json(
        document(
            "ladder-of-inference",
            riskiest_step="s2",
            entries=[{"id": "s2", "rung": "meanings", "text": "a", "based_on": ["s1"]}],
            alternative_readings=[{"text": "b", "step": "s4"}],
            tests=[{"works_on": ["s3"], "text": "c?"}],
        )
    )
    found = {(link.path, link.id) for link in find_links(ladder)}
    assert {(("riskiest_step",), "s2"), (("entries", 0, "based_on", 0), "s1")} <= found
    assert (("tests", 0, "works_on", 0), "s3") in found
    assert (("alternative_readings", 0, "step"), "s4") in found


def test_the_host_of_a_structure_is_a_contributor() -> None:
    plan = LiberatingStructures.model_validate_json(
        document("liberating-structures", entries=[{"structure": "triz", "host": "c7"}])
    )
    assert [*find_links(plan)] == [IdLink(("entries", 0, "host"), "contributors", "c7")]
