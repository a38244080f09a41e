"""The command that takes codebooks to other programs and fetches them from there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from improvement_frameworks.cli.exit_code import FINE, exit_code
from improvement_frameworks.cli.table import refuse_existing

if TYPE_CHECKING:
    from improvement_frameworks.core.record.coding import CodebookCode


@click.command("codebook")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the codebook to this file, which ends in .qdc or .csv.",
)
@click.option(
    "--names/--no-names",
    default=True,
    help="Write names of people, or leave out those of contributors and those after a title.",
)
@click.option("--force", is_flag=True, help="Write over an existing file.")
@click.pass_context
def convert_codebook(
    context: click.Context, file: Path, *, out: Path | None, names: bool, force: bool
) -> None:
    """Take a codebook to a program for qualitative research, or fetch one from there.

    FILE is a record with a codebook, a REFI-QDA codebook (.qdc) or a table (.csv). Without --out,
    the codebook is shown as a record has it, to be copied into one.

    Exit code: 0 no errors, 1 errors found, 2 something could not be read.
    """
    from improvement_frameworks.insight.codebook import hide_names, write_codebook

    if out is not None:
        refuse_existing(out, force=force)
    codes, code = _read(file, names=names)
    codes = codes if names else hide_names(codes)
    if not codes:
        context.exit(code)
    if out is None:
        shown = [one.model_dump(mode="json") for one in codes]
        click.echo(json.dumps({"codebook": shown}, indent=2, ensure_ascii=False))
        context.exit(code)
    try:
        write_codebook(codes, out, force=force)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None
    click.echo(f"Wrote {out}. Codes: {len(codes)}.", err=True)
    context.exit(code)


def _read(file: Path, *, names: bool) -> tuple[tuple[CodebookCode, ...], int]:
    """Return the codes of a file and the exit code, and tell what is wrong with it."""
    from improvement_frameworks.core.work.masking import leave_out_names
    from improvement_frameworks.documents import load
    from improvement_frameworks.insight.codebook import ENDINGS, read_codebook

    if file.suffix.lower() in ENDINGS:
        codes, report = read_codebook(file)
        if report.issues:
            click.echo(str(report), err=True)
        return codes, exit_code(report)
    record = load(file)
    codes = getattr(record if names else leave_out_names(record), "codebook", ())
    if not codes:
        raise click.UsageError(f"The record in {file} has no codebook.")
    return codes, FINE
