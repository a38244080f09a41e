"""The future change matrix: an optional quadrant, changes of mind, and what the checks find."""

from __future__ import annotations

import pytest
from tests.frameworks.made import codes_of, example_of, found, make, said

from improvement_frameworks import Record, get_framework

TEAM = {"name": "Ward", "level": "team"}
OWNED = {"follow_up": {"text": "Go on", "owner": "lead"}, "evidence": ["Call list"]}


def started(quadrant: str | None = "end", **more: object) -> dict[str, object]:
    place = {} if quadrant is None else {"quadrant": quadrant}
    return {"text": "Calls", "in_crisis": "started", **place, **more}


def stopped(quadrant: str | None = "let-go", **more: object) -> dict[str, object]:
    return {**started(quadrant), "text": "Paper list", "in_crisis": "stopped", **more}


def matrix(*entries: dict[str, object], **header: object) -> Record:
    return make("future-change-matrix", *entries, **{"group": TEAM, **header})


def test_the_boxes_are_where_the_sources_put_them() -> None:
    framework = get_framework("future-change-matrix")
    boxes = {part.code: part.details["in_crisis"] for part in framework.parts}
    assert boxes == {
        "end": "started",
        "amplify": "started",
        "let-go": "stopped",
        "restart": "stopped",
    }
    # Row by row: amplify is at the top right.
    assert [part.code for part in framework.parts][1] == "amplify"
    assert framework.figure.down == ("Started", "Stopped")
    drawing = next(source for source in framework.sources if source.id == "rsa-drawing")
    assert not drawing.verified


def test_the_example_leaves_one_practice_open() -> None:
    record = example_of("future-change-matrix")
    assert found(record) == ["RSA-I1 /entries"]
    assert [entry.id for entry in record.unplaced()] == ["e5"]


BROKEN: dict[str, tuple[str, Record]] = {
    "started and let go": (
        "RSA-E1 /entries/0/quadrant",
        matrix(started("let-go"), stopped(text="Forms")),
    ),
    "stopped and amplified": (
        "RSA-E1 /entries/0/quadrant",
        matrix(stopped("amplify", conditions=["Time"], **OWNED), started()),
    ),
    "whose practice": ("RSA-W1 /group", matrix(started(), stopped(), group={"name": "We"})),
    "no evidence": (
        "RSA-W2 /entries/0",
        matrix(stopped("restart", follow_up={"text": "Go on", "owner": "lead"}), started()),
    ),
    "no action": ("RSA-W8 /entries/0", matrix(stopped("restart", evidence=["List"]), started())),
    "only started": ("RSA-W3 /entries", matrix(started(), started(text="Masks"))),
    "no conditions": ("RSA-W4 /entries/0", matrix(started("amplify", **OWNED), stopped())),
    "one practice in two boxes": (
        "RSA-W5 /entries/1/text",
        matrix(started(), stopped(text="Calls")),
    ),
    "listed and decided on one day": (
        "RSA-W6 /entries",
        matrix(
            started(decided_on="2020-07-16"),
            stopped(decided_on="2020-07-16"),
            recorded_on="2020-07-16",
        ),
    ),
    "ended and retained": (
        "RSA-W7 /entries/0/decision",
        matrix(started(decision="retained"), stopped(decision="stopped")),
    ),
    "not decided": ("RSA-I1 /entries", matrix(started(None), stopped())),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_check_finds_what_it_is_for_and_nothing_else_is_found(case: str) -> None:
    expected, record = BROKEN[case]
    assert found(record) == [expected]


def test_every_check_has_a_case() -> None:
    assert codes_of("future-change-matrix") == {one.split()[0] for one, _ in BROKEN.values()}


KEPT: dict[str, Record] = {
    "nothing yet": matrix(group={"name": "We"}),
    "one of each half": matrix(started(), stopped()),
    "the quadrant alone": matrix({"text": "Calls", "quadrant": "end"}, stopped()),
    "an action of the record": matrix(
        stopped("restart", id="e1", evidence=["List"]),
        started(),
        actions=[{"text": "Go on", "works_on": ["e1"], "owner": "lead"}],
    ),
    "amplified with conditions": matrix(
        started("amplify", conditions=["Time"], decision="adapted", **OWNED), stopped()
    ),
    "decided a day later": matrix(
        started(decided_on="2020-07-17"),
        stopped(decided_on="2020-07-16"),
        recorded_on="2020-07-16",
    ),
    "moved from another quadrant": matrix(
        started(moves=[{"on": "2020-08-01", "from_quadrant": "amplify"}]), stopped()
    ),
}


@pytest.mark.parametrize("case", KEPT)
def test_no_check_speaks_where_nothing_is_wrong(case: str) -> None:
    assert found(KEPT[case]) == []


def test_the_quadrant_that_is_chosen_is_named() -> None:
    _, record = BROKEN["no action"]
    assert said(record, "RSA-W8") == '"Restart" is chosen, and no action works on it.'
