"""The commands that say what many records say together, and what changed between two waves."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

import click

from improvement_frameworks.cli.exit_code import exit_code
from improvement_frameworks.cli.table import refuse_existing
from improvement_frameworks.cli.table_option import read_table_words, table_options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from improvement_frameworks.core.record.dimension import PersonDimension
    from improvement_frameworks.core.record.header import ConsentUse
    from improvement_frameworks.insight import Collected, InsightReport

Kind = Literal["text", "json", "markdown", "html"]
F = TypeVar("F", bound="Callable[..., object]")


class _Day(click.DateTime):
    """A day as documents have it."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is not a day such as 2024-01-31.", param, ctx)


_DAY = _Day()


def _insight_options(command: F) -> F:
    """Give a command the options of every report of insights."""
    options = (
        click.option(
            "--format",
            "kind",
            type=click.Choice(["text", "json", "markdown", "html"]),
            default="text",
            show_default=True,
            help="How the report is written.",
        ),
        click.option(
            "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write it here."
        ),
        click.option("--force", is_flag=True, help="Write over an existing file."),
        click.option(
            "--by",
            type=click.Choice(["group", "wave", "role", "group_level"]),
            help="Say how many people are behind each statement, by one of these.",
        ),
        click.option(
            "--k",
            type=click.IntRange(min=1),
            default=5,
            show_default=True,
            help="How many people there have to be behind what is said. 1 says all as it is.",
        ),
        click.option(
            "--for",
            "use",
            type=click.Choice(["learn-in-group", "share-in-organisation", "publish", "quote"]),
            help="What the report is for. People are quoted if they agreed to it.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command("insights")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@_insight_options
@click.option("--select", multiple=True, metavar="WORD", help="Look only for these insights.")
@click.option("--ignore", multiple=True, metavar="WORD", help="Leave out these insights.")
@click.option("--since", type=_DAY, metavar="DAY", help="Look only at waves from this day on.")
@click.option(
    "--wave",
    "starts",
    type=_DAY,
    multiple=True,
    metavar="DAY",
    help="The first day of a wave. May be repeated. Without it, each period is a wave.",
)
@table_options
@click.pass_context
def find_insights(  # noqa: PLR0913 - click gives each option by its name
    context: click.Context,
    /,
    paths: tuple[str, ...],
    kind: Kind,
    *,
    out: Path | None,
    force: bool,
    by: PersonDimension | None,
    k: int,
    use: ConsentUse | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    since: datetime | None,
    starts: tuple[datetime, ...],
    **words: object,
) -> None:
    """Say what many records say together, and what each statement rests on.

    PATH is a folder, a document, a table or a pattern, as for improve validate.

    WORD is a code (GRID-A1), the beginning of codes (GRID), or a learning principle (be-timely).

    Nobody is ranked. What fewer than 5 people are behind is left out and counted, and numbers are
    given as a range; see --k. Records with errors are left out: run improve validate on them first.

    Exit code: 0 all records were read, 1 some have errors, 2 something could not be read.
    """
    from improvement_frameworks.insight import insights, read_collection

    waves = [start.date() for start in starts]
    collected = read_collection(*paths, waves=waves, **read_table_words(words))
    try:
        report = insights(
            collected.collection,
            select=select,
            ignore=ignore,
            by=by,
            since=since.date() if since else None,
            k=k,
            use=use,
        )
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None
    _write(report, kind, out, force=force)
    _tell_oddities(collected)
    context.exit(_tell_unread(collected, paths))


@click.command("compare")
@click.argument("earlier")
@click.argument("later")
@_insight_options
@table_options
@click.pass_context
def compare_records(  # noqa: PLR0913 - click gives each option by its name
    context: click.Context,
    /,
    earlier: str,
    later: str,
    kind: Kind,
    *,
    out: Path | None,
    force: bool,
    by: PersonDimension | None,
    k: int,
    use: ConsentUse | None,
    **words: object,
) -> None:
    """Say what changed from one wave of records to the next.

    EARLIER and LATER are folders, documents, tables or patterns. For the records of one group,
    --k 1 --for learn-in-group shows every answer that is new, kept or gone.

    Exit code: 0 all records were read, 1 some have errors, 2 something could not be read.
    """
    from improvement_frameworks.insight import compare_waves, read_collection

    waves = [read_collection(path, **read_table_words(words)) for path in (earlier, later)]
    records = [[one.record for one in wave.collection.members] for wave in waves]
    report = compare_waves(*records, names=(earlier, later), by=by, k=k, use=use)
    _write(report, kind, out, force=force)
    context.exit(max(map(_tell_unread, waves, ([earlier], [later]))))


def _write(report: InsightReport, kind: Kind, out: Path | None, *, force: bool) -> None:
    from improvement_frameworks.core.file import write_file

    if out is None:
        click.echo(_compose(report, kind))
        return
    refuse_existing(out, force=force)
    write_file(out, _compose(report, kind) + "\n")
    click.echo(f"Wrote {out}.", err=True)


def _compose(report: InsightReport, kind: Kind) -> str:
    if kind == "html":
        from improvement_frameworks.pages.insight_report import write_insight_page

        return write_insight_page(report).rstrip("\n")
    if kind == "json":
        return report.to_json()
    return report.to_markdown().rstrip("\n") if kind == "markdown" else report.to_text()


def _tell_oddities(collected: Collected) -> None:
    """Say on the error stream what is odd about the records that were taken together."""
    from improvement_frameworks.problems import (
        COLL_LANGUAGES,
        COLL_NO_DAY,
        COLL_PERIODS,
        COLL_WAVES,
    )

    told = {COLL_LANGUAGES.code, COLL_PERIODS.code, COLL_WAVES.code, COLL_NO_DAY.code}
    for issue in collected.report.issues:
        if issue.code in told:
            click.echo(f"{issue.message} {issue.hint}", err=True)


def _tell_unread(collected: Collected, paths: Iterable[str]) -> int:
    """Say on the error stream what could not be read, and return the exit code."""
    from improvement_frameworks.clean import spell_out
    from improvement_frameworks.problems import NEVER_READ

    found = collected.report
    unread = [issue for issue in found.errors if issue.code in NEVER_READ]
    for issue in unread:
        said = f"{issue.where.source or 'Input'}: {issue.message} {issue.hint}"
        click.echo(spell_out(said), err=True)
    errors, warnings = found.count("error") - len(unread), found.count("warning")
    if errors:
        click.echo(f"Records with errors were left out. Errors: {errors}.", err=True)
    if warnings:
        click.echo(f"Something may not have been read. Warnings: {warnings}.", err=True)
    if errors or warnings:
        click.echo(spell_out(f"To see them: improve validate {shlex.join(paths)}"), err=True)
    return exit_code(found)
