"""Practice checks for stories: the teller's consent first, then what readers need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core import Findings, at, rule

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.story.record import Story


@rule("STORY-W3")
def shown_without_consent(record: Story, *, showing: tuple[str, ...]) -> Findings:
    wanted = set(record.consent.uses if record.consent else ()).intersection(showing)
    for index, story in enumerate(record.entries):
        missing = tuple(sorted(wanted.difference(story.agreed_uses())))
        if missing and not story.withdrawn_on:
            yield at("entries", index, uses=missing)
