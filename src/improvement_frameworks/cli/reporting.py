"""The command that writes the report of records as one page of HTML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from improvement_frameworks.cli.checking import check_paths
from improvement_frameworks.cli.exit_code import exit_code
from improvement_frameworks.cli.table import refuse_existing
from improvement_frameworks.cli.table_option import read_table_words, table_options

if TYPE_CHECKING:
    from improvement_frameworks.core.report.report import Report


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("report.html"),
    show_default=True,
    help="The file to write.",
)
@click.option("--heading", default="Report", show_default=True, help="The title of the report.")
@click.option("--mask", is_flag=True, help="Hide names, addresses and numbers that look personal.")
@click.option("--force", is_flag=True, help="Write over an existing file.")
@table_options
@click.pass_context
def report(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    out: Path,
    heading: str,
    *,
    mask: bool,
    force: bool,
    **words: object,
) -> None:
    """Write a report to open in a browser: each record as a figure, and what the check found.

    PATH is a document, a table, a folder or a pattern, as for improve validate. The report is one
    file: it opens without a network, prints on A4 or A3, and can be sent by e-mail.

    Exit code: 0 no errors, 1 errors found, 2 something could not be read.
    """
    from improvement_frameworks.core.file import write_file
    from improvement_frameworks.core.report.report import Collector
    from improvement_frameworks.core.rules.rules import EVERYTHING
    from improvement_frameworks.pages.report import ReportPage

    refuse_existing(out, force=force)
    collector, page = Collector(), ReportPage(title=heading, hide=mask)
    check_paths(paths, collector, EVERYTHING, read_table_words(words), page=page)
    found = collector.report()
    write_file(out, page.write(found))
    click.echo(f"Wrote {out}. {_next_step(found)}", err=True)
    context.exit(exit_code(found))


def _next_step(found: Report) -> str:
    errors = found.count("error")
    return f"Errors: {errors}. Fix them first." if errors else "Open it in a browser."
