"""The command that checks documents and prints the report."""

from __future__ import annotations

import sys
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

if TYPE_CHECKING:
    from improvement_frameworks.core.problem import Severity
    from improvement_frameworks.core.report import Collector, Report
    from improvement_frameworks.core.rule import Selection

COULD_NOT_RUN = 2
ERRORS_FOUND = 1
A_WHILE = 500
COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "json", "markdown", "github"]),
    default="text",
    show_default=True,
    help="How the report is written.",
)
@click.option("--strict", is_flag=True, help="Take every warning as an error.")
@click.option(
    "--error", "raised", multiple=True, metavar="WORD", help="Take these warnings as errors."
)
@click.option("--select", multiple=True, metavar="WORD", help="Run only these rules.")
@click.option("--ignore", multiple=True, metavar="WORD", help="Leave out these rules.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only, and nothing if all is well.")
@click.pass_context
def validate(
    context: click.Context,
    paths: tuple[str, ...],
    kind: Literal["text", "json", "markdown", "github"],
    *,
    strict: bool,
    raised: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    quiet: bool,
) -> None:
    """Check records and say what is wrong, where, and what to do.

    PATH is a file (.json, .jsonl, .yaml), a folder, a pattern in quotes such as "records/*.json",
    or - for standard input. The framework is read from each document.

    WORD is a code (ICE-W1), the beginning of codes (ICE), a severity (warning), or a learning
    principle (be-timely).

    Exit code: 0 no errors, 1 errors found, 2 something could not be read.
    """
    from improvement_frameworks.core.report import Collector
    from improvement_frameworks.documents import select_rules

    try:
        selection = select_rules(select=select, ignore=ignore, strict=strict or raised)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None
    collector = Collector()
    stopped = False
    try:
        _check(paths, collector, selection)
    except KeyboardInterrupt:
        stopped = True
    report = collector.report()
    _print(report, kind, quiet=quiet)
    if stopped:
        click.echo("Stopped before the end; the report is true for what was read.", err=True)
    context.exit(COULD_NOT_RUN if stopped else _exit_code(report))


def _check(paths: tuple[str, ...], collector: Collector, selection: Selection) -> None:
    """Check what the paths lead to; on a terminal, show how far it has come."""
    from improvement_frameworks.documents import STANDARD_INPUT, check_each, find_sources

    if not all(paths):
        raise click.UsageError("A path is empty; for the folder that you are in, write a dot.")
    given = [path if path == STANDARD_INPUT else Path(path) for path in paths]
    sources = [source for path in given for source in find_sources(path)]
    if not (sys.stderr.isatty() and sys.stdout.isatty()):
        deque(check_each(sources, collector, selection), maxlen=0)
        return
    with click.progressbar(sources, label="Checking", file=sys.stderr) as bar:
        for number, _ in enumerate(check_each(bar, collector, selection), start=1):
            if number % A_WHILE == 0:  # a file of many documents
                bar.label = f"Checking ({number:,} documents)"
                bar.render_progress()


def _exit_code(report: Report) -> int:
    from improvement_frameworks.core.problem_list import NEVER_READ

    if any(code in NEVER_READ for code, _ in report.counts):
        return COULD_NOT_RUN
    return 0 if report.ok else ERRORS_FOUND


def _print(
    report: Report, kind: Literal["text", "json", "markdown", "github"], *, quiet: bool
) -> None:
    from attrs import evolve

    from improvement_frameworks.core.report_text import write_github, write_text

    if quiet:
        if report.ok:
            return
        counts = {key: number for key, number in report.counts.items() if key[1] == "error"}
        report = evolve(report, issues=report.errors, counts=counts)
    match kind:
        case "json":
            click.echo(report.to_json())
        case "markdown":
            click.echo(report.to_markdown(), nl=False)
        case "github":
            click.echo(write_github(report), nl=bool(report.issues))
        case "text":
            click.echo(write_text(report, paint=_paint))


def _paint(text: str, severity: Severity) -> str:
    return click.style(text, fg=COLOURS[severity], bold=severity == "error")
