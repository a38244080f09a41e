"""A collection is read from wherever its records are, and what is odd about it is told."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from improvement_frameworks import Iceberg, LearningGrid, read_collection, to_frame
from improvement_frameworks.core import collect, count_people

if TYPE_CHECKING:
    from pathlib import Path


def iceberg(title: str, **header: object) -> Iceberg:
    entries = [{"level": "events", "text": title}]
    return Iceberg.model_validate({**Iceberg(title=title, entries=entries).to_dict(), **header})


def codes(*records: Iceberg) -> dict[str, object]:
    """Return the facts of what is told about records, by its code."""
    _, report = read_collection(*records)
    return {issue.code: dict(issue.params) for issue in report.issues}


def test_files_folders_tables_and_frames_are_read_alike(tmp_path: Path) -> None:
    one, two, three = (iceberg(title, recorded_on="2020-07-16") for title in "abc")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "one.json").write_text(one.to_json(), encoding="utf-8")
    lines = f"{two.to_json(indent=None)}\n{three.to_json(indent=None)}\n"
    (tmp_path / "more.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "rows.csv").write_text("title,level,text\nd,events,Late\n", encoding="utf-8")
    collection, report = read_collection(tmp_path, to_frame([iceberg("e")]), iceberg("f"))
    assert report.ok
    assert sorted(member.record.title for member in collection.members) == list("abcdef")
    keys = {member.record.title: member.key for member in collection.members}
    assert keys["a"].endswith("one.json#1")
    assert [keys[title].rpartition("/")[2] for title in "bcd"] == [
        "more.jsonl#1",
        "more.jsonl#2",
        "rows.csv#1",
    ]


def test_what_cannot_be_read_is_told_and_the_rest_is_kept(tmp_path: Path) -> None:
    (tmp_path / "right.json").write_text(iceberg("a").to_json(), encoding="utf-8")
    (tmp_path / "wrong.json").write_text('{"framework": "iceberg"}', encoding="utf-8")
    reversed_period = {"start": "2020-06-01", "end": "2020-05-01"}
    (tmp_path / "late.json").write_text(
        json.dumps({**iceberg("b").to_dict(), "period": reversed_period}), encoding="utf-8"
    )
    collection, report = read_collection(tmp_path)
    assert [member.record.title for member in collection.members] == ["a"]
    assert {issue.code for issue in report.errors} >= {"FIELD-MISSING", "REC-E3"}


def test_ids_are_checked_across_records() -> None:
    assert codes(iceberg("a", id="x"), iceberg("b", id="x")).keys() >= {"REC-ID-TWICE"}


def test_the_same_record_counts_once() -> None:
    same = iceberg("a", recorded_on="2020-07-16")
    assert codes(same, same)["COLL-TWICE"] == {"first": '"record 1"'}
    assert len(collect([same, same])) == 1


def test_several_languages_are_told() -> None:
    days = {"recorded_on": "2020-07-16"}
    welsh, english = iceberg("a", language="cy", **days), iceberg("b", language="en-GB", **days)
    assert codes(welsh, english)["COLL-LANGUAGES"] == {"languages": ("cy", "en")}
    assert codes(english, iceberg("c", language="en", **days)) == {}


def test_many_waves_are_told_unless_their_days_are_named() -> None:
    months = [iceberg(str(month), recorded_on=f"2020-{month:02}-15") for month in range(1, 8)]
    assert codes(*months)["COLL-WAVES"] == {"count": 7}
    assert codes(*months[:6]) == {}
    _, report = read_collection(*months, waves=[date(2020, 1, 1), date(2020, 4, 1)])
    assert "COLL-WAVES" not in report.by_code()


def test_periods_that_overlap_and_differ_are_told() -> None:
    spring = iceberg("a", period={"start": "2020-03-01", "end": "2020-05-31"})
    later = iceberg("b", period={"start": "2020-05-01", "end": "2020-06-30"})
    apart = iceberg("c", period={"start": "2020-08-01"})
    assert codes(spring, later, apart)["COLL-PERIODS"] == {"count": 2}
    assert codes(spring, apart) == {}
    _, report = read_collection(spring, later, waves=[date(2020, 5, 1)])
    assert report.issues == ()


def test_records_of_no_wave_are_told() -> None:
    assert codes(iceberg("a"), iceberg("b"))["COLL-NO-DAY"] == {"count": 2}


def test_waves_are_periods_months_or_what_a_caller_says() -> None:
    records = [
        iceberg("a", period={"start": "2020-03-01", "end": "2020-05-31"}),
        iceberg("b", recorded_on="2020-07-16"),
        iceberg("c", recorded_on="2020-07-30"),
    ]
    assert [wave.label for wave in collect(records).waves] == [
        "2020-03-01 to 2020-05-31",
        "2020-07",
    ]
    own = collect(records, waves=[date(2020, 7, 20), date(2020, 4, 1)])
    assert [wave.label for wave in own.waves] == [
        "before 2020-04-01",
        "from 2020-04-01",
        "from 2020-07-20",
    ]


def grid(group: str | None, *who: str | None, people: tuple[str, ...] = ()) -> LearningGrid:
    said = {"question": "more", "level": "personal", "text": "Calls"}
    entries = [{**said, "contributor": one} if one else said for one in who]
    listed = [{"id": one, "role": "nurse"} for one in people]
    named = {"name": group} if group else None
    return LearningGrid(title="A", group=named, contributors=listed, entries=entries)


def test_people_are_the_fewest_that_there_can_be() -> None:
    def people(*records: LearningGrid) -> int:
        return count_people(one.person for one in collect(records).said)

    two = ("c1", "c2")
    assert people(grid("Ward 7", "c1", "c2", people=two)) == 2
    assert people(grid("Ward 7", "c1", people=two), grid("ward 7!", "c2", "c1", people=two)) == 2
    assert people(grid("Ward 7", "c1", people=two), grid("Ward 8", "c1", people=two)) == 2
    assert people(grid("Ward 7", None, None)) == 1
    assert people(grid("Ward 7", "c1", None, people=two)) == 1
    assert people(grid(None, None), grid(None, None, None)) == 2
    assert people(grid("Ward 7", None, people=("c1",)), grid("Ward 7", "c1", people=("c1",))) == 1
