"""Trackers, boards and sheets of months are read as they grew, and nothing is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from tests.tables.conftest import check_grid, make_sheet, read_grid

from improvement_frameworks.core.report.report import Collector
from improvement_frameworks.tables.check import check_sheets
from improvement_frameworks.tables.options import Options

if TYPE_CHECKING:
    from tests.tables.conftest import Grid

    from improvement_frameworks import Record


def said(record: Record, *names: str) -> list[tuple[object, ...]]:
    """Return what each entry says in some fields."""
    document = record.model_dump(mode="json", exclude_none=True)
    entries = cast("list[dict[str, object]]", document["entries"])
    return [tuple(entry.get(name) for name in names) for entry in entries]


def test_numbers_below_words_that_may_be_parts_are_no_answers() -> None:
    grid: Grid = [["Area", "Positive", "Negative", "Neutral"], ["Kitchen", 3, 1, 0], ["Ward", 2, 2]]
    (refused,) = check_grid(grid).errors
    assert (refused.code, "went-well" in refused.message) == ("TABLE-NO-HEADER", True)


def test_ticks_below_themes_are_themes_of_the_words_beside_them_whatever_the_total() -> None:
    grid: Grid = [
        ["No", "Comment (verbatim)", "Silos", "Inequalities", "Change fatigue"],
        [1, "Each team is behind its own door again", "x", None, None],
        [2, "The tiredest surgeries get the pilots", None, "X", "x"],
        ["Total", None, 1, 1, 1],
    ]
    report, (record,) = read_grid(grid, rules=False)
    assert not report.errors
    assert said(record, "text", "themes") == [
        ("Each team is behind its own door again", ["silos"]),
        ("The tiredest surgeries get the pilots", ["inequalities", "change-fatigue"]),
    ]


QUESTIONS: Final = (
    *("What was supposed to happen?", "What actually happened?"),
    *("Why was there a difference?", "What did we learn?"),
)
REVIEWS: Final[Grid] = [
    ["Ref", "Event", *QUESTIONS, "Action", "Owner", "Due"],
    [
        *("24/01", "Snow", "Crews start at home", "Nine came in", "Text went to old numbers"),
        *("Check numbers each autumn", "Update the list", "Manager", "31-Mar-24"),
    ],
    [
        *("24/02", "Phones down", "Use the red box", "It was locked", "One key", "Two keys"),
        *("Have a key cut", "Reception", "7-Jun-24"),
    ],
]


def test_what_each_row_looks_back_at_is_a_record_and_an_action_is_of_the_answer_before_it() -> None:
    report, records = read_grid(REVIEWS, rules=False)
    assert not report.errors
    assert [one.model_dump()["event"] for one in records] == ["Snow", "Phones down"]
    assert said(records[1], "question", "text", "follow_up")[-1] == (
        *("learned", "Two keys"),
        {"text": "Have a key cut", "owner": "Reception", "due": "2024-06-07"},
    )
    assert report.by_code()["TABLE-GROUPS"][0].params["found"] == '"Event"'
    told = report.by_code()["COLUMN-READ-AS"][0].message
    assert '"Action" as follow_up_text, "Owner" as follow_up_owner' in told


def test_a_part_is_known_beside_its_letters_and_what_follows_belongs_to_it() -> None:
    grid: Grid = [
        ["WWW (what went well)", "said by", None, "EBI (even better if)", "said by", "Action"],
        ["Hoist mended!", "RO", None, "We wrote down the number", "RO", None],
        ["Waiting list under 30", "LG"],
    ]
    report, (record,) = read_grid(grid, rules=False)
    assert not report.errors
    assert said(record, "side", "text") == [
        ("went-well", "Hoist mended!"),
        ("even-better", "We wrote down the number"),
        ("went-well", "Waiting list under 30"),
    ]
    left = report.by_code()["CELLS-LEFT-OUT"][0]
    assert all(f'"{name}"' in left.message for name in ("RO", "LG"))


def test_what_a_caption_is_divided_into_is_a_code_of_what_is_below_and_a_caption_goes_on() -> None:
    grid: Grid = [
        ["Inputs", None, "Activities", None, "Outcomes", None, None, "Impact"],
        [None, None, None, None, "Short term", "Medium term", "Long term"],
        ["Vests", "->", "A walk each week", "->", "They talk", "They ask", "They stay", "Care"],
    ]
    report, (record,) = read_grid(grid, rules=False)
    assert not report.errors
    assert said(record, "column", "horizon", "text") == [
        ("inputs", None, "Vests"),
        ("activities", None, "A walk each week"),
        ("outcomes", "short", "They talk"),
        ("outcomes", None, "They ask"),
        ("outcomes", "long", "They stay"),
        ("impact", None, "Care"),
    ]
    assert '"Medium term"' in report.by_code()["CELLS-LEFT-OUT"][0].message


TAKE_FIVE: Final[Grid] = [
    ["Date", "6 November 2023"],
    ["Value and thank", "The porter who found a second chair"],
    ["What did we learn that the next shift should know?", "Lift B stops at floor 3"],
    ["What will we take forward tomorrow?", "Ask pharmacy early"],
    [],
    ["Date", "7 November 2023"],
    ["Value and thank", "Reception, for staying"],
    ["What did we learn that the next shift should know?", "Oxygen point 2 is taped off"],
    ["What will we take forward tomorrow?", "Tea before the drug round"],
]


def records_of(grid: Grid) -> list[Record]:
    """Return the records of a sheet that may be divided into several."""
    collector = Collector()
    found = list(check_sheets([make_sheet(grid, is_typed=True)], Options(rules=False), collector))
    report = collector.report()
    assert not report.errors, report.to_text()
    assert report.by_code()["TABLE-SEVERAL"][0].params["count"] == len(found)
    return found


def test_a_day_above_each_of_several_drawings_begins_a_record() -> None:
    first, second = records_of(TAKE_FIVE)
    assert [str(one.model_dump()["recorded_on"]) for one in (first, second)] == [
        "2023-11-06",
        "2023-11-07",
    ]
    assert said(second, "question", "text") == [
        ("thanks", "Reception, for staying"),
        ("next-shift", "Oxygen point 2 is taped off"),
        ("tomorrow", "Tea before the drug round"),
    ]


def test_interviews_beside_each_other_with_a_role_each_are_a_record_each() -> None:
    grid: Grid = [
        [None, "P1", "P2"],
        ["Role", "Nurse", "Carer"],
        ["Date", "2 July 2020", "9 July 2020"],
        ["Length in minutes", 22, 18],
        ["How has your work changed?", "Half of it is by phone", "I see kitchens now"],
        ["Have silos become fewer?", "(did not answer)", "With the schools only"],
    ]
    first, second = records_of(grid)
    assert said(first, "text", "contributor") == [("Half of it is by phone", "p1")]
    document = second.model_dump(mode="json", exclude_none=True)
    assert document["contributors"] == [{"id": "p1", "role": "Carer"}]
    assert document["recorded_on"] == "2020-07-09"
    assert [text for (text,) in said(second, "text")] == [
        "I see kitchens now",
        "With the schools only",
    ]


def test_who_said_it_above_columns_of_answers_is_a_tag() -> None:
    grid: Grid = [
        ["Rung", "Ward sister", "Site manager"],
        ["7. I take ACTION", "Stopped offering beds", "Wrote to all wards"],
        ["5. I draw conclusions", "They send the sickest here", "The ward does not help us"],
        [
            "1. Observable data (what a camera sees)",
            "Three calls in an hour",
            "No bed on the board",
        ],
    ]
    report, (record,) = read_grid(grid, rules=False)
    assert not report.errors
    assert said(record, "rung", "tags", "text")[:2] == [
        ("actions", ["Ward sister"], "Stopped offering beds"),
        ("actions", ["Site manager"], "Wrote to all wards"),
    ]
    assert ("observable-data", ["Site manager"], "No bed on the board") in said(
        record, "rung", "tags", "text"
    )


def test_what_is_above_columns_is_no_answer_of_the_caption_to_its_left() -> None:
    grid: Grid = [
        ["What", "Who", "By when"],
        ["The fridge failed at night"],
        ["So what", None, None],
        ["Nobody owns the sheet"],
        ["Now what", None, None],
        ["Move the sheet to the door", "SP", "13 March 2026"],
    ]
    report, (record,) = read_grid(grid, rules=False)
    texts = [text for (text,) in said(record, "text")]
    assert texts[:2] == ["The fridge failed at night", "Nobody owns the sheet"], report.to_text()
    assert not {"Who", "By when"} & {*texts}
