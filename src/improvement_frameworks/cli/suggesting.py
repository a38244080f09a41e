"""The command that suggests what suits a group, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core.work.suggest import Suggestion


@click.command("suggest")
@click.option("--minutes", type=click.IntRange(1, 100_000), help="How many minutes there are.")
@click.option("--people", type=click.IntRange(1, 100_000), help="How many people come.")
@click.option("--for", "for_", default="", help="What it is needed for, in a few words.")
@click.option("--most", type=click.IntRange(1, 100), default=5, show_default=True, help="How many.")
def suggest_frameworks(minutes: int | None, people: int | None, for_: str, most: int) -> None:
    """Suggest what suits the time, the people and the need, with the reasons.

    For example: improve suggest --minutes 30 --people 12 --for "what enabled a change"
    """
    from improvement_frameworks.core.work.suggest import suggest

    found = suggest(minutes, people, for_, most=most)
    if not found:
        click.echo("Nothing fits. Try other words, or see them all: improve list")
    for place, one in enumerate(found, start=1):
        click.echo("\n".join(_write(place, one)))


def _write(place: int, one: Suggestion) -> Iterator[str]:
    if place > 1:
        yield ""
    yield f"{place}. {one.title}  [{one.code}]"
    yield from (f"   {reason}" for reason in one.reasons)
    if one.parts:
        yield f"   In order: {', '.join(one.parts)}."
    if one.bring:
        yield f"   Have in hand: {'; '.join(one.bring)}."
    if one.not_for:
        yield f"   Do not use it to: {'; '.join(one.not_for)}."
    yield f"   More: improve show {one.framework if one.kind == 'sequence' else one.code}"
