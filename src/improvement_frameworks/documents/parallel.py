"""Checks documents in several processes at once; the report is the one that one process gives.

Each piece of work is checked as if it were alone, and the reports are joined in the order of the
pieces. A piece is small, so that little is lost when somebody stops the program.
"""

from __future__ import annotations

import signal
from collections import deque
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, Self, TypeAlias

from improvement_frameworks import problems
from improvement_frameworks.core.expected import expect
from improvement_frameworks.core.record.extension import has_extensions
from improvement_frameworks.core.registry import declared_ids
from improvement_frameworks.core.report.report import Collector
from improvement_frameworks.documents.each import check_each
from improvement_frameworks.documents.piece import Batch, cut
from improvement_frameworks.documents.reading import InputFault, unread
from improvement_frameworks.documents.together import Together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Executor, Future

    from improvement_frameworks.core.report.report import Report
    from improvement_frameworks.core.rules.rules import Selection
    from improvement_frameworks.documents.piece import FilePiece
    from improvement_frameworks.documents.source import Input

AHEAD: Final = 3
"""How many pieces of work are given out for each process before the first one is back."""

Outcome: TypeAlias = "tuple[Report, int, Together]"
"""The report on a piece of work, its lines if it is a part of a file, and the ids in it."""


def check_all(
    sources: Iterable[Input],
    collector: Collector,
    selection: Selection | None,
    *,
    jobs: int = 1,
    together: Together | None = None,
) -> Iterator[int]:
    """Check all documents, and say again and again how many more are done.

    What the collector reports is true at every step, also after an interruption. A framework that
    the program itself put together is known to no other process; then one process does it all, as
    where no other can be started. ``together`` takes the ids of documents; without it they are
    judged at the end.

    Raises:
        ValueError: if there is less than one job.
    """
    if expect("jobs", jobs, int, "a number of processes") < 1:
        raise ValueError(f"Work needs at least one process, not {jobs}.")
    if jobs == 1 or declared_ids() or has_extensions() or not _may_start_processes():
        yield from _work_alone(sources, collector, selection, together)
        return
    tasks = cut(sources)
    first = list(islice(tasks, 2))
    if len(first) < 2:  # starting other processes would take longer
        for task in first:
            yield from _work_alone(_read_here(task), collector, selection, together)
        return
    gathered = Together() if together is None else together
    with _Crew(jobs, collector, selection, gathered) as crew:
        yield from crew.work(chain(first, tasks))
    if together is None and selection is not None:
        collector.add(gathered.issues(selection), documents=0)


def _may_start_processes() -> bool:
    """Whether other processes can be started: not by a worker that may have none, as Celery's are.

    Nor on systems without semaphores, such as AWS Lambda or a browser.
    """
    from multiprocessing import current_process, get_context

    if current_process().daemon:
        return False
    try:
        get_context("spawn").Lock()
    except (ImportError, NotImplementedError, OSError):
        return False
    return True


def _work_alone(
    sources: Iterable[Input],
    collector: Collector,
    selection: Selection | None,
    together: Together | None = None,
) -> Iterator[int]:
    for _ in check_each(sources, collector, selection, together=together):
        yield 1


def _read_here(task: Batch | Input) -> list[Input]:
    return [piece.stream() for piece in task] if isinstance(task, tuple) else [task]


class _Crew:
    """The processes, and what is known of the file whose parts are coming back."""

    def __init__(
        self, jobs: int, collector: Collector, selection: Selection | None, together: Together
    ) -> None:
        self._pool = _start(jobs)
        self._ahead = jobs * AHEAD
        self._collector = collector
        self._selection = selection
        self._together = together
        self._lines = 0
        self._found = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def work(self, tasks: Iterator[Batch | Input]) -> Iterator[int]:
        """Give out the tasks and take what comes back, in their order."""
        waiting: deque[tuple[Batch | Input, Future[Outcome] | None]] = deque()
        for task in islice(tasks, self._ahead):
            waiting.append(self._give(task))
        while waiting:
            task, future = waiting.popleft()
            if isinstance(task, tuple) and future is not None:
                yield self._take(task[-1], *future.result())
            else:
                here = _read_here(task)
                yield from _work_alone(here, self._collector, self._selection, self._together)
            waiting.extend(map(self._give, islice(tasks, 1)))

    def _give(self, task: Batch | Input) -> tuple[Batch | Input, Future[Outcome] | None]:
        if not isinstance(task, tuple):
            return task, None
        keep = self._collector.keep
        return task, self._pool.submit(check_batch, task, self._selection, keep)

    def _take(self, piece: FilePiece, report: Report, lines: int, together: Together) -> int:
        """Join a report; the lines of a part of a file are counted from where the file begins."""
        if piece.start == 0:
            self._lines, self._found = 0, False
        self._collector.include(report, lines_before=self._lines)
        self._together.include(together, lines_before=self._lines)
        self._lines += lines
        self._found = self._found or bool(report.documents or report.counts)
        if piece.end is not None and piece.is_last and not self._found:
            nothing = unread(piece.name, InputFault(problems.DOC_EMPTY))
            self._collector.add([nothing.issue])
            return 1
        return report.documents


def check_batch(batch: Batch, selection: Selection | None, keep: int) -> Outcome:
    """Check one piece of work; this runs in another process."""
    collector = Collector(keep=keep)
    streams = (piece.stream() for piece in batch)
    together = Together()
    for _ in check_each(streams, collector, selection, is_much=True, together=together):
        pass
    is_part = batch[0].end is not None
    return collector.report(), batch[0].count_lines() if is_part else 0, together


def _start(jobs: int) -> Executor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # "spawn" is the one way to start a process that is safe on every system.
    context = get_context("spawn")
    return ProcessPoolExecutor(jobs, context, initializer=_leave_stopping_to_parent)


def _leave_stopping_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
