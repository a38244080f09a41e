"""The command that writes the facilitator's sheet of a planned session."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from improvement_frameworks.cli.reading import leave_out_practice
from improvement_frameworks.cli.table import refuse_existing

if TYPE_CHECKING:
    from improvement_frameworks.core.record.sheet import Facilitated


@click.command("sheet")
@click.argument("plan")
@click.option("--people", type=click.IntRange(1, 10_000), help="How many people will take part.")
@click.option("--start", help="When it starts, such as 2026-01-31T09:00.")
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("sheet.html"),
    show_default=True,
    help="The file to write.",
)
@click.option("--force", is_flag=True, help="Write over an existing file.")
def facilitator_sheet(
    plan: str, *, people: int | None, start: str | None, out: Path, force: bool
) -> None:
    """Write what a facilitator needs in hand: steps by the clock, groups, materials, reserves.

    PLAN is the file of a planned session, or the code of one structure, such as
    troika-consulting. The sheet is one page to print.
    """
    from improvement_frameworks.core.file import write_file
    from improvement_frameworks.pages.sheet import write_sheet

    refuse_existing(out, force=force)
    found = _find_plan(plan)
    try:
        sheet = found.facilitator_sheet(people, start)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None
    write_file(out, write_sheet(sheet))
    click.echo(f"Wrote {out}. Open it in a browser and print it.", err=True)


def _find_plan(name: str) -> Facilitated:
    """Read the plan in a file, or make one of a part that can be run by itself."""
    from improvement_frameworks.core.errors import nearest
    from improvement_frameworks.core.record.sheet import Facilitated, plan_part
    from improvement_frameworks.core.registry import framework_ids, get_framework
    from improvement_frameworks.tables.convert import read_records

    if not Path(name).exists():
        known: list[str] = []
        for one in framework_ids():
            parts = get_framework(one).part_vocabulary
            if plan_part(one, parts.codes[0]) is None:
                continue  # nothing of this framework is run by itself
            if (code := parts.named(name)) and (plan := plan_part(one, code)):
                return plan
            known += parts.codes
        begun = next((code for code in known if code.startswith(f"{name}-")), None)
        if not Path(name).suffix and (near := begun or nearest(name, known)):
            raise click.UsageError(f"There is no file or part {name!r}. Did you mean {near!r}?")
    records, report = read_records(Path(name), {})
    if not report.ok or not records:
        click.echo(leave_out_practice(report).to_text(), err=True)
        raise click.UsageError(f"{name} holds no plan that can be read.")
    if not isinstance(records[0], Facilitated):
        title = records[0].about.title
        raise click.UsageError(f"A record of {title} plans no session. Give the plan of one.")
    return records[0]
