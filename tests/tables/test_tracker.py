"""Trackers, boards and sheets of months are read as they grew, and nothing is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from tests.tables.conftest import check_grid, read_grid

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
