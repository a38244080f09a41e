"""Where statements are known from."""

from __future__ import annotations

from typing import Final

from attrs import field, frozen

from improvement_frameworks.core.content.attribute import check_code, check_text

JUDGEMENT: Final = "judgement"
"""The source id that marks a statement as this library's own judgement."""


@frozen(kw_only=True)
class Source:
    """Where something is known from."""

    id: str = field(validator=check_code)
    """How parts, rules and relations name this source."""
    citation: str = field(validator=check_text)
    """Authors, year, title, publisher."""
    supports: str = field(validator=check_text)
    """What in the framework rests on it."""
    url: str | None = None
    """Its web address, if it has one."""
    year: int | None = None
    """The year it was published, if known."""
    verified: bool
    """Whether the statement was seen in a copy of the source."""
