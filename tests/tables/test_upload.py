"""Tables that somebody sends: bytes and open files are read as the files they are copies of."""

from __future__ import annotations

from io import BytesIO, StringIO
from tempfile import NamedTemporaryFile, SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any

import pytest

from improvement_frameworks import get_example, load, load_table, validate_table, write_table

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = load(get_example("iceberg"))
ROWS = b"title,level,text\nA,events,x\nB,evnts,y\n"


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet", ".jsonl"])
def test_bytes_are_read_as_the_file_is(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"Ward 7{ending}"
    write_table([EXAMPLE], path)
    data = path.read_bytes()
    assert load_table(data, name=path.name).records == (EXAMPLE,)
    assert load_table(data).records == (EXAMPLE,), "what it is shows from its first bytes"
    with path.open("rb") as file:
        assert load_table(file).records == (EXAMPLE,)


def make_uploads() -> list[IO[bytes]]:
    own = BytesIO(ROWS)
    spooled, named = SpooledTemporaryFile(), NamedTemporaryFile()  # noqa: SIM115 - closed below
    for file in (spooled, named):
        file.write(ROWS)
        file.seek(0)
    return [own, spooled, named]


def test_open_files_of_any_kind_are_read() -> None:
    for file in make_uploads():
        with file:
            records, report = load_table(file, name="answers.csv")
            assert [record.title for record in records] == ["A"]
            (issue,) = report.errors
            assert (issue.where.source, issue.where.row) == ("answers.csv", 3)


def test_the_name_is_only_a_name(tmp_path: Path) -> None:
    for name in (
        "../../etc/passwd.csv",
        "C:\\x\\a.csv",
        "a\0b.csv",
        "x" * 5000 + ".csv",
        "é?*.csv",
    ):
        report = validate_table(ROWS, name=name)
        assert {issue.where.source for issue in report.issues} == {name}
        assert [issue.code for issue in report.errors] == ["VALUE-CODE"]
    assert not list(tmp_path.iterdir())


def test_a_title_comes_from_the_name_of_the_upload() -> None:
    (record,) = load_table(b"level,text\nevents,x\n", name="Ward 7.csv").records
    assert record.title == "Ward 7"


def test_an_upload_of_another_kind_is_reported() -> None:
    report = validate_table(b"%PDF-1.7", name="answers.csv")
    assert [issue.code for issue in report.errors] == ["TABLE-FOREIGN"]
    assert [issue.code for issue in validate_table(b"").errors] == ["TABLE-EMPTY"]


def test_a_file_that_gives_texts_is_refused_with_what_to_do() -> None:
    texts: Any = StringIO(ROWS.decode())
    with pytest.raises(TypeError, match="open the file with 'rb'"):
        validate_table(texts)
