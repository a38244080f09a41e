"""The command that makes a draft of another framework's record from the entries of one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from improvement_frameworks.cli.completing import complete_framework
from improvement_frameworks.cli.table import refuse_existing

if TYPE_CHECKING:
    from improvement_frameworks.core.carry import Carried
    from improvement_frameworks.core.record import Record


@click.command("carry")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("framework", shell_complete=complete_framework)
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the draft to this file, which ends in .json.",
)
@click.option("--force", is_flag=True, help="Write over an existing file.")
def carry_entries(file: Path, framework: str, *, out: Path | None, force: bool) -> None:
    """Begin a record of another framework with the entries of the record in FILE.

    FRAMEWORK is what to begin, such as future-change-matrix. Each entry of the draft says where it
    came from. Nothing is made up: fill in what is still missing.
    """
    from improvement_frameworks.core.carry import carry_over
    from improvement_frameworks.core.file import write_file
    from improvement_frameworks.documents import load

    if out is not None:
        if out.suffix.lower() != ".json":
            raise click.UsageError(f"{out} must end in .json.")
        refuse_existing(out, force=force)
    try:
        record = load(file)
        carried = carry_over(record, framework)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None
    text = carried.draft.to_json() + "\n"
    if out is None:
        click.echo(text, nl=False)
    else:
        write_file(out, text)
        click.echo(f"Wrote {out}. Fill in what is missing, then: improve validate {out}", err=True)
    click.echo(_count(record, carried), err=True)


def _count(record: Record, carried: Carried) -> str:
    """Say how many entries went over, and which parts the others speak about."""
    from improvement_frameworks.problems.problem import quote

    total, left = len(record.entries), len(carried.left)
    told = f"Entries taken over: {total - left} of {total}."
    if not left:
        return told
    parts = Counter(code for entry in carried.left for code in record.parts_of(entry))
    named = ", ".join(f"{quote(record.find_part(code).label)} {n}" for code, n in parts.items())
    return f"{told} Not taken over: {left}{f' ({named})' if named else ''}."
