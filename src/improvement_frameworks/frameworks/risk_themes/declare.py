"""A group's own themes: another codebook, declared in a few lines of Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from improvement_frameworks.core import (
    JUDGEMENT,
    Part,
    declare,
    expect_all,
    expect_codes,
    read_content,
)
from improvement_frameworks.frameworks.risk_themes.codebook import ThemeRecord

if TYPE_CHECKING:
    from collections.abc import Sequence


@frozen
class OwnTheme:
    """A theme of a declared codebook."""

    code: str
    """How records name it: small letters, figures and single hyphens."""
    label: str
    """Its short name."""
    meaning: str = ""
    """What belongs here; the label if left out."""
    within: str | None = None
    """The code of the theme of which it is a sub-code."""
    prompt: str = ""
    """The question to which it answers, if people were asked one."""


def declare_themes(
    *,
    id: str,  # noqa: A002 - the word that documents and content files use
    title: str,
    themes: Sequence[OwnTheme],
    purpose: str = "",
) -> type[ThemeRecord]:
    """Declare themes of one's own; they get their model, their schema and the THM rules.

    From then on ``validate``, ``load``, ``new`` and ``json_schema`` know its id in this program.
    Declaring the same id again replaces what was declared before.

    Args:
        id: How documents name it in ``framework``: small letters, figures and single hyphens.
        title: Its name in words.
        themes: The themes and their sub-codes, in order.
        purpose: When and why the group uses them.

    Returns:
        The class of its records; its reference content is the attribute ``about``.

    Raises:
        ValueError: if there are no themes, a code is unusable or is given twice, a label is empty,
            or a sub-code names what is no theme of its own.
        DuplicateFrameworkError: if an installed package offers a framework with this id.

    Examples:
        >>> WardThemes = declare_themes(
        ...     id="ward-themes",
        ...     title="What could undo our winter plan",
        ...     themes=[
        ...         OwnTheme("staffing", "Too few staff"),
        ...         OwnTheme("agency", "Relying on agency staff", within="staffing"),
        ...         OwnTheme("beds", "Beds close again"),
        ...     ],
        ... )
        >>> record = WardThemes(
        ...     title="Heard in the first week",
        ...     entries=[{"text": "Who covers on Sunday?", "themes": ["agency"], "stance": "risk"}],
        ... )
        >>> record.unanswered()
        ('staffing',)

        A program that is done with its declared frameworks forgets them, above all in tests:

        >>> from improvement_frameworks.core.registry import forget
        >>> forget()
    """
    _check(themes)
    return declare(
        ThemeRecord,
        __name__,
        id=id,
        title=title,
        summary=f"Themes of our own, to code what people say: {len(themes)}.",
        own="themes",
        parts=[_part(theme, order) for order, theme in enumerate(themes, start=1)],
        vocabularies=read_content(__name__).vocabularies,
        purpose=purpose,
    )


def _check(themes: Sequence[OwnTheme]) -> None:
    expect_all("themes", themes, OwnTheme, "a list of OwnTheme")
    expect_codes("theme", (theme.code for theme in themes))
    wide = {theme.code for theme in themes if theme.within is None}
    for theme in themes:
        if theme.within is not None and theme.within not in wide:
            raise ValueError(
                f"{theme.code!r} is within {theme.within!r}, which is no theme of its own."
            )


def _part(theme: OwnTheme, order: int) -> Part:
    return Part(
        code=theme.code,
        label=theme.label,
        definition=theme.meaning or theme.label,
        prompts=(theme.prompt,) if theme.prompt else (),
        order=order,
        sources=(JUDGEMENT,),
        details={} if theme.within is None else {"parent": theme.within},
    )
