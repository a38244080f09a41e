"""Trackers, boards and sheets of months are read as they grew, and nothing is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.tables.conftest import check_grid, make_sheet, read_grid, said

from improvement_frameworks import get_framework
from improvement_frameworks.core.report.report import Collector
from improvement_frameworks.tables.check import check_sheets
from improvement_frameworks.tables.options import Options

if TYPE_CHECKING:
    from tests.tables.conftest import Grid

    from improvement_frameworks import Record


def test_numbers_below_words_that_may_be_parts_are_no_answers() -> None:
    grid: Grid = [["Area", "Positive", "Negative", "Neutral"], ["Kitchen", 3, 1, 0], ["Ward", 2, 2]]
    (refused,) = check_grid(grid).errors
    assert (refused.code, "went-well" in refused.message) == ("TABLE-NO-HEADER", True)


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
        ["How have you supported wellbeing?", "Tea at four", "A walk home"],
    ]
    first, second = records_of(grid)
    assert said(first, "text", "contributor") == [
        ("Half of it is by phone", "p1"),
        ("Tea at four", "p1"),
    ]
    document = second.model_dump(mode="json", exclude_none=True)
    assert document["contributors"] == [{"id": "p1", "role": "Carer"}]
    assert document["recorded_on"] == "2020-07-09"
    assert [text for (text,) in said(second, "text")] == [
        "I see kitchens now",
        "With the schools only",
        "A walk home",
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


def test_what_is_printed_before_and_left_blank_says_nothing() -> None:
    grid: Grid = [
        ["Principle", "Did we?", "How do we know?"],
        ["1. Avoid jumping to conclusions", "Partly", "We listed facts first"],
        ["2. Be purposeful", "Yes", "One question on the wall"],
        ["6. Focus on what is enabling the change", None, None],
    ]
    report, (record,) = read_grid(grid, rules=False)
    assert not report.errors
    assert len(said(record, "principle")) == 2
    (left,) = report.by_code()["ROW-LEFT-OUT"]
    assert '"6. Focus on what is enabling the change"' in left.message
    assert report.cells == report.cells_read + 1


def test_a_copy_to_print_is_left_out_and_told() -> None:
    blank: Grid = [
        ["In response to the change", "Personal", "Organisational", "System"],
        ["What have you started doing?"],
        ["What have you stopped doing?"],
        ["What are you doing more of?"],
    ]
    filled = [*map(list, blank)]
    filled[1] += ["A call each night"]
    collector = Collector()
    sheets = [make_sheet(filled, name="June"), make_sheet(blank, name="To print")]
    (record,) = check_sheets(sheets, Options(rules=False), collector)
    assert said(record, "text") == [("A call each night",)]
    report = collector.report()
    assert not report.errors
    (left,) = report.by_code()["SHEET-LEFT-OUT"]
    assert '"To print" was left out: nobody has written on it' in left.message


def test_initials_beside_an_answer_and_a_car_park_are_no_answers() -> None:
    minutes: Grid = [
        ["1.", "What was supposed to happen?"],
        [None, "All patients over by one", "SG"],
        ["2.", "What actually happened?"],
        [None, "The lift was out of order", "JK, HCAs"],
        ["3.", "Why was there a difference?"],
        [None, "Nobody had the new code", None],
    ]
    report, (record,) = read_grid(minutes, rules=False)
    assert [text for (text,) in said(record, "text")] == [
        "All patients over by one",
        "The lift was out of order",
        "Nobody had the new code",
    ]
    assert '"JK, HCAs"' in report.by_code()["CELLS-LEFT-OUT"][0].message
    wall: Grid = [
        ["no", "Text as written", "where on the wall"],
        [1, "First winter without a closed bay", "WHAT?"],
        [2, "Early decisions free beds", "so what?"],
        [3, "Ask pharmacy to come", "now what"],
        [4, "Who pays for the biscuits", "car park"],
    ]
    report, (record,) = read_grid(wall, rules=False)
    assert not report.errors
    assert [stage for (stage,) in said(record, "stage")] == ["what", "so-what", "now-what"]
    assert '"car park"' in report.by_code()["ROW-LEFT-OUT"][0].message


def test_an_average_below_answers_of_people_is_no_person() -> None:
    items = get_framework("team-safety-survey").parts
    days: Grid = [
        [f"2024-06-0{day}", *(1 + (day + n) % 7 for n, _ in enumerate(items))] for day in (3, 4)
    ]
    average = ["Average", *("3.5" for _ in items)]
    grid: Grid = [["Timestamp", *(part.label for part in items)], *days, average]
    report, (record,) = read_grid(grid, rules=False)
    assert not report.errors
    assert record.model_dump()["respondents"] == 2
    assert "Average" in report.by_code()["ROW-LEFT-OUT"][0].message


def test_days_below_steps_are_the_step_that_was_reached() -> None:
    grid: Grid = [
        ["No.", "Idea", "Asked", "Heard", "Answered", "Changed", "Told back"],
        [1, "Chairs for parents", *(f"2025-02-0{day}" for day in range(1, 6))],
        [2, "Bins that do not bang", "1 Mar 2025", "5 Mar 2025"],
        [3, "A clock in the bay", "18 Mar"],
    ]
    report, (record,) = read_grid(grid, rules=False)
    assert not report.errors, report.to_text()
    document = record.model_dump(mode="json", exclude_none=True)
    assert [(e["text"], e["stage"], e.get("happened_on")) for e in document["entries"]] == [
        ("Chairs for parents", "told-back", "2025-02-05"),
        ("Bins that do not bang", "heard", "2025-03-05"),
        ("A clock in the bay", "asked", None),
    ]
    (told,) = report.by_code()["STEPS-JOINED"]
    assert (told.params["count"], told.params["lost"]) == (5, 6)
    # of each row the idea and the last day were read, and not its number and the days before
    assert (report.cells, report.cells_read) == (7 + 4 + 3, 3 * 2)


def test_numbered_columns_of_a_list_are_one_list() -> None:
    grid: Grid = [
        ["ID", "Quote (verbatim)", "Theme 1", "Theme 2", "Coder", "Memo"],
        ["Q1", "The third new form, and no sleep left", "Change fatigue", "Silos", "NB", "strong"],
        ["Q2", "They ask us, and then it is decided", "Not listening", None, "EG", None],
        ["Q3", "The coffee was cold again today", "uncoded", None, "EG", None],
    ]
    report, (record,) = read_grid(grid, rules=False)
    assert not report.errors, report.to_text()
    assert said(record, "text", "themes") == [
        ("The third new form, and no sleep left", ["change-fatigue", "silos"]),
        ("They ask us, and then it is decided", ["not-listening"]),
    ]
    assert '"uncoded"' in report.by_code()["ROW-LEFT-OUT"][0].message


def test_what_explains_a_name_behind_a_dash_makes_it_no_other() -> None:
    grid: Grid = [
        ["EVENTS - what happened", "A fall by bed 4"],
        ["PATTERNS - what keeps happening", "Most are before seven"],
        ["STRUCTURES - what is behind it", "Handover is at the same time"],
        ["MENTAL MODELS - what we believe", "Falls just happen"],
    ]
    _, (record,) = read_grid(grid, rules=False)
    assert [level for (level,) in said(record, "level")] == [
        *("events", "patterns", "structures", "mental-models")
    ]


def test_what_comes_again_below_another_heading_is_what_is_left_afterwards() -> None:
    grid: Grid = [
        ["Area", "Reason", "Initial risk", None, None, "Mitigation", "Risk after mitigation"],
        [None, None, "L (1-5)", "C (1-5)", "Score", None, "L (1-5)", "C (1-5)", "Score"],
        ["Patient safety", "X-ray is far away", 3, 4, 12, "A portable set", 1, 4, 4],
        ["Staff", "Two weekends off", None, None, None, None, None, None, None],
    ]
    report, (record,) = read_grid(grid, rules=False)
    assert not report.errors, report.to_text()
    names = ("likelihood", "consequence", "score", "residual_likelihood", "residual_consequence")
    assert said(record, "area", *names)[0] == ("patient-safety", 3, 4, 12, 1, 4)
    assert report.by_code()["COLUMN-UNKNOWN"][0].params["found"] == '"Risk after mitigation Score"'
    assert report.by_code()["HEADER-ROWS"][0].where.row == 2


def test_a_short_answer_in_capitals_is_an_answer_where_others_are_not_initials() -> None:
    grid: Grid = [
        [None, "Personal", "Organisational"],
        ["What have you started doing?", "Calls at six", "IT"],
        ["What have you stopped doing?", "Paper lists", "Faxing the whole list"],
        ["What are you doing more of?", "Thank you", "Time in rooms"],
    ]
    report, (record,) = read_grid(grid, rules=False)
    assert not report.errors
    assert ("started", "organisational", "IT") in said(record, "question", "level", "text")


def test_the_step_that_was_reached_is_the_last_of_the_framework_and_not_of_the_sheet() -> None:
    grid: Grid = [
        ["Idea", "Changed", "Answered", "Heard"],
        ["A lamp", *(f"2026-0{n}-01" for n in (4, 3, 2))],
    ]
    _, (record,) = read_grid(grid, rules=False)
    assert said(record, "stage", "happened_on") == [("changed", "2026-04-01")]


def test_what_is_behind_capitals_is_an_answer_unless_it_explains_them() -> None:
    grid: Grid = [
        ["EVENTS - three patients fell in March", None],
        ["PATTERNS - what keeps happening", "Most are before seven"],
        ["STRUCTURES - handover is at that time", None],
    ]
    _, (record,) = read_grid(grid, rules=False)
    assert said(record, "level", "text") == [
        ("events", "three patients fell in March"),
        ("patterns", "Most are before seven"),
        ("structures", "handover is at that time"),
    ]


def test_an_upper_row_that_says_something_else_is_no_part_of_the_header() -> None:
    grid: Grid = [
        ["Ward 7", None, "Before", None, "After", None, "Only above 12"],
        ["Risk", "Area", "Likelihood", "Consequence", "Likelihood", "Consequence", "Mitigation"],
        ["It is far away", "Staff", 3, 4, 1, 4, "A portable set"],
    ]
    report, _ = read_grid(grid, framework="quality-impact-assessment", rules=False)
    assert "HEADER-ROWS" not in report.by_code()
    assert '"Only above 12"' in report.to_text()


def test_words_of_ones_own_beside_boxes_that_nobody_ticked_are_not_lost() -> None:
    grid: Grid = [
        ["Text", "Themes", "Themes/Silos", "Themes/Change fatigue"],
        ["We work apart", "silos", "1", "0"],
        ["He is new", "fear of the new boss", "0", "0"],
    ]
    report, _ = read_grid(grid, rules=False)
    assert [issue.code for issue in report.errors] == ["VALUE-CODE"]
    assert '"fear of the new boss"' in report.errors[0].message
