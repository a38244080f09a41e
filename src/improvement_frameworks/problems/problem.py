"""A problem is a kind of thing that can be wrong, declared once; an issue is one case of it.

Messages, the page of each code, ``rules.json`` and ``improve explain`` come from the declaration.
"""

from __future__ import annotations

import re
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypeVar, cast, get_args

from attrs import field, frozen

from improvement_frameworks.clean import spell_out
from improvement_frameworks.frozen import freeze_table

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

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
Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"

Values: TypeAlias = Literal["masked", "on", "off"]
"""Which values of the data a report shows: those that do not look personal, all, or none."""

LONGEST_VALUE: Final = 60
_CODE = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+")


def _check_problem_code(_instance: object, _attribute: Attribute[str], value: str) -> None:
    if not _CODE.fullmatch(value):
        raise ValueError(f"{value!r} is no problem code, such as ICE-W1 or DOC-EMPTY")


@frozen
class Problem:
    """A kind of thing that can be wrong with a document."""

    code: str = field(validator=_check_problem_code)
    """Its short, stable name."""
    severity: Severity
    """How bad it is unless the caller is stricter: error, warning or info."""
    title: str
    """What it is, in a few words."""
    message: str
    """What was found; ``{name}`` is replaced by a fact of the single case."""
    hint: str
    """What to do about it; ``{name}`` is replaced by a fact of the single case."""
    principle: Principle | None = None
    """The learning principle that it serves; none for format errors."""
    source: str = "judgement"
    """The id of a source in the framework's content, or ``judgement``."""

    @property
    def facts(self) -> tuple[str, ...]:
        """The names of the facts in message and hint, in their order."""
        parsed = (*Formatter().parse(self.message), *Formatter().parse(self.hint))
        return tuple(dict.fromkeys(name for _, name, _, _ in parsed if name))

    def write_message(self, params: Mapping[str, Param], *, reveals: bool = False) -> str:
        """Fill the message with the facts of one case.

        Args:
            params: The facts.
            reveals: Whether facts are shown that look personal, and not only what they look like.

        Raises:
            KeyError: if the message names a fact that is not given.

        >>> problem = Problem(
        ...     code="X-1", severity="info", title="t", message="found {what}", hint="h"
        ... )
        >>> problem.write_message({"what": ("a", "b")})
        'found a, b'
        """
        return self.message.format_map(_show_all(params, reveals=reveals))

    def write_hint(self, params: Mapping[str, Param], *, reveals: bool = False) -> str:
        """Fill the hint with the facts of one case.

        Args:
            params: The facts.
            reveals: Whether facts are shown that look personal, and not only what they look like.

        Raises:
            KeyError: if the hint names a fact that is not given.
        """
        return self.hint.format_map(_show_all(params, reveals=reveals))

    def try_words(self, params: Mapping[str, Param]) -> None:
        """See that message and hint can be filled.

        Raises:
            KeyError: if they name a fact that is not given.
        """
        if not (_find_facts(self.message) | _find_facts(self.hint)) <= params.keys():
            self.write_message(params)
            self.write_hint(params)

    def issue(
        self, where: Where | None = None, severity: Severity | None = None, /, **facts: Param
    ) -> Issue:
        """Make an issue: one case of this problem, at a place and with the facts of its message.

        Args:
            where: Where it was found; nowhere in particular if that is not known.
            severity: How bad it is for this caller; as bad as the problem says if not given.
            **facts: What message and hint name, such as ``field`` or ``found``.

        >>> problem = Problem("X-1", "info", "t", "found {what}", "h")
        >>> problem.issue(Where(row=3), what="a").message
        'found a'
        """
        return Issue(
            problem=self,
            where=NOWHERE if where is None else where,
            params=facts,
            severity=self.severity if severity is None else severity,
        )


