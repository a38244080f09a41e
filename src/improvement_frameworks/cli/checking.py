"""The command that checks documents and tables and prints the report."""

from __future__ import annotations

import sys
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from improvement_frameworks.cli.exit_code import COULD_NOT_RUN, exit_code
from improvement_frameworks.cli.table_option import read_table_words, table_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from improvement_frameworks.core.report.report import Collector, Report
    from improvement_frameworks.core.rules.rules import Selection
    from improvement_frameworks.documents.source import Input
    from improvement_frameworks.documents.together import Together
    from improvement_frameworks.pages.report import ReportPage
    from improvement_frameworks.problems.problem import Severity, Values
    from improvement_frameworks.tables import TableWords
    from improvement_frameworks.tables.reading.table_file import Inputs

A_WHILE = 500
COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "json", "markdown", "html", "github"]),
    default="text",
    show_default=True,
    help="How the report is written.",
)
@click.option("--strict", is_flag=True, help="Take every warning as an error.")
@click.option(
    "--error", "raised", multiple=True, metavar="WORD", help="Take these warnings as errors."
)
@click.option("--select", multiple=True, metavar="WORD", help="Run only these practice checks.")
@click.option("--ignore", multiple=True, metavar="WORD", help="Leave out these practice checks.")
@click.option(
    "--rules/--no-rules", default=None, help="Run the practice checks, or check the format only."
)
@click.option(
    "--keys/--no-keys",
    default=None,
    help="For a table: check IDs and references even if the practice checks do not run.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="How many processes to use. More than one is quicker for many documents.",
)
@click.option("-v", "--verbose", is_flag=True, help="Write each issue of a table by itself.")
@click.option(
    "-q", "--quiet", is_flag=True, help="Print errors only, and nothing if there are none."
)
@click.option(
    "--values",
    type=click.Choice(["masked", "on", "off"]),
    default="masked",
    show_default=True,
    help="Which values the report shows: those that do not look personal, all, or none.",
)
@table_options
@click.option(
    "--marked",
    type=click.Path(dir_okay=False),
    help="For one table: write a copy of the workbook with a note on each cell to fix.",
)
@click.option("--force", is_flag=True, help="Write the marked copy over an existing file.")
@click.pass_context
def validate(  # noqa: PLR0913 - click gives each option by its name
    context: click.Context,
    /,
    paths: tuple[str, ...],
    kind: Literal["text", "json", "markdown", "html", "github"],
    *,
    strict: bool,
    raised: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    rules: bool | None,
    keys: bool | None,
    jobs: int,
    verbose: bool,
    quiet: bool,
    values: Values,
    marked: str | None,
    force: bool,
    **words: object,
) -> None:
    """Check records and tables, and say what is wrong, where, and what to do.

    PATH is a document (.json, .jsonl, .yaml), a table (.csv, .xlsx, .ods, .parquet), a folder, a
    pattern in quotes such as "records/*.json", or - for a document from standard input.

    WORD is a code (ICE-W1), the beginning of codes (ICE), a severity (warning), or a learning
    principle (be-timely).

    Exit code: 0 no errors, 1 errors found, 2 something could not be read.
    """
    from improvement_frameworks.core.report.report import Collector
    from improvement_frameworks.core.report.values import show_values
    from improvement_frameworks.core.rules.selecting import select_rules

    if kind == "html" and values == "off":
        raise click.UsageError("A page shows the records. For --values off, choose another format.")
    if marked is not None:
        _refuse_marked(paths, Path(marked), force=force)
    table_words = read_table_words(words)
    table_words |= {"select": select, "ignore": ignore, "strict": strict or raised}
    if rules is not None:
        table_words["rules"] = rules
    if keys is not None:
        table_words["keys"] = keys
    try:
        selection = select_rules(select=select, ignore=ignore, strict=strict or raised)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None
    collector = Collector(rules=rules is not False)
    stopped = False
    page = _begin_page(values) if kind == "html" else None
    try:
        check_paths(paths, collector, selection, table_words, jobs=jobs, page=page)
    except KeyboardInterrupt:
        stopped = True
    report = show_values(collector.report(), values)
    if page is not None:
        click.echo(page.write(report), nl=False)
    else:
        _print(report, kind, verbose=verbose, quiet=quiet)
    if stopped:
        click.echo("Stopped before the end. The report covers what was read until then.", err=True)
    elif marked is not None:
        _write_marked(Path(paths[0]), report, Path(marked), table_words, force=force)
    context.exit(COULD_NOT_RUN if stopped else exit_code(report))


