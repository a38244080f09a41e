"""The command that makes a draft of another framework's record from the entries of one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from improvement_frameworks.cli.completing import complete_framework
from improvement_frameworks.cli.exit_code import COULD_NOT_RUN, exit_code
from improvement_frameworks.cli.reading import leave_out_practice
from improvement_frameworks.cli.table import refuse_existing
from improvement_frameworks.cli.table_option import read_table_words, table_options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.work.carry import Carried


@click.command("carry")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("to", metavar="FRAMEWORK", shell_complete=complete_framework)
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the draft to this file, which ends in .json or .jsonl.",
)
@table_options
@click.option("--force", is_flag=True, help="Write over an existing file.")
@click.pass_context
def carry_entries(
    context: click.Context,
    /,
    file: Path,
    to: str,
    *,
    out: Path | None,
    force: bool,
    **words: object,
) -> None:
    """Begin a record of another framework with the entries of the record in FILE.

    FILE is a document or a table. Of several records in it, each begins one. FRAMEWORK is what to
    begin, such as future-change-matrix. Each entry of the draft says where it came from. Nothing is
    made up: fill in what is still missing.
    """
    from improvement_frameworks.core.registry import get_framework
    from improvement_frameworks.core.work.carry import carry_over
    from improvement_frameworks.documents.writing import (
        RECORD_ENDINGS,
        compose_records,
        write_records,
    )
    from improvement_frameworks.tables.convert import read_records

    get_framework(to)  # an unknown one is named before any file is read
    if out is not None:
        if out.suffix.lower() not in RECORD_ENDINGS:
            raise click.UsageError(f"{out} must end in one of: {', '.join(RECORD_ENDINGS)}.")
        refuse_existing(out, force=force)
    records, report = read_records(file, read_table_words(words))
    if not report.ok or not records:
        click.echo(leave_out_practice(report).to_text(), err=True)
        click.echo("Nothing was taken over.", err=True)
        context.exit(exit_code(report) or COULD_NOT_RUN)
    try:
        carried = [carry_over(record, to) for record in records]
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None
    drafts = [one.draft for one in carried]
    if out is None:
        click.echo(compose_records(drafts), nl=False)
    else:
        write_records(out, drafts, force=force)
        click.echo(f"Wrote {out}. Fill in what is missing, then: improve validate {out}", err=True)
    click.echo(_count(records, carried), err=True)


def _count(records: Iterable[Record], carried: Iterable[Carried]) -> str:
    """Say how many entries went over, and which parts the others speak about."""
    from improvement_frameworks.problems.problem import quote

    total = left = 0
    parts = Counter[str]()
    for record, one in zip(records, carried, strict=True):
        total += len(record.entries)
        left += len(one.left)
        codes = (code for entry in one.left for code in record.parts_of(entry))
        parts.update(quote(record.find_part(code).label) for code in codes)
    told = f"Entries taken over: {total - left} of {total}."
    if not left:
        return told
    named = ", ".join(f"{label} {number}" for label, number in parts.items())
    return f"{told} Not taken over: {left}{f' ({named})' if named else ''}."
