"""The commands around tables: a template to fill in, a mapping for house forms, conversion."""

from __future__ import annotations

from pathlib import Path

import click

from improvement_frameworks.cli.completing import complete_framework
from improvement_frameworks.cli.exit_code import exit_code
from improvement_frameworks.cli.reading import refuse_to_write, tell_written
from improvement_frameworks.cli.table_option import read_table_words, table_options


def refuse_existing(out: Path, *, force: bool) -> None:
    """Refuse to write over a file unless that was asked for.

    Raises:
        UsageError: if the file exists already.
    """
    if out.exists() and not force:
        raise click.UsageError(f"{out} exists already. Name another file, or add --force.")


@click.command()
@click.argument("framework", shell_complete=complete_framework)
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over an existing file.")
def template(framework: str, out: Path, *, force: bool) -> None:
    """Write a workbook (or CSV) that is ready to be filled in.

    FRAMEWORK is a name that improve list shows, such as iceberg. OUT ends in .xlsx or .csv.
    """
    from improvement_frameworks.tables.writing import write_template

    refuse_existing(out, force=force)
    try:
        write_template(framework, out, force=force)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None
    click.echo(f"Wrote {out}. When it is filled in: improve validate {out}", err=True)


@click.command("map")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--framework", default="", help="The framework that the form belongs to.")
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="A new file.")
@click.option("--force", is_flag=True, help="Write over an existing file.")
def map_columns(file: Path, framework: str, out: Path | None, *, force: bool) -> None:
    """Propose a mapping file for your own form: which column is which.

    FILE is the table. Use the edited mapping with: improve validate FILE --mapping MAPPING
    """
    from improvement_frameworks.core.file import write_file
    from improvement_frameworks.tables.layouts import propose_mapping

    text = propose_mapping(file, framework)
    if out is None:
        click.echo(text, nl=False)
        return
    refuse_existing(out, force=force)
    write_file(out, text)
    click.echo(f"Wrote {out}. Edit it, then: improve validate {file} --mapping {out}", err=True)


@click.command()
@click.argument("source", type=click.Path(path_type=Path), metavar="IN")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@table_options
@click.option("--as-rows", is_flag=True, help="Write .jsonl with a row a line, not a record.")
@click.option(
    "--names/--no-names",
    default=True,
    help="Write names of people, or leave out those of contributors and those after a title.",
)
@click.option("--force", is_flag=True, help="Write over an existing file.")
@click.pass_context
def convert(
    context: click.Context,
    /,
    source: Path,
    out: Path,
    *,
    as_rows: bool,
    names: bool,
    force: bool,
    **words: object,
) -> None:
    """Turn records into a table, a table into records, or one kind of file into another.

    IN is a table or a document, or a folder or pattern of both. OUT ends in .jsonl, .json or
    .yaml for records, or in .csv, .xlsx or .parquet for a table. One table holds the records of one
    framework: choose it with --framework. If IN has an error, nothing is written, and the report
    says what to fix.
    """
    from improvement_frameworks.tables.convert import convert_file

    refuse_existing(out, force=force)
    try:
        report = convert_file(
            source, out, force=force, as_rows=as_rows, names=names, **read_table_words(words)
        )
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None
    if not report.ok:
        refuse_to_write(report)
        context.exit(exit_code(report))
    tell_written(out, report)
