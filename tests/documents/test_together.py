"""Records name each other by their ids, which is checked where several are checked together."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pytest

from improvement_frameworks import Iceberg, load_all, validate

if TYPE_CHECKING:
    from pathlib import Path

    from improvement_frameworks import Report

CODES: Final = {"REC-ID-TWICE", "REC-ID-UNKNOWN", "REC-ENTRY-UNKNOWN"}


def document(own: str | None = None, *named: str, **more: object) -> dict[str, object]:
    references = [{"title": "Another", "record": one} for one in named]
    head = {"framework": "iceberg", "schema_version": "1.0", "title": "Huddles"}
    return {
        **head,
        "entries": list[object](),
        **({"id": own} if own else {}),
        **({"references": references} if named else {}),
        **more,
    }


def write(path: Path, *documents: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in documents), encoding="utf-8")
    return path


def found(report: Report) -> list[tuple[str, int | None, str]]:
    told = [(i.code, i.where.line, i.where.pointer) for i in report.issues if i.code in CODES]
    return sorted(told, key=lambda one: (one[0], one[1] or 0))


def test_a_record_has_an_id_and_a_language() -> None:
    ((record,), _) = load_all(json.dumps(document("a", language="zh-Hant")))
    assert (record.id, record.language) == ("a", "zh-Hant")
    assert Iceberg(title="t", language="cy", entries=()).language == "cy"
    for wrong in ("english", "EN", "en_GB", "en-gb", "e", ""):
        (issue,) = validate(document(language=wrong)).errors
        assert issue.code in {"VALUE-FORM", "VALUE-BLANK"}


@pytest.mark.parametrize("jobs", [1, 2])
def test_ids_are_judged_together(tmp_path: Path, jobs: int) -> None:
    lines = [document("a"), document("b", "a", "c"), document(), document("a", "zz")]
    path = write(tmp_path / "records.jsonl", *lines)
    assert found(validate(path, jobs=jobs)) == [
        ("REC-ID-TWICE", 4, "/id"),
        ("REC-ID-UNKNOWN", 2, "/references/1/record"),
        ("REC-ID-UNKNOWN", 4, "/references/0/record"),
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_files_of_a_folder_are_judged_together(tmp_path: Path, jobs: int) -> None:
    for number in range(6):
        write(tmp_path / f"{number}.json", document(f"r{number}", f"r{(number + 1) % 6}"))
    assert found(validate(tmp_path, jobs=jobs)) == []
    write(tmp_path / "6.json", document("r1", "r7"))
    report = validate(tmp_path, jobs=jobs)
    assert [code for code, *_ in found(report)] == ["REC-ID-TWICE", "REC-ID-UNKNOWN"]
    (twice,) = report.errors
    assert "1.json" in twice.message
    assert twice.where.source.endswith("6.json")
    assert report.documents == 7


def test_one_document_alone_may_name_what_is_elsewhere() -> None:
    assert found(validate(document("a", "b"))) == []


def test_a_record_with_errors_is_there_all_the_same(tmp_path: Path) -> None:
    path = write(tmp_path / "records.jsonl", document("a", "b"), document("b", entries=1))
    report = validate(path)
    assert [issue.code for issue in report.errors] == ["VALUE-KIND"]
    assert found(report) == []


def test_the_rules_can_be_left_out_and_made_stricter(tmp_path: Path) -> None:
    path = write(tmp_path / "records.jsonl", document("a", "c"), document("a"))
    assert found(validate(path, ignore=["REC-ID-TWICE"]))[0][0] == "REC-ID-UNKNOWN"
    assert found(validate(path, select=["REC-ID-TWICE"])) == [("REC-ID-TWICE", 2, "/id")]
    assert len(validate(path, strict=["REC-ID-UNKNOWN"]).errors) == 2
    assert found(validate(path, rules=False)) == []


def entry(*origins: str, **more: object) -> dict[str, object]:
    came_from = {"came_from": list(origins)} if origins else {}
    return {"level": "events", "text": "Huddles", **came_from, **more}


@pytest.mark.parametrize("jobs", [1, 2])
def test_entries_that_others_came_from_are_looked_up(tmp_path: Path, jobs: int) -> None:
    """By their ID or their number, in entries, follow-ups and actions, in any order of records."""
    follow_up = {"text": "Ask", "owner": "lead", "came_from": ["a/e9", "a/#2"]}
    action = {"text": "Ask", "owner": "lead", "came_from": ["a/e2", "b/#1"]}
    drafts = [
        document(entries=[entry("a/e1", "a/#3"), entry("a/e2", follow_up=follow_up)]),
        document("a", entries=[entry(id="e1"), entry()]),
        document("b", "a", entries=[], actions=[action]),
    ]
    path = write(tmp_path / "records.jsonl", *drafts)
    assert found(validate(path, jobs=jobs)) == [
        ("REC-ENTRY-UNKNOWN", 1, "/entries/0/came_from/1"),
        ("REC-ENTRY-UNKNOWN", 1, "/entries/1/came_from/0"),
        ("REC-ENTRY-UNKNOWN", 1, "/entries/1/follow_up/came_from/0"),
        ("REC-ENTRY-UNKNOWN", 3, "/actions/0/came_from/0"),
        ("REC-ENTRY-UNKNOWN", 3, "/actions/0/came_from/1"),
    ]


def test_a_record_that_is_missing_is_told_once_for_each_that_names_it(tmp_path: Path) -> None:
    """However many of its entries are named; what was not checked is not told to be missing."""
    drafts = [
        document("b", "a", entries=[entry("a/e1", "a/e2"), entry("c/e1", "c/e2")]),
        document("d", entries=[entry("a/e1")]),
    ]
    path = write(tmp_path / "records.jsonl", *drafts)
    assert found(validate(path)) == [
        ("REC-ID-UNKNOWN", 1, "/entries/1/came_from/0"),
        ("REC-ID-UNKNOWN", 1, "/references/0/record"),
        ("REC-ID-UNKNOWN", 2, "/entries/0/came_from/0"),
    ]
    assert found(validate(path, ignore=["REC-ID-UNKNOWN"])) == []


def test_only_what_the_library_reads_is_an_origin(tmp_path: Path) -> None:
    """Not what an organisation calls so, nor what has not the form of one."""
    own = {"org.example": {"came_from": ["b/e9"]}}
    drafts = [document("b"), document(entries=[entry("b", extensions=own)])]
    report = validate(write(tmp_path / "records.jsonl", *drafts))
    assert [issue.code for issue in report.errors] == ["VALUE-FORM"]
    assert found(report) == []


def test_an_origin_is_found_however_its_name_is_written(tmp_path: Path) -> None:
    drafts = [document("b"), document(entries=[entry("b/e1")])]
    path = write(tmp_path / "records.jsonl", *drafts)
    path.write_text(path.read_text("utf-8").replace("came_from", r"c\u0061me_from"), "utf-8")
    assert [code for code, *_ in found(validate(path))] == ["REC-ENTRY-UNKNOWN"]


def test_the_nearest_entry_is_offered() -> None:
    drafts = [document("b", entries=[entry(id="e12")]), document(entries=[entry("b/e1")])]
    (issue,) = [one for one in validate(json.dumps(drafts)).issues if one.code in CODES]
    assert issue.message == 'The record "b" has no entry "e1". Did you mean "e12"?'
