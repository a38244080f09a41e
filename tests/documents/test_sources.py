"""What a source stands for: files, folders, patterns, standard input; and what cannot be opened."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, cast

import pytest
from tests.conftest import cases
from tests.documents.conftest import GOOD, Fact, facts

from improvement_frameworks import load_all, validate

if TYPE_CHECKING:
    from improvement_frameworks import Record
    from improvement_frameworks.core.report.report import Report

YAML: Final = 'framework: iceberg\nschema_version: "1.0"\ntitle: Huddles\nentries: []\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with records of every kind, in it and below it."""
    files = {
        "b.json": GOOD,
        "a.jsonl": f"{GOOD}\n{GOOD}\n",
        "deep/er/c.yaml": YAML,
        "deep/d.YML": YAML,
        "deep/e.ndjson": GOOD,
        "notes.txt": "no record",
        ".hidden.json": "{",
        ".git/f.json": "{",
    }
    for name, text in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sources(report: Report) -> list[str]:
    """Return the sources in their order, each once; every document here gets a warning."""
    return list(dict.fromkeys(issue.where.source for issue in report.issues))


ALL: Final = ["a.jsonl", "b.json", "deep/d.YML", "deep/e.ndjson", "deep/er/c.yaml"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("given", "found", "documents"),
    cases(
        {
            "a file": ("b.json", ["b.json"], 1),
            "a path": (Path("b.json"), ["b.json"], 1),
            "many in one file": ("a.jsonl", ["a.jsonl"], 2),
            "a folder": ("deep", ["deep/d.YML", "deep/e.ndjson", "deep/er/c.yaml"], 3),
            "the working folder": (".", ALL, 6),
            "a pattern": ("*.json", ["b.json"], 1),
            "a pattern over folders": ("**/*", ALL, 6),
            "a pattern with a choice": ("[ab].json*", ["a.jsonl", "b.json"], 3),
            "a hidden file that is named": (".hidden.json", [".hidden.json"], 1),
        }
    ),
)
def test_a_source_stands_for_its_files_in_a_fixed_order(
    given: str | Path, found: list[str], documents: int
) -> None:
    report = validate(Path(given) if str(given).startswith("[") else given)
    assert sources(report) == [str(Path(name)) for name in found]
    assert report.documents == documents


def test_a_folder_is_read_from_anywhere(folder: Path) -> None:
    report = validate(folder)
    assert sources(report) == [str(folder / name) for name in ALL]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("given", "code", "words"),
    cases(
        {
            "a missing file": ("c.json", "DOC-NOT-FOUND", "no file or folder c.json here"),
            "a misspelt file": ("bb.json", "DOC-NOT-FOUND", "Did you mean b.json?"),
            "a misspelt folder": ("dep", "DOC-NOT-FOUND", "Did you mean deep?"),
            "a missing folder": ("no/where/c.json", "DOC-NOT-FOUND", "no/where/c.json"),
            "a file within a file": ("b.json/c.json", "DOC-NOT-FOUND", "b.json/c.json"),
            "a text": ("notes.txt", "DOC-KIND", "ending in .txt cannot be read"),
            "a pattern without files": ("*.yaml", "DOC-NONE", "no records in *.yaml"),
            "a pattern of other files": ("*.txt", "DOC-NONE", "ending in: .json, .jsonl"),
            "a folder without documents": ("empty", "DOC-NONE", "no records in empty"),
            "a name that is too long": ("a" * 5000, "DOC-UNREADABLE", "cannot be read: "),
            "a zero byte in the name": ("a\0b.json", "DOC-NOT-FOUND", "a\\x00b.json"),
        }
    ),
)
def test_what_cannot_be_found_is_one_issue(given: str, code: str, words: str) -> None:
    Path("empty/inner").mkdir(parents=True)
    Path("empty/readme.txt").touch()
    report = validate(given)
    assert [issue.code for issue in report.issues] == [code]
    assert words in report.issues[0].message
    assert report.issues[0].where.source == given
    assert (report.documents, report.ok) == (0, False)