@frozen(order=True)
class Where:
    """The place of an issue; what is not known is left out."""

    source: str = ""
    """The file, or a name for what was given."""
    line: int | None = field(default=None, order=lambda value: cast("int", value or 0))
    """The line in the file, from 1."""
    column: int | None = field(default=None, order=lambda value: cast("int", value or 0))
    """The character in the line, from 1."""
    pointer: str = ""
    """The JSON pointer of the value within its document."""
    sheet: str = ""
    """For a table: the sheet of the workbook."""
    row: int | None = field(default=None, order=lambda value: cast("int", value or 0))
    """For a table: the row as a spreadsheet numbers it, from 1."""
    cell: str = ""
    """For a table: the address of the cell within its sheet, such as D7."""
    heading: str = ""
    """For a table: the heading of the column."""

    @property
    def address(self) -> str:
        """The address of the cell (or row) with its sheet, such as ``Grid!D7``."""
        place = self.cell or (f"row {self.row}" if self.row else "")
        mark = "!" if self.cell else ", "
        return mark.join(part for part in (spell_out(self.sheet), place) if part)

    def __str__(self) -> str:
        if self.sheet or self.row:
            return self.address + (f" ({show(mask_fact(self.heading))})" if self.heading else "")
        place = [str(part) for part in (self.line, self.column) if part is not None]
        pointer = "/".join(show(mask_fact(step)) for step in self.pointer.split("/"))
        return " ".join(part for part in (":".join(place), pointer) if part)

    def to_dict(self) -> dict[str, Json]:
        """Return the place as a JSON object; what is not known is left out."""
        known: dict[str, Json] = {"source": self.source, "pointer": self.pointer}
        rest: dict[str, Json] = {
            "line": self.line,
            "column": self.column,
            "sheet": self.sheet,
            "row": self.row,
            "cell": self.cell,
            "heading": self.heading,
        }
        return known | {name: value for name, value in rest.items() if value}


NOWHERE: Final = Where()
"""The place of an issue of which no place is known."""


def _freeze_params(params: Mapping[str, Param]) -> Mapping[str, Param]:
    return freeze_table(params)


@frozen(kw_only=True)
class Issue:
    """One thing that is wrong at one place."""

    problem: Problem
    """What kind of thing it is."""
    where: Where = NOWHERE
    """Where it is."""
    params: Mapping[str, Param] = field(
        factory=dict[str, Param], converter=_freeze_params, hash=False
    )
    """The facts of this case."""
    severity: Severity
    """How bad it is for this caller."""
    reveals: bool = field(default=False, eq=False)
    """Whether its words show facts that look personal, and not only what they look like."""

    @property
    def code(self) -> str:
        """The short, stable name of the problem."""
        return self.problem.code

    @property
    def message(self) -> str:
        """What was found and what was expected, in words."""
        return self.problem.write_message(self.params, reveals=self.reveals)

    @property
    def hint(self) -> str:
        """What to do about it."""
        return self.problem.write_hint(self.params, reveals=self.reveals)

    def show(self, name: str) -> str:
        """Write one of its facts as its words show it; nothing if it has no such fact."""
        value = self.params.get(name, "")
        return show(value if self.reveals else mask_fact(value))

    def to_dict(self) -> dict[str, Json]:
        """Return the issue as a JSON object."""
        shown = {key: v if self.reveals else mask_fact(v) for key, v in self.params.items()}
        params: dict[str, Json] = {
            key: [show(item) for item in value]
            if isinstance(value, tuple)
            else value
            if isinstance(value, int)
            else show(value)
            for key, value in shown.items()
        }
        return {
            "code": self.code,
            "severity": self.severity,
            "title": self.problem.title,
            "message": self.message,
            "hint": self.hint,
            "where": self.where.to_dict(),
            "params": params,
        }


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


def _show_all(params: Mapping[str, Param], *, reveals: bool) -> dict[str, str]:
    return {key: show(value if reveals else mask_fact(value)) for key, value in params.items()}


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
    return spell_out(text if is_short else _cut(text))


def _cut(text: str) -> str:
    """Cut a long text, and nothing in two that looks personal: half a number would be shown."""
    from improvement_frameworks.privacy import find_personal_data

    end = LONGEST_VALUE - 1
    for found in find_personal_data(text[: 4 * LONGEST_VALUE], indirect=False):
        if found.start < end < found.end:
            end = found.start
    return text[:end] + "…"


P = TypeVar("P", bound=Param)


def mask_fact(value: P, names: Collection[str] = (), *, indirect: bool = False) -> P:
    """Replace what looks personal in a fact with what it looks like.

    Args:
        value: The fact.
        names: The words of names that are known; see `improvement_frameworks.privacy.words_of`.
        indirect: Whether to replace too what tells who somebody is only with other things.

    >>> mask_fact(("Ring 01632 960 000", "3"))
    ('Ring [telephone number]', '3')
    """
    if isinstance(value, int):
        return value
    if isinstance(value, tuple):
        return cast("P", tuple(mask_fact(one, names, indirect=indirect) for one in value))
    from improvement_frameworks.privacy import mask_text

    masked = mask_text(value, names, indirect=indirect)
    return value if masked == value else cast("P", type(value)(masked))


def principle_label(principle: str) -> str:
    """Write a principle's code as its label.

    >>> principle_label("be-timely")
    'Be timely'
    """
    return principle.replace("-", " ").capitalize()
