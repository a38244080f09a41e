"""The index of links is the same as following each link by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from improvement_frameworks import Iceberg, LadderOfInference
from improvement_frameworks.core.rules.links import Links
from improvement_frameworks.version import SCHEMA_VERSION

SIZE = 6
GRAPHS = st.lists(
    st.lists(st.integers(0, SIZE), max_size=3, unique=True), min_size=SIZE, max_size=SIZE
)


HEADER = {"schema_version": SCHEMA_VERSION, "title": "Links"}


def _iceberg(entries: list[dict[str, object]]) -> Iceberg:
    return Iceberg.model_validate({**HEADER, "framework": "iceberg", "entries": entries})


def build(graph: list[list[int]]) -> Iceberg:
    """Build an iceberg whose entry 2 explains entry 0, and so on; SIZE is an unknown id."""
    return _iceberg(
        [
            {
                "id": f"e{place}",
                "level": ("events", "patterns", "structures")[place % 3],
                "text": "x",
                "explained_by": [f"e{other}" for other in others],
            }
            for place, others in enumerate(graph)
        ],
    )


def follow(graph: list[list[int]], start: int) -> set[int]:
    """Return what can be reached, found by trying again until nothing is new."""
    found = {other for other in graph[start] if other < SIZE}
    while more := {new for at in found for new in graph[at] if new < SIZE} - found:
        found |= more
    return found


@given(GRAPHS)
def test_what_links_lead_to_is_what_can_be_followed(graph: list[list[int]]) -> None:
    record = build(graph)
    links = Links(record, record.entries, "explained_by")
    for start, entry in enumerate(record.entries):
        reached = {int((one.id or "e")[1:]) for one in links.reached_from(entry.explained_by)}
        assert reached == follow(graph, start)
        assert links.has_links(start) == bool(follow(graph, start))
        leading = {at for at in range(SIZE) if start in follow(graph, at)}
        assert links.leading_to([start]) == leading


@pytest.mark.parametrize(
    ("level", "target", "distance", "skipped"),
    [
        ("events", "patterns", 1, ()),
        ("events", "mental-models", 3, ("patterns", "structures")),
        ("structures", "events", -2, ("patterns",)),
        ("patterns", "patterns", 0, ()),
    ],
)
def test_a_link_knows_how_far_down_it_leads(
    level: str, target: str, distance: int, skipped: tuple[str, ...]
) -> None:
    record = _iceberg(
        [
            {"level": level, "text": "a", "explained_by": ["b", "nowhere"]},
            {"id": "b", "level": target, "text": "b"},
        ],
    )
    (link,) = Links(record, record.entries, "explained_by").all
    assert (link.path, link.entry, link.target) == (
        ("entries", 0, "explained_by", 0),
        *record.entries,
    )
    assert (link.distance, link.skipped) == (distance, skipped)


def test_a_part_outside_the_scheme_has_no_distance() -> None:
    record = LadderOfInference.model_validate(
        {
            **HEADER,
            "framework": "ladder-of-inference",
            "scheme": "six-rungs",
            "entries": [
                {"id": "a", "rung": "beliefs", "text": "a"},
                {"rung": "actions", "text": "b", "based_on": ["a"]},
            ],
        }
    )
    (link,) = Links(record, record.entries, "based_on").all
    assert (link.distance, link.skipped) == (None, ())
