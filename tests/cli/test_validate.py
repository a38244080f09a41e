"""``improve validate``, run within the test: formats, exit codes, and which rules run."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import BAD, GOOD
from tests.conftest import cases

from improvement_frameworks import validate
from improvement_frameworks.cli import checking
from improvement_frameworks.documents import parallel, piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.cli.conftest import Improve

    from improvement_frameworks.core.report.report import Collector
    from improvement_frameworks.core.rules.rules import Selection
    from improvement_frameworks.documents.source import Input

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize(
    ("arguments", "code"),
    cases(
        {
            "warnings only": (["good.json"], 0),
            "an error": (["bad.json"], 1),
            "both": (["good.json", "bad.json"], 1),
            "a folder": (["."], 1),
            "a pattern": (["g*.json"], 0),
            "a missing file": (["gone.json"], 2),
            "a missing file and an error": (["gone.json", "bad.json"], 2),
            "another kind of file": (["notes.docx"], 2),
            "a pattern without files": (["*.yaml"], 2),
            "a path like a document": (["{}"], 2),
            "a path like a list": (["[]"], 2),
            "a path with a line break": (["a\nb"], 2),
            "strict": (["good.json", "--strict"], 1),
            "an error by its code": (["good.json", "--error", "ICE-W1"], 1),
            "an error that is not there": (["good.json", "--error", "ICE-W2"], 0),
            "an error by its principle": (
                ["good.json", "--error", "focus-on-what-is-enabling-the-change"],
                1,
            ),
            "strict and ignored": (["good.json", "--strict", "--ignore", "ICE"], 0),
            "strict, others selected": (["good.json", "--strict", "--select", "REC"], 0),
            "options before paths": (["--strict", "good.json"], 1),
        }
    ),
)
def test_exit_codes(improve: Improve, arguments: list[str], code: int) -> None:
    run = improve("validate", *arguments)
    assert run.code == code
    assert run.err == ""
    assert run.out


def test_the_text_is_that_of_the_report(improve: Improve) -> None:
    run = improve("validate", "bad.json")
    assert run.out == validate(Path("bad.json")).to_text() + "\n"
    for words in ("bad.json", "error VALUE-CODE", "/entries/0/level", "Did you mean events?"):
        assert words in run.out
    assert "1 document read: 1 error, 0 warnings, 0 notes." in run.out
    assert "\x1b" not in run.out


def test_the_json_is_that_of_the_report(improve: Improve) -> None:
    run = improve("validate", "bad.json", "good.json", "--format", "json")
    found = json.loads(run.out)
    assert found["documents"] == 2
    assert found["issues"][0] == validate(Path("bad.json")).issues[0].to_dict()
    assert {issue["where"]["source"] for issue in found["issues"]} == {"bad.json", "good.json"}


def test_the_markdown_is_that_of_the_report(improve: Improve) -> None:
    run = improve("validate", "bad.json", "--format", "markdown")
    assert run.out == validate(Path("bad.json")).to_markdown()
    assert "| VALUE-CODE | error |" in run.out


def test_github_gets_a_line_for_each_issue(improve: Improve) -> None:
    column = BAD.index('"event"') + 1
    run = improve("validate", "bad.json", "good.json", "--format", "github")
    error, *others = run.out.splitlines()
    assert error.startswith(f"::error file=bad.json,line=1,col={column},title=VALUE-CODE::")
    assert '"event" is not one of the codes of level. Did you mean events?' in error
    assert sorted(line.split()[0] for line in others) == ["::notice", "::warning"]


def test_github_gets_nothing_when_there_is_nothing(improve: Improve) -> None:
    run = improve("validate", "good.json", "--format", "github", "--ignore", "ICE")
    assert (run.code, run.out) == (0, "")


@pytest.mark.parametrize("kind", ["text", "json", "markdown", "github"])
def test_quiet_prints_nothing_if_all_is_well(improve: Improve, kind: str) -> None:
    run = improve("validate", "good.json", "-q", "--format", kind)
    assert (run.code, run.out, run.err) == (0, "", "")


@pytest.mark.parametrize("kind", ["text", "json", "markdown", "github"])
def test_quiet_prints_errors_only(improve: Improve, kind: str) -> None:
    run = improve("validate", ".", "--quiet", "--format", kind)
    assert run.code == 1
    assert "VALUE-CODE" in run.out
    assert "ICE-W1" not in run.out
    assert "good.json" not in run.out
    if kind == "json":
        found = json.loads(run.out)
        assert found["counts"] == {"error": 1, "warning": 0, "info": 0}
        assert found["documents"] == 2
        assert not found["truncated"]


def test_selected_rules_run_alone(improve: Improve) -> None:
    assert "ICE-W1" in improve("validate", "good.json").out
    run = improve("validate", "good.json", "--select", "info", "--select", "REC")
    assert "ICE-W1" not in run.out
    assert "ICE-I1" in run.out


def test_standard_input_is_read(improve: Improve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))
    run = improve("validate", "-", "good.json")
    assert run.code == 1
    assert run.out.startswith("(standard input)\n")
    assert "\ngood.json\n" in run.out


def test_a_file_whose_name_looks_like_a_document_is_read(improve: Improve) -> None:
    Path("{draft} [1].json").write_text(GOOD, encoding="utf-8")
    run = improve("validate", "{draft} [1].json")
    assert run.code == 0
    assert "{draft} [1].json\n" in run.out


def test_a_stop_leaves_a_report_of_what_was_read(
    improve: Improve, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check_one(
        sources: Iterable[Input],
        collector: Collector,
        selection: Selection,
        *,
        jobs: int,
        together: None,
    ) -> Iterator[int]:
        assert together is None
        yield next(check_all(sources, collector, selection, jobs=jobs))
        raise KeyboardInterrupt

    check_all = parallel.check_all
    monkeypatch.setattr(parallel, "check_all", check_one)
    run = improve("validate", "good.json", "bad.json")
    assert run.code == 2
    assert "1 document read: 0 errors, 1 warning, 1 note." in run.out
    assert run.err == "Stopped before the end. The report covers what was read until then.\n"


def test_several_processes_give_the_same_report(
    improve: Improve, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[int] = []

    def check_all(
        sources: Iterable[Input],
        collector: Collector,
        selection: Selection,
        *,
        jobs: int,
        together: None,
    ) -> Iterator[int]:
        assert together is None
        given.append(jobs)
        return check_really(sources, collector, selection, jobs=jobs)

    check_really = parallel.check_all
    monkeypatch.setattr(piece, "FILES", 1)  # so that two files are two pieces of work
    monkeypatch.setattr(parallel, "check_all", check_all)
    alone = improve("validate", "good.json", "bad.json")
    assert alone.code == 1
    assert improve("validate", "good.json", "bad.json", "--jobs", "2") == alone
    assert given == [1, 2]


class Terminal(io.StringIO):
    """A stream that says that somebody looks at it."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("out", "err", "shows"),
    cases(
        {
            "both are terminals": (Terminal(), Terminal(), True),
            "the report goes elsewhere": (io.StringIO(), Terminal(), False),
            "the errors go elsewhere": (Terminal(), io.StringIO(), False),
        }
    ),
)
def test_the_progress_of_long_work_is_shown_on_a_terminal_only(
    out: io.StringIO,
    err: io.StringIO,
    shows: bool,  # noqa: FBT001 - pytest gives it by name
    improve: Improve,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = 2 * checking.A_WHILE
    Path("many.jsonl").write_text(GOOD * lines, encoding="utf-8")
    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setattr("sys.stderr", err)
    assert improve("validate", "many.jsonl", "--quiet").code == 0
    monkeypatch.undo()
    assert ("Checking" in err.getvalue()) == shows
    assert ("1,000 documents" in err.getvalue()) == shows
    assert out.getvalue() == ""
