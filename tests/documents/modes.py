"""The ways in which documents are checked; a report must not tell which one it was."""

from __future__ import annotations

import json
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypeVar
from unittest.mock import patch

from improvement_frameworks.core.registry import get_example
from improvement_frameworks.core.report.report import ISSUES_KEPT, Collector
from improvement_frameworks.core.rules.rules import EVERYTHING
from improvement_frameworks.documents import each, gate, glance, parallel, piece
from improvement_frameworks.documents.parallel import check_all
from improvement_frameworks.documents.source import find_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from improvement_frameworks.core.report.report import Report

T = TypeVar("T")

Mode: TypeAlias = Literal["exact", "quick", "gate"]
MODES: Final[tuple[Mode, ...]] = ("exact", "quick", "gate")
"""The exact reader alone; pydantic on the bytes before it; a compiled schema before it."""


def write(value: object, style: str = "compact") -> str:
    """Write a document on one line: compact, spaced, or in ASCII."""
    separators = (", ", ": ") if style == "spaced" else (",", ":")
    return json.dumps(value, ensure_ascii=style == "ascii", separators=separators)


EXAMPLE = write(get_example("iceberg"))


class Here(Executor):
    """Stands for a pool of processes and does the work at once, in this one."""

    def submit(  # type: ignore[override]
        self, work: Callable[..., T], /, *arguments: object
    ) -> Future[T]:
        future: Future[T] = Future()
        future.set_result(work(*arguments))
        return future


def _see_nothing(*_: object, **__: object) -> Callable[[bytes], None]:
    def glance_at(_raw: bytes) -> None:
        return None

    return glance_at


def _open_nothing() -> None:
    return None


def _work_here(_jobs: int) -> Here:
    return Here()


@contextmanager
def checking(mode: Mode) -> Generator[None]:
    """Check documents in one way only, from the first one on."""
    opener = gate.open_gate if mode == "gate" else _open_nothing
    maker = _see_nothing if mode == "exact" else glance.make_glance
    with (
        patch.object(glance, "WORTHWHILE", 0),
        patch.object(glance, "open_gate", opener),
        patch.object(each, "make_glance", maker),
    ):
        yield


def report_on(
    path: Path,
    mode: Mode = "gate",
    *,
    rules: bool = True,
    cut_every: int = 0,
    keep: int = ISSUES_KEPT,
) -> Report:
    """Check a file or a folder in one way, perhaps cut into pieces of so many bytes."""
    collector = Collector(keep=keep)
    selection = EVERYTHING if rules else None
    with (
        checking(mode),
        patch.object(parallel, "_start", _work_here),
        patch.object(piece, "PIECE", max(cut_every, 1)),
        patch.object(piece, "FILES", 2),
        patch.object(piece, "BLOCK", 16),
    ):
        jobs = 2 if cut_every else 1
        for _ in check_all(find_sources(path), collector, selection, jobs=jobs):
            pass
    return collector.report()
