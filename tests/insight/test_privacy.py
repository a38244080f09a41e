"""No report of insights lets anybody count fewer than k people, nor quotes whom it must not."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given, strategies as st

from improvement_frameworks import Iceberg, LearningGrid, Record, Story, insights
from improvement_frameworks.core import collect
from improvement_frameworks.insight.quoting import Quoting
from improvement_frameworks.insight.small_number import Range, blur, hide_small

if TYPE_CHECKING:
    from improvement_frameworks.insight import InsightReport

K = 5


def grids(groups: int, people: int, wave: str, text: str = "A huddle") -> list[Record]:
    """Return a grid of each group, in which people say the same."""
    said = {"question": "started", "level": "system", "text": text}
    return [
        LearningGrid(
            title="A grid",
            group={"name": f"Ward {group}"},
            recorded_on=f"{wave}-10",
            contributors=[{"id": f"c{n}", "role": "nurse"} for n in range(people)],
            entries=[{**said, "contributor": f"c{n}"} for n in range(people)],
        )
        for group in range(groups)
    ]


def ranges(report: InsightReport) -> list[Range]:
    """Return every number of people, records or entries that a report gives."""
    found = [report.people]
    for one in report.statements:
        found += [one.people, one.of_people, one.records, one.of_records, *one.parts.values()]
    return found


@given(st.integers(0, 60), st.integers(0, 60), st.integers(2, 10))
def test_no_difference_of_two_ranges_is_certainly_small(one: int, more: int, k: int) -> None:
    large, small = blur(one + more, k), blur(one, k)
    assert large.least <= one + more <= large.most
    if one >= k:  # what is said of people is k or more
        least, most = large.least - small.most, large.most - small.least
        assert least <= 0 or most >= k


@given(st.integers(5, 60), st.integers(5, 60), st.integers(2, 5))
def test_a_number_of_a_tally_less_a_range_is_not_certainly_small(
    one: int, two: int, k: int
) -> None:
    """A tally says numbers from k on as they are, a report says them as ranges."""
    total, part = max(one, two), blur(min(one, two), k)
    least, most = total - part.most, total - part.least
    assert least <= 0 or most >= k


@given(st.lists(st.integers(0, 30), min_size=1, max_size=5), st.integers(2, 6))
def test_what_is_left_of_a_total_is_not_certainly_small(parts: list[int], k: int) -> None:
    total = blur(sum(parts), k)
    shown, hidden = hide_small({str(place): people for place, people in enumerate(parts)}, k)
    assert hidden == sum(people < k for people in parts)
    if sum(parts) < k:
        return  # that few people are behind all of it is what such a range says
    least = total.least - sum(one.most for one in shown.values())
    most = total.most - sum(one.least for one in shown.values())
    assert least <= 0 or most >= k


def test_what_few_people_say_is_left_out_and_counted() -> None:
    report = insights(grids(3, 1, "2020-04"), select="GRID-A1")
    assert (report.statements, report.withheld) == ((), {"GRID-A1": 1})
    assert "fewer than 5 people" in report.to_text()
    assert len(insights(grids(3, 1, "2020-04"), select="GRID-A1", k=3).statements) == 1


def test_groups_of_few_people_are_not_named() -> None:
    records = [*grids(4, 2, "2020-04"), *grids(5, 6, "2020-04")[4:]]
    (one,) = insights(records, select="GRID-A1", by="group").statements
    assert (list(one.parts), one.small_parts) == (["Ward 4"], 4)


def test_a_role_of_few_people_is_not_named() -> None:
    records = [*grids(5, 1, "2020-04")]
    other = LearningGrid(
        title="Other",
        group={"name": "Ward 9"},
        contributors=[{"id": "c1", "role": "manager"}],
        entries=[{"question": "more", "level": "personal", "text": "Calls", "contributor": "c1"}],
    )
    (one,) = insights([*records, other], select="GRID-A6").statements
    assert one.facts["role"] == ("nurse",)
    assert insights([*records[:4], other], select="GRID-A6").withheld == {}
    assert insights([*records, other], select="GRID-A6", k=6).withheld == {"GRID-A6": 1}


def test_overlapping_reports_give_no_small_number_away() -> None:
    """One person more in a later wave, one record less, another k of the same width."""
    early, late = grids(4, 3, "2020-04"), grids(5, 1, "2020-08")
    reports = [
        insights(records, by=by, k=K)
        for records in (early, late, [*early, *late], [*early, *late[:-1]], early[:-1])
        for by in ("group", "wave", None)
    ]
    numbers = {number for report in reports for number in ranges(report)} - {Range(0, 0)}
    for one, other in combinations(sorted(numbers), 2):
        if one.least >= K:
            assert other.least - one.most <= 0 or other.most - one.least >= K
    assert all(number.least % K == 0 for number in numbers if number.least >= K)


Use = Literal["learn-in-group", "share-in-organisation", "publish", "quote"]
CONSENTS: dict[str, tuple[dict[str, object] | None, set[str]]] = {
    "given for one use": ({"status": "given", "uses": ["publish"]}, {"publish"}),
    "given for no use": ({"status": "given"}, set()),
    "partly given": ({"status": "partly", "uses": ["publish"]}, set()),
    "not asked": ({"status": "not-asked"}, {"learn-in-group"}),
    "not said": (None, {"learn-in-group"}),
    "not needed": (
        {"status": "not-needed"},
        {"learn-in-group", "share-in-organisation", "publish", "quote"},
    ),
}


@pytest.mark.parametrize(("consent", "allowed"), CONSENTS.values(), ids=CONSENTS)
def test_people_are_quoted_for_what_they_agreed_to(
    consent: dict[str, object] | None, allowed: set[str]
) -> None:
    record = grids(1, 2, "2020-04")[0].replace(consent=consent)
    later = record.replace(recorded_on="2020-08-10")
    uses: tuple[Use, ...] = ("learn-in-group", "share-in-organisation", "publish", "quote")
    for use in uses:
        (one,) = insights([record, later], select="GRID-A12", k=1, use=use).statements
        quotes = [place.quote for place in one.opened]
        assert quotes == (["A huddle"] * 2 if use in allowed else []), use
        assert one.not_quoted == blur(0 if use in allowed else 2, 1)


def test_records_are_pointed_to_for_what_was_agreed_to() -> None:
    consent = {"status": "given", "uses": ["publish"]}
    records = [
        one.replace(consent=consent if n else None) for n, one in enumerate(grids(4, 1, "2020-04"))
    ]
    expected: dict[Use | None, int] = {None: 4, "publish": 3, "quote": 0}
    for use, shown in expected.items():
        (one, *_) = insights(records, select="GRID-A4", k=1, use=use).statements
        assert len(one.opened) == shown
        assert one.not_opened == blur(4 - shown, 1)


def test_several_groups_do_not_learn_from_words_that_nobody_was_asked_for() -> None:
    (one,) = insights(grids(3, 2, "2020-04"), select="GRID-A1", use="learn-in-group").statements
    assert one.opened == ()
    assert one.not_opened == blur(6, K)


def test_a_withdrawn_story_is_not_quoted() -> None:
    def story(number: int, **more: object) -> Story:
        told = {"medium": "words", "text": "We wait", "contributor": "c1", **more}
        return Story(
            title=f"Story {number}",
            group={"name": f"Ward {number}"},
            contributors=[{"id": "c1", "role": "patient"}],
            entries=[{**told, "consent": {"status": "given", "uses": ["publish"]}}],
        )

    quoting = Quoting("publish", is_one_group=False)
    stories = [story(1), story(2, withdrawn_on="2020-08-01")]
    for record, quote in zip(stories, ("We wait", None), strict=True):
        (said,) = collect([record]).said
        assert quoting.quote(said.entry.text, record, said) == quote


def test_words_that_seem_to_name_somebody_are_not_quoted() -> None:
    record = grids(1, 1, "2020-04", "Ask Mrs Example about the huddle")[0]
    days = [record.replace(recorded_on=day) for day in ("2020-04-01", "2020-08-01")]
    (one,) = insights(days, select="GRID-A12", k=1, use="learn-in-group").statements
    assert [place.quote for place in one.opened] == [None]
    assert one.not_quoted == Range(1, 1)


def test_words_that_name_somebody_of_another_record_are_not_quoted() -> None:
    person = {"id": "c0", "role": "nurse", "name": "Robin Example"}
    consent = {"status": "given", "uses": ["publish"]}
    first, *others = [
        one.replace(consent=consent) for one in grids(3, 1, "2020-04", "Ask Robin at the huddle")
    ]
    for people in ((person,), first.contributors):
        records = [first.replace(contributors=people), *others]
        (one,) = insights(records, select="GRID-A1", k=1, use="publish").statements
        is_quoted = [place.quote is not None for place in one.opened]
        assert is_quoted == [people == first.contributors] * 3


def test_ranges_follow_each_other_without_gaps() -> None:
    seen = [blur(number, K) for number in range(1, 30)]
    for one, other in pairwise(dict.fromkeys(seen)):
        assert one.most + 1 == other.least


def test_words_of_an_action_are_quoted_where_the_record_agreed() -> None:
    def iceberg(group: str, consent: dict[str, object] | None) -> Iceberg:
        return Iceberg(
            title="Late starts",
            group={"name": group},
            consent=consent,
            actions=[{"text": "One list for all", "owner": "lead"}],
            entries=[{"level": "events", "text": group}],
        )

    agreed: dict[str, object] = {"status": "given", "uses": ["publish"]}
    records = [iceberg("Ward 1", agreed), iceberg("Ward 2", agreed), iceberg("Ward 3", None)]
    (found,) = insights(records, select=["REC-A6"], k=1, use="publish").statements
    assert [one.quote for one in found.opened] == ["One list for all"] * 2
    assert found.heading == 'Same action in several groups: "One list for all"'
    (silent,) = insights(records, select=["REC-A6"], k=1).statements
    assert [one.quote for one in silent.opened] == [None] * 3
