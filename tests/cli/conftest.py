"""What the tests of the program share: records in a folder, and the program run within a test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

import pytest

from improvement_frameworks.cli.program import run

if TYPE_CHECKING:
    from pathlib import Path

GOOD: Final = (
    '{"framework": "iceberg", "schema_version": "1.0", "title": "Huddles", '
    '"entries": [{"level": "events", "text": "The huddle took ten minutes."}]}\n'
)
"""One warning (ICE-W1) and one note (ICE-I1)."""
BAD: Final = GOOD.replace('"events"', '"event"')
"""One error (VALUE-CODE)."""


class Run(NamedTuple):
    """What came of a run of the program."""

    code: int
    out: str
    err: str


class Improve(Protocol):
    """Runs the program with arguments."""

    def __call__(self, *arguments: str) -> Run: ...


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder, far from the project, with a good and a bad record."""
    (tmp_path / "good.json").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.json").write_text(BAD, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no record", encoding="utf-8")
    (tmp_path / "notes.docx").write_text("no record", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def improve(capsys: pytest.CaptureFixture[str]) -> Improve:
    def call(*arguments: str) -> Run:
        code = run(arguments)
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return call
