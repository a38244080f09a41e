"""The example spreadsheets are read without any option, and every cell is accounted for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import pytest
from tests.tables.conftest import check_grid, read_grid

from improvement_frameworks import get_framework, validate_table
from improvement_frameworks.tables import load_table
from improvement_frameworks.tables.headings.everyday import EverydayWords
from improvement_frameworks.tables.layouts.answer import answer_names

if TYPE_CHECKING:
    from tests.tables.conftest import Grid

SPREADSHEETS: Final = Path(__file__).parents[2] / "examples" / "spreadsheets"


def entries_of(name: str) -> list[dict[str, object]]:
    (record,) = load_table(SPREADSHEETS / name).records
    document = record.model_dump(mode="json", exclude_none=True)
    return cast("list[dict[str, object]]", document["entries"])


def test_a_drawing_is_read_as_the_drawing() -> None:
    report = validate_table(SPREADSHEETS / "missed-calls-iceberg.csv", rules=False)
    assert report.ok
    assert report.cells == report.cells_read == 7
    levels = [entry["level"] for entry in entries_of("missed-calls-iceberg.csv")]
    assert levels == ["events", "events", "patterns", "structures", "mental-models"]


def test_a_worksheet_is_filled_down_and_what_is_no_data_is_told() -> None:
    name = "late-starts-worksheet.csv"
    report = validate_table(SPREADSHEETS / name, rules=False)
    assert report.ok
    assert (report.rows, report.documents) == (5, 1)
    (record,) = load_table(SPREADSHEETS / name).records
    assert record.title == "Late starts in theatre 2"
    assert str(record.recorded_on) == "2021-03-09"
    levels = [entry["level"] for entry in entries_of(name)]
    assert levels == ["events", "events", "patterns", "patterns", "structures"]
    told = report.by_code()
    assert [issue.where.row for issue in told["ROW-LEFT-OUT"]] == [10]
    assert "kept on the wall" in told["LINES-LEFT-OUT"][0].message
    assert told["CELLS-FILLED"][0].params["count"] == 2


def test_headings_in_everyday_words_with_owners_beside_the_last_column() -> None:
    name = "ward-look-back.csv"
    report = validate_table(SPREADSHEETS / name, rules=False)
    assert report.ok
    (record,) = load_table(SPREADSHEETS / name).records
    assert record.framework == "what-so-what-now-what"
    assert str(record.recorded_on) == "2026-11-03"
    entries = entries_of(name)
    assert [entry["stage"] for entry in entries] == [
        *("what", "so-what", "now-what"),
        *("what", "so-what", "now-what", "now-what"),
    ]
    owners = [entry.get("follow_up") for entry in entries if entry["stage"] == "now-what"]
    assert owners == [{"owner": "Ward manager"}, {"owner": "Sister"}, None]
    assert "Present:" in report.by_code()["CELLS-LEFT-OUT"][0].message
    assert report.cells - report.cells_read == 2


def test_counts_beside_two_columns_go_to_the_answer_in_their_row() -> None:
    report = validate_table(SPREADSHEETS / "liked-and-better.csv", rules=False)
    assert report.ok
    assert report.cells == report.cells_read == 8
    found = [(e["side"], e["text"], e["mentions"]) for e in entries_of("liked-and-better.csv")]
    assert found == [
        ("went-well", "Breakout rooms", 12),
        ("went-well", "Clear speakers", 9),
        ("even-better", "More time for questions", 7),
        ("even-better", "Slides beforehand", 3),
    ]


def test_the_column_of_the_parts_is_known_by_its_cells() -> None:
    """A board of sticky notes calls it "Board section"."""
    report = validate_table(SPREADSHEETS / "board-of-notes.csv", rules=False)
    assert report.ok
    assert '"Board section" as level' in report.by_code()["COLUMN-READ-AS"][0].message
    levels = [entry["level"] for entry in entries_of("board-of-notes.csv")]
    assert levels == ["events", "patterns", "structures", "mental-models"]


def test_questions_in_other_words() -> None:
    report = validate_table(SPREADSHEETS / "falls-review.csv", rules=False)
    assert report.ok
    assert report.cells == report.cells_read == 5
    questions = [entry["question"] for entry in entries_of("falls-review.csv")]
    assert questions == ["expected", "actual", "why", "learned"]


def test_a_column_that_names_the_parts_tells_which_words_are_none() -> None:
    grid: Grid = [
        ["Risk", "Which theme?", "Who said it"],
        ["We only ask managers", "Not involving people", "manager"],
    ]
    report = check_grid(grid, framework="risk-themes")
    (told,) = report.errors
    assert told.code == "VALUE-CODE"
    assert '"Not involving people"' in told.message
    assert '"Risk" as text' in report.by_code()["COLUMN-READ-AS"][0].message


def test_a_list_of_actions_is_told_which_headings_are_known() -> None:
    grid: Grid = [["Job", "Who", "By when", "RAG"], ["Use tablets", "Sister", "30/11/2026", "Red"]]
    (told,) = check_grid(grid).errors
    assert told.code == "TABLE-NO-HEADER"
    assert '"By when" as follow_up_due' in told.message


def test_a_grid_with_levels_in_other_words() -> None:
    grid: Grid = [
        ["", "Us as individuals", "Our organisation", "Whole system"],
        ["Things we stopped", "Travelling", "Paper forms", ""],
        ["Things we started", "Huddles", "", "Shared bed state"],
    ]
    report, (record,) = read_grid(grid, rules=False)
    assert not report.errors
    entries = cast("list[dict[str, str]]", record.model_dump(mode="json")["entries"])
    assert [(e["question"], e["level"], e["text"]) for e in entries] == [
        ("stopped", "personal", "Travelling"),
        ("stopped", "organisational", "Paper forms"),
        ("started", "personal", "Huddles"),
        ("started", "system", "Shared bed state"),
    ]


@pytest.mark.parametrize("word", ["not", "never", "no longer", "hardly"])
def test_no_phrase_means_its_opposite(word: str) -> None:
    parts = get_framework("learning-grid").parts
    words = EverydayWords.of(parts, parts)
    assert words.find("What we have stopped") == "stopped"
    assert words.find(f"What we have {word} stopped") is None


def test_a_header_of_two_rows_with_the_levels_above_the_questions() -> None:
    grid: Grid = [
        ["", "Personal", "", "Organisational", ""],
        ["Role", "Started", "Stopped", "Started", "Stopped"],
        ["nurse", "Huddles", "Travel", "Video", "Forms"],
    ]
    report, (record,) = read_grid(grid, rules=False)
    assert not report.errors
    assert report.cells == report.cells_read == 5
    assert "LINES-LEFT-OUT" not in report.by_code()
    entries = cast("list[dict[str, str]]", record.model_dump(mode="json")["entries"])
    assert [(e["question"], e["level"], e["text"]) for e in entries] == [
        ("started", "personal", "Huddles"),
        ("stopped", "personal", "Travel"),
        ("started", "organisational", "Video"),
        ("stopped", "organisational", "Forms"),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "What has your organisation stopped doing?",
        "Things our organisation stopped",
        "Stopped as organisations",
    ],
)
def test_a_heading_asks_in_its_own_words(heading: str) -> None:
    answer = answer_names("learning-grid").read(heading)
    assert answer is not None
    assert answer.codes == {"question": "stopped", "level": "organisational"}


def test_an_export_of_a_board_names_its_lists() -> None:
    grid: Grid = [
        ["Card ID", "Card Name", "Due Date", "List Name", "Archived"],
        ["1", "Silence was taken for a yes", "", "Assumptions", "false"],
        ["2", "They do not care about us", "", "Beliefs", "false"],
    ]
    report = check_grid(grid, rules=False)
    assert not report.errors
    (told,) = report.by_code()["COLUMN-READ-AS"]
    assert '"List Name" as rung, "Card Name" as text' in told.message


WARDS: Grid = [
    ["Ward", "Question", "Level", "Comment"],
    ["Ward 1", "Started", "Personal", "Huddles"],
    ["", "Stopped", "System", "Paper referrals"],
    ["Ward 2", "Less of", "Personal", "Travel"],
]


def test_several_groups_are_several_records_if_nothing_else_tells_them_apart() -> None:
    report, records = read_grid(WARDS, rules=False)
    assert not report.errors
    assert [issue.where.cell for issue in report.by_code()["TABLE-GROUPS"]] == ["A1"]
    assert '"notes: Ward 1"' in report.by_code()["TABLE-TITLE"][0].message
    assert [(r.title, r.group and r.group.name, len(r.entries)) for r in records] == [
        ("notes: Ward 1", "Ward 1", 2),
        ("notes: Ward 2", "Ward 2", 1),
    ]


def test_a_group_that_is_spelt_in_two_ways_is_one_record() -> None:
    grid = [*WARDS, ["ward 1", "More of", "System", "Calls"], ["WARD-2", "More of", "System", "x"]]
    report, records = read_grid(grid, rules=False)
    assert not report.errors
    (note,) = report.by_code()["CELLS-CONVERTED"]
    assert (note.where.cell, note.params["count"]) == ("A5", 2)
    assert [(r.group and r.group.name, len(r.entries)) for r in records] == [
        ("Ward 1", 3),
        ("Ward 2", 2),
    ]


def test_respondents_of_a_group_that_is_spelt_in_two_ways_are_in_one_record() -> None:
    asked = ["Timestamp", "Which team are you in?", "What have you started doing? (personal)"]
    grid: Grid = [
        asked,
        ["2020-06-24 09:00:00", "ED", "Huddles"],
        ["2020-06-25 09:00:00", "Ward 2", "Calls"],
        ["2020-06-26 09:00:00", "ward 2", "Video rounds"],
    ]
    report, records = read_grid(grid, rules=False, framework="learning-grid")
    assert not report.errors
    assert [(r.group and r.group.name, str(r.recorded_on), len(r.entries)) for r in records] == [
        ("ED", "2020-06-24", 1),
        ("Ward 2", "2020-06-26", 2),
    ]


def test_groups_that_contradict_each_other_in_one_record_stay_an_error() -> None:
    grid = [[*row, "record" if place == 0 else "a"] for place, row in enumerate(WARDS)]
    report = check_grid(grid, rules=False)
    assert [issue.code for issue in report.errors] == ["ROW-CONFLICT"]
    assert "TABLE-GROUPS" not in report.by_code()


def test_a_sheet_for_each_level_says_the_level_by_its_name() -> None:
    grid: Grid = [
        ["Question", "Answers"],
        ["What have you started doing?", "Huddles"],
        ["What have you stopped doing?", "Travel"],
    ]
    report, (record,) = read_grid(grid, name="Organisational", rules=False)
    assert not report.errors
    assert "Organisational" in report.by_code()["SHEET-NAME"][0].message
    entries = cast("list[dict[str, str]]", record.model_dump(mode="json")["entries"])
    assert {entry["level"] for entry in entries} == {"organisational"}


def test_an_action_beside_an_entry_follows_from_it() -> None:
    grid: Grid = [
        ["Level", "What we found", "Action", "Who"],
        ["Events", "Two people fell at night", "", ""],
        ["Structures", "One nurse for 14 beds", "Ask for a second one", "Matron"],
        ["Total falls", "2", "", ""],
    ]
    report, (record,) = read_grid(grid, rules=False)
    assert not report.errors
    assert [issue.where.row for issue in report.by_code()["ROW-LEFT-OUT"]] == [4]
    follow_up = record.entries[1].follow_up
    assert follow_up is not None
    assert (follow_up.text, follow_up.owner) == ("Ask for a second one", "Matron")


STICKY: Grid = [
    ["Date", "Started", "Stopped", "Working well", "Not working"],
    ["3/6/2020", "Huddles", "Travel", "Trust", "Video for deaf patients"],
    ["13/6/2020", "Video", "", "", ""],
]


def test_columns_of_notes_without_a_level_are_read_once_it_is_said() -> None:
    report, _ = read_grid(STICKY, rules=False)
    (told,) = report.by_code()["COLUMN-MISSING"]
    assert '--constant "level=personal"' in told.hint
    report, (record,) = read_grid(STICKY, rules=False, constants={"level": "organisational"})
    assert not report.errors
    entries = cast("list[dict[str, str]]", record.model_dump(mode="json")["entries"])
    assert [(e["question"], e["text"], e["happened_on"]) for e in entries] == [
        ("started", "Huddles", "2020-06-03"),
        ("stopped", "Travel", "2020-06-03"),
        ("working-well", "Trust", "2020-06-03"),
        ("not-worked", "Video for deaf patients", "2020-06-03"),
        ("started", "Video", "2020-06-13"),
    ]
    assert {entry["level"] for entry in entries} == {"organisational"}


def test_captions_outweigh_a_heading_of_another_framework() -> None:
    """ "Structure" is also a column of plans of Liberating Structures."""
    grid: Grid = [
        ["Date", "What happened / what we saw", "Pattern", "Structure", "Mental model"],
        ["2020-06-03", "Patient waited", "Every Friday", "One crew", "A morning task"],
    ]
    report, (record,) = read_grid(grid, rules=False)
    assert not report.errors
    assert record.framework == "iceberg"
    assert len(record.entries) == 4


def test_a_survey_asks_for_the_team_and_the_level_once() -> None:
    grid: Grid = [
        ["ID", "Email", "Which team are you in?", "What has gone well in the last 3 months?", "Q"],
        ["1", "anonymous", "ED", "Huddles", "What worked"],
        ["2", "anonymous", "Ward 2", "Video rounds", ""],
    ]
    constants = {"level": "organisational"}
    words = {"framework": "learning-grid", "constants": constants, "layout": "wide"}
    report, records = read_grid(grid, rules=False, **words)
    assert not report.errors
    found = [(record.group and record.group.name, len(record.entries)) for record in records]
    assert found == [("ED", 1), ("Ward 2", 1)]


def test_a_heading_that_lists_its_answers_is_known_by_them() -> None:
    grid: Grid = [
        ["Principle", "Yes / Partly / No", "What we did"],
        ["1. Avoid jumping to conclusions", "Partly", "Used the ladder once"],
        ["2. Be purposeful", "Yes", "Wrote down why we ask"],
        ["3. Be timely", "No", ""],
    ]
    report = check_grid(grid, rules=False)
    assert not report.errors
    (told,) = report.by_code()["COLUMN-READ-AS"]
    assert '"Yes / Partly / No" as status, "What we did" as text' in told.message
    assert report.cells == report.cells_read


def test_a_total_in_another_column_than_the_part_is_no_entry() -> None:
    grid: Grid = [
        ["No.", "Risk", "Theme"],
        ["1", "We slip back into separate meetings", "Silos"],
        ["2", "Nobody has energy for a new form", "Change fatigue"],
        ["Total", "2", ""],
    ]
    report, (record,) = read_grid(grid, rules=False)
    assert [issue.where.row for issue in report.by_code()["ROW-LEFT-OUT"]] == [4]
    assert len(record.entries) == 2


def test_check_boxes_of_redcap_are_one_answer_and_its_own_columns_are_left_out() -> None:
    name = "redcap-themes.csv"
    report = validate_table(SPREADSHEETS / name, rules=False)
    assert not report.errors, report.to_text()
    assert [entry["themes"] for entry in entries_of(name)] == [
        ["silos"],
        ["silos", "change-fatigue"],
    ]
    told = report.by_code()
    assert told["BOXES-JOINED"][0].params["columns"] == ('"Themes": 2',)
    assert len(cast("tuple[str, ...]", told["COLUMNS-OF-TOOL"][0].params["columns"])) == 3


def test_check_boxes_of_kobo_count_and_not_all_of_them_in_one_cell() -> None:
    name = "kobo-risks.csv"
    report = validate_table(SPREADSHEETS / name, rules=False)
    assert not report.errors, report.to_text()
    assert [(entry["themes"], entry["text"]) for entry in entries_of(name)] == [
        (["silos", "change-fatigue"], "We go back to our own lists"),
        (["change-fatigue"], "Too many pilots at once"),
    ]
    told = report.by_code()
    assert told["BOXES-JOINED"][0].params["columns"] == ('"Which themes?": 2',)
    assert "_uuid" in told["COLUMNS-OF-TOOL"][0].message
    assert "COLUMN-UNKNOWN" not in told


def test_a_day_and_a_text_with_a_stroke_are_no_boxes() -> None:
    grid: Grid = [
        ["Level", "Text", "Notes/A", "Notes/B"],
        ["events", "Two falls", "3/5/2026 10:00", "on the ward"],
        ["events", "One fall", "4/5/2026 10:00", ""],
    ]
    assert "BOXES-JOINED" not in check_grid(grid, rules=False).by_code()


def test_limesurvey_with_codes_before_its_questions() -> None:
    name = "limesurvey-stopped.csv"
    report = validate_table(SPREADSHEETS / name, rules=False)
    assert not report.errors, report.to_text()
    assert [(entry["level"], entry["text"]) for entry in entries_of(name)] == [
        ("personal", "Late emails"),
        ("personal", 'Two diaries; "mine" and ours'),
        ("system", "Faxed referrals"),
    ]
    told = report.by_code()
    assert "COLUMN-UNKNOWN" not in told
    assert "192.0.2" not in report.to_json()
    (record,) = load_table(SPREADSHEETS / name).records
    assert str(record.recorded_on) == "2026-05-05"


def test_lists_of_a_board_beside_one_that_is_no_part() -> None:
    said = [(entry["side"], entry["text"]) for entry in entries_of("funretro-board.csv")]
    assert said == [
        ("went-well", "Short huddles"),
        ("even-better", "Forms, in three copies"),
        ("went-well", "Video calls"),
        ("even-better", "Late starts"),
        ("went-well", 'She said "thank you"'),
    ]
    (told,) = validate_table(SPREADSHEETS / "funretro-board.csv").by_code()["CELLS-LEFT-OUT"]
    assert 'C1 "Action items", C2 "Ask for one form"' in told.message


def test_texts_of_a_board_below_each_other() -> None:
    said = [(entry["side"], entry["text"]) for entry in entries_of("miro-notes.csv")]
    assert said == [
        ("went-well", "Porters came early"),
        ("went-well", "Signs were up, and clear"),
        ("even-better", "Phones had moved first"),
    ]


def test_check_boxes_with_codes_are_joined_and_other_columns_are_no_boxes() -> None:
    head = ["Title", "Stance", "Text", "themes___silos", "themes___change_fatigue"]
    grid: Grid = [head, ["W", "risk", "x", 1.0, 0.0], ["W", "risk", "y", 0, 1]]
    report, (record,) = read_grid(grid, framework="risk-themes", rules=False)
    assert report.ok, report.to_text()
    document = record.model_dump(mode="json")
    assert [entry["themes"] for entry in document["entries"]] == [["silos"], ["change-fatigue"]]
    report = check_grid([head, ["W", "risk", "x", "often", "0"]], framework="risk-themes")
    assert "BOXES-JOINED" not in report.by_code()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "easyretro-board.csv",
            [
                ("went-well", "Short huddles", 3),
                ("even-better", "Long meetings", 2),
                ("went-well", "Ten minutes each", None),
            ],
        ),
        (
            "parabol-retro.csv",
            [
                ("went-well", "The huddle is short.", 3),
                ("went-well", "Everybody may speak.", None),
                ("even-better", "Fewer meetings on Mondays.", 1),
            ],
        ),
    ],
)
def test_boards_of_retrospectives(name: str, said: list[tuple[str, str, int | None]]) -> None:
    assert not validate_table(SPREADSHEETS / name, rules=False).errors
    found = [(e["side"], e["text"], e.get("mentions")) for e in entries_of(name)]
    assert found == said


def test_a_card_without_votes_has_no_mentions_whatever_the_type_of_the_cell() -> None:
    grid: Grid = [
        ["Title", "Section", "Note", "Votes"],
        ["Retro", "Went well", "Short huddles", 0.0],
        ["Retro", "Went well", "Ten minutes", "0"],
        ["Retro", "Went well", "On time", 2.0],
    ]
    report, (record,) = read_grid(grid, framework="went-well", is_typed=True, rules=False)
    assert report.ok, report.to_text()
    entries = record.model_dump(mode="json")["entries"]
    assert [entry.get("mentions") for entry in entries] == [None, None, 2]
    assert report.by_code()["CELLS-BLANK"][0].params["count"] == 2
