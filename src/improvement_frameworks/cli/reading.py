"""What commands that write records say about what they read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from attrs import evolve

if TYPE_CHECKING:
    from pathlib import Path

    from improvement_frameworks.core.report.report import Report
    from improvement_frameworks.problems.problem import Issue


def leave_out_practice(report: Report) -> Report:
    """Return a report with what is wrong, not read, or written in another way, and no advice.

    Practice checks are what `improve validate` is for. Among hundreds of records, they would hide
    the few errors that keep a file from being written.
    """
    told = [issue for issue in report.issues if _is_about_reading(issue)]
    codes = {(issue.code, issue.severity) for issue in told}
    counts = {key: number for key, number in report.counts.items() if key in codes}
    return evolve(report, issues=told, counts=counts, neglected={}, kept={})


def refuse_to_write(report: Report) -> None:
    """Print why nothing is written."""
    click.echo(leave_out_practice(report).to_text())
    click.echo("Nothing was written. Practice checks are not shown here.", err=True)


def tell_written(out: Path, report: Report) -> None:
    """Print what may not have been read as it was meant, and how many records a new file has."""
    from improvement_frameworks.problems import RECORDS_NOT_WRITTEN

    told = leave_out_practice(report)
    if told.issues:
        click.echo(told.to_text(), err=True)
    left_out = report.by_code().get(RECORDS_NOT_WRITTEN.code, ())
    number = report.documents - sum(int(str(issue.params["count"])) for issue in left_out)
    noun = "record" if number == 1 else "records"
    click.echo(f"Wrote {out}: {number:,} {noun}.", err=True)


def _is_about_reading(issue: Issue) -> bool:
    from improvement_frameworks.problems import LISTS_AS_TEXT, RECORDS_NOT_WRITTEN

    if issue.severity == "error" or issue.problem in (LISTS_AS_TEXT, RECORDS_NOT_WRITTEN):
        return True
    is_advice = issue.problem.principle is not None
    return not is_advice and (issue.severity != "info" or issue.where.row is not None)
