"""A group's own grid: other questions, other levels, declared in a few lines of Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from improvement_frameworks.core import (
    JUDGEMENT,
    Part,
    Prompt,
    Term,
    Vocabulary,
    declare,
    expect_all,
    expect_codes,
    read_content,
)
from improvement_frameworks.frameworks.learning_grid.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Sequence


@frozen
class GridQuestion:
    """A row of a declared grid."""

    code: str
    """How records name it: small letters, figures and single hyphens."""
    label: str
    """Its short name."""
    prompt: str
    """The question as people are asked it."""
    meaning: str = ""
    """What belongs here; the question itself if left out."""
    excludes: str | None = None
    """The code of a question under which the same thing cannot stand, as started and stopped."""
    balances: str | None = None
    """The code of a question that should be answered too, as working well and not worked."""
    one_answer: bool = False
    """Whether it asks for one thing from each contributor at each level."""


@frozen
class GridLevel:
    """A column of a declared grid."""

    code: str
    """How records name it: small letters, figures and single hyphens."""
    label: str
    """Its short name."""
    meaning: str = ""
    """What belongs here; the label if left out."""
    wider: bool = False
    """Whether it reaches beyond the person who answers, so that several voices are wanted."""


def declare_grid(
    *,
    id: str,  # noqa: A002 - the word that documents and content files use
    title: str,
    stem: str,
    questions: Sequence[GridQuestion],
    levels: Sequence[GridLevel],
    purpose: str = "",
) -> type[Grid]:
    """Declare a grid of one's own; it gets its model, its schema and the GRID rules.

    From then on ``validate``, ``load``, ``new`` and ``json_schema`` know its id in this program.
    Declaring the same id again replaces what was declared before.

    Args:
        id: How documents name it in ``framework``: small letters, figures and single hyphens.
        title: Its name in words.
        stem: The words that introduce all questions; a record may replace them.
        questions: The rows, in order.
        levels: The columns, in order, from the narrowest to the widest.
        purpose: When and why the group uses it.

    Returns:
        The class of its records; its reference content is the attribute ``about``.

    Raises:
        ValueError: if there are no questions or levels, a code is unusable or stands twice, a text
            is empty, or a question names another one that is not there.
        DuplicateFrameworkError: if an installed package offers a framework with this id.

    Examples:
        >>> WinterGrid = declare_grid(
        ...     id="winter-grid",
        ...     title="What winter is teaching us",
        ...     stem="Since the winter plan began...",
        ...     questions=[
        ...         GridQuestion("kept", "Kept", "What have we kept?", excludes="dropped"),
        ...         GridQuestion("dropped", "Dropped", "What have we dropped?"),
        ...         GridQuestion("wish", "Wish", "What one thing do we wish?", one_answer=True),
        ...     ],
        ...     levels=[GridLevel("ward", "Ward"), GridLevel("hospital", "Hospital", wider=True)],
        ... )
        >>> grid = WinterGrid(
        ...     title="First week",
        ...     entries=[{"question": "kept", "level": "ward", "text": "The morning huddle"}],
        ... )
        >>> grid.cell_coverage().cells
        6

        A program that is done with its declared frameworks forgets them, above all in tests:

        >>> from improvement_frameworks.core.registry import forget
        >>> forget()
    """
    _check(questions, levels)
    listed = [
        Vocabulary(id="level", title="Levels", terms=[_level(level) for level in levels]),
        read_content(__name__).vocabulary("perspective"),
    ]
    return declare(
        Grid,
        __name__,
        id=id,
        title=title,
        summary=f"A learning grid of our own: {len(questions)} questions at {len(levels)} levels.",
        own="questions",
        parts=[_part(question, order) for order, question in enumerate(questions, start=1)],
        vocabularies=listed,
        purpose=purpose,
        prompts=[Prompt(text=stem, sources=(JUDGEMENT,))],
    )


def _check(questions: Sequence[GridQuestion], levels: Sequence[GridLevel]) -> None:
    expect_all("questions", questions, GridQuestion, "a list of GridQuestion")
    expect_all("levels", levels, GridLevel, "a list of GridLevel")
    expect_codes("question", (question.code for question in questions))
    expect_codes("level", (level.code for level in levels))
    codes = {question.code for question in questions}
    for question in questions:
        for other in (question.excludes, question.balances):
            if other is not None and other not in codes - {question.code}:
                raise ValueError(f"{question.code!r} names {other!r}, which is no other question.")


def _part(question: GridQuestion, order: int) -> Part:
    details: dict[str, object] = {"one_answer": True} if question.one_answer else {}
    for name in ("excludes", "balances"):
        other = getattr(question, name)
        if other is not None:
            details[name] = other
    return Part(
        code=question.code,
        label=question.label,
        definition=question.meaning or question.prompt,
        prompts=(question.prompt,),
        order=order,
        sources=(JUDGEMENT,),
        details=details,
    )


def _level(level: GridLevel) -> Term:
    return Term(
        code=level.code,
        label=level.label,
        definition=level.meaning or level.label,
        sources=(JUDGEMENT,),
        details={"wider": level.wider},
    )
