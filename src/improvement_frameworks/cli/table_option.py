"""What people say about a table on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from improvement_frameworks.tables import TableWords

F = TypeVar("F", bound="Callable[..., object]")


def table_options(command: F) -> F:
    """Give a command the options that say how a table is to be read."""
    options = (
        click.option(
            "--framework", help="For a table: its framework, if the columns fit more than one."
        ),
        click.option("--sheet", help="For a workbook: the only sheet to read."),
        click.option("--title", help="For a table: the title of a record that has none."),
        click.option(
            "--date-format",
            metavar="FORM",
            help='For a table: how dates are written, such as "%d/%m/%Y".',
        ),
        click.option(
            "--blank",
            multiple=True,
            metavar="WORD",
            help='For a table: a word that means nothing, such as "N/A". May be repeated.',
        ),
        click.option(
            "--layout",
            type=click.Choice(["auto", "long", "wide"]),
            help="For a table: long has a row for each entry, wide a row for each respondent.",
        ),
        click.option(
            "--mapping",
            type=click.Path(dir_okay=False),
            help="For a table: a file that says which column is which (see: improve map).",
        ),
        click.option(
            "--column",
            "columns",
            multiple=True,
            metavar="HEADING=COLUMN",
            help="For a table: what a heading means, or nothing to leave it out. May be repeated.",
        ),
        click.option(
            "--constant",
            "constants",
            multiple=True,
            metavar="COLUMN=VALUE",
            help="For a table: what is the same in every row. May be repeated.",
        ),
        click.option(
            "--accept-offers",
            is_flag=True,
            help="For a table: read words with one letter wrong if they can mean one thing only.",
        ),
        click.option(
            "--people",
            type=click.Choice(["drop", "keep"]),
            help="For a survey export: drop or keep the names in it.",
        ),
        click.option(
            "--unpack-limit",
            type=click.IntRange(min=1),
            metavar="MIB",
            help="For a workbook: how much it may unpack to; 200 if not given.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _split_column(text: str) -> tuple[str, str]:
    heading, mark, column = text.rpartition("=")
    if not mark or not heading.strip():
        raise click.UsageError(f'Write --column "HEADING=COLUMN", not "{text}".')
    return heading.strip(), column.strip()


def _split_constant(text: str) -> tuple[str, str]:
    column, mark, value = text.partition("=")
    if not mark or not column.strip() or not value.strip():
        raise click.UsageError(f'Write --constant "COLUMN=VALUE", not "{text}".')
    return column.strip(), value.strip()


def read_table_words(given: dict[str, object]) -> TableWords:
    """Turn the options that were given into words about the table."""
    words = cast("TableWords", {name: value for name, value in given.items() if value})
    if "mapping" in words:
        from improvement_frameworks.tables.layouts import read_mapping

        words["mapping"] = read_mapping(Path(cast("str", given["mapping"])))
    if "columns" in words:
        words["columns"] = dict(map(_split_column, cast("tuple[str, ...]", given["columns"])))
    if "constants" in words:
        words["constants"] = dict(map(_split_constant, cast("tuple[str, ...]", given["constants"])))
    if framework := words.get("framework"):
        from improvement_frameworks.core.registry import get_framework

        get_framework(framework)  # an unknown one is named before any file is read
    return words
