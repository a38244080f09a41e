"""Everyday spreadsheets of many frameworks are read as they are typed, and nothing is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from tests.tables.conftest import check_grid, places, read_grid

from improvement_frameworks import get_framework

if TYPE_CHECKING:
    from tests.tables.conftest import Grid

    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.tables.reading.sheet import Raw


def read_entries(grid: Grid, framework: str, **words: object) -> list[dict[str, Json]]:
    """Return the entries of the only record of a sheet, which has no errors."""
    report, records = read_grid(grid, rules=False, **words)
    assert not report.errors, report.to_text()
    (record,) = records
    assert record.framework == framework
    document = record.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return cast("list[dict[str, Json]]", document["entries"])


def said(grid: Grid, framework: str) -> list[tuple[Json, Json]]:
    """Return the part and the text of each entry."""
    part = str(get_framework(framework).part)
    return [(one[part], one.get("text")) for one in read_entries(grid, framework)]


def test_minutes_of_a_meeting_with_lines_above_the_questions() -> None:
    grid: Grid = [
        ["Incident:", "Power cut on Ward 12"],
        ["Facilitator", "AB"],
        ["1. What did we set out to do?", "Move everybody within 30 minutes"],
        ["2. What actually happened?", "- Took 70 minutes\n- Two left without notes"],
        ["3. Why were there differences?", "Lift out of order"],
    ]
    assert said(grid, "after-action-review") == [
        ("expected", "Move everybody within 30 minutes"),
        ("actual", "Took 70 minutes"),
        ("actual", "Two left without notes"),
        ("why", "Lift out of order"),
    ]
    (told,) = check_grid(grid).by_code()["CELLS-LEFT-OUT"]
    assert '"AB"' in told.message
    (record,) = read_grid(grid, rules=False)[1]
    assert record.model_dump()["event"] == "Power cut on Ward 12"


def test_a_caption_with_its_question_behind_it() -> None:
    grid: Grid = [
        ["EVENTS (what happened?)", "Mrs A went home at 9 pm"],
        ["PATTERNS: what keeps happening?", "Fridays are worst"],
        ["Mental models - what do we believe?", "The doctor decides"],
    ]
    assert [part for part, _ in said(grid, "iceberg")] == ["events", "patterns", "mental-models"]


def test_a_caption_with_another_meaning_behind_it_is_no_caption() -> None:
    grid: Grid = [["Events (patterns)", "x y z"], ["Patterns (events)", "x y z"]]
    (told,) = check_grid(grid, framework="iceberg").errors
    assert told.code == "TABLE-NO-HEADER"


def test_the_first_caption_of_a_drawing_is_no_header() -> None:
    grid: Grid = [
        ["WHAT?", "Ward closed twice\nAgency staff at night"],
        ["SO WHAT?", "The team feels unsafe"],
        ["NOW WHAT?", "Ask for one more nurse"],
    ]
    assert said(grid, "what-so-what-now-what") == [
        ("what", "Ward closed twice"),
        ("what", "Agency staff at night"),
        ("so-what", "The team feels unsafe"),
        ("now-what", "Ask for one more nurse"),
    ]


def test_a_row_of_a_grid_is_no_survey() -> None:
    """An answer such as "Email" is also what survey tools call a column."""
    grid: Grid = [
        ["Learning grid", "Maternity", ""],
        ["", "PERSONAL", "ORGANISATION"],
        ["What are you doing more of?", "Video calls", "Listening"],
        ["What are you doing less of?", "Email", "Meetings"],
        ["What's working well?", "", "Daily huddle"],
    ]
    assert said(grid, "learning-grid") == [
        *(("more", "Video calls"), ("more", "Listening")),
        *(("less", "Email"), ("less", "Meetings")),
        ("working-well", "Daily huddle"),
    ]


@pytest.mark.parametrize("odd", ["16/06/2026", "15", "10:30", "4 May 2026", "-", "n/a"])
def test_a_day_or_a_number_beside_an_answer_is_no_answer(odd: str) -> None:
    grid: Grid = [["What", "Beds are short", odd], ["So what", "Long waits"], ["Now what", "Call"]]
    texts = [text for _, text in said(grid, "what-so-what-now-what")]
    assert texts == ["Beds are short", "Long waits", "Call"]
    assert f'C1 "{odd}"' in check_grid(grid).by_code()["CELLS-LEFT-OUT"][0].message


def test_headings_in_another_language_beside_names_of_parts() -> None:
    grid: Grid = [
        ["Etapa", "Comentario", "Fecha"],
        ["What", "Faltan camas", "16/06/2026"],
        ["So what", "Esperas largas", "16/06/2026"],
        ["What", "Nadie llama", "17/06/2026"],
    ]
    entries = read_entries(grid, "what-so-what-now-what")
    assert [(e["stage"], e["text"], e["happened_on"]) for e in entries] == [
        ("what", "Faltan camas", "2026-06-16"),
        ("so-what", "Esperas largas", "2026-06-16"),
        ("what", "Nadie llama", "2026-06-17"),
    ]


def test_a_total_below_captions_is_told_once() -> None:
    grid: Grid = [["Started", "Stopped", "More of"], ["Huddles", "Travel", ""], ["Total", 2, ""]]
    report = check_grid(grid, constants={"level": "personal"})
    assert [issue.where.row for issue in report.by_code()["ROW-LEFT-OUT"]] == [3]
    assert "CELLS-LEFT-OUT" not in report.by_code()


def test_parts_of_another_scheme_than_the_usual_one() -> None:
    grid: Grid = [
        ["Condition", "Evidence"],
        ["Enabling leadership", "Our manager asked what we needed"],
        ["Space", "An empty day room"],
    ]
    report, (record,) = read_grid(grid, rules=False)
    assert not report.errors
    assert record.scheme == "workshop-enablers"  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    assert "workshop-enablers" in report.by_code()["SCHEME-TAKEN"][0].message


def test_two_schemes_that_fit_are_no_scheme() -> None:
    """ "What if?" has its place in two schemes of the same length."""
    grid: Grid = [
        ["Stage", "Comment"],
        ["What", "Two falls"],
        ["What if", "We had a second nurse"],
    ]
    report = check_grid(grid)
    assert "SCHEME-TAKEN" not in report.by_code()
    assert report.errors


TALLY: Grid = [
    ["How would you rate this session?", "Number"],
    ["Very good", 14],
    ["Good", 9],
    ["Poor", 0],
]


def counts_of(grid: Grid) -> list[tuple[Json, ...]]:
    return [
        (*cast("list[str]", one["answers"]), one["count"])
        for one in read_entries(grid, "session-rating")
    ]


def test_a_tally_is_read_as_the_numbers_in_it() -> None:
    expected = [("very-good", 14), ("good", 9), ("poor", 0)]
    assert counts_of(TALLY) == expected
    assert counts_of([["Very good", "Good", "Poor"], [14, 9, 0]]) == expected


def test_numbers_beside_each_answer_once_are_not_taken_for_people() -> None:
    grid = [["How would you rate this session?", "Zettel"], *TALLY[1:]]
    (told,) = check_grid(grid).errors
    assert (told.code, told.params["field"]) == ("COLUMN-MISSING", "count")


def test_columns_of_points_hold_how_many_chose_them() -> None:
    item = get_framework("team-safety-survey").parts[3]
    grid: Grid = [["Statement", "1", "2", "3"], [item.prompts[0], 0, 4, 1]]
    (entry,) = read_entries(grid, "team-safety-survey")
    assert (entry["chose_1"], entry["chose_2"], entry["chose_3"]) == (0, 4, 1)


def test_quotes_by_theme_are_what_was_said() -> None:
    grid: Grid = [
        ["Theme", "Quote", "Who said it"],
        ["Silos", "We never hear from mental health", "GP"],
        ["Change fatigue", "Too many pilots at once", "Nurse"],
    ]
    texts = [one["text"] for one in read_entries(grid, "risk-themes")]
    assert texts == ["We never hear from mental health", "Too many pilots at once"]


def test_quotes_beside_another_text_are_what_shows_it() -> None:
    quoted = "They closed the door again"
    grid: Grid = [["Risk", "Theme", "Quote"], ["We go back into silos", "Silos", quoted]]
    (entry,) = read_entries(grid, "risk-themes")
    assert (entry["text"], entry["evidence"]) == ("We go back into silos", [quoted])


def test_titles_that_differ_are_those_of_entries() -> None:
    grid: Grid = [
        ["Type", "Title", "Length (min)"],
        ["Welcome", "Hello everyone", 5],
        ["Presentation", "Data from May", 15],
    ]
    entries = read_entries(grid, "session")
    assert [(one["heading"], one["minutes"]) for one in entries] == [
        ("Hello everyone", 5),
        ("Data from May", 15),
    ]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [("Room", ["Main", "Breakout"]), ("Duration", ["short", "long"])],
)
def test_a_column_of_words_is_no_column_of_numbers(heading: str, cells: list[Raw]) -> None:
    grid: Grid = [["Structure", "Notes", heading], *(["TRIZ", "What to stop", c] for c in cells)]
    report = check_grid(grid, rules=False)
    assert not report.errors
    assert f'"{heading}"' in report.by_code()["COLUMN-UNKNOWN"][0].message


def test_an_agenda_with_hours() -> None:
    grid: Grid = [
        ["Activity", "Mins", "Lead"],
        ["Welcome", 5, "AB"],
        ["TRIZ", "1 hr", "CD"],
        ["Wise Crowds", "45 min", "CD"],
    ]
    entries = read_entries(grid, "liberating-structures")
    assert [(one["structure"], one["minutes"]) for one in entries] == [
        ("triz", 60),
        ("wise-crowds", 45),
    ]


def test_actions_without_a_day() -> None:
    grid: Grid = [
        ["What?", "So what?", "Now what?", "By whom", "By when"],
        ["Letters are late", "Patients ring", "Send them the same day", "AB", "asap"],
        ["Phones ring out", "", "A second line", "CD", "w/c 14 May 2026"],
    ]
    entries = read_entries(grid, "what-so-what-now-what")
    follow_ups = [one["follow_up"] for one in entries if "follow_up" in one]
    assert follow_ups == [{"owner": "AB"}, {"owner": "CD", "due": "2026-05-14"}]
    assert '"asap"' in check_grid(grid).by_code()["CELLS-BLANK"][0].message


def test_a_role_where_an_id_should_be_is_told_and_not_an_error() -> None:
    grid: Grid = [
        ["Interviewer", "QI lead"],
        ["How has your work changed?", "I see fewer people for longer"],
        ["Have silos become fewer?", "We share an office with social care"],
    ]
    assert [part for part, _ in said(grid, "interview")] == ["work-changed", "silos-reduced"]
    assert '"QI lead"' in check_grid(grid).by_code()["CELLS-LEFT-OUT"][0].message


def test_when_a_card_was_made_is_not_what_it_says() -> None:
    grid: Grid = [
        ["Section", "Subject", "Body", "Created At"],
        ["What went well", "", "Working together", "2026-05-04 10:00:00 UTC"],
        ["Even better if", "", "Fewer acronyms", "2026-05-04 10:01:00 UTC"],
    ]
    assert [text for _, text in said(grid, "went-well")] == ["Working together", "Fewer acronyms"]


def test_a_list_of_actions_below_a_drawing() -> None:
    grid: Grid = [
        *(["What?", "Bays closed"], ["So what?", "Long waits"], ["Now what?", "Agree a trigger"]),
        [],
        ["Action", "Owner", "By when", "RAG"],
        ["Write the trigger", "Sister", "30/06/2026", "Amber"],
    ]
    entries = read_entries(grid, "what-so-what-now-what")
    assert [one["text"] for one in entries] == [
        *("Bays closed", "Long waits", "Agree a trigger", "Write the trigger"),
    ]
    assert entries[-1]["follow_up"] == {"owner": "Sister", "due": "2026-06-30"}
    (told,) = check_grid(grid).by_code()["CELLS-LEFT-OUT"]
    assert 'D6 "Amber"' in told.message


def test_a_caption_that_is_not_known_is_no_answer_of_the_one_to_its_left() -> None:
    grid: Grid = [
        ["END", "", "BLOSSOM"],
        ["Screening at the door", "", "Video"],
        ["LET GO", "", "RESTART"],
        ["Fax", "", "Smears"],
    ]
    assert said(grid, "future-change-matrix") == [
        ("end", "Screening at the door"),
        ("let-go", "Fax"),
        ("restart", "Smears"),
    ]
    assert '"BLOSSOM", C2 "Video"' in check_grid(grid).by_code()["CELLS-LEFT-OUT"][0].message


def test_a_second_line_of_captions_is_no_answer() -> None:
    grid: Grid = [
        ["Inputs", "Activities", "Outputs", "Outcomes"],
        ["", "", "", "Short term"],
        ["Nurse", "Clinic", "40 people seen", "Confidence"],
    ]
    texts = [text for _, text in said(grid, "logic-model")]
    assert texts == ["Nurse", "Clinic", "40 people seen", "Confidence"]


def test_labels_and_texts_in_one_column() -> None:
    grid: Grid = [
        ["Events: two falls at night"],
        ["Pattern: always at handover"],
        ["Structure: nobody on the bay: at 7"],
    ]
    assert said(grid, "iceberg") == [
        ("events", "two falls at night"),
        ("patterns", "always at handover"),
        ("structures", "nobody on the bay: at 7"),
    ]


AGENDA: Grid = [
    ["Time", "Item", "Mins"],
    ["10:00", "Welcome: hello from the chair", 5],
    ["10:05", "Talk - data from May: falls", 15],
    ["10:20", "Break", 10],
    ["10:30", "Group discussion \u2013 what to stop", 30],
]


def test_a_part_and_its_text_in_each_cell_of_a_column() -> None:
    entries = read_entries(AGENDA, "session")
    assert [(one["kind"], one.get("text"), one["minutes"]) for one in entries] == [
        ("welcome", "hello from the chair", 5),
        ("talk", "data from May: falls", 15),
        ("break", None, 10),
        ("discussion", "what to stop", 30),
    ]
    assert '"Item" as kind and text' in check_grid(AGENDA).to_json().replace("\\", "")


def test_a_cell_that_begins_with_no_part_is_an_error_and_of_no_other_part() -> None:
    report = check_grid([*AGENDA, ["11:00", "Lift tour: the new ward", 10]], rules=False)
    (fault,) = report.errors
    assert (fault.code, fault.where.cell) == ("VALUE-CODE", "B6")
    tours: Grid = [["11:00", f"Tour {n}: the new ward", 10] for n in range(3)]
    assert "VALUE-CODE" not in check_grid([*AGENDA, *tours], rules=False).by_code()


def test_how_long_a_part_lasts_is_no_text() -> None:
    grid: Grid = [["Half day"], ["TRIZ - 30 min"], ["1-2-4-All - 1 hour"], ["Wise Crowds: 1 h"]]
    entries = read_entries(grid, "liberating-structures")
    assert [(one["minutes"], one.get("text")) for one in entries] == [
        (30, None),
        (60, None),
        (60, None),
    ]


def test_a_tally_in_one_column_and_words_where_numbers_should_be() -> None:
    assert counts_of([["Rating"], ["Very good: 14"], ["Good: 9"], ["Poor: 0"]]) == [
        ("very-good", 14),
        ("good", 9),
        ("poor", 0),
    ]
    words: Grid = [["Feedback"], ["Good: the food"], ["Poor: the parking"]]
    assert [issue.code for issue in check_grid(words).errors] == ["TABLE-NO-HEADER"]


def test_captions_with_arrows_and_numbered_questions() -> None:
    captions = ["Inputs →", "Activities →", "Outputs →"]
    assert [part for part, _ in said([captions, ["A", "Bee", "Cee"]], "logic-model")] == [
        "inputs",
        "activities",
        "outputs",
    ]
    words = ["Question 1: What went well?", "Q2. Even better if"]
    assert [part for part, _ in said([words, ["Tea", "Cake"]], "went-well")] == [
        "went-well",
        "even-better",
    ]


def test_a_few_words_for_parts_in_another_list_are_no_list_of_them() -> None:
    """ "Good" is also what people write for what works well."""
    grid: Grid = [
        ["Question", "How would you rate this session as a use of your time?"],
        [],
        ["Choices", "Votes"],
        *TALLY[1:],
    ]
    assert counts_of(grid) == [("very-good", 14), ("good", 9), ("poor", 0)]


def test_a_host_by_initials_is_told() -> None:
    grid: Grid = [["Structure", "Minutes", "Host"], ["TRIZ", 35, "CD"], ["Wise Crowds", 30, "AB"]]
    assert [one["minutes"] for one in read_entries(grid, "liberating-structures")] == [35, 30]
    (told,) = check_grid(grid).by_code()["COLUMN-UNKNOWN"]
    assert "known by IDs" in told.message


def test_titles_of_cards_make_no_records() -> None:
    grid: Grid = [
        ["Title", "Category", "Details"],
        ["Pumps", "Gone wrong", "Two pumps missing"],
        ["Phone", "Learnt", "Call the family first"],
        ["Rota", "Learnt", "Ask the bank early"],
    ]
    assert [part for part, _ in said(grid, "learning-log")] == ["gone-wrong", "learnt", "learnt"]
    (told,) = check_grid(grid).by_code()["COLUMN-UNKNOWN"]
    assert '"Title"' in told.message
    assert "Each row has another title" in told.message


def test_titles_are_those_of_records_if_somebody_says_so() -> None:
    rows: Grid = [[name, "events", name] for name in "ABC"]
    grid: Grid = [["title", "Level", "Text"], *rows]
    assert [record.title for record in read_grid(grid)[1]] == ["A", "B", "C"]
    grid = [["Title", "Level", "Text"], *rows]
    assert len(read_grid(grid)[1]) == 1
    mapping = {"framework": "iceberg", "columns": {"Title": "title"}}
    found = read_grid(grid, mapping=mapping)[1]
    assert [record.title for record in found] == ["A", "B", "C"]


def test_the_corner_of_a_table_is_blank() -> None:
    grid: Grid = [
        ["", "Likelihood", "Consequence", "Comments"],
        ["Patient safety", 2, 3, "Falls"],
        ["Patient experience", 3, 1, "Longer travel"],
    ]
    entries = read_entries(grid, "quality-impact-assessment")
    assert [(one["area"], one["likelihood"], one["text"]) for one in entries] == [
        ("patient-safety", 2, "Falls"),
        ("patient-experience", 3, "Longer travel"),
    ]


def test_bands_with_answers_side_by_side() -> None:
    grid: Grid = [
        ["WENT WELL", "", ""],
        ["Good food", "Nice people", ""],
        ["EVEN BETTER IF", "", ""],
        ["More time", "Better chairs", "No rain"],
    ]
    assert said(grid, "went-well") == [
        *(("went-well", "Good food"), ("went-well", "Nice people")),
        *(("even-better", text) for text in ("More time", "Better chairs", "No rain")),
    ]


def test_a_word_among_captions_is_no_answer() -> None:
    grid: Grid = [
        ["Data", "Chosen", "Meaning", "Conclusion"],
        ["He yawned", "The yawn", "Bored", "I failed"],
    ]
    texts = [text for _, text in said(grid, "ladder-of-inference")]
    assert texts == ["He yawned", "Bored", "I failed"]
    (told,) = check_grid(grid).by_code()["CELLS-LEFT-OUT"]
    assert 'B1 "Chosen", B2 "The yawn"' in told.message


def test_a_blank_column_between_captions_and_answers() -> None:
    grid: Grid = [
        ["", "Personal", "System"],
        *(["Started", "Walks", ""], ["Stopped", "", "Fax"], ["In a nutshell", "", "One"]),
    ]
    assert said(grid, "learning-grid") == [("started", "Walks"), ("stopped", "Fax")]
    grid = [["What", "", "Falls"], ["So what", "", "Fear"], ["Then", "", "x"]]
    assert said([*grid, ["Now what", "", "Call"]], "what-so-what-now-what") == [
        *(("what", "Falls"), ("so-what", "Fear"), ("now-what", "Call")),
    ]


def test_words_below_a_name_that_stands_for_json() -> None:
    grid: Grid = [
        ["Structure", "Steps", "Minutes"],
        ["TRIZ", "Name the worst, then stop it", 35],
    ]
    (entry,) = read_entries(grid, "liberating-structures")
    assert (entry["text"], entry["minutes"]) == ("Name the worst, then stop it", 35)


def test_one_question_in_every_row() -> None:
    best = get_framework("poll").parts[2].prompts[0]
    grid: Grid = [["Poll question", "Response"], [best, "kind"], [best, "fair"]]
    assert [text for _, text in said(grid, "poll")] == ["kind", "fair"]


def test_a_list_of_stages_is_not_taken_for_the_structure_of_that_name() -> None:
    grid: Grid = [
        ["Section", "Comment"],
        ["What?", "Five falls"],
        ["So what?", "People fear them"],
        ["Now what?", "A buddy system"],
    ]
    assert [part for part, _ in said(grid, "what-so-what-now-what")] == [
        "what",
        "so-what",
        "now-what",
    ]


def test_scores_in_a_row_for_each_person_and_statement() -> None:
    item = get_framework("team-safety-survey").parts[3].prompts[0]
    grid: Grid = [["Who", "Statement", "Score"], ["A", item, 2], ["B", item, 6], ["C", item, 6]]
    (entry,) = read_entries(grid, "team-safety-survey")
    assert (entry["chose_2"], entry["chose_6"]) == (1, 2)


@pytest.mark.parametrize("before", [[], ["Poll"]])
def test_a_question_above_its_answers(before: list[str]) -> None:
    best = get_framework("poll").parts[2].prompts[0]
    grid: Grid = [[*before, best], [], ["Answer", "Votes"], ["Kind", 12], ["Joined up", 9]]
    entries = read_entries(grid, "poll")
    assert [(one["question"], one["text"], one["mentions"]) for one in entries] == [
        ("at-its-best", "Kind", 12),
        ("at-its-best", "Joined up", 9),
    ]
    assert best in check_grid(grid).by_code()["LINES-READ"][0].message


@pytest.mark.parametrize(
    ("written", "day"),
    [("Mon 04/05/2026", "2026-05-04"), ("Sunday 5/4/2026", "2026-04-05")],
)
def test_a_weekday_tells_what_comes_first(written: str, day: str) -> None:
    """4 May 2026 is a Monday, and 5 April 2026 a Sunday."""
    grid: Grid = [["Level", "Text", "Date"], ["Events", "Two falls", written]]
    (entry,) = read_entries(grid, "iceberg")
    assert entry["happened_on"] == day


def test_a_weekday_that_fits_neither_day_is_no_date() -> None:
    grid: Grid = [["Level", "Text", "Date"], ["Events", "Two falls", "Fri 04/05/2026"]]
    assert [issue.code for issue in check_grid(grid).errors] == ["VALUE-FORM"]


def test_one_column_of_dates_tells_what_comes_first_in_the_others() -> None:
    grid: Grid = [
        ["Level", "Text", "Date", "Action", "Due"],
        ["Events", "Two falls", "4/5/2026", "Ask for a nurse", "30/6/2026"],
    ]
    (entry,) = read_entries(grid, "iceberg")
    assert entry["happened_on"] == "2026-05-04"


def test_the_nearest_row_is_a_header_and_no_row_of_data() -> None:
    grid: Grid = [
        ["No", "Date raised", "Wish", "Our reply"],
        *(["1", "2026-05-04", "A clock in each bay", "It is ordered"],) * 3,
    ]
    (told,) = check_grid(grid).errors
    assert told.params["nearest"]
    assert "row 1" in told.message


def test_signs_before_captions() -> None:
    assert [part for part, _ in said([["😀", "😟"], ["Tea", "Cold"]], "went-well")] == [
        "went-well",
        "even-better",
    ]
    grid: Grid = [["👍 Liked", "🔧 To improve"], ["Tea", "Cold"]]
    assert [part for part, _ in said(grid, "went-well")] == ["went-well", "even-better"]
    report = check_grid([["👍 To improve", "💡 Liked"], ["Tea", "Cold"]])
    assert [issue.code for issue in report.errors] == ["TABLE-NO-HEADER"]


def test_words_of_agreement_are_no_points() -> None:
    """A scale of five and one of seven share words that mean other points."""
    asked = [part.prompts[0] for part in get_framework("team-safety-survey").parts[:2]]
    grid: Grid = [
        ["Timestamp", *asked],
        ["2026-05-04 10:00:00", "Disagree", "Strongly agree"],
        ["2026-05-05 10:00:00", "Neutral", "Agree"],
    ]
    report = check_grid(grid)
    assert {issue.code for issue in report.errors} == {"VALUE-CODE"}
    assert [issue.where.cell for issue in report.errors] == ["B2", "C2", "B3", "C3"]


def test_levels_as_bands_with_questions_below() -> None:
    grid: Grid = [
        ["PERSONAL", ""],
        *(["Started", "Journaling"], ["Stopped", "Late emails"], ["More of", "Walking"]),
        ["ORGANISATIONAL", ""],
        ["Started", "Virtual wards"],
    ]
    entries = read_entries(grid, "learning-grid")
    assert [(one["question"], one["level"]) for one in entries] == [
        *(("started", "personal"), ("stopped", "personal"), ("more", "personal")),
        ("started", "organisational"),
    ]


def test_boxes_over_several_columns() -> None:
    grid: Grid = [
        ["AMPLIFY", "", "END", ""],
        ["Video", "Huddles", "Daily report", ""],
        ["RESTART", "", "LET GO", ""],
        ["Visits", "", "Fax", "Pagers"],
    ]
    assert said(grid, "future-change-matrix") == [
        *(("amplify", "Video"), ("amplify", "Huddles"), ("end", "Daily report")),
        *(("restart", "Visits"), ("let-go", "Fax"), ("let-go", "Pagers")),
    ]


def test_a_column_without_a_heading_beside_captions_is_told() -> None:
    grid: Grid = [["Started", "Stopped", "More of", ""], ["Walks", "Fax", "Calls", "see above"]]
    report = check_grid(grid, constants={"level": "personal"})
    assert '"see above"' in report.by_code()["CELLS-LEFT-OUT"][0].message


def test_headings_beside_captions_say_nothing_of_the_record() -> None:
    """ "Team" with "Level" to its right is no team of that name."""
    grid: Grid = [
        ["Team", "Level", "What did we start?", "What did we stop?", "What worked well?"],
        ["Ward 1", "Organisational", "Huddles", "Fax", "Text reminders"],
        ["Ward 1", "Personal", "Walking", "Late emails", ""],
    ]
    _, (record,) = read_grid(grid, rules=False)
    assert record.group is None
    assert len(record.entries) == 5


def test_when_beside_an_action_asks_by_when() -> None:
    grid: Grid = [["Stage", "Point", "Action", "Lead", "When"]]
    grid = [*grid, ["Now what", "Double check", "Write it down", "AB", "30/06/2026"]]
    (entry,) = read_entries([*grid, ["What", "Two near misses"]], "what-so-what-now-what")[:1]
    assert entry["follow_up"] == {"text": "Write it down", "owner": "AB", "due": "2026-06-30"}


def test_notes_and_actions_beside_questions() -> None:
    grid: Grid = [
        ["Prompt", "Notes", "Actions"],
        ["What was expected to happen?", "A doctor at the door", ""],
        ["What actually happened?", "She came after 15 minutes", "Test bleeps each morning"],
    ]
    entries = read_entries(grid, "after-action-review")
    assert [one["text"] for one in entries] == ["A doctor at the door", "She came after 15 minutes"]
    assert entries[1]["follow_up"] == {"text": "Test bleeps each morning"}


def test_a_part_that_is_called_as_a_column() -> None:
    grid: Grid = [
        ["Expected", "Actual", "Difference", "Learning point"],
        ["Bed by 4 pm", "Bed by 9 pm", "No cleaner after 5", "Book one at noon"],
    ]
    assert [part for part, _ in said(grid, "after-action-review")] == [
        *("expected", "actual", "why", "learned")
    ]


def test_scales_and_points_in_headings_and_shares_in_cells() -> None:
    grid: Grid = [
        ["Area", "Impact", "Likelihood 1-5", "Consequence (1 to 5)"],
        ["Patient safety", "No impact", 1, 2],
    ]
    (entry,) = read_entries(grid, "quality-impact-assessment")
    assert (entry["impact"], entry["likelihood"], entry["consequence"]) == ("neutral", 1, 2)
    item = get_framework("team-safety-survey").parts[3].prompts[0]
    grid = [["Question", "Strongly disagree (1)", "Strongly agree (7)"], [item, 2, 5]]
    (entry,) = read_entries(grid, "team-safety-survey")
    assert (entry["chose_1"], entry["chose_7"]) == (2, 5)
    grid = [["", "Count", "%"], ["Very good", "11 (55%)", 55], ["Good", "9 (45%)", 45]]
    assert counts_of(grid) == [("very-good", 11), ("good", 9)]


def test_a_row_whose_cells_name_parts_is_no_header() -> None:
    grid: Grid = [
        ["Statement", "Main theme", "Second theme"],
        ["Everyone went back to their office", "Silos", "Losing shared purpose"],
        ["Too many new apps", "Digital inequalities", ""],
    ]
    report, (record,) = read_grid(grid, rules=False)
    assert record.framework == "risk-themes"
    assert [entry.text for entry in record.entries] == [
        "Everyone went back to their office",
        "Too many new apps",
    ]
    (unknown,) = report.by_code()["COLUMN-UNKNOWN"]
    assert '"Second theme"' in unknown.message
    assert [issue.code for issue in check_grid(grid[:2]).errors] == ["TABLE-NO-HEADER"]


def test_numbered_questions_above_their_wording() -> None:
    grid: Grid = [
        ["Question 1", "Question 2"],
        ["What was expected to happen?", "What actually happened?"],
        ["Huddles every day", "Paper forms"],
    ]
    assert said(grid, "after-action-review") == [
        ("expected", "Huddles every day"),
        ("actual", "Paper forms"),
    ]


STOCK: Grid = [["Category", "Item", "Quantity"], ["Inputs", "Paper", 5], ["Outputs", "Books", 2]]
TARGETS: Grid = [["Plan", "Actual"], ["Seen by 10", "Seen by 12"], ["10 beds", "8 beds"]]
FEEDBACK: Grid = [
    ["Date", "Rating", "Comment"],
    *(["2026-05-16", "Good", "Nice and warm food"], ["2026-05-17", "Poor", "Cold food again"]),
    *(["2026-05-18", "Fair", "Better than before"], ["2026-05-18", "Very good", "Warm food"]),
]
ACTIVITY: Grid = [
    ["Month", "Activities", "Outcomes", "Notes"],
    ["Jan", 30, 4, ""],
    ["Feb", 28, "n/a", "ice"],
]
INCIDENTS: Grid = [
    ["Incident no", "What happened?", "Root cause", "Lessons learned"],
    ["2026-01", "Wrong dose given at night", "Labels that look the same", "Move the drug"],
    ["2026-02", "Fall in the bathroom", "Wet floor after cleaning", "Put up signs"],
]


@pytest.mark.parametrize(
    ("grid", "framework"),
    [
        *((STOCK, "logic-model"), (ACTIVITY, "logic-model"), (TARGETS, "after-action-review")),
        *((FEEDBACK, "session-rating"), (INCIDENTS, "after-action-review")),
    ],
)
def test_a_table_of_no_framework_is_asked_for_and_not_read(grid: Grid, framework: str) -> None:
    (asked,) = check_grid(grid).issues
    assert asked.code == "TABLE-UNSURE"
    assert f"improve validate notes.csv --framework {framework}" in asked.hint
    assert not check_grid(grid, framework=framework, rules=False).errors


def test_a_column_called_as_many_are_in_which_no_part_is_named_is_asked_about() -> None:
    grid: Grid = [["Area", "Details"], ["Roof", "It leaks in two places"], ["Hall", "Cold at 8"]]
    (asked,) = check_grid(grid).issues
    assert (asked.code, asked.params["framework"]) == ("TABLE-UNSURE", "quality-impact-assessment")


@pytest.mark.parametrize(
    "grid",
    [
        [["Level", "Comment"], ["Green", "On time"], ["Red", "Two hours late"]],
        [
            ["Theme", "Comments", "Votes"],
            ["Staffing", "Lost on the new ward", 4],
            ["Kit", "Late", 2],
        ],
    ],
)
def test_a_column_called_as_that_of_the_parts_alone_does_not_make_a_table(grid: Grid) -> None:
    assert [issue.code for issue in check_grid(grid).issues] == ["TABLE-UNSURE"]


def test_columns_called_as_the_framework_calls_them_tell_whose_wrong_words_they_hold() -> None:
    grid: Grid = [["Level", "Text"], ["Green", "On time"], ["Red", "Two hours late"]]
    assert [issue.code for issue in check_grid(grid).errors] == ["VALUE-CODE", "VALUE-CODE"]


def test_who_gives_no_framework_is_told_the_likely_ones_and_why() -> None:
    (told,) = check_grid([["Start", "Stop", "Pause"], ["Huddles", "Fax", "Cake"]]).issues
    assert told.message.endswith(' The most likely: learning-grid ("Start", "Stop").')
    assert told.hint.endswith("To list all frameworks: improve list")
    (told,) = check_grid([["START", "Stop doing", "Continue"], ["Huddles", "Fax", "Cake"]]).issues
    assert 'This is "Start, Stop, Continue", which is none of the frameworks here' in told.message
    (told,) = check_grid([["Name", "Shift"], ["AB", "Early"], ["CD", "Late"]]).issues
    assert told.message.endswith(" Nothing in it points to one framework.")


def test_columns_of_many_frameworks_are_answered_with_the_likely_ones() -> None:
    (told,) = check_grid(
        [["Text", "Tags"], ["Tea", "Events"], ["Cake", "Patterns"]], name="Notes"
    ).issues
    assert told.code == "TABLE-FRAMEWORK"
    assert '(iceberg ("Events", "Patterns"), any of ' in told.message


@pytest.mark.parametrize(
    ("grid", "framework"),
    [
        ([["Category", "Item"], ["Inputs", "Two nurses on each shift"]], "logic-model"),
        (
            [["Column", "Item", "Cost"], ["Inputs", "Paper", 5], ["Outputs", "Books", 2]],
            "logic-model",
        ),
        ([["Name", "Rating"], ["AB", "Very good"], ["CD", "Good"]], "session-rating"),
        ([["Expected", "Actual", "Why"], ["10 beds", "8 beds", "Leak"]], "after-action-review"),
        ([["Timestamp", "Activities", "Outcomes"], ["2026-05-04", "Visits", 6]], "logic-model"),
        ([["ID", "Inputs", "What will we do?"], [7, 2, 4]], "logic-model"),
    ],
)
def test_a_little_more_tells_whose_table_it_is(grid: Grid, framework: str) -> None:
    report, (record,) = read_grid(grid, rules=False)
    assert not report.errors
    assert record.framework == framework


NOTES: Grid = [
    ["Level", "Answer", "", "Name", "Role"],
    ["Events", "Two falls at night", "", "AB", "Nurse"],
    ["Patterns", "Mostly on Sundays", "", "CD", "Porter"],
    ["Structures", "One nurse on each bay", "", "", ""],
]


@pytest.mark.parametrize("is_longer", [False, True])
def test_a_table_beside_the_first_one_says_nothing_of_its_rows(*, is_longer: bool) -> None:
    grid: Grid = [*NOTES[:3], ["", "", "", "EF", "Cook"]] if is_longer else NOTES
    report, (record,) = read_grid(grid, rules=False)
    assert not report.errors, report.to_text()
    assert not record.contributors
    (told,) = report.by_code()["TABLE-BESIDE"]
    assert (told.where.address, told.params["columns"]) == (
        "D1",
        ('"Name"', '"Role"'),
    )
    people = sum(bool(cell) for row in grid[1:] for cell in row[3:])
    assert report.cells - report.cells_read == people


def test_a_blank_column_inside_a_table_is_no_second_table() -> None:
    grid: Grid = [
        ["Level", "Answer", "", "Role", "Notes"],
        ["Events", "Two falls at night", "", "nurse", ""],
        ["Patterns", "Mostly on Sundays", "", "porter", "Ask again"],
    ]
    report, (record,) = read_grid(grid, rules=False)
    assert "TABLE-BESIDE" not in report.by_code()
    assert [one.role for one in record.contributors] == ["nurse", "porter"]


MATRIX: Grid = [
    ["Ward 3", "", ""],
    ["", "Stopped doing", "Started doing"],
    ["Will not continue", "Rounds with 12 people", "Temperature checks"],
    ["Will continue", "Volunteers on the ward", "Video clinics\nHuddles at nine"],
]
TURNED: Grid = [
    ["", "Not continued", "Continued"],
    ["Started", "Temperature checks", "Video clinics\nHuddles at nine"],
    ["Stopped", "Rounds with 12 people", "Volunteers on the ward"],
]


@pytest.mark.parametrize("grid", [MATRIX, TURNED])
def test_a_matrix_with_its_axes_named_and_not_its_boxes(grid: Grid) -> None:
    assert sorted(map(str, said(grid, "future-change-matrix"))) == [
        "('amplify', 'Huddles at nine')",
        "('amplify', 'Video clinics')",
        "('end', 'Temperature checks')",
        "('let-go', 'Rounds with 12 people')",
        "('restart', 'Volunteers on the ward')",
    ]


def test_two_questions_below_each_of_two_levels() -> None:
    grid: Grid = [
        ["LEARNING FROM CHANGE", ""],
        ["PERSONAL", ""],
        ["Started", "Journaling"],
        ["Stopped", "Late emails"],
        ["ORGANISATIONAL", ""],
        ["Started", "Virtual wards"],
        ["Stopped", "Face to face only"],
    ]
    entries = read_entries(grid, "learning-grid")
    assert [(one["question"], one["level"], one["text"]) for one in entries] == [
        ("started", "personal", "Journaling"),
        ("stopped", "personal", "Late emails"),
        ("started", "organisational", "Virtual wards"),
        ("stopped", "organisational", "Face to face only"),
    ]


def test_a_column_that_is_called_as_a_date_and_holds_none_is_told_and_the_rest_is_read() -> None:
    grid: Grid = [
        ["Category", "Detail", "When"],
        ["Done differently", "Handover at the bed", "Mon 4 March"],
        ["Gone wrong", "Ran late", "Mon 4 March"],
        ["Learned", "Start earlier", "Tue 5 March"],
    ]
    entries = read_entries(grid, "learning-log")
    assert [entry.get("happened_on") for entry in entries] == [None] * 3
    (told,) = check_grid(grid).by_code()["COLUMN-UNKNOWN"]
    assert '"When"' in told.message
    assert "dates have no year" in told.message


def test_who_said_it_and_who_will_do_it() -> None:
    grid: Grid = [["Stage", "Observation", "Who"], ["What", "Two falls at night", "porter"]]
    report, (record,) = read_grid(grid, rules=False)
    assert [person.role for person in record.contributors] == ["porter"]
    grid = [["Stage", "Observation", "Action", "Who"], ["What", "Two falls", "Ask", "porter"]]
    report, (record,) = read_grid(grid, rules=False)
    assert not record.contributors
    assert record.entries[0].follow_up
    assert record.entries[0].follow_up.owner == "porter"
    assert not report.errors


def test_ticks_below_the_codes_of_a_list() -> None:
    grid: Grid = [
        ["Habit", "Strength", "Okay", "To develop", "When did we see it?"],
        ["Questioning", "x", "", "", "We asked who reads the form"],
        ["Reflective", "", "", True, "No time after the list"],
    ]
    entries = read_entries(grid, "improver-habits")
    assert [(one["habit"], one["rating"]) for one in entries] == [
        ("questioning", "strength"),
        ("reflective", "develop"),
    ]
    themes: Grid = [
        ["Comment", "Silos", "Change fatigue"],
        ["Two lists again, and no rest", "x", "x"],
    ]
    (entry,) = read_entries([*themes, ["Please no new form", "", "x"]], "risk-themes")[:1]
    assert entry["themes"] == ["silos", "change-fatigue"]
    twice: Grid = [
        ["Principle", "Yes", "Partly"],
        ["Be timely", "x", "x"],
        ["Be purposeful", "x", ""],
    ]
    assert "BOXES-JOINED" not in check_grid(twice).by_code()


def test_a_list_whose_parts_are_in_a_later_column_is_no_drawing() -> None:
    grid: Grid = [
        ["Xq", "Zx", "Wq"],
        ["Calls to all carers in June", "Amplify", "Fewer visits are needed"],
        ["Temperature checks at the door", "End", "Nobody needs them now"],
    ]
    assert {issue.code for issue in check_grid(grid).errors} == {"TABLE-NO-HEADER"}


def test_headings_that_look_like_questions_of_another_framework() -> None:
    grid: Grid = [
        [
            "Domain",
            "Positive / negative",
            "What is the impact?",
            "L",
            "C",
            "What will we do about it?",
        ],
        ["Patient safety", "Negative", "Fewer checks at night", "3", "4", "A sensor on two beds"],
        ["Patient experience", "Positive", "No travel for anybody", "", "", ""],
    ]
    entries = read_entries(grid, "quality-impact-assessment")
    assert [(one["area"], one["impact"]) for one in entries] == [
        ("patient-safety", "negative"),
        ("patient-experience", "positive"),
    ]
    assert entries[0]["mitigation"] == "A sensor on two beds"


def test_points_with_their_words_and_shares_with_their_sign() -> None:
    head = ["Item", "1 very inaccurate", "2", "3 (neutral)"]
    (entry,) = read_entries([head, ["Bringing up problems", 1, 2, 3]], "team-safety-survey")
    assert [entry[f"chose_{point}"] for point in (1, 2, 3)] == [1, 2, 3]
    grid: Grid = [["Rating", "Share"], ["Very good", "40 %"], ["Good", "60%"]]
    assert [one["share"] for one in read_entries(grid, "session-rating")] == [40, 60]


def test_dates_by_what_they_are_of() -> None:
    grid: Grid = [["Practice", "Quadrant", "Date decided"], ["Video", "Amplify", "2021-06-17"]]
    (entry,) = read_entries(grid, "future-change-matrix")
    assert entry["decided_on"] == "2021-06-17"
    grid = [["Date", "2024-03-20"], ["Venue", "Town hall"], [], ["Kind", "Heading", "Minutes"]]
    _, (record,) = read_grid([*grid, ["Talk", "What falls cost", 20]], rules=False)
    document = record.model_dump(mode="json")
    assert (document["held_on"], document["place"]) == ("2024-03-20", "Town hall")


def test_one_line_below_a_part_of_a_list_and_a_note_at_its_end() -> None:
    grid: Grid = [
        ["Condition", "Example", "Role"],
        ["Space", "A quiet hour", "nurse"],
        ["Enabling leadership", "The matron asked what was in the way", "nurse"],
        ["", "She came back to ask again", "porter"],
        [],
        ["Thank you for taking part!"],
    ]
    assert [part for part, _ in said(grid, "conditions-for-change")] == [
        *("space", "enabling-leadership", "enabling-leadership")
    ]
    assert len(check_grid(grid).by_code()["ROW-LEFT-OUT"]) == 1


def test_lines_of_prose_are_a_list_of_nouns_that_need_nothing_but_a_text() -> None:
    grid: Grid = [
        ["You said", "Stage", "We did"],
        ["Hooks for aprons", "Changed", "Fitted in each bay\nAsked for two more"],
        ["A quiet hour after lunch", "Heard", ""],
    ]
    entries = read_entries(grid, "improvement-idea")
    assert [one.get("replies") for one in entries] == [
        [{"text": "Fitted in each bay"}, {"text": "Asked for two more"}],
        None,
    ]
    assert [one["text"] for one in entries] == ["Hooks for aprons", "A quiet hour after lunch"]


def test_a_heading_text_is_what_is_said_and_no_story_in_words() -> None:
    grid: Grid = [["ID", "Text", "Frame", "Color"], ["s1", "We lose the huddle", "Silos", "Pink"]]
    grid = [*grid, ["s2", "No new form, please", "Change fatigue", "Pink"]]
    entries = read_entries(grid, "risk-themes")
    assert [one["themes"] for one in entries] == [["silos"], ["change-fatigue"]]


def test_parts_below_the_name_of_another_list_of_codes() -> None:
    grid: Grid = [
        ["What we did", "Decision", "Who decides"],
        ["Drive-through blood tests", "Amplify", "Outpatient board"],
        ["Two-metre lines on floors", "End", "Estates"],
    ]
    assert [part for part, _ in said(grid, "future-change-matrix")] == ["amplify", "end"]
    grid = [["You said", "We did", "Status"], ["The lids bang", "Soft lids", "Changed"]]
    grid = [*grid, ["No tea at night", "Asked the kitchen", "Heard"]]
    assert said(grid, "improvement-idea") == [
        ("changed", "The lids bang"),
        ("heard", "No tea at night"),
    ]


def test_a_break_on_an_agenda_is_no_second_line_of_the_part_above() -> None:
    grid: Grid = [
        ["Start", "What", "How", "Lead"],
        ["10:10", "Meet", "Impromptu Networking", "trustee"],
        ["10:30", "Look at what we do", "TRIZ", "trustee"],
        ["11:10", "Break", "", ""],
        ["11:25", "What next", "15% Solutions", "trustee"],
    ]
    parts = [part for part, _ in said(grid, "liberating-structures")]
    assert parts == ["impromptu-networking", "triz", "fifteen-percent-solutions"]
    (told,) = check_grid(grid).by_code()["ROW-LEFT-OUT"]
    assert told.where.row == 4
    no_break = check_grid([*grid[:3], ["11:10", "Chat with a partner", "", ""]])
    assert [issue.where.cell for issue in no_break.errors] == ["C4"]


def test_a_line_with_a_date_in_another_language_is_the_day_of_recording() -> None:
    grid: Grid = [["Datum", "14.03.2024"], ["Events", "Two falls"], ["Patterns", "At night"]]
    _, (record,) = read_grid([*grid, ["Structures", "One nurse"]], rules=False)
    assert str(record.recorded_on) == "2024-03-14"


def test_questions_of_their_own_are_declared_where_records_may() -> None:
    grid: Grid = [
        ["Interviewee", "Question", "Answer"],
        ["P1", "What surprised you?", "That nobody asked"],
        ["P1", "How has your work changed?", "More calls"],
        ["P2", "what surprised  you", "The silence"],
        ["P2", "Trust", "It grew"],
    ]
    report, (record,) = read_grid(grid, framework="interview")
    assert not report.errors
    document = record.model_dump(mode="json", exclude_none=True)
    assert [(one["contributor"], one["question"]) for one in document["entries"]] == [
        *(("P1", "what-surprised-you"), ("P1", "work-changed")),
        *(("P2", "what-surprised-you"), ("P2", "trust")),
    ]
    assert document["own_parts"] == [
        {"code": "what-surprised-you", "label": "What surprised you?"},
        {"code": "trust", "label": "Trust"},
    ]
    (told,) = report.by_code()["PARTS-DECLARED"]
    assert '"Trust" as trust' in told.message
    slip: Grid = [["Question", "Answer"], ["How has your work chnged?", "More calls"]]
    assert [i.code for i in check_grid(slip, framework="interview").errors] == ["VALUE-FORM"]
    names: Grid = [["Interviewee", "Question", "Answer"], ["Ward nurse", "work-changed", "More"]]
    report, (record,) = read_grid(names, framework="interview")
    assert not record.contributors
    assert "Interviewee" in report.by_code()["COLUMN-UNKNOWN"][0].message


def test_questions_that_a_mapping_knows_are_not_declared() -> None:
    grid: Grid = [
        ["Question", "Answer"],
        ["Why so calm?", "We had time"],
        ["What surprised you?", "That nobody asked"],
    ]
    words = {"question": {"Why so calm?": "work-changed"}}
    mapping = {"framework": "interview", "words": words}
    report, (record,) = read_grid(grid, framework="interview", mapping=mapping)
    assert not report.errors
    document = record.model_dump(mode="json", exclude_none=True)
    assert [one["question"] for one in document["entries"]] == [
        "work-changed",
        "what-surprised-you",
    ]
    assert [one["label"] for one in document["own_parts"]] == ["What surprised you?"]


def test_a_list_of_questions_none_of_which_is_known_is_asked_about() -> None:
    grid: Grid = [["Question", "Answer", "Likes"], ["Where is the canteen?", "Second floor", 4]]
    assert [issue.code for issue in check_grid(grid).errors] == ["TABLE-UNSURE"]
    assert not check_grid(grid, framework="poll").errors


def test_stories_without_a_medium_are_told_in_words() -> None:
    grid: Grid = [["Title", "Your story", "Who"], ["The phone", "Nobody rang back", "Nurse"]]
    (entry,) = read_entries(grid, "story")
    assert (entry["medium"], entry["text"]) == ("words", "Nobody rang back")
    assert "text as words" in check_grid(grid).by_code()["PART-TOLD"][0].message


def test_ideas_without_a_stage_are_as_far_as_they_are_filled_in() -> None:
    grid: Grid = [
        ["Date raised", "Idea", "Our reply", "Done on"],
        ["2026-05-16", "A clock in each bay", "Ordered", "2026-06-10"],
        ["2026-05-17", "More parking", "Not ours to decide", ""],
        ["2026-05-18", "Snacks for relatives", "", ""],
    ]
    assert [(one["stage"], one["text"]) for one in read_entries(grid, "improvement-idea")] == [
        ("changed", "A clock in each bay"),
        ("answered", "More parking"),
        ("asked", "Snacks for relatives"),
    ]


def test_what_is_to_be_done_with_ideas_is_no_list_of_them() -> None:
    grid: Grid = [["Idea", "Who", "By when"], ["Tablets on rounds", "Sister", "30/11/2026"]]
    assert [issue.code for issue in check_grid(grid).errors] == ["TABLE-NO-HEADER"]


def test_every_column_that_may_be_the_missing_one_is_named() -> None:
    grid: Grid = [
        ["Question", "Practice nurse", "Receptionist"],
        ["How has your work changed?", "More calls and fewer visits", "I book for three now"],
    ]
    (told,) = check_grid(grid, framework="interview").errors
    assert 'Is it "Practice nurse" or "Receptionist"?' in told.message


@pytest.mark.parametrize(("name", "title"), [("Sheet1", "notes"), ("Huddle", "Huddle")])
def test_a_record_is_called_as_its_file_where_nobody_named_the_sheet(name: str, title: str) -> None:
    grid: Grid = [["Level", "Text"], ["Events", "Two falls"], ["Patterns", "At night"]]
    _, (record,) = read_grid(grid, name=name)
    assert record.title == title


def test_participants_beside_the_answers_to_questions_above_are_respondents() -> None:
    grid: Grid = [
        ["Participant", "How has your work changed?", "Wellbeing"],
        ["Nurse 1", "More video", "Walks"],
        ["Nurse 2", "Less travel", "Coffee"],
    ]
    entries = read_entries(grid, "interview")
    assert [one["contributor"] for one in entries] == ["p1", "p1", "p2", "p2"]


def test_a_heading_beside_two_captions_with_words_below_it_is_left_out_with_them() -> None:
    grid: Grid = [
        ["What went well?", "What would make it even better?", "Any other comments"],
        ["Clear slides", "Shorter", "Thank you"],
        ["Good lunch", "", "See you next year"],
        ["", "Name badges", ""],
    ]
    assert said(grid, "went-well") == [
        *(("went-well", "Clear slides"), ("even-better", "Shorter")),
        *(("went-well", "Good lunch"), ("even-better", "Name badges")),
    ]
    (told,) = check_grid(grid).by_code()["CELLS-LEFT-OUT"]
    assert "See you next year" in told.message


def test_a_day_without_a_year_beside_a_caption_is_no_answer() -> None:
    grid: Grid = [["1. Events", "A child waited", "10 May"], ["2. Patterns", "On Mondays", ""]]
    grid = [*grid, ["3. Structures", "Clinics from Tuesday on", ""]]
    assert [text for _, text in said(grid, "iceberg")][:2] == ["A child waited", "On Mondays"]


def test_headings_of_which_little_is_left_are_not_taken_for_a_column() -> None:
    principles: Grid = [
        ["Principle", "How did we do?", "Rating"],
        ["Be purposeful", "One question on the wall", "Yes"],
        ["Be timely", "Written up three weeks later", "Partly"],
    ]
    entries = read_entries(principles, "learning-principles")
    assert [(one["text"], one["status"]) for one in entries] == [
        ("One question on the wall", "yes"),
        ("Written up three weeks later", "partly"),
    ]
    model: Grid = [
        ["Column", "Item", "Leads to", "Indicator"],
        ["Inputs", "Two link workers", "", ""],
        ["Activities", "Visits at home", "", ""],
        ["Outcomes", "Fewer missed appointments", "", "missed in a hundred"],
    ]
    entries = read_entries(model, "logic-model")
    assert [one["column"] for one in entries] == ["inputs", "activities", "outcomes"]
    phrases: Grid = [["Which phrase", "What came of it"], ["Never worry alone", "Silence"]]
    (entry,) = read_entries([*phrases, ["What are we missing?", "Silence"]], "safety-phrases")[:1]
    assert entry["followed"] == "silence"


def test_codes_below_my_team_are_no_names_of_teams() -> None:
    grid: Grid = [["Habit", "Me", "My team"], ["Questioning", "A strength", "Okay"]]
    report, (record,) = read_grid([*grid, ["Optimistic", "Okay", "To develop"]])
    assert record.group is None
    assert '"My team"' in report.by_code()["COLUMN-UNKNOWN"][1].message


@pytest.mark.parametrize("total", ["n = 5", "Total", "13 cards in all"])
def test_a_total_below_captions_is_no_answer(total: str) -> None:
    head: Grid = [["Winter debrief", ""], ["What went well?", "Even better if"]]
    grid: Grid = [*head, ["Clear slides", "Shorter"], [total, ""]]
    assert [text for _, text in said(grid, "went-well")] == ["Clear slides", "Shorter"]
    assert total in check_grid(grid).by_code()["CELLS-LEFT-OUT"][0].message


@pytest.mark.parametrize("corner", ["", "Question"])
def test_answers_side_by_side_below_numbers_are_told_apart_by_tags(corner: str) -> None:
    grid: Grid = [
        [corner, "Week 1", "Week 2"],
        ["Done differently", "Numbered tickets", "Tea in the queue"],
        ["Learnt", "People come back", "Tickets help"],
        ["Gone wrong", "", "The door was locked"],
    ]
    entries = read_entries(grid, "learning-log")
    assert [(one["question"], one["tags"]) for one in entries] == [
        *(("different", ["Week 1"]), ("different", ["Week 2"])),
        *(("learnt", ["Week 1"]), ("learnt", ["Week 2"]), ("gone-wrong", ["Week 2"])),
    ]
    assert '"Week 1" as tags' in check_grid(grid).by_code()["COLUMN-READ-AS"][0].message


def test_headings_of_different_kinds_are_no_tags() -> None:
    grid: Grid = [
        ["Question", "Detail of it", "Why it matters"],
        ["Done differently", "Numbered tickets for all", "People do not push any more"],
        ["Learnt", "People come back later", "They like the talk at the door"],
        ["Gone wrong", "Ran out of milk", "Nobody had counted the bottles"],
    ]
    report = check_grid(grid, framework="learning-log")
    assert "TABLE-CANVAS" not in report.by_code()


def test_areas_of_quality_with_figures_that_nobody_knows_are_asked_about() -> None:
    grid: Grid = [
        ["Domain", "Indicator", "Q1", "Q2"],
        ["Patient safety", "Falls per 1000 bed days", 4.1, 3.8],
        ["Patient experience", "Would recommend us", 91, 93],
        ["Clinical effectiveness", "Seen within a week", 50, 47],
    ]
    assert [issue.code for issue in check_grid(grid).errors] == ["TABLE-UNSURE"]


def test_parts_of_a_list_are_no_answers_to_headings_that_sound_like_questions() -> None:
    grid: Grid = [
        ["Activity", "How long?", "What for?"],
        ["Impromptu Networking", "15 min", "Arrive"],
        ["1-2-4-All", "12 mins", "Ideas for the door"],
    ]
    entries = read_entries(grid, "liberating-structures")
    assert [(one["structure"], one["minutes"], one["text"]) for one in entries] == [
        ("impromptu-networking", 15, "Arrive"),
        ("one-two-four-all", 12, "Ideas for the door"),
    ]


def test_tables_below_captions_with_headings_of_their_own() -> None:
    first: Grid = [["What I want to avoid"], ["Answer", "Count"], ["Rushing", 9], ["Silence", 4]]
    second: Grid = [[], ["The system at its very best"], ["Answer", "Count"], ["Kind", 12]]
    grid: Grid = [*first, *second]
    entries = read_entries(grid, "poll")
    assert [(one["question"], one["text"], one["mentions"]) for one in entries] == [
        *(("own-behaviour", "Rushing", 9), ("own-behaviour", "Silence", 4)),
        ("at-its-best", "Kind", 12),
    ]


def test_codes_as_answers_of_respondents_are_codes_and_no_words() -> None:
    grid: Grid = [
        ["Role", "Questioning", "Reflective"],
        ["nurse", "A strength", "To develop"],
        ["porter", "Okay", "A strength"],
    ]
    entries = read_entries(grid, "improver-habits")
    assert [(one["habit"], one["rating"], one.get("text")) for one in entries][:2] == [
        ("questioning", "strength", None),
        ("reflective", "develop", None),
    ]


def test_notes_beside_the_columns_of_a_model_make_nobody_of_its_rows() -> None:
    grid: Grid = [
        ["Inputs", "Activities", "Outputs", "Outcomes", "Impact", "Notes"],
        ["Van", "Two rounds", "60 contacts", "Wounds heal", "Longer lives", "ask the council"],
    ]
    _, (record,) = read_grid(grid)
    assert not record.contributors


def test_bullets_beside_each_part_are_an_entry_each() -> None:
    grid: Grid = [
        ["Level", "Notes"],
        ["Events", "- Two complaints in a week\n- One came from a councillor"],
        ["Patterns", "- Always about parking"],
        ["Structures", "40 spaces, 90 staff"],
    ]
    assert said(grid, "iceberg") == [
        *(("events", "Two complaints in a week"), ("events", "One came from a councillor")),
        *(("patterns", "Always about parking"), ("structures", "40 spaces, 90 staff")),
    ]


def test_votes_on_several_sessions_are_a_record_for_each() -> None:
    grid: Grid = [
        ["Name of session", "Rating"],
        *(["Huddles", "Good"], ["Huddles", "Good"], ["Words", "Fair"]),
    ]
    _, records = read_grid(grid, rules=False)
    assert [record.title for record in records] == ["Huddles", "Words"]


def test_a_tally_with_shares_and_a_total_has_no_number_for_a_title() -> None:
    grid: Grid = [["Answer", "Votes", "%"], ["Very good", 11, "55%"], ["Good", 9, "45%"]]
    grid = [*grid, ["Fair", 0, "0%"], ["Total", 20, "100%"]]
    report, (record,) = read_grid(grid, rules=False)
    assert not report.errors
    assert record.title == "notes"


def test_a_form_with_its_fields_down_the_side_is_an_entry_with_addresses() -> None:
    grid: Grid = [
        ["Quality impact assessment", None],
        ["Title:", "Closing the walk-in room"],
        ["Dimension", "Safety"],
        ["Impact", "Negative"],
        ["Likelihood", "often"],
        ["Consequence", 4],
        ["Mitigation", "A second room opens on Mondays"],
    ]
    report = check_grid(grid, rules=False)
    assert places(report) == [("B5", "VALUE-KIND")]
    (told,) = report.by_code()["SHEET-TURNED"]
    assert '"Quality impact assessment"' in told.message
    assert (report.cells, report.cells_read) == (7, 5), "the line that stands alone counts, too"
    right = [[label, 3 if value == "often" else value] for label, value in grid]
    noted = read_entries(right, "quality-impact-assessment", columns={"Mitigation": "text"})
    assert noted[0]["text"] == "A second room opens on Mondays"
    assert read_entries(right, "quality-impact-assessment") == [
        {
            "area": "patient-safety",
            "impact": "negative",
            "likelihood": 3,
            "consequence": 4,
            "mitigation": "A second room opens on Mondays",
        }
    ]


@pytest.mark.parametrize(
    "labels",
    [
        ["Date", "Title", "Said", "Who", "Action", "Owner"],
        ["Title", "Place", "Topic", "Actions", "Owner", "Due"],
        ["Name", "Role", "Ward", "Email", "Theme"],
    ],
)
def test_a_form_that_only_has_fields_of_many_frameworks_is_not_turned(labels: list[str]) -> None:
    said = {"Email": "a@b.example", "Theme": "Silos"}
    grid: Grid = [[label, said.get(label, f"Something about {label}")] for label in labels]
    report, records = read_grid(grid)
    assert not records
    assert "SHEET-TURNED" not in report.by_code()


@pytest.mark.parametrize("said", ["Positive impact", "Positive"])
def test_a_side_that_is_across_is_that_of_each_text_below_it(said: str) -> None:
    grid: Grid = [
        ["Area", said, "Negative impact", "Likelihood"],
        ["Patient safety", "Fewer moves between wards", "Longer waits at night", 2],
        ["Patient experience", "", "The car park is full", ""],
    ]
    entries = read_entries(grid, "quality-impact-assessment")
    assert [
        (one["area"], one["impact"], one["text"], one.get("likelihood")) for one in entries
    ] == [
        ("patient-safety", "positive", "Fewer moves between wards", None),
        ("patient-safety", "negative", "Longer waits at night", 2),
        ("patient-experience", "negative", "The car park is full", None),
    ]


def test_a_number_of_votes_below_a_table_is_a_total() -> None:
    grid: Grid = [["Answer", "Votes"], ["Very good", 11], ["Good", 9], ["Votes: 20"]]
    report, (record,) = read_grid(grid, rules=False)
    assert not report.errors
    assert record.framework == "session-rating"
    (told,) = report.by_code()["ROW-LEFT-OUT"]
    assert (told.where.row, '"Votes: 20"' in told.message) == (4, True)


def test_a_backlog_is_no_table_of_stories() -> None:
    said = "As a nurse I want to see all beds so that I can plan"
    grid: Grid = [["Story", "Title", "Points", "Sprint"], [said, "Bed board", 3, 4]]
    (asked,) = check_grid(grid).errors
    assert asked.code == "TABLE-UNSURE"
    assert [
        e["text"] for e in read_entries([["Story", "Date told"], [said, "2026-03-03"]], "story")
    ] == [said]


@pytest.mark.parametrize(
    "grid",
    [
        [["Place:", "online"], ["1.", "Welcome"], ["2.", "Talk: what carers told us"]],
        [["Place", "Ward 1"], ["Phone", "0123"], ["Notes", "some words and more words"]],
        [["Owner", "Risk theme"], ["AB", "Teams do not talk to each other"]],
        [["Who", "Agreed?"], ["AB", "yes"], ["CD", "no"]],
    ],
)
def test_no_command_is_offered_that_reads_a_column_as_what_it_is_not(grid: Grid) -> None:
    (told,) = check_grid(grid).errors
    assert told.code == "TABLE-NO-HEADER"
    assert "improve map notes.csv" in told.hint


@pytest.mark.parametrize(
    "grid",
    [
        [
            ["Audience", "Message", "Channel", "When", "Owner"],
            ["Staff", "The clinic moves to the town", "Email", "May", "AB"],
            ["Patients", "Your clinic is moving soon", "Letter", "June", "CD"],
        ],
        [
            ["Theme", "Positive", "Negative"],
            *(["Food", "Warm", "Cold at supper"], ["Staff", "Kind", "Rushed at night"]),
        ],
        [
            ["Ref", "Risk", "Cause", "Effect", "L", "I", "Score", "Owner"],
            ["R1", "Teams do not talk", "Two systems for notes", "Delays", 3, 4, 12, "AB"],
        ],
        [
            *(["Date", "3 March 2026"], ["What happened", "A fall near a bed at night"]),
            *(["Who", "nurse"], ["Action", "Put the rails up"], ["Owner", "AB"]),
        ],
    ],
)
def test_two_words_that_may_be_parts_in_a_sheet_of_other_things_are_asked_about(grid: Grid) -> None:
    (asked,) = check_grid(grid).errors
    assert asked.code == "TABLE-UNSURE"


@pytest.mark.parametrize(
    "signed",
    [
        ["J. Smith, Ward Manager"],
        ["Compiled 3 Feb"],
        ["Completed by: Jo Brown"],
        ["Form completed by: ward clerk", "3/2/2026"],
        ["Signed (chief nurse): ......", "Date:"],
    ],
)
def test_a_signature_below_answers_is_none(signed: list[str]) -> None:
    grid: Grid = [
        ["What went well?", "Even better if?"],
        ["Porters came early today", "More chairs in the room"],
        ["Tea was hot and plenty", "Start on time, please"],
        signed,
    ]
    assert len(said(grid, "went-well")) == 4
    (told,) = check_grid(grid).by_code()["ROW-LEFT-OUT"]
    assert signed[0] in told.message


def test_what_is_due_or_was_prepared_is_no_signature() -> None:
    grid: Grid = [
        ["What went well?", "Even better if?"],
        ["Prepared the room the night before", "More chairs in the room"],
        ["Completed by Friday", None],
    ]
    assert len(said(grid, "went-well")) == 3


def test_ticks_below_themes_with_how_many_there_are() -> None:
    grid: Grid = [
        ["No", "Comment", "Silos", "Inequalities", "Change fatigue"],
        [1, "Each team is behind its own door", "x", None, None],
        [2, "The poorest get the pilots and the tiredest teams", None, "X", "x"],
        ["Total", None, 1, 1, 1],
    ]
    entries = read_entries(grid, "risk-themes")
    assert [one["themes"] for one in entries] == [["silos"], ["inequalities", "change-fatigue"]]


def test_parts_that_come_again_behind_other_words_are_no_drawing() -> None:
    grid: Grid = [
        ["Nr", "Maatregel", "Besluit", "Waarom"],
        [1, "Videoconsult", "Amplify", "Minder reistijd"],
        [2, "Tent op de parkeerplaats", "End", "Te koud"],
        [3, "Kleine chirurgie", "Restart", "Wachtlijst"],
        [4, "Griepspuit", "Amplify", "Snel en droog"],
    ]
    (told,) = check_grid(grid).errors
    assert told.code == "TABLE-NO-HEADER"


def test_a_question_that_is_explained_in_brackets() -> None:
    grid: Grid = [
        ["w/c", "What have we learnt? (reflect)", "What has gone wrong? (no blame)"],
        ["6 May 2024", "Heads answer before 8", "Two letters with an old date"],
    ]
    assert said(grid, "learning-log") == [
        ("learnt", "Heads answer before 8"),
        ("gone-wrong", "Two letters with an old date"),
    ]


def test_a_level_in_brackets_explains_no_question() -> None:
    grid: Grid = [
        ["Timestamp", "What have you started? (Personal)", "What have you stopped? (Ward)"],
        ["2026-02-03 09:00", "A walk at lunch", "The long round"],
    ]
    (told,) = check_grid(grid).by_code()["COLUMN-UNKNOWN"]
    assert "(Ward)" in told.message


def test_numbered_minutes_end_with_another_item() -> None:
    grid: Grid = [
        ["1.", "WHAT? (facts only please)", "Who", "By when"],
        ["1.1", "The lines ran out on Saturday"],
        ["2.", "SO WHAT?"],
        ["2.1", "Nobody owns the stock sheet at weekends"],
        ["3.", "NOW WHAT?"],
        ["3.1", "The stock sheet moves to the fridge door", "KD", "17 May"],
        ["4.", "Any other business"],
        ["4.1", "The barrier of the car park broke again"],
    ]
    entries = read_entries(grid, "what-so-what-now-what")
    assert [one["stage"] for one in entries] == ["what", "so-what", "now-what"]
    assert entries[2]["follow_up"] == {"owner": "KD"}
    (told,) = check_grid(grid).by_code()["CELLS-LEFT-OUT"]
    assert '"17 May"' in told.message
    assert '"The barrier of the car park broke again"' in told.message


def test_bands_with_glosses_to_their_left_and_arrows_between() -> None:
    grid: Grid = [
        ["what we see", "EVENTS"],
        [None, "A fall by the bathroom", "A fall in the hall"],
        [None, "~ ~ ~ waterline ~ ~ ~"],
        ["what repeats", "PATTERNS"],
        [None, "Most falls are before 7", "More with agency staff"],
        [None, "\u2193 why? \u2193"],
        ["what holds it up", "STRUCTURES"],
        [None, "Handover takes all staff", "The board is out of sight"],
    ]
    parts = [part for part, _ in said(grid, "iceberg")]
    assert parts == ["events"] * 2 + ["patterns"] * 2 + ["structures"] * 2


def test_a_row_of_an_agenda_that_says_only_when_is_no_structure() -> None:
    grid: Grid = [
        ["Start", "Min", "Structure", "Invitation"],
        ["09:30", 20, "Impromptu Networking", "What brings you here?"],
        ["09:50", 35, "TRIZ", "How could we make it worse?"],
        ["12:15", None, "lunch, thanks to the canteen", None],
    ]
    assert len(read_entries(grid, "liberating-structures")) == 2


def test_the_only_column_called_as_the_texts_of_a_framework_are_is_the_text() -> None:
    grid: Grid = [
        ["Told by", "Form", "Story or caption", "Notes for comms"],
        ["Nurse", "voice note", "Singing down the phone at five", "ask again in spring"],
        ["Porter", "written", "I learnt to sign good morning", "crop the badge there"],
        ["Cook", "written", "Nobody knew where the notes were", None],
    ]
    assert [part for part, _ in said(grid, "story")] == ["audio", "words", "words"]


def test_headings_of_different_kinds_above_a_drawing_are_asked_about() -> None:
    grid: Grid = [
        ["What", "Ward sister said", "Link to the file"],
        ["Actions", "Stopped offering beds before ten", "see the shared drive"],
        ["Beliefs", "The site team never listens", "see the log book"],
        ["Assumptions", "They think we have too many staff", "see the log book"],
    ]
    (told,) = check_grid(grid).errors
    assert told.code == "TABLE-NO-HEADER"


def test_people_above_a_drawing_are_tags_of_what_is_below_them() -> None:
    grid: Grid = [
        [None, "AK", "BM"],
        ["Learning", None, None],
        ["Questioning", "S", "O"],
        ["Problem finding", "O", "D"],
        ["Reflective", "D", "S"],
    ]
    entries = read_entries(grid, "improver-habits")
    assert [one["tags"] for one in entries] == [["AK"], ["BM"]] * 3


def test_a_survey_with_nothing_but_codes_is_told_what_is_needed() -> None:
    grid: Grid = [
        ["id", "submitdate", "startlanguage", "Q00001_SQ001", "Q00001_SQ002"],
        [1, "2026-02-03 09:00:00", "en", "Y", None],
    ]
    (told,) = check_grid(grid).errors
    assert "full text of questions and answers" in told.message


def test_an_appraisal_that_asks_what_went_well_is_asked_about() -> None:
    grid: Grid = [
        ["Name", "AB"],
        ["Objectives for last year", "Lead the falls audit"],
        ["What went well?", "The audit was done on time"],
        ["What could have been better?", "More time to write it up"],
        ["Objectives for next year", "Repeat it"],
    ]
    (told,) = check_grid(grid).errors
    assert told.code == "TABLE-UNSURE"


def test_a_respondent_says_once_at_which_level_the_answers_are() -> None:
    asked = ["What have you started doing?", "What are you doing less of?"]
    grid: Grid = [
        ["ID", "Completion time", "Which hat are you wearing?", *asked],
        [1, "2026-02-03 09:00", "Myself (personal)", "A walk at lunch", "Driving"],
        [2, "2026-02-03 09:10", "Our home (organisation)", "A daily huddle", "."],
        [3, "2026-02-03 09:20", "The system", "Mutual aid calls", None],
    ]
    levels = [one["level"] for one in read_entries(grid, "learning-grid")]
    assert levels == ["personal", "personal", "organisational", "system"]


def test_a_form_with_a_column_for_each_idea() -> None:
    grid: Grid = [
        ["Title", "A clock", "More sockets"],
        ["Idea", "A clock that patients see", "Sockets by the chairs"],
        ["Stage", "Asked", "Changed"],
        ["Owner", "AB", None],
        ["Date", "2026-02-13", "2026-02-14"],
    ]
    report, records = read_grid(grid, rules=False)
    assert not report.errors
    assert [record.title for record in records] == ["A clock", "More sockets"]
    documents = [record.model_dump(mode="json") for record in records]
    assert [one["entries"][0]["stage"] for one in documents] == ["asked", "changed"]
    assert report.cells == report.cells_read == 9


def test_two_drawings_beside_each_other_keep_their_captions() -> None:
    grid: Grid = [
        ["Events", "A fall in the hall", "Events", "Tea was late"],
        ["Patterns", "Always on Friday", "Patterns", "Always at six"],
        [None, None, "Structures", "The kettle is old"],
    ]
    parts = [part for part, _ in said(grid, "iceberg")]
    assert parts == ["events", "events", "patterns", "patterns", "structures"]


@pytest.mark.parametrize("is_above", [True, False])
def test_a_field_with_others_that_nobody_knows_behind_it(*, is_above: bool) -> None:
    drawing: Grid = [
        ["Events", "A fall in the hall"],
        ["Patterns", "Always on Friday"],
        ["Structures", "The light is too dim"],
    ]
    field: Grid = [["Team", "Ward 4", "Shift", "Early"]]
    grid: Grid = [*field, *drawing] if is_above else [*drawing, [], *field]
    _, (record,) = read_grid(grid, rules=False)
    assert record.model_dump(mode="json")["group"]["name"] == "Ward 4"