@pytest.mark.parametrize("ending", ["zip", "pdf", "png", "docx", "xlsx", "csv"])
def test_other_kinds_of_files_are_not_opened(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"record.{ending}"
    file.write_text(GOOD, encoding="utf-8")
    code = "DOC-TABLE" if ending in {"xlsx", "csv"} else "DOC-KIND"
    assert [issue.code for issue in validate(file).issues] == [code]


@pytest.mark.parametrize("given", ["", "*"])
def test_tables_among_documents_are_told_and_not_read(given: str, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text(GOOD, encoding="utf-8")
    for name in ("one.csv", "two.xlsx", "~$two.xlsx", "notes.txt"):
        (tmp_path / name).touch()
    report = validate(str(tmp_path / given))
    (told,) = report.by_code()["DOC-TABLES"]
    assert (told.params["count"], told.where.source) == (2, str(tmp_path / given))
    assert (report.documents, report.judged, report.ok) == (1, 1, True)
    assert load_all(str(tmp_path / given)).report.by_code().keys() >= {"DOC-TABLES"}


def test_a_file_without_an_ending_is_read_as_json(tmp_path: Path) -> None:
    file = tmp_path / "record"
    file.write_text(GOOD, encoding="utf-8")
    assert validate(file).judged == 1


def test_a_link_that_leads_nowhere_is_unreadable(tmp_path: Path) -> None:
    link = tmp_path / "record.json"
    link.symlink_to(tmp_path / "gone.json")
    for given in (link, tmp_path, str(tmp_path / "*.json")):
        report = validate(given)
        if given == str(tmp_path / "*.json"):
            assert [issue.code for issue in report.issues] == ["DOC-NONE"]
            continue
        assert [issue.code for issue in report.issues] == ["DOC-UNREADABLE"]
        assert "a link that leads nowhere" in report.issues[0].message
        assert report.issues[0].where.source == str(link)


def test_a_link_in_a_circle_is_unreadable(tmp_path: Path) -> None:
    link = tmp_path / "record.json"
    link.symlink_to(link)
    assert [issue.code for issue in validate(link).issues] == ["DOC-UNREADABLE"]


def test_folders_in_a_circle_are_read_once(tmp_path: Path) -> None:
    (tmp_path / "record.json").write_text(GOOD, encoding="utf-8")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert validate(tmp_path).documents == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_does_not_make_us_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    for given in (tmp_path / "pipe.json", tmp_path):
        report = validate(given)
        assert [issue.code for issue in report.issues] == ["DOC-UNREADABLE"]
        assert "no ordinary file" in report.issues[0].message


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="this system shows no processes")
@pytest.mark.parametrize("ending", ["", ".json", ".jsonl", ".yaml"])
def test_a_file_that_opens_and_cannot_be_read(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"record{ending}"
    file.symlink_to("/proc/self/mem")
    report = validate(file)
    assert facts(report) == [Fact("DOC-UNREADABLE")]
    assert "Input/output error" in report.issues[0].message


READ_AS_NOBODY: Final = """
import os, sys
from improvement_frameworks import explain, validate
explain("DOC-EMPTY")
validate(os.path.join(sys.argv[1], "open.json"))  # everything is loaded while it may be read
os.geteuid() or os.setuid(65534)  # root may read everything
report = validate(sys.argv[1])
for issue in report.errors:
    print(issue.code, issue.where.source, issue.message, sep="|")
print(report.judged)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has other permissions")
@pytest.mark.parametrize("name", ["closed", "closed.json"])
def test_what_one_may_not_read_is_unreadable(name: str) -> None:
    with TemporaryDirectory() as folder:  # one that others may enter
        Path(folder).chmod(0o755)
        (Path(folder) / "open.json").write_text(GOOD, encoding="utf-8")
        closed = Path(folder) / name
        closed.touch() if closed.suffix else closed.mkdir()
        closed.chmod(0)
        run = subprocess.run(
            [sys.executable, "-c", READ_AS_NOBODY, folder],
            capture_output=True,
            text=True,
            check=False,
            # nobody may not write down what was covered
            env={name: value for name, value in os.environ.items() if not name.startswith("COV")},
        )
        closed.chmod(0o700)
    assert run.stderr == ""
    assert run.stdout.splitlines() == [
        f"DOC-UNREADABLE|{closed}|The file cannot be read: Permission denied.",
        "1",
    ]


@pytest.mark.parametrize(
    ("text", "judged", "documents"),
    cases(
        {
            "JSON": (GOOD, 1, 1),
            "JSON with a mark": ("\ufeff" + GOOD, 1, 1),
            "JSON after white space": ("\n\t " + GOOD, 1, 1),
            "a list": (f"[{GOOD},\n{GOOD}]", 2, 2),
            "JSON Lines": (f"{GOOD}\n{GOOD}", 2, 2),
            "JSON Lines with Windows lines": (f"{GOOD}\r\n\r\n{GOOD}\r\n", 2, 2),
            "YAML": (YAML, 1, 1),
            "YAML after remarks": (f"# mine\n\n{YAML}", 1, 1),
            "YAML in quotation marks": (f'"title": a\n{YAML.replace("title: Huddles", "")}', 1, 1),
            "two pretty documents": (GOOD.replace(", ", ",\n") * 2, 0, 1),
        }
    ),
)
def test_the_kind_of_a_text_is_guessed(
    text: str, judged: int, documents: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    standard_input = io.TextIOWrapper(io.BytesIO(text.encode()))
    monkeypatch.setattr("sys.stdin", standard_input)
    for given in (text, text.encode(), "-"):
        report = validate(given)
        assert (report.judged, report.documents) == (judged, documents)
        expected = "(standard input)" if given == "-" else ""
        assert set(sources(report)) <= {expected}


def test_a_list_that_a_program_holds_is_read_as_the_text_of_one() -> None:
    good = cast("dict[str, object]", json.loads(GOOD))
    items: list[object] = [good, {**good, "titel": "A"}, 3, {**good, "group": {"level": "ward"}}]
    given = cast("list[Record]", items)
    held, read = validate(given), validate(json.dumps(items))
    assert [(i.code, i.where.pointer) for i in held.issues] == [
        (i.code, i.where.pointer) for i in read.issues
    ]
    assert (held.documents, held.judged) == (read.documents, read.judged) == (4, 1)
    (record,) = load_all([good]).records
    assert load_all((record, good)).records == (record, record)
    assert [issue.code for issue in validate([]).issues] == ["DOC-EMPTY"]
    (unknown,) = validate([good, {**good, "title": object()}]).errors
    assert (unknown.code, unknown.where.pointer) == ("DOC-VALUE", "/1/title")


@pytest.mark.parametrize("item", ["b.json", b"{}", Path("b.json")])
def test_a_list_of_names_opens_no_file(item: str | bytes | Path) -> None:
    with pytest.raises(TypeError, match="Give files and texts one by one"):
        validate(cast("list[Record]", [item]))


@pytest.mark.parametrize("text", ["", " ", "\n", "\ufeff"])
def test_an_empty_text_is_a_document_without_anything(text: str) -> None:
    assert [fact.code for fact in facts(validate(text)) if fact.code != "DOC-BOM"] == ["DOC-EMPTY"]
    assert [fact.code for fact in facts(validate(text.encode()))][-1:] == ["DOC-EMPTY"]


def test_half_a_character_in_a_text_is_found() -> None:
    text = GOOD.replace("ten", "\ud83d")
    assert facts(validate(text)) == [Fact("DOC-CHARACTER", 1, text.index("\ud83d") + 1)]


def test_standard_input_is_read_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("improvement_frameworks.documents.source.MAX_BYTES", 100)
    monkeypatch.setattr("improvement_frameworks.documents.reader.MAX_BYTES", 100)
    standard_input = io.TextIOWrapper(io.BytesIO(b"[" * 1_000_000))
    monkeypatch.setattr("sys.stdin", standard_input)
    assert [issue.code for issue in validate("-").issues] == ["DOC-LARGE"]
    assert standard_input.buffer.tell() < 100_000


def test_a_file_called_by_a_hyphen_is_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "-").write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert sources(validate(Path("-"))) == ["-"]
