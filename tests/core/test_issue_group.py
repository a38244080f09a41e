"""Issues of one kind are one message with its cells."""

from __future__ import annotations

from improvement_frameworks import problems
from improvement_frameworks.core.report.issue_group import group_issues
from improvement_frameworks.core.report.report import Collector
from improvement_frameworks.problems.problem import Issue, Severity, Where, quote


def wrong(cell: str, found: str, severity: Severity | None = None) -> Issue:
    where = Where(source="a.csv", row=int(cell[1:]), cell=cell, heading="Level")
    return problems.CELL_CONSTANT.issue(
        where, severity, field="level", found=quote(found), expected="x"
    )


def lines(*issues: Issue, verbose: bool = False) -> str:
    collector = Collector()
    collector.add(issues)
    return collector.report().to_text(verbose=verbose)


def test_the_same_mistake_is_one_message_with_its_cells_and_values() -> None:
    issues = [wrong("B5", "Org"), wrong("B9", "Sytem"), wrong("B12", "Org")]
    text = lines(*issues)
    assert text.count("CELL-CONSTANT") == 1
    assert "Level: 3 cells: B5, B9, B12" in text
    assert 'Found: "Org" (2), "Sytem" (1)' in text
    assert "3 errors" in text
    assert lines(*issues, verbose=True).count("CELL-CONSTANT") == 3


def test_one_value_is_not_listed_again() -> None:
    assert "Found:" not in lines(wrong("B5", "Org"), wrong("B6", "Org"))


def test_many_cells_are_counted_and_some_named() -> None:
    text = lines(*(wrong(f"B{row}", f"w{row}") for row in range(2, 1_202)))
    assert "1,000 cells: B2, B3," in text
    assert "B100" not in text
    assert len(text) < 1_500


def test_notes_come_last_and_nothing_is_lost() -> None:
    note = wrong("B2", "Org", "info")
    other = Issue(problem=problems.TABLE_EMPTY, where=Where(source="a.csv"), severity="warning")
    groups = group_issues([note, other, wrong("B3", "Org"), wrong("C3", "Org")])
    assert [group.first.severity for group in groups] == ["warning", "error", "info"]
    assert sum(len(group.issues) for group in groups) == 4


def test_messages_that_say_different_things_stay_apart() -> None:
    where = Where(source="a.csv", row=2)
    issues = [problems.TABLE_SECOND.issue(where, row=row) for row in (5, 9)]
    assert len(group_issues(issues)) == 2


def test_notes_that_count_cells_are_added_up_and_their_examples_are_not_counted() -> None:
    issues = [
        problems.CELLS_LABELS.issue(
            Where(source="a.csv", row=2, cell=cell), found=quote(label), code=label, count=count
        )
        for cell, label, count in (("A2", "Started", 3), ("B2", "Personal", 4))
    ]
    text = lines(*issues)
    assert "Cells: 7." in text
    assert 'Examples: "Started", "Personal"' in text
