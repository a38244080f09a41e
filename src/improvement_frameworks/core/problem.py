"""What a code stands for: a problem is declared once, and every issue of its kind points to it.

Messages, the page of each code, ``rules.json`` and ``improve explain`` come from this declaration.
"""

from __future__ import annotations

import re
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attrs import Attribute

Severity: TypeAlias = Literal["error", "warning", "info"]
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)

Principle: TypeAlias = Literal[
    "avoid-jumping-to-conclusions",
    "be-purposeful",
    "be-timely",
    "involve-diverse-perspectives",
    "support-psychological-safety",
    "focus-on-what-is-enabling-the-change",
]
"""The learning principle that a rule serves: the code of one of the six."""
PRINCIPLES: Final[tuple[Principle, ...]] = get_args(Principle)

Param: TypeAlias = "str | int | tuple[str, ...]"

LONGEST_VALUE: Final = 60
_CODE = re.compile(r"[A-Z]+(?:-[A-Z0-9]+)+")


def _check_problem_code(_instance: object, _attribute: Attribute[str], value: str) -> None:
    if not _CODE.fullmatch(value):
        raise ValueError(f"{value!r} is no problem code, such as ICE-W1 or DOC-EMPTY")


@frozen(kw_only=True)
class Problem:
    """A kind of thing that can be wrong with a document."""

    code: str = field(validator=_check_problem_code)
    """Its short, stable name."""
    severity: Severity
    """How bad it is unless the caller is stricter: error, warning or info."""
    title: str
    """What it is, in a few words."""
    message: str
    """What to tell people; ``{name}`` stands for a fact of the single case."""
    hint: str
    """What to do about it; ``{name}`` stands for a fact of the single case."""
    principle: Principle | None = None
    """The learning principle that it serves; none for faults of form."""
    source: str = "judgement"
    """The id of a source in the framework's content, or ``judgement``."""

    def write_message(self, params: Mapping[str, Param]) -> str:
        """Fill the message with the facts of one case.

        Raises:
            KeyError: if the message names a fact that is not given.

        >>> problem = Problem(
        ...     code="X-1", severity="info", title="t", message="found {what}", hint="h"
        ... )
        >>> problem.write_message({"what": ("a", "b")})
        'found a, b'
        """
        return self.message.format_map(_show_all(params))

    def write_hint(self, params: Mapping[str, Param]) -> str:
        """Fill the hint with the facts of one case.

        Raises:
            KeyError: if the hint names a fact that is not given.
        """
        return self.hint.format_map(_show_all(params))

    def try_words(self, params: Mapping[str, Param]) -> None:
        """See that message and hint can be filled.

        Raises:
            KeyError: if they name a fact that is not given.
        """
        if not (_find_facts(self.message) | _find_facts(self.hint)) <= params.keys():
            self.write_message(params)
            self.write_hint(params)


@cache
def _find_facts(words: str) -> frozenset[str]:
    """Return the facts that words name; what is more than a name is returned as it stands.

    Raises:
        ValueError: if a brace stands alone.
    """
    fields = Formatter().parse(words)
    return frozenset(
        f"{name}!{conversion}:{form}" if form or conversion else name
        for _, name, form, conversion in fields
        if name is not None
    )


def _show_all(params: Mapping[str, Param]) -> dict[str, str]:
    return {key: show(value) for key, value in params.items()}


class Own(str):
    """Words of this library in a message, which are shown in full; what data says is cut."""

    __slots__ = ()


def quote(value: str) -> Own:
    """Put what data says into quotation marks, short and harmless.

    >>> quote("16/07/2020")
    '"16/07/2020"'
    """
    return Own(f'"{show(value)}"')


def show(value: Param) -> str:
    r"""Write a value for people: long texts cut, control characters spelled out.

    >>> show("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    if isinstance(value, tuple):
        return ", ".join(map(show, value))
    text = str(value)
    if len(text) <= LONGEST_VALUE and text.isprintable():
        return text
    is_short = len(text) <= LONGEST_VALUE or isinstance(value, Own)
    short = text if is_short else text[: LONGEST_VALUE - 1] + "…"
    if short.isprintable():
        return short
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in short
    )


def principle_label(principle: str) -> str:
    """Write a principle's code as its label.

    >>> principle_label("be-timely")
    'Be timely'
    """
    return principle.replace("-", " ").capitalize()