def _begin_page(values: Values) -> ReportPage:
    from improvement_frameworks.pages.report import ReportPage

    return ReportPage(hide=values != "on")


def check_paths(
    paths: tuple[str, ...],
    collector: Collector,
    selection: Selection,
    words: TableWords,
    *,
    jobs: int = 1,
    page: ReportPage | None = None,
) -> None:
    """Check what the paths lead to, documents and tables each in their way.

    Args:
        paths: Files, folders or patterns.
        collector: What gathers the issues.
        selection: The rules that are run.
        words: How tables are to be read.
        jobs: In how many processes documents are checked; a page is written in one.
        page: What the records are added to, if they are to be shown.
    """
    from improvement_frameworks.tables.reading import find_inputs

    if not all(paths):
        raise click.UsageError("A path is blank. For the folder you are in, write a dot.")
    if "mapping" in words:
        _check_mapping(words)
    inputs = find_inputs(paths)
    if page is not None:
        _show(inputs, collector, words, page)
        return
    from improvement_frameworks.documents.together import Together

    chosen = selection if words.get("rules", True) else None
    together = Together() if inputs.tables else None
    _check_documents(inputs.documents, collector, chosen, jobs, together)
    if together is not None:
        _check_tables(inputs.tables, collector, words, together)


def _show(inputs: Inputs, collector: Collector, words: TableWords, page: ReportPage) -> None:
    from improvement_frameworks.tables.check import check_inputs
    from improvement_frameworks.tables.options import make_options

    for found in check_inputs(inputs, make_options(words), collector):
        page.add(*found)


def _check_mapping(words: TableWords) -> None:
    """Name a mapping that does not fit before any work."""
    from improvement_frameworks.tables.options import make_options

    make_options(words)


def _check_tables(
    tables: Sequence[Path], collector: Collector, words: TableWords, together: Together
) -> None:
    # What reads tables is much, and whoever has documents does without it.
    from improvement_frameworks.tables.check import check_tables
    from improvement_frameworks.tables.options import make_options

    deque(check_tables(tables, make_options(words), collector, together), maxlen=0)


def _check_documents(
    sources: Sequence[Input],
    collector: Collector,
    selection: Selection | None,
    jobs: int,
    together: Together | None,
) -> None:
    """Check documents; on a terminal, show how far it has come."""
    from improvement_frameworks.documents.parallel import check_all

    if not (sources and sys.stderr.isatty() and sys.stdout.isatty()):
        deque(check_all(sources, collector, selection, jobs=jobs, together=together), maxlen=0)
        return
    with click.progressbar(sources, label="Checking", file=sys.stderr) as bar:
        done = shown = 0
        for more in check_all(bar, collector, selection, jobs=jobs, together=together):
            done += more
            if done - shown >= A_WHILE:  # a file of many documents
                shown = done
                bar.label = f"Checking ({done:,} documents)"
                bar.render_progress()


def _refuse_marked(paths: tuple[str, ...], marked: Path, *, force: bool) -> None:
    """Refuse before any work is done what could not be written after it."""
    from improvement_frameworks.tables.reading import is_table

    if len(paths) != 1 or not is_table(Path(paths[0])):
        raise click.UsageError("--marked takes one table: a workbook or a CSV file.")
    if marked.exists() and not force:
        raise click.UsageError(f"{marked} exists already. Name another file, or add --force.")


def _write_marked(
    source: Path, report: Report, marked: Path, words: TableWords, *, force: bool
) -> None:
    from improvement_frameworks.tables.marking import write_marked
    from improvement_frameworks.tables.options import make_options

    limit = make_options(words).unpack_limit
    write_marked(source, report, marked, force=force, unpack_limit=limit)
    click.echo(f"Wrote {marked}.", err=True)


def _print(
    report: Report,
    kind: Literal["text", "json", "markdown", "html", "github"],
    *,
    verbose: bool,
    quiet: bool,
) -> None:
    from attrs import evolve

    from improvement_frameworks.core.report.report import write_github, write_text

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
        case "text" | "html":  # a page is written where its records are known
            click.echo(write_text(report, verbose=verbose, paint=_paint))


def _paint(text: str, severity: Severity) -> str:
    return click.style(text, fg=COLOURS[severity], bold=severity == "error")
