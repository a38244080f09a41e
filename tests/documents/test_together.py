"""Records name each other by their ids, which is checked where several are checked together."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pytest

from improvement_frameworks import Iceberg, load_all, validate

if TYPE_CHECKING:
    from pathlib import Path

    from improvement_frameworks import Report

CODES: Final = {"REC-ID-TWICE", "REC-ID-UNKNOWN"}


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
