r"""Tells of whole columns which cells are plainly right, in one expression for any data frame.

The expression is sound and not complete: a cell that passes is read by `CellReader` without any
problem, note or rewriting; a cell that does not pass has to be read. It is written once, for Polars
and for narwhals, so that every backend of that gives the same answer: classes of ASCII or of
spelled-out characters, no lookaround, no ``$`` where a text may end with a line break, no null as
an answer.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

from attrs import frozen
from pydantic import ValidationError

from improvement_frameworks.core.record.types import BLANK, BREAK, ID, PROSE
from improvement_frameworks.core.wording import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import narwhals as nw
    import polars as pl

    from improvement_frameworks.core.record.types import Text
    from improvement_frameworks.tables.cells.cell import Habits
    from improvement_frameworks.tables.rows.column import Column

E = TypeVar("E", "nw.Expr", "pl.Expr")

_ISO_DAY: Final = (
    "(?:19|20|21)[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
_CLOCK: Final = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_ZONE: Final = "(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])"
_FIRST_DAY: Final = date(1900, 1, 1)
_LAST_DAY: Final = date(2199, 12, 31)
_LINE_END: Final = "[\\n\\r\\x85\u2028\u2029]"
_MOST_LETTERS: Final = 30


def _spell(class_of_characters: str) -> str:
    """Write a character class so that all engines read it: bytes as escapes, others as they are."""
    return re.sub(
        "[\x01-\x20\x7f-\xff]", lambda found: f"\\x{ord(found[0]):02x}", class_of_characters
    )


_BLANK: Final = _spell(BLANK)
_BREAK: Final = _spell(BREAK)


class Kind(Protocol):
    """The type of a column; both libraries call the types by the same names."""

    def is_integer(self) -> bool:
        """Whether it is one of whole numbers."""
        ...


@frozen
class Gate(Generic[E]):
    """Makes the expression of a column for one library of data frames."""

    name: Callable[[str], E]
    """Makes an expression of a column by its name."""
    is_strict: bool = False
    """Whether ``$`` stands for the very end of a text, as in Polars; elsewhere a line may end."""
    measure: Callable[[E], E] | None = None
    """Gives at least the number of characters, if the library can do so more quickly."""

    def passes(self, column: Column, habits: Habits, name: str, kind: Kind) -> E:
        """Return whether cells are plainly right; null is, as a blank cell.

        Args:
            column: What the cells should hold.
            habits: How the people wrote who filled in the table.
            name: The name of the column in the data frame.
            kind: The type of the column there.
        """
        cell = self.name(name)
        if str(kind) != "String":
            return self._passes_typed(column, cell, kind)
        right = self._right(column, habits, cell)
        if right is None:
            return cell.is_null()
        words = habits.nothing_in(column)
        if words and column.kind in {"id", "text"}:
            says_something = self._says_something(words, cell)
            if says_something is None:
                return cell.is_null()
            right = right & says_something
        elif words and column.kind in {"date", "moment", "number"}:
            if not habits.is_default:
                return cell.is_null()
            right = right & ~cell.is_in(sorted(words))  # of figures, 0 may mean nothing
        return cell.is_null() | right.fill_null(value=False)

    def _passes_typed(self, column: Column, cell: E, kind: Kind) -> E:
        """Return whether cells with a type of their own are what the column should hold."""
        whole = column.whole
        if column.kind == "yes-no" and str(kind) == "Boolean":
            return cell.is_null() | ~cell.is_null()
        if column.kind == "date" and str(kind) == "Date":
            return cell.is_null() | cell.is_between(_FIRST_DAY, _LAST_DAY).fill_null(value=False)
        if whole is not None and kind.is_integer():
            right = cell.is_between(whole.least, whole.most)
            return cell.is_null() | right.fill_null(value=False)
        return cell.is_null()

    def _says_something(self, words: Iterable[str], cell: E) -> E | None:
        """Return whether cells are no words for nothing: they are long, or other letters."""
        letters = max(len(word.replace(" ", "")) for word in words)
        if letters > _MOST_LETTERS:
            return None
        is_long = cell.str.contains(f"(?:[0-9A-Za-z][^0-9A-Za-z]*){{{letters + 1}}}")
        spelt = ["".join(char for char in word if _is_letter(char)) for word in words]
        gap = "[^0-9A-Za-z]*"
        alike = "|".join(gap.join(map(_either_case, word)) for word in spelt if word)
        differs = cell.str.contains("[0-9A-Za-z]") & cell.str.contains("^[\\x00-\\x7f]*$")
        if alike:
            differs = differs & ~cell.str.contains(f"^{gap}(?:{alike}){gap}$")
        return is_long | differs

    def _right(self, column: Column, habits: Habits, cell: E) -> E | None:
        """Return whether a cell that is not blank is right, or nothing if that cannot be told."""
        match column.kind:
            case "code":
                return cell.is_in(_speaking(column.codes, habits))
            case "constant":
                return cell.is_in(_speaking([column.constant], habits))
            case "yes-no":
                return cell.is_in(_speaking(["yes", "no"], habits))
            case "date":
                return None if habits.date_format else self._matches(cell, _ISO_DAY)
            case "moment":
                return self._matches(cell, f"{_ISO_DAY}T{_CLOCK}{_ZONE}")
            case "number":
                figures = _figures(column)
                return self._matches(cell, figures) if figures else None
            case "id" | "text":
                assert column.text is not None
                is_short = self._size(cell) <= column.text.longest
                return is_short & self._text(column, column.text, cell)
            case "json":
                return None

    def _size(self, cell: E) -> E:
        return cell.str.len_chars() if self.measure is None else self.measure(cell)

    def _matches(self, cell: E, pattern: str) -> E:
        """Return whether the whole cell has a form in which no line ends."""
        found = cell.str.contains(f"^(?:{pattern})$")
        return found if self.is_strict else found & ~cell.str.contains(_LINE_END)

    def _text(self, column: Column, text: Text, cell: E) -> E:
        """Return whether a text has its form, with nothing around it and no escape before it."""
        separator = _separator(column)
        is_one = column.is_list and (_must_differ(column) or column.place != "entry")
        if text is ID:
            item = r"[A-Za-z0-9][A-Za-z0-9._\-]*"
            many = column.is_list and not is_one
            return self._matches(cell, f"{item}(?:{separator}{item})*" if many else item)
        opening = "\\[" if column.is_list else ""
        first, last = f"[^{_BLANK}'{opening}]", f"[^{_BLANK}]"
        if text.pattern == PROSE.pattern:
            ends = cell.str.contains(f"^{first}") & self._ends_in(cell, last)
            return ends & ~cell.str.contains(f"[{separator}]") if is_one else ends
        if text.is_free:
            joints = separator + ("," if column.takes_commas else "")
            first, last = f"[^{_BLANK}'{opening}{joints}]", f"[^{_BLANK}{joints}]"
            within = f"[^{_BREAK}{joints}]*"
            if self.is_strict:
                return cell.str.contains(f"^{first}(?:{within}{last})?$")
            return cell.str.contains(f"^{first}{within}$") & self._ends_in(cell, last)
        right = cell.str.contains(text.pattern) & self._matches(cell, f"{first}[^{_BREAK}]*")
        return right & ~cell.str.contains(f"[{separator}]") if separator else right

    def _ends_in(self, cell: E, last: str) -> E:
        if self.is_strict:
            return cell.str.contains(f"{last}$")
        return cell.str.slice(-1).str.contains(f"^{last}")


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _either_case(char: str) -> str:
    return f"[{char}{char.upper()}]" if char.isalpha() else char


def _speaking(words: Iterable[str], habits: Habits) -> list[str]:
    """Leave out words that mean that a cell is blank."""
    return [word for word in words if fold(word) not in (habits.blank_words or ())]


def _figures(column: Column) -> str:
    """Return a pattern of whole numbers whose bounds follow from their number of figures."""
    assert column.whole is not None
    least, most = column.whole.least, column.whole.most
    forms = ["0"] if least <= 0 <= most else []
    forms += [
        f"[1-9][0-9]{{{figures - 1}}}"
        for figures in range(1, 16)
        if least <= 10 ** (figures - 1) and 10**figures - 1 <= most
    ]
    return "|".join(forms)


def _separator(column: Column) -> str:
    """Return what stands between items, for a character class; nothing if there are none."""
    return "\\x0a" if column.separator == "\n" else column.separator or ""


def _must_differ(column: Column) -> bool:
    """Whether nothing may stand twice in a list."""
    assert column.adapter is not None
    try:
        column.adapter.validate_python(["a", "a"])
    except ValidationError:
        return True
    return False
