"""Of which wave records are, and what is said of groups that were not asked in all of them."""

from __future__ import annotations

from datetime import date

from hypothesis import given, strategies as st

from improvement_frameworks import Iceberg, LearningGrid, insights
from improvement_frameworks.core.insights.wave import find_waves

SPRING = {"start": "2020-03-16", "end": "2020-06-30"}
SUMMER = {"start": "2020-07-01", "end": "2020-08-31"}


def make(day: str = "", period: dict[str, str] | None = None) -> Iceberg:
    return Iceberg(title="A", recorded_on=day or None, period=period, entries=[])


def label(*records: Iceberg) -> list[str]:
    return [wave.label if wave else "" for wave in find_waves(records)]


def test_a_record_without_a_period_is_of_the_wave_recorded_nearest() -> None:
    spring, summer = "2020-03-16 to 2020-06-30", "2020-07-01 to 2020-08-31"
    records = [make("2020-07-02", SPRING), make("2020-09-02", SUMMER)]
    for day, wave in (
        ("2020-07-09", spring),  # within the summer, and nearer to the meeting on the spring
        ("2020-06-20", spring),
        ("2020-08-02", spring),  # both are 31 days away: the earlier one
        ("2020-08-20", summer),
        ("2020-10-03", summer),
        ("2020-10-04", "2020-10"),
        ("2020-05-31", "2020-05"),
        ("", ""),
    ):
        assert label(*records, make(day))[2] == wave, day


def test_days_that_are_given_outweigh_periods() -> None:
    records = [make("2020-07-02", SPRING), make("2020-07-09"), make("2020-01-01"), make()]
    starts = [date(2020, 7, 1), date(2020, 3, 1), date(2020, 3, 1)]
    assert [wave and wave.label for wave in find_waves(records, starts)] == [
        "from 2020-03-01",
        "from 2020-07-01",
        "before 2020-03-01",
        None,
    ]


@given(st.permutations([*range(8)]))
def test_the_order_of_records_makes_no_difference(order: list[int]) -> None:
    days = ["2020-07-02", "2020-09-02", "2020-07-31", "2020-08-02", "2020-08-20", "2020-12-01"]
    records = [make(day, period) for day, period in zip(days, [SPRING, SUMMER], strict=False)]
    records += [make(day) for day in days]
    found = find_waves(records)
    assert find_waves([records[place] for place in order]) == [found[place] for place in order]


def test_a_group_that_was_not_asked_again_does_not_make_anything_fade() -> None:
    def grid(group: str, day: str, text: str) -> LearningGrid:
        entry = {"question": "started", "level": "personal", "text": text}
        return LearningGrid(
            title="Huddles", group={"name": group}, recorded_on=day, entries=[entry]
        )

    wards = [f"Ward {number}" for number in range(1, 7)]
    first = [grid(ward, "2020-07-02", "A huddle") for ward in wards]
    asked = [grid(ward, "2020-11-02", "A huddle") for ward in wards[:1]]
    others = [grid(ward, "2020-11-02", "A walk") for ward in wards[1:]]
    assert insights([*first, *asked], select=["GRID-A9"], k=1).statements == ()
    (found,) = insights([*first, *asked, *others], select=["GRID-A9"], k=1).statements
    assert found.code == "GRID-A9"
