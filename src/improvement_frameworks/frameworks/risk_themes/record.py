"""The record of risk themes: signals that were heard, and what will be done about them."""

from __future__ import annotations

from typing import Literal

from improvement_frameworks.core import EMPTY, Distinct, Entries, Many, Opt, given
from improvement_frameworks.frameworks.risk_themes import codes  # noqa: TC001 - the types of fields
from improvement_frameworks.frameworks.risk_themes.codebook import (
    ThemeRecord,
    ThemeResponse,
    ThemeSignal,
)


class Signal(ThemeSignal):
    """One comment, answer or observation, in its own words, with the themes it is about."""

    themes: Distinct[codes.Themes] = EMPTY
    """The themes and sub-codes that it speaks about: none, one or several. Example: silos."""


class Response(ThemeResponse):
    """What will be done about signals or themes, and when the group looks at it again."""

    themes: Distinct[codes.Themes] = EMPTY
    """The themes that it is about. Example: silos."""


class RiskThemes(ThemeRecord):
    """Signals about what could be lost or kept after a rapid change, and the responses to them.

    Sources: the three risks and the poll themes of Q's workshop of 16 July 2020; the stance, the
    quote and the responses are this library's own judgement.

    Examples:
        >>> from improvement_frameworks.frameworks.risk_themes import RiskThemes
        >>> record = RiskThemes(
        ...     title="What could undo it",
        ...     entries=[
        ...         {
        ...             "id": "e1",
        ...             "text": "I need a signature again.",
        ...             "themes": ["bureaucracy-returns"],
        ...             "stance": "risk",
        ...         },
        ...     ],
        ... )
        >>> record.by_family()["lose-purpose-barriers"][0].id
        'e1'
        >>> record.unanswered()
        ('lose-purpose-barriers',)
    """

    framework: Literal["risk-themes"] = given()
    """Always risk-themes."""
    scheme: Opt[codes.Scheme] = None
    """Which set of themes is used; all themes if left out. Example: three-risks."""
    entries: Entries[Signal]
    """The signals that were heard; the list may be empty."""
    actions: Many[Response] = EMPTY
    """What will be done about the signals."""
