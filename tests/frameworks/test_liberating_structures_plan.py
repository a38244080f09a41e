"""Clock times and groups follow from a plan."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Final, cast
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings, strategies as st

from improvement_frameworks.core.errors import MissingExtraError
from improvement_frameworks.frameworks.liberating_structures import (
    LiberatingStructures,
    PlannedStructure,
)
from improvement_frameworks.frameworks.liberating_structures.allotment import allot_minutes
from improvement_frameworks.frameworks.liberating_structures.grouping import (
    Split,
    group_people,
    split_people,
)
from improvement_frameworks.frameworks.liberating_structures.structure import (
    Span,
    all_structures,
    get_structure,
)

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.liberating_structures.plan import Timetable

TWO_O_CLOCK: Final = datetime(2020, 7, 13, 14, 0)  # noqa: DTZ001 - a time on the wall


def plan(*entries: dict[str, object], **header: object) -> LiberatingStructures:
    document = {
        "framework": "liberating-structures",
        "schema_version": "1.0",
        "title": "A session",
        "entries": entries,
        **header,
    }
    present = {name: value for name, value in document.items() if value is not None}
    return LiberatingStructures.model_validate_json(json.dumps(present))


def entry(structure: str, **more: object) -> PlannedStructure:
    present = {name: value for name, value in more.items() if value is not None}
    return PlannedStructure.model_validate({"structure": structure, **present})


def starts(timetable: Timetable) -> list[str]:
    return [f"{slot.start:%H:%M} {slot.label}" for slot in timetable.slots]


def minutes_of(structure: str, people: int | None = None, **more: object) -> list[int]:
    allotment = allot_minutes(entry(structure, **more), people)
    return [share.minutes for share in allotment.shares]


# Spans


def test_a_span_covers_its_bounds_and_may_be_open() -> None:
    assert Span(4, 6).covers(4)
    assert Span(4, 6).covers(6)
    assert not Span(4, 6).covers(3)
    assert not Span(4, 6).covers(7)
    assert Span(90, None).covers(4_000)
    assert not Span(90, None).covers(89)


def test_spans_overlap_join_and_multiply() -> None:
    assert Span(15, 42).overlaps(Span(42, 45))
    assert not Span(15, 42).overlaps(Span(45, 45))
    assert not Span(45, 45).overlaps(Span(15, 42))
    assert Span(90, None).overlaps(Span(100, 100))
    assert Span(12, 15).join(Span(20, 20)) == Span(12, 20)
    assert Span(12, 15).join(Span(20, None)) == Span(12, None)
    assert Span(15, 15).times(4) == Span(60, 60)
    assert Span(20, None).times(2) == Span(40, None)


# Groups


@pytest.mark.parametrize(
    ("people", "size", "sizes"),
    [
        (12, Span(4, 6), (6, 6)),
        (12, Span(4, 4), (4, 4, 4)),
        (20, Span(2, 6), (4, 4, 4, 4, 4)),
        (13, Span(2, 2), (3, 2, 2, 2, 2, 2)),
        (13, Span(4, 4), (5, 4, 4)),
        (10, Span(3, 3), (4, 3, 3)),
        (11, Span(3, 3), (4, 4, 3)),
        (11, Span(5, 7), (6, 5)),
        (9, Span(5, 7), (5, 4)),
        (7, Span(4, 5), (4, 3)),
        (1, Span(2, 2), (1,)),
    ],
)
def test_people_are_divided_evenly(people: int, size: Span, sizes: tuple[int, ...]) -> None:
    assert split_people(people, size).sizes == sizes


@given(
    people=st.integers(1, 400),
    least=st.integers(1, 12),
    more=st.integers(0, 8),
)
def test_groups_hold_everybody_and_differ_by_one_at_most(
    people: int, least: int, more: int
) -> None:
    asked = Span(least, least + more)
    split = split_people(people, asked)
    assert sum(split.sizes) == people
    assert len(split.sizes) == split.groups
    assert max(split.sizes) - min(split.sizes) <= 1
    possible = any(
        number * least <= people <= number * (least + more) for number in range(1, people + 1)
    )
    assert split.is_exact == possible
    assert split.is_exact == all(least <= size <= least + more for size in split.sizes)


@given(people=st.integers(1, 60), least=st.integers(2, 9), more=st.integers(0, 4))
def test_no_other_even_division_strays_less(people: int, least: int, more: int) -> None:
    def stray(split: Split) -> int:
        return max(split.largest - (least + more), least - split.smallest, 0)

    asked = Span(least, least + more)
    every = [Split(people, number, asked) for number in range(1, people + 1)]
    assert stray(split_people(people, asked)) == min(map(stray, every))


def test_a_hundred_thousand_people_are_divided_at_once() -> None:
    split = split_people(99_999, Span(2, 2))
    assert (split.largest, split.smallest, split.groups) == (3, 2, 49_999)


def test_nobody_cannot_be_divided() -> None:
    with pytest.raises(ValueError, match="nobody"):
        split_people(0, Span(2, 2))
    with pytest.raises(ValueError, match="nobody"):
        plan({"structure": "triz"}).groups(0)


def test_a_division_reads_as_words() -> None:
    assert str(split_people(13, Span(4, 4))) == "1 group of 5 and 2 groups of 4"


def test_a_fishbowl_divides_those_outside_the_inner_circle() -> None:
    fishbowl = get_structure("user-experience-fishbowl")
    (four_inside,) = group_people(fishbowl, 16, count=4)
    assert four_inside.split.sizes == (4, 4, 4)
    (chosen,) = group_people(fishbowl, 8)  # three inside leave five, which do not divide
    assert chosen.split.sizes == (4,)
    assert group_people(fishbowl, 3) == ()  # nobody is left outside


def test_what_so_what_now_what_stays_one_group_up_to_twelve() -> None:
    w3 = get_structure("what-so-what-now-what")
    assert [g.split.sizes for g in group_people(w3, 12)] == [(12,)]
    assert [g.split.is_exact for g in group_people(w3, 12)] == [True]
    assert [g.split.sizes for g in group_people(w3, 13)] == [(7, 6)]


def test_a_wise_crowd_may_grow_to_seven() -> None:
    crowd = get_structure("wise-crowds")
    assert [(g.split.sizes, g.split.is_exact) for g in group_people(crowd, 7)] == [((7,), True)]
    assert [g.split.is_exact for g in group_people(crowd, 3)] == [False]


def test_a_plan_divides_people_for_each_structure() -> None:
    session = plan(
        {"structure": "one-two-four-all"},
        {"structure": "celebrity-interview"},
        {"structure": "open-space-technology"},
        participants=12,
    )
    groups = [(g.entry, g.unit, g.split.sizes) for g in session.groups()]
    assert groups == [
        (0, "Pair", (2, 2, 2, 2, 2, 2)),
        (0, "Foursome", (4, 4, 4)),
        (1, "Pair", (2, 2, 2, 2, 2, 2)),
        (1, "Small group", (4, 4, 4)),
    ]
    assert session.groups(8)[1].split.sizes == (4, 4)
    assert session.groups(1)[0].split.sizes == (1,)


def test_a_plan_without_participants_needs_a_number() -> None:
    with pytest.raises(ValueError, match="how many people"):
        plan({"structure": "triz"}).groups()


# Minutes


def test_printed_minutes_are_kept() -> None:
    assert minutes_of("one-two-four-all") == [1, 2, 4, 5]
    assert minutes_of("nine-whys") == [5, 5, 5, 5]


def test_turns_come_one_after_another() -> None:
    allotment = allot_minutes(entry("troika-consulting", minutes=22))
    turns = [(share.turn, share.minutes) for share in allotment.shares]
    one_turn = (1, 1, 4, 1)
    assert turns == [(None, 1), *((turn, m) for turn in (1, 2, 3) for m in one_turn)]


def test_rounds_with_a_talking_object_do_not_mix() -> None:
    allotment = allot_minutes(entry("conversation-cafe", minutes=45), 6)
    assert [share.minutes for share in allotment.shares][:3] == [0, 6, 6]
    assert len(allotment.shares) == 5
    assert allotment.minutes == 45


def test_everyone_in_the_largest_group_has_a_turn() -> None:
    allotment = allot_minutes(entry("wise-crowds"), 9)
    assert allotment.count == 5
    assert allotment.minutes == 75
    assert allot_minutes(entry("fifteen-percent-solutions"), 9).minutes == 5 + 3 * (3 + 5)


def test_the_planned_number_of_turns_goes_first() -> None:
    allotment = allot_minutes(entry("shift-and-share", count=4, minutes=60))
    assert allotment.count == 4
    assert sum(share.minutes for share in allotment.shares) == 5 + 4 * 13
    assert allotment.spare == 3


def test_the_printed_90_minutes_hold_six_stations() -> None:
    assert allot_minutes(entry("shift-and-share")).count == 6
    assert allot_minutes(entry("shift-and-share", minutes=57)).count == 4  # 5 + 4 x 13
    assert allot_minutes(entry("shift-and-share", minutes=20)).count == 3


def test_ranges_are_stretched_before_time_goes_to_untimed_steps() -> None:
    assert minutes_of("what-so-what-now-what") == [3, 1, 7, 3, 1, 7, 5, 1, 7, 10]
    assert sum(minutes_of("what-so-what-now-what", minutes=15)) == 15
    assert len(minutes_of("what-so-what-now-what", minutes=42)) == 9  # no introduction then


def test_an_optional_step_is_taken_when_it_fits() -> None:
    assert minutes_of("min-specs", minutes=50) == [1, 5, 15, 15]
    assert minutes_of("min-specs", minutes=51) == [1, 5, 15, 15, 15]
    assert minutes_of("design-storyboards", minutes=70) == [5, 10, 5, 5, 10, 10, 10, 5, 10]
    assert minutes_of("design-storyboards", minutes=67)[-1] == 7


def test_the_step_with_the_widest_range_is_stretched_first() -> None:
    # Its steps take 3, 15 to 30, 5 to 10, 5 to 10 and 1 minutes: 29 at least, so 10 are free.
    assert minutes_of("celebrity-interview", minutes=39) == [3, 25, 5, 5, 1]


def test_too_little_time_cuts_the_longest_steps_alike() -> None:
    assert minutes_of("one-two-four-all", minutes=8) == [1, 2, 3, 2]
    assert minutes_of("one-two-four-all", minutes=3) == [1, 1, 1, 1]  # never below a minute


def test_rounds_of_a_structure_repeat_all_its_steps() -> None:
    allotment = allot_minutes(entry("improv-prototyping", count=2))
    assert allotment.minutes == 42
    assert len(allotment.shares) == 12


def test_own_steps_replace_those_of_the_menu() -> None:
    steps = [
        {"what": "Think", "minutes": 2, "unit": "individual"},
        {"what": "Share", "minutes": 3, "unit": "trio", "times": 3},
        {"what": "Hear all", "unit": "whole-group"},
    ]
    assert minutes_of("one-two-four-all", steps=steps, minutes=20) == [2, 9, 9]
    assert minutes_of("one-two-four-all", steps=steps[:2]) == [2, 9]
    assert minutes_of("troika-consulting", steps=steps[:2], count=4) == [2, 9]


def test_untimed_steps_share_what_is_left() -> None:
    steps = [{"what": "Think", "minutes": 2}, {"what": "Draw"}, {"what": "Show"}]
    assert minutes_of("drawing-together", steps=steps, minutes=9) == [2, 4, 3]


def test_a_newer_structure_has_the_minutes_of_its_steps() -> None:
    assert minutes_of("positive-gossip") == [1, 3, 3, 3, 5]


@settings(max_examples=200)
@given(
    code=st.sampled_from([structure.code for structure in all_structures()]),
    minutes=st.none() | st.integers(1, 1_440),
    people=st.none() | st.integers(1, 300),
    count=st.none() | st.integers(1, 20),
)
def test_minutes_are_whole_and_add_up(
    code: str, minutes: int | None, people: int | None, count: int | None
) -> None:
    allotment = allot_minutes(entry(code, minutes=minutes, count=count), people)
    assert all(share.minutes >= 0 for share in allotment.shares)
    assert allotment.spare >= 0
    if minutes:
        shortest = allot_minutes(entry(code, minutes=1, count=allotment.count), people)
        assert allotment.minutes == max(minutes, shortest.minutes)
    by_step: dict[int, set[int]] = {}
    for share in allotment.shares:
        if share.turn:
            by_step.setdefault(id(share.step), set()).add(share.minutes)
    assert all(len(times) == 1 for times in by_step.values())  # equal turns


# Timetable


def test_clock_times_follow_from_the_start() -> None:
    session = plan(
        {"structure": "one-two-four-all", "transition_minutes": 3, "break_minutes": 10},
        {"structure": "troika-consulting"},
    )
    timetable = session.timetable(TWO_O_CLOCK)
    assert starts(timetable) == [
        "14:00 1-2-4-All",
        "14:12 Break",
        "14:22 Change",
        "14:25 Troika Consulting",
    ]
    assert timetable.end == TWO_O_CLOCK + timedelta(minutes=55)
    assert timetable.minutes == 55
    first = timetable.slots[0]
    assert [f"{step.start:%H:%M}" for step in first.steps] == ["14:00", "14:01", "14:03", "14:07"]
    assert first.steps[-1].end == first.end


@given(
    codes=st.lists(st.sampled_from([s.code for s in all_structures()]), max_size=6),
    pause=st.none() | st.integers(1, 30),
    people=st.none() | st.integers(1, 80),
)
def test_a_timetable_has_no_gaps(codes: list[str], pause: int | None, people: int | None) -> None:
    between = {"transition_minutes": pause} if pause else {}
    entries: list[dict[str, object]] = [{"structure": code, **between} for code in codes]
    timetable = plan(*entries, participants=people).timetable(TWO_O_CLOCK)
    clock = TWO_O_CLOCK
    for slot in timetable.slots:
        assert slot.start == clock
        inner = slot.start
        for step in slot.steps:
            assert step.start == inner
            inner = step.end
        assert inner <= slot.end
        assert not slot.steps or inner + timedelta(minutes=slot.spare) == slot.end
        clock = slot.end
    assert clock == timetable.end


def test_the_start_may_stand_in_the_plan() -> None:
    session = plan({"structure": "triz"}, starts_at="2020-07-13T14:00:00+01:00")
    start = session.timetable().start
    assert start == datetime(2020, 7, 13, 13, 0, tzinfo=UTC)
    assert session.timetable(TWO_O_CLOCK).start == TWO_O_CLOCK
    with pytest.raises(ValueError, match="when the session starts"):
        plan({"structure": "triz"}).timetable()


def test_an_empty_plan_has_an_empty_timetable() -> None:
    timetable = plan().timetable(TWO_O_CLOCK)
    assert timetable.slots == ()
    assert timetable.minutes == 0


def test_the_agenda_is_a_markdown_table_in_which_words_stay_words() -> None:
    session = plan(
        {
            "structure": "impromptu-networking",
            "text": "To meet | *everyone*",
            "invitation": "What brings you here?",
            "host": "c1",
        },
        contributors=[{"id": "c1", "role": "nurse"}],
    )
    agenda = session.timetable(TWO_O_CLOCK).to_markdown()
    assert "14:00 to 14:20, 20 minutes" in agenda
    assert "| 14:00 | 20 | **Impromptu Networking** | |" in agenda
    assert "(3 of 3) | pair |" in agenda
    assert "| 14:15 | 5 | Minutes to spare | |" in agenda
    assert r"- For: To meet \| \*everyone\*" in agenda
    assert "- Invitation: What brings you here?" in agenda
    assert "- Host: nurse" in agenda


def test_the_agenda_has_no_empty_sections() -> None:
    agenda = plan({"structure": "positive-gossip"}).timetable(TWO_O_CLOCK).to_markdown()
    head, _, table = agenda.partition("| Time |")
    assert head == "# A session\n\n14:00 to 14:15, 15 minutes\n\n"
    assert all(line.startswith("|") for line in table.splitlines()[1:])


# Calendar


def read_events(text: str) -> list[dict[str, Any]]:
    from icalendar import Calendar

    calendar = cast("Any", Calendar.from_ical(text))
    return cast("list[dict[str, Any]]", calendar.walk("VEVENT"))


def test_a_calendar_is_read_back_as_it_was_meant() -> None:
    session = plan(
        {"structure": "one-two-four-all", "transition_minutes": 3, "break_minutes": 10},
        {"structure": "triz", "text": "To stop, at last", "invitation": "What?"},
    )
    start = TWO_O_CLOCK.replace(tzinfo=timezone(timedelta(hours=1)))
    events = read_events(session.timetable(start).to_calendar())
    told = [(str(event["SUMMARY"]), event["DTSTART"].dt, event["DTEND"].dt) for event in events]

    def at(hour: int, minute: int) -> datetime:
        return datetime(2020, 7, 13, hour, minute, tzinfo=UTC)

    assert told == [
        ("A session: 1-2-4-All", at(13, 0), at(13, 12)),
        ("A session: Break", at(13, 12), at(13, 22)),
        ("A session: TRIZ", at(13, 25), at(14, 0)),
    ]
    assert str(events[2]["DESCRIPTION"]).startswith("To stop, at last\nWhat?\n14:25 ")
    assert len({str(event["UID"]) for event in events}) == 3


def read_uids(session: LiberatingStructures, start: datetime = TWO_O_CLOCK) -> set[str]:
    events = read_events(session.timetable(start).to_calendar())
    return {str(event["UID"]) for event in events}


def test_sessions_of_two_teams_at_one_hour_do_not_replace_each_other() -> None:
    steps: dict[str, object] = {"structure": "triz"}
    one = plan(steps)
    other = one.model_copy(update={"title": "Another session"})
    named = one.model_copy(update={"id": "s1"})
    assert len(read_uids(one) | read_uids(other) | read_uids(named)) == 3
    assert read_uids(one) == read_uids(plan(steps))
    later = TWO_O_CLOCK + timedelta(hours=1)
    assert read_uids(named, later) == read_uids(named)  # it moved, so the event is replaced


def test_a_calendar_of_wall_clock_times_has_no_zone() -> None:
    text = plan({"structure": "triz"}).timetable(TWO_O_CLOCK).to_calendar()
    (event,) = read_events(text)
    assert event["DTSTART"].dt == TWO_O_CLOCK
    assert text == plan({"structure": "triz"}).timetable(TWO_O_CLOCK).to_calendar()


def test_a_missing_calendar_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(MissingExtraError, match=r"improvement-frameworks\[calendar\]"):
        plan().timetable(TWO_O_CLOCK).to_calendar()


LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_minutes_are_those_that_pass_when_the_clocks_change(day: str) -> None:
    plan = LiberatingStructures(
        title="A night shift", entries=[{"structure": "troika-consulting", "minutes": 90}]
    )
    begin = datetime.fromisoformat(f"{day}T00:30").replace(tzinfo=LONDON)
    timetable = plan.timetable(begin)
    passed = timetable.end.astimezone(UTC) - begin.astimezone(UTC)
    assert passed == timedelta(minutes=timetable.minutes) == timedelta(minutes=90)
    assert timetable.end.tzinfo is LONDON
    assert sum(step.minutes for step in timetable.slots[0].steps) <= 90


def test_a_start_may_be_a_text_and_anything_else_is_said_in_words() -> None:
    plan = LiberatingStructures(title="A", entries=[{"structure": "nine-whys"}])
    assert plan.timetable("2026-01-01T09:00") == plan.timetable(
        datetime.fromisoformat("2026-01-01T09:00")
    )
    with pytest.raises(ValueError, match="Write them as 2026-01-31T09:00"):
        plan.timetable("nine o'clock")
    with pytest.raises(TypeError, match="not a value of the type int"):
        plan.timetable(9)  # type: ignore[arg-type]
