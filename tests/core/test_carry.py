"""What goes over from a record into a draft of another: all that is declared, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from improvement_frameworks import (
    FutureChangeMatrix,
    LadderOfInference,
    LearningGrid,
    RiskThemes,
    carry,
    get_example,
    get_framework,
    load,
    validate,
)
from improvement_frameworks.core.errors import UnknownFrameworkError
from improvement_frameworks.core.registry import published_ids
from improvement_frameworks.core.work.carry import carry_over, targets_of
from improvement_frameworks.testing import records

if TYPE_CHECKING:
    from improvement_frameworks import Action, Entry, Record

PAIRS = [(one, other) for one in published_ids() for other in targets_of(get_framework(one))]


@st.composite
def crossings(draw: st.DrawFn) -> tuple[Record, str]:
    """Draw a record, often without some IDs, and a framework to which its entries can go over."""
    framework, other = draw(st.sampled_from(PAIRS))
    record = draw(records(framework, resolve=True))
    return record.replace(id="source"), other


@given(crossings())
def test_every_entry_says_where_it_came_from_and_none_is_lost_or_doubled(
    crossing: tuple[Record, str],
) -> None:
    record, other = crossing
    draft, left = carry_over(record, other)
    items: list[Entry | Action] = [*draft.entries, *draft.actions]
    names = {f"source/{e.id or f'#{n}'}": e for n, e in enumerate(record.entries, start=1)}
    origins = [origin for item in items for origin in item.came_from]
    assert len(origins) == len(items) == len(set(origins)) == len(names) - len(left)
    assert {id(names.pop(origin)) for origin in origins}.isdisjoint(map(id, left))
    assert list(map(id, names.values())) == list(map(id, left))
    declared = _declared_parts(record, other)
    stays = [entry for entry in left if declared.intersection(record.parts_of(entry))]
    assert all(_is_excepted(record, other, entry) for entry in stays)
    assert [(one.framework, one.record) for one in draft.references] == [
        (record.framework, "source")
    ]


@given(crossings())
def test_a_draft_says_nothing_new_and_has_no_error_of_its_own(crossing: tuple[Record, str]) -> None:
    record, other = crossing
    draft = carry(record, other)
    wrong = {issue.code for issue in validate(draft.to_dict()).errors}
    assert wrong <= {issue.code for issue in validate(record).errors}
    by_origin = {f"source/{e.id or f'#{n}'}": e for n, e in enumerate(record.entries, start=1)}
    for item in draft.entries:
        source = by_origin[item.came_from[0]]
        for name in ("id", "text", "contributor", "happened_on", "evidence", "tags", "language"):
            assert getattr(item, name) == getattr(source, name)
        assert item.follow_up is None
    for action in draft.actions:
        assert action.text == by_origin[action.came_from[0]].text
        assert (action.owner, action.due, action.status) == (None, None, None)


def _declared_parts(record: Record, other: str) -> set[str]:
    relations = (one for one in record.about.relations if one.to == other)
    return {part for one in relations for each in one.carries for part in each.parts}


def _is_excepted(record: Record, other: str, entry: object) -> bool:
    rules = [each for one in record.about.relations if one.to == other for each in one.carries]
    return any(
        getattr(entry, name) == value for rule in rules for name, value in rule.unless.items()
    )


def test_what_is_declared_fits_the_record_that_it_goes_into() -> None:
    assert ("learning-grid", "future-change-matrix") in PAIRS
    for one, other in PAIRS:
        record = load({**get_example(one), "id": "source"})
        assert carry(record, other).framework == other


# --- By hand ------------------------------------------------------------------------------------


GRID = LearningGrid(
    id="ward-7",
    title="The first wave",
    recorded_on="2020-07-16",
    notes="Only for us.",
    contributors=[{"id": "c1", "role": "nurse"}, {"id": "c2", "role": "carer"}],
    consent={"status": "given", "uses": ["learn-in-group"]},
    entries=[
        {"question": "started", "level": "system", "text": "Video.", "contributor": "c1"},
        {"question": "more", "level": "system", "text": "Calls.", "contributor": "c2"},
        {"id": "e3", "question": "less", "level": "personal", "text": "Meetings."},
        {"id": "e4", "question": "stopped", "level": "personal", "text": "Paper."},
    ],
)


def test_more_and_less_have_no_quadrant_and_stay_in_the_grid() -> None:
    draft, left = carry_over(GRID, "future-change-matrix")
    assert isinstance(draft, FutureChangeMatrix)
    assert [(e.text, e.in_crisis, e.quadrant, e.came_from) for e in draft.entries] == [
        ("Video.", "started", None, ("ward-7/#1",)),
        ("Paper.", "stopped", None, ("ward-7/e4",)),
    ]
    assert [entry.text for entry in left] == ["Calls.", "Meetings."]


def test_a_draft_keeps_what_still_holds_and_only_those_who_speak_in_it() -> None:
    draft = carry(GRID, "future-change-matrix")
    assert draft.title == "The first wave"
    assert draft.consent == GRID.consent
    assert [person.role for person in draft.contributors] == ["nurse"]
    assert (draft.id, draft.notes, draft.recorded_on) == (None, None, None)


def test_a_feeling_is_no_observable_data() -> None:
    record = load(
        {
            **get_example("what-so-what-now-what"),
            "id": "w1",
            "entries": [
                {"stage": "what", "text": "Two calls came back.", "kind": "shared-observation"},
                {"stage": "what", "text": "It felt rushed.", "kind": "feeling-or-opinion"},
                {"stage": "what", "text": "Six were there."},
            ],
            "actions": [],
        }
    )
    draft, left = carry_over(record, "ladder-of-inference")
    assert isinstance(draft, LadderOfInference)
    assert [(step.rung, step.text) for step in draft.entries] == [
        ("observable-data", "Two calls came back."),
        ("observable-data", "Six were there."),
    ]
    assert [entry.text for entry in left] == ["It felt rushed."]


def test_how_often_a_poll_had_an_answer_goes_over_with_it() -> None:
    answer = {"question": "own-behaviour", "text": "Not listening.", "mentions": 7}
    poll = load({**get_example("poll"), "id": "p1", "entries": [answer], "codings": []})
    draft = carry(poll, "risk-themes")
    assert isinstance(draft, RiskThemes)
    (signal,) = draft.entries
    assert (signal.text, signal.mentions, signal.channel) == ("Not listening.", 7, "poll")
    assert signal.came_from == ("p1/#1",)


def test_what_a_review_taught_becomes_actions_without_owner_or_day() -> None:
    review = load({**get_example("after-action-review"), "id": "r1"})
    draft = carry(review, "after-action-review")
    assert draft.entries == ()
    assert [(action.text, action.came_from) for action in draft.actions] == [
        ("Tell people the number that will call them.", ("r1/e7",)),
        ("Ask every patient to write down their questions, for visits too.", ("r1/e8",)),
    ]


def test_a_record_without_an_id_cannot_be_named() -> None:
    with pytest.raises(ValueError, match="has no ID"):
        carry(GRID.replace(id=None), "future-change-matrix")


def test_where_nothing_goes_over_the_frameworks_that_take_entries_are_named() -> None:
    with pytest.raises(ValueError, match="go over to: future-change-matrix, iceberg, risk-themes"):
        carry(GRID, "story")
    with pytest.raises(UnknownFrameworkError, match="Did you mean"):
        carry(GRID, "iceburg")
