"""The examples: the story has no errors, and the drafts have exactly the mistakes of the table."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from improvement_frameworks import (
    Poll,
    RiskThemes,
    SessionRating,
    WentWell,
    explain,
    validate,
)
from improvement_frameworks.core.registry import published_ids
from improvement_frameworks.documents import load_all

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
README: Final = (EXAMPLES / "README.md").read_text(encoding="utf-8")
ROW: Final = re.compile(
    r"^\| `([^`]+)` \| (?:line (\d+))?,? ?(?:`([^`]+)`)? \| `([A-Z0-9-]+)` \| (.+) \|$"
)


class Mistake(NamedTuple):
    """A row of the table, or an issue of the report."""

    file: str
    line: int
    pointer: str
    code: str


def planted() -> list[Mistake]:
    rows = [ROW.match(line) for line in README.splitlines()]
    return [
        Mistake(row[1], int(row[2] or 0), row[3] or "", row[4]) for row in rows if row is not None
    ]


def found() -> list[Mistake]:
    """Return errors and warnings; remarks only say where a record stands."""
    report = validate(EXAMPLES / "mistakes")
    return [
        Mistake(
            Path(issue.where.source).name,
            (issue.where.line or 0) if issue.where.source.endswith(".jsonl") else 0,
            issue.where.pointer,
            issue.code,
        )
        for issue in report.issues
        if issue.severity != "info"
    ]


def test_exactly_the_planted_mistakes_are_found() -> None:
    assert sorted(found()) == sorted(planted())


def test_every_row_of_the_table_is_read() -> None:
    _, _, table = README.partition("| File | Place | Code | What somebody did |")
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    assert len(rows) == len(planted()) > 20
    assert {mistake.file for mistake in planted()} == {
        file.name for file in (EXAMPLES / "mistakes").iterdir()
    }


def test_the_mistakes_are_of_several_frameworks_and_of_many_kinds() -> None:
    files = " ".join(mistake.file for mistake in planted())
    assert sum(name in files for name in published_ids()) > 5
    codes = {mistake.code for mistake in planted()}
    assert {explain(code).severity for code in codes} == {"error", "warning"}
    assert {code.partition("-")[0] for code in codes} >= {"DOC", "FIELD", "VALUE", "REC"}


@pytest.mark.parametrize("file", sorted((EXAMPLES / "video-consultations").iterdir()))
def test_the_story_has_no_errors(file: Path) -> None:
    report = validate(file)
    assert report.errors == ()
    assert (report.documents, report.judged) == (1, 1)


def test_the_story_is_told_in_several_frameworks_by_the_same_people() -> None:
    records, _ = load_all(EXAMPLES / "video-consultations")
    frameworks = [record.framework for record in records]
    assert len(set(frameworks)) == len(frameworks) > 5
    roles: dict[str, set[str | None]] = {}
    for record in records:
        assert record.group
        assert record.group.name == "Outpatient physiotherapy team"
        for person in record.contributors:
            assert person.name is None
            roles.setdefault(person.id, set()).add(person.role)
    assert sorted(roles) == ["c1", "c2", "c3", "c4", "c5"]
    assert all(len(known) == 1 for known in roles.values())


def test_the_readme_tells_of_every_record_of_the_story() -> None:
    for file in (EXAMPLES / "video-consultations").iterdir():
        (row,) = re.findall(
            rf"^\| `{re.escape(file.name)}` \| (\d+) (\w+) \|", README, re.MULTILINE
        )
        ((record,), _) = load_all(file)
        assert record.recorded_on
        assert (record.recorded_on.day, f"{record.recorded_on:%B}") == (int(row[0]), row[1])
    assert "Everything in this folder is invented" in README


def test_the_workshop_is_one_collection_whose_records_point_to_the_session() -> None:
    report = validate(EXAMPLES / "workshop-2020")
    assert report.errors == ()
    assert (report.documents, report.judged) == (6, 6)
    assert {"REC-ID-TWICE", "REC-ID-UNKNOWN"}.isdisjoint(report.by_code())
    records, _ = load_all(EXAMPLES / "workshop-2020")
    (session,) = [record for record in records if record.framework == "session"]
    for record in records:
        pointed = [(one.framework, one.record) for one in record.references if one.record]
        assert pointed == ([] if record is session else [("session", session.id)])
        assert f"`{record.framework}.json`" in README
        assert all(person.name is None for person in record.contributors)


def test_a_record_of_the_workshop_without_its_session_is_told(tmp_path: Path) -> None:
    for name in ("poll.json", "went-well.json"):
        (tmp_path / name).write_bytes((EXAMPLES / "workshop-2020" / name).read_bytes())
    report = validate(tmp_path)
    found = [issue for issue in report.issues if issue.code == "REC-ID-UNKNOWN"]
    assert [issue.where.pointer for issue in found] == ["/references/0/record"] * 2


def test_the_workshop_holds_what_its_report_says() -> None:
    """Nine remarks beside the risks, eleven on the first question, twelve on the second."""
    records, _ = load_all(EXAMPLES / "workshop-2020")
    poll, risks, feedback, rating = (
        next(record for record in records if record.framework == name)
        for name in ("poll", "risk-themes", "went-well", "session-rating")
    )
    assert isinstance(poll, Poll)
    assert isinstance(risks, RiskThemes)
    assert isinstance(feedback, WentWell)
    assert isinstance(rating, SessionRating)
    assert poll.coverage() == {"lock-in-risk": 11, "own-behaviour": 12, "at-its-best": 0}
    themes = {code.code for code in poll.codebook if code.parent is None}
    assert len(themes) == 8 + 4
    assert {code for code, said in poll.by_code().items() if said} >= themes
    assert set(poll.by_reader()) == {entry.id for entry in poll.entries}
    remarks = [*poll.entries, *risks.entries]
    assert len({remark.text for remark in remarks}) == len(remarks) == 32
    assert list(risks.coverage().values())[:3] == [3, 3, 3]
    counted = {
        side: [one.mentions for one in some] for side, some in feedback.by_mentions().items()
    }
    assert counted == {"went-well": [21, 11, 7, 6, 3], "even-better": [7, 6, 3, None, None]}
    assert [(one.share, one.count) for one in rating.entries] == [(100, None)]
    assert (rating.voted, rating.top_share()) == (None, None)
