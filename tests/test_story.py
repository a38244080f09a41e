"""The tutorial from a meeting to what a system learned, in Python and with real files.

The commands of the tutorial are run with those of the other pages.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from tests.tables.writers.opened import open_book

from improvement_frameworks import (
    FutureChangeMatrix,
    Poll,
    carry,
    insights,
    load,
    load_all,
    load_table,
    validate_file,
    validate_table,
)
from improvement_frameworks.core import share_agreed
from improvement_frameworks.tables.marking.marked_workbook import write_marked

if TYPE_CHECKING:
    from improvement_frameworks import Record

STORY = Path(__file__).parents[1] / "examples" / "meeting-to-system"
PERIOD = {"period_start": "2020-03-16", "period_end": "2020-06-30"}


def correct(book: Path) -> None:
    """Do what the therapists do with the marked copy."""
    opened = open_book(book)
    opened["Notes"]["A9"].value = "Stopped"
    opened["Notes"]["B12"].value = "System"
    opened.save(book)


def read_therapies(folder: Path) -> list[Record]:
    given, marked = folder / "therapies.xlsx", folder / "marked.xlsx"
    shutil.copy(STORY / given.name, given)
    report = validate_table(given)
    assert [issue.where.cell for issue in report.errors] == ["A9", "B12"]
    write_marked(given, report, marked)
    correct(marked)
    assert validate_table(marked).ok
    fixed = load_table(STORY / "therapies-fixed.xlsx", constants=PERIOD).records
    records = load_table(marked, constants=PERIOD).records
    assert records == fixed
    return list(records)


def test_the_story_from_forms_to_what_a_system_learned(tmp_path: Path) -> None:
    spring, report = load_all(STORY / "spring")
    assert report.ok
    assert len(spring) == 6
    therapies = read_therapies(tmp_path)
    poll = next(one for one in spring if isinstance(one, Poll))
    assert share_agreed(poll.by_reader()).value == 5 / 7

    grid = next(one for one in spring if one.id == "outpatients-spring")
    draft = carry(grid, "future-change-matrix")
    kept = load(STORY / "what-to-keep.json")
    assert isinstance(kept, FutureChangeMatrix)
    assert [e.came_from for e in kept.entries] == [e.came_from for e in draft.entries]
    assert all(action.owner and action.due for action in kept.actions)

    autumn, report = load_all(STORY / "autumn")
    assert report.ok
    said = say([*spring, *therapies, kept])
    assert said["ICE-A2"] == {"Each department keeps a list of its own"}
    assert said["GRID-A2"] == {"Paper lists of bookings"}
    assert said["GRID-A3"] == {"Follow-up by video"}
    said = say([*spring, *therapies, kept, *autumn])
    assert "GRID-A1" in said
    assert not {"GRID-A2", "GRID-A3"} & said.keys()  # in autumn the groups no longer differ
    therapy_words = {entry.text for one in therapies for entry in one.entries}
    only_theirs = therapy_words - {e.text for one in (*spring, *autumn) for e in one.entries}
    assert not only_theirs & {quote for quotes in said.values() for quote in quotes}


def say(records: list[Record]) -> dict[str, set[str | None]]:
    """Return the quotes of the statements of each code."""
    found = insights(records, k=1, use="share-in-organisation")
    return {
        code: {opened.quote for one in statements for opened in one.opened}
        for code, statements in found.by_code().items()
    }


def test_the_files_of_the_story_are_right_but_for_the_workbook_to_be_corrected() -> None:
    assert validate_file(STORY).ok
    assert validate_table(STORY / "therapies-fixed.xlsx").ok
    ids = [json.loads(file.read_text("utf-8"))["id"] for file in STORY.rglob("*.json")]
    assert len(ids) == len(set(ids)) == 9
