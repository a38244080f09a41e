"""Joining the records of several people loses nobody and nothing that was said."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import assume, given, settings, strategies as st
from tests.conftest import cases, every_framework

from improvement_frameworks import (
    ConditionsForChange,
    Iceberg,
    LearningGrid,
    LiberatingStructures,
    validate_text,
)
from improvement_frameworks.core.registry import (
    find_rule,
    get_example,
    get_record_type,
    published_ids,
)
from improvement_frameworks.testing import records as valid_records

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from improvement_frameworks.frameworks.iceberg import IcebergEntry, Intervention

LEVELS: Final = ("events", "patterns", "structures", "mental-models")
# Few different words, so that records often say and number things alike.
WORDS: Final = st.sampled_from(["We met daily.", "Nobody asked.", "It helped."])
ENTRY_IDS: Final = ("e1", "e1-2", "e2", "x" * 64)
PEOPLE: Final = ("c1", "c1-2", "y" * 64)


def iceberg(**fields: object) -> Iceberg:
    head: dict[str, object] = {"framework": "iceberg", "schema_version": "1.0", "title": "t"}
    return Iceberg.model_validate_json(json.dumps({**head, "entries": (), **fields}))


@st.composite
def records(draw: DrawFn) -> Iceberg:
    """Draw a record in which ids are unique and references resolve."""
    people = draw(st.lists(st.sampled_from(PEOPLE), unique=True, max_size=3))
    ids = draw(st.lists(st.sampled_from(ENTRY_IDS), unique=True, max_size=4))
    some_ids = st.lists(st.sampled_from(ids or ["none"]), unique=True, max_size=2 if ids else 0)
    entries: list[dict[str, object]] = []
    for one in [*ids, *draw(st.lists(st.none(), max_size=2))]:
        entry: dict[str, object] = {
            "level": draw(st.sampled_from(LEVELS)),
            "text": draw(WORDS),
            "explained_by": draw(some_ids),
        }
        if one:
            entry["id"] = one
        is_signed: bool = draw(st.booleans())
        if people and is_signed:
            entry["contributor"] = draw(st.sampled_from(people))
        entries.append(entry)
    return iceberg(
        contributors=[
            {"id": one, "role": draw(st.sampled_from(["nurse", "patient"]))} for one in people
        ],
        entries=draw(st.permutations(entries)),
        actions=[
            {"text": f"{draw(WORDS)} {number}", "works_on": draw(some_ids)}
            for number in range(draw(st.integers(0, 2)))
        ],
        tags=draw(st.lists(st.sampled_from(["video", "huddle"]), unique=True)),
    )


def who(record: Iceberg, entry: IcebergEntry) -> str | None:
    """Return what is known of the person who said it."""
    roles = {person.id: person.role for person in record.contributors}
    return roles[entry.contributor] if entry.contributor else None


def said(record: Iceberg) -> list[object]:
    """Return who said what on which level, and what it is explained by, without any ids."""
    texts = {entry.id: (entry.level, entry.text) for entry in record.entries}
    return [
        (who(record, e), e.level, e.text, [texts[cause] for cause in e.explained_by])
        for e in record.entries
    ]


def planned(record: Iceberg) -> Counter[tuple[str | None, tuple[str, ...]]]:
    """Return what will be done about what, without any ids."""
    texts = {entry.id: entry.text for entry in record.entries}

    def facts(item: Intervention) -> tuple[str | None, tuple[str, ...]]:
        return (item.text, tuple(texts[one] for one in item.works_on))

    return Counter(facts(item) for item in record.actions)


@given(st.lists(records(), min_size=1, max_size=4))
def test_who_said_what_is_kept(several: list[Iceberg]) -> None:
    merged = Iceberg.merge(several)
    assert said(merged) == [line for record in several for line in said(record)]


@given(st.lists(records(), min_size=1, max_size=4))
def test_nobody_and_nothing_planned_is_lost(several: list[Iceberg]) -> None:
    merged = Iceberg.merge(several)
    for record in several:
        roles = Counter(person.role for person in record.contributors)
        assert roles <= Counter(person.role for person in merged.contributors)
        assert planned(record) <= planned(merged)
        assert set(record.tags) <= set(merged.tags)


@given(st.lists(records(), min_size=1, max_size=4))
def test_ids_are_unique_and_references_lead_somewhere_afterwards(several: list[Iceberg]) -> None:
    merged = Iceberg.merge(several)
    assert [*find_rule("REC-E1").check(merged)] == []
    assert [*find_rule("REC-E2").check(merged)] == []


@given(st.lists(records(), min_size=1, max_size=4))
def test_the_same_records_give_the_same_merged_record(several: list[Iceberg]) -> None:
    assert Iceberg.merge(several) == Iceberg.merge(iter(several))


def test_one_record_stays_as_it_is() -> None:
    record = Iceberg.model_validate_json(json.dumps(get_example("iceberg")))
    assert Iceberg.merge([record]) == record


def test_different_people_with_one_id_get_different_ids() -> None:
    nurse = iceberg(
        contributors=[{"id": "c1", "role": "nurse"}],
        entries=[{"id": "e1", "level": "events", "text": "a", "contributor": "c1"}],
    )
    patient = iceberg(
        contributors=[{"id": "c1", "role": "patient"}],
        entries=[
            {"id": "e1", "level": "events", "text": "b", "contributor": "c1"},
            {"level": "events", "text": "c", "explained_by": ["e1"]},
        ],
        actions=[{"text": "d", "works_on": ["e1"]}],
    )
    merged = Iceberg.merge([nurse, patient])
    assert [(c.id, c.role) for c in merged.contributors] == [("c1", "nurse"), ("c1-2", "patient")]
    assert [(e.id, e.contributor) for e in merged.entries] == [
        ("e1", "c1"),
        ("e1-2", "c1-2"),
        (None, None),
    ]
    assert merged.entries[2].explained_by == ("e1-2",)
    assert merged.actions[0].works_on == ("e1-2",)


@pytest.mark.parametrize(
    ("person", "ids"),
    cases(
        {
            "role": ({"role": "nurse"}, ["c1", "c1-2"]),
            "place": ({"role": "nurse", "organisation": "Ward"}, ["c1", "c1-2"]),
            "name": ({"role": "nurse", "name": "A"}, ["c1"]),
        }
    ),
)
def test_only_people_with_a_name_are_one_person(person: dict[str, str], ids: list[str]) -> None:
    one = iceberg(contributors=[{"id": "c1", **person}])
    assert [c.id for c in Iceberg.merge([one, one]).contributors] == ids


def test_each_entry_says_which_record_and_group_it_comes_from() -> None:
    entry = {"level": "events", "text": "a", "tags": ["video"]}
    first = iceberg(id="r1", group={"name": "Ward 1"}, entries=[entry])
    second = iceberg(group={"name": "Ward 2"}, entries=[entry, entry], references=[{"title": "A"}])
    third = iceberg(group={"name": "Ward 2"}, entries=[entry])
    merged = Iceberg.merge([first, second, third])
    tags = ["Ward 1: t", "Ward 2: t", "Ward 2: t", "Ward 2: t (2)"]
    assert [e.tags for e in merged.entries] == [("video", tag) for tag in tags]
    assert merged.group is None
    told = [(one.title, one.record, one.note) for one in merged.references]
    note = "Entries with this tag come from here: {}. Group: {}"
    assert told == [
        ("t", "r1", note.format("Ward 1: t", "Ward 1")),
        ("A", None, None),
        ("t", None, note.format("Ward 2: t", "Ward 2")),
        ("t", None, note.format("Ward 2: t (2)", "Ward 2")),
    ]


def test_a_person_who_answers_twice_in_two_records_stays_two_people() -> None:
    answer = {"question": "ten-year-hope", "level": "personal", "text": "a", "contributor": "c1"}
    one = LearningGrid(title="t", contributors=[{"id": "c1", "name": "A"}], entries=[answer])
    assert [e.contributor for e in LearningGrid.merge([one, one]).entries] == ["c1", "c1-2"]


def test_a_day_is_kept_only_if_each_record_has_one() -> None:
    early = iceberg(recorded_on="2020-03-16")
    late = iceberg(entries=[{"level": "events", "text": "a", "happened_on": "2020-04-01"}])
    assert Iceberg.merge([early, late]).recorded_on is None


def test_records_that_contradict_each_other_are_not_merged() -> None:
    def declare(meaning: str) -> ConditionsForChange:
        part = {"code": "own", "label": "Own", "definition": meaning}
        return ConditionsForChange(title="t", own_parts=[part], entries=[])

    with pytest.raises(ValueError, match="not valid"):
        ConditionsForChange.merge([declare("One."), declare("Another.")])


@settings(max_examples=15)
@given(st.data(), st.sampled_from(published_ids()))
def test_valid_records_make_a_valid_record_or_none(data: st.DataObject, wanted: str) -> None:
    kind = get_record_type(wanted)
    several = data.draw(st.lists(valid_records(wanted, clean=True), min_size=2, max_size=2))
    assume(len({record.part_scheme.id for record in several}) == 1)
    try:
        merged = kind.merge(several)
    except ValueError as refused:
        if "Together the records are not valid." not in str(refused):
            raise
    else:
        assert validate_text(merged.to_json()).ok


def test_the_same_words_of_two_people_are_two_entries() -> None:
    one = iceberg(entries=[{"level": "events", "text": "We met daily."}])
    assert Iceberg.merge([one, one]).coverage()["events"] == 2


def test_an_id_that_is_as_long_as_allowed_can_be_renamed() -> None:
    one = iceberg(entries=[{"id": "x" * 64, "level": "events", "text": "a"}])
    other = iceberg(entries=[{"id": "x" * 64, "level": "events", "text": "b"}])
    ids = [entry.id for entry in Iceberg.merge([one, other, one]).entries]
    assert ids == ["x" * 64, "x" * 62 + "-2", "x" * 62 + "-3"]


def test_a_new_id_is_not_one_that_the_same_record_uses_itself() -> None:
    one = iceberg(entries=[{"id": "e1", "level": "events", "text": "a"}])
    other = iceberg(
        entries=[
            {"id": "e1", "level": "events", "text": "b"},
            {"id": "e1-2", "level": "events", "text": "c"},
        ]
    )
    assert [entry.id for entry in Iceberg.merge([one, other]).entries] == ["e1", "e1-3", "e1-2"]


def test_headers_keep_what_all_say_and_span_all_times() -> None:
    one = iceberg(
        title="One",
        group={"name": "Ward"},
        focus="success",
        period={"start": "2020-03-16", "end": "2020-05-31"},
        recorded_on="2020-06-01",
        notes="First.",
        references=[{"title": "A"}],
    )
    other = iceberg(
        title="Other",
        group={"name": "Ward"},
        focus="problem",
        period={"start": "2020-04-01", "end": "2020-06-30"},
        recorded_on="2020-07-01",
        notes="Second.",
        references=[{"title": "A"}, {"title": "B"}],
    )
    merged = Iceberg.merge([one, other])
    assert merged.title == "One"
    assert Iceberg.merge([one, other], title="Both").title == "Both"
    assert merged.group == one.group
    assert merged.focus is None
    assert merged.period
    assert (merged.period.start, merged.period.end) == (date(2020, 3, 16), date(2020, 6, 30))
    assert merged.recorded_on == date(2020, 7, 1)
    assert merged.notes == "First.\n\nSecond."
    assert [reference.title for reference in merged.references] == ["A", "One", "B", "Other"]


def test_a_period_that_goes_on_in_one_record_goes_on_in_the_merged_one() -> None:
    ended = iceberg(period={"start": "2020-03-16", "end": "2020-05-31"})
    going_on = iceberg(period={"start": "2020-04-01"})
    period = Iceberg.merge([ended, going_on]).period
    assert period
    assert (period.start, period.end) == (date(2020, 3, 16), None)


def test_the_same_scheme_named_or_not_can_be_merged() -> None:
    named = iceberg(scheme="four-levels")
    assert Iceberg.merge([named, iceberg()]).part_scheme.id == "four-levels"


@pytest.mark.parametrize(
    ("several", "words"),
    cases(
        {
            "nothing": ((), "no record"),
            "two schemes": ((iceberg(), iceberg(scheme="three-levels")), "one scheme"),
            "two frameworks": ((iceberg(), LiberatingStructures.blank()), "one framework"),
            "notes too long together": (
                (iceberg(notes="a" * 6_000), iceberg(notes="b" * 6_000)),
                "10,000 characters",
            ),
        }
    ),
)
def test_what_cannot_be_merged_is_said(several: tuple[Iceberg, ...], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Iceberg.merge(several)


ABOUT_ONE: Final = {
    "learning-principles",
    "liberating-structures",
    "session-rating",  # the counts of two sessions are not those of one
    "team-safety-survey",
}
"""Frameworks whose example says of one thing what can be said once."""


@every_framework
def test_records_of_every_framework_can_be_merged(wanted: str) -> None:
    document = get_example(wanted)
    kind = get_record_type(wanted)
    one = kind.model_validate_json(json.dumps(document))
    other = kind.model_validate_json(json.dumps({**document, "title": "Another", "notes": "More."}))
    if wanted in ABOUT_ONE:
        with pytest.raises(ValueError, match="not valid"):
            kind.merge([one, other])
        return
    merged = kind.merge([one, other])
    assert [e.text for e in merged.entries] == [e.text for r in (one, other) for e in r.entries]
    assert len(merged.contributors) >= len(one.contributors)
    assert [*find_rule("REC-E1").check(merged)] == []
    assert [*find_rule("REC-E2").check(merged)] == []
    assert merged.notes == "\n\n".join(filter(None, (one.notes, "More.")))
