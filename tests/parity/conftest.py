"""The worker in Node that all parity tests of a process share, and the table that they print."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from tests.parity.extent import IS_LONG
from tests.parity.node import NodeMissingError, Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _pytest.terminal import TerminalReporter
    from tests.parity.panel import Count


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    try:
        started = Worker()
    except NodeMissingError as fault:
        pytest.skip(str(fault))
    with started:
        yield started


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Print for each kind of record and each engine how it went, if a number was asked for."""
    if not IS_LONG:
        return
    reports = cast("list[pytest.TestReport]", terminalreporter.getreports("passed"))
    properties = [one for report in reports for one in report.user_properties]
    counts = [cast("Count", value) for name, value in properties if name == "parity"]
    for count in sorted(counts, key=lambda one: one["subject"]):
        print_count(terminalreporter, count)


def print_count(terminal: TerminalReporter, count: Count) -> None:
    terminal.section(f"parity: {count['subject']}")
    terminal.line(
        f"{count['documents']:,} different documents: {count['accepted']:,} accepted by our models"
    )
    terminal.line(f"{count['unread']:,} further texts: refused by our reader, no engine asked")
    for name, (pinned, differing) in count["engines"].items():
        terminal.line(f"{name:32} {pinned:8,} pinned {differing:8,} other differences")
