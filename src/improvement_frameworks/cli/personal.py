"""The commands that take personal data out of records: what looks personal, or one person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from improvement_frameworks.cli.exit_code import exit_code
from improvement_frameworks.cli.reading import refuse_to_write, tell_written
from improvement_frameworks.cli.table import refuse_existing
from improvement_frameworks.cli.table_option import read_table_words, table_options

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Sequence

    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.work.forgetting import Forgotten, KeptEntries

_paths = click.argument("paths", nargs=-1, required=True, metavar="FILE...")
_out = click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The new file: .json, .jsonl or .yaml for records, .csv, .xlsx or .parquet for a table.",
)
_force = click.option("--force", is_flag=True, help="Write over an existing file.")


@click.command("mask")
@_paths
@_out
@table_options
@_force
@click.pass_context
def mask_files(
    context: click.Context, /, paths: tuple[str, ...], out: Path, *, force: bool, **words: object
) -> None:
    """Write a copy of records in which what looks personal is replaced with its kind.

    FILE is a document, a table, a folder or a pattern. E-mail addresses, telephone and other
    numbers, postcodes, dates of birth and names after a title are replaced in every text. Names of
    contributors are left out, and their words are replaced in the texts of all records that are
    read. If a file has an error, nothing is written.

    Read the copy before you share it: first names, rare roles and stories are not found.
    """
    from collections import Counter

    from improvement_frameworks.core.work.masking import count_personal_data, find_all_names, mask

    hidden: Counter[str] = Counter()

    def change(records: tuple[Record, ...]) -> Sequence[Record]:
        names = find_all_names(records)
        for record in records:
            hidden.update(count_personal_data(record, names))
        return [mask(record, names) for record in records]

    _rewrite(context, paths, out, change, force=force, words=words)
    click.echo(f"Hidden: {_write_counts(hidden) or 'nothing'}.", err=True)
    click.echo("Read it before you share it: names without a title are not found.", err=True)


@click.command("forget")
@_paths
@click.option(
    "--contributor",
    "persons",
    multiple=True,
    required=True,
    metavar="ID|NAME",
    help="Who is taken out. May be repeated, for one person with several names.",
)
@click.option("--record", metavar="ID", help="The only record in which an ID is looked for.")
@click.option(
    "--entries",
    type=click.Choice(["keep", "remove"]),
    default="keep",
    show_default=True,
    help="What becomes of what the person said: kept without the contributor, or removed.",
)
@_out
@table_options
@_force
@click.pass_context
def forget_person(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    persons: tuple[str, ...],
    record: str | None,
    entries: KeptEntries,
    out: Path,
    *,
    force: bool,
    **words: object,
) -> None:
    """Write a copy of records without one person.

    FILE is a document, a table, a folder or a pattern. The contributor is removed with every
    reference to them, and words of their name are replaced in every text. The files that are read
    stay as they are: delete them, and their copies, yourself. If a file has an error, nothing is
    written.
    """
    from improvement_frameworks.core.work.forgetting import forget_contributor

    made: list[Forgotten] = []

    def change(records: tuple[Record, ...]) -> Sequence[Record]:
        made.append(forget_contributor(records, *persons, record=record, entries=entries))
        return made[0].records

    _rewrite(context, paths, out, change, force=force, words=words)
    for what, number in made[0].done.items():
        click.echo(f"{what}: {number}", err=True)
    if made[0].to_read:
        click.echo("To read, since a story, an ID or another word can show who it is:", err=True)
        for place in made[0].to_read:
            click.echo(f"  {place}", err=True)
    click.echo(
        "Not known: nicknames, other spellings, and files that were not read. To look for another "
        "name: --contributor NAME",
        err=True,
    )


def _rewrite(
    context: click.Context,
    paths: tuple[str, ...],
    out: Path,
    change: Callable[[tuple[Record, ...]], Sequence[Record]],
    *,
    force: bool,
    words: dict[str, object],
) -> None:
    from improvement_frameworks.tables.convert import rewrite_files

    refuse_existing(out, force=force)
    try:
        report = rewrite_files(paths, out, change, force=force, **read_table_words(words))
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None
    if not report.ok:
        refuse_to_write(report)
        context.exit(exit_code(report))
    tell_written(out, report)


def _write_counts(counts: Counter[str]) -> str:
    return ", ".join(f"{what} {number}" for what, number in sorted(counts.items()))
