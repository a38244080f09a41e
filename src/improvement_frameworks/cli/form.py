"""The command that writes a form to fill in, or a poster to print."""

from __future__ import annotations

from pathlib import Path

import click

from improvement_frameworks.cli.completing import complete_framework
from improvement_frameworks.cli.table import refuse_existing


@click.command()
@click.argument("framework", shell_complete=complete_framework)
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write: the framework's name and .html if left out.",
)
@click.option("--poster", is_flag=True, help="Write a blank poster to print on A3 instead.")
@click.option(
    "--language",
    help="The language in which people will write, such as cy. Labels stay in English.",
)
@click.option("--force", is_flag=True, help="Write over an existing file.")
def form(
    framework: str, *, out: Path | None, poster: bool, language: str | None, force: bool
) -> None:
    """Write a form to fill in with a browser, or a poster to write on by hand.

    FRAMEWORK is a name that improve list shows, such as iceberg. The form is one file. It works
    without a network, and saves a record that improve validate reads.
    """
    from improvement_frameworks.core.file import write_file
    from improvement_frameworks.pages.form import write_form
    from improvement_frameworks.pages.poster import write_poster

    if poster and language:
        raise click.UsageError("A poster has labels in English only. Leave --language out.")
    try:
        text = write_poster(framework) if poster else write_form(framework, language or "")
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None
    file = out or Path(f"{framework}{'-poster' if poster else ''}.html")
    refuse_existing(file, force=force)
    write_file(file, text)
    following = "Print it on A3, landscape." if poster else "Open it in a browser and fill it in."
    click.echo(f"Wrote {file}. {following}", err=True)
    if language:
        told = f"What people write in it is saved as: {language}. The labels are in English only."
        click.echo(told, err=True)
