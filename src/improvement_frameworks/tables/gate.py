r"""Tells of whole columns which cells are plainly right, in one expression for any data frame.

The expression is sound and not complete: a cell that passes is read by `CellReader` without any
problem, note or rewriting; a cell that does not pass has to be read. It is written so that every
backend of narwhals gives the same answer: classes of ASCII or of spelled-out characters, no
lookaround, no ``$`` where a text may end with a line break, no null as an answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import narwhals as nw
from pydantic import ValidationError

from improvement_frameworks.core.types import BLANK, BREAK, ID, PROSE
from improvement_frameworks.tables.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from improvement_frameworks.core.types import Text
    from improvement_frameworks.tables.cell import Habits
    from improvement_frameworks.tables.column import Column

_PLAIN_DAY: Final = (
    "(?:19|20|21)[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
_CLOCK: Final = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_ZONE: Final = "(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])"
_MOST_LETTERS: Final = 30


def _spell(class_of_characters: str) -> str:
    """Write a character class so that all engines read it: bytes as escapes, others as they are."""

    def one(found: re.Match[str]) -> str:
        code = int(found[1], 16)
        return f"\\x{code:02x}" if code < 0x100 else chr(code)

    return re.sub(r"\\u([0-9a-f]{4})", one, class_of_characters)


_BLANK: Final = _spell(BLANK)
_BREAK: Final = _spell(BREAK)


def passes(column: Column, habits: Habits, name: str) -> nw.Expr:
    """Return whether the cells of a column of texts are plainly right; null is, as a blank cell.

    Args:
        column: What the cells should hold.
        habits: How the people wrote who filled in the table.
        name: The name of the column in the data frame.
    """
    cell = nw.col(name)
    right = _right(column, habits, cell)
    if right is None:
        return cell.is_null()
    if habits.blank_words and column.kind not in {"code", "constant", "yes-no"}:
        letters = max(len(word.replace(" ", "")) for word in habits.blank_words)
        if letters > _MOST_LETTERS:
            return cell.is_null()
        right = right & cell.str.contains(f"(?:[0-9A-Za-z][^0-9A-Za-z]*){{{letters + 1}}}")
    return cell.is_null() | right.fill_null(value=False)


def _right(column: Column, habits: Habits, cell: nw.Expr) -> nw.Expr | None:
    """Return whether a cell that is not blank is right, or nothing if that cannot be told."""
    match column.kind:
        case "code":
            return _one_of(column.codes, habits, cell)
        case "constant":
            return _one_of([column.constant], habits, cell)
        case "yes-no":
            return _one_of(["yes", "no"], habits, cell)
        case "date":
            return None if habits.date_format else cell.str.contains(f"^{_PLAIN_DAY}$") & _ends(cell)
        case "moment":
            return cell.str.contains(f"^{_PLAIN_DAY}T{_CLOCK}{_ZONE}$") & _ends(cell)
        case "number":
            pattern = _digits(column)
            return cell.str.contains(f"^(?:{pattern})$") & _ends(cell) if pattern else None
        case "id" | "text":
            assert column.text is not None
            return _text(column, column.text, cell)
        case "json":
            return None


def _one_of(words: Iterable[str], habits: Habits, cell: nw.Expr) -> nw.Expr:
    return cell.is_in([word for word in words if fold(word) not in habits.blank_words])


def _ends(cell: nw.Expr) -> nw.Expr:
    r"""Tell that no line ends here, since in some engines ``$`` also stands before its end."""
    return ~cell.str.contains("[\\n\\r\\x85\u2028\u2029]")


def _digits(column: Column) -> str:
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


def _text(column: Column, text: Text, cell: nw.Expr) -> nw.Expr:
    is_short = cell.str.len_chars() <= text.longest
    if text is ID:
        separator = ""
        if column.is_list and not _must_differ(column) and column.place == "entry":
            separator = ";"
        item = "[A-Za-z0-9](?:[A-Za-z0-9._]|-)*"
        whole = f"{item}(?:{separator}{item})*" if separator else item
        return is_short & cell.str.contains(f"^{whole}$") & _ends(cell)
    first, last, within = f"[^{_BLANK}']", f"^[^{_BLANK}]", _BREAK
    if column.is_list:
        first = f"[^{_BLANK}'\\[]"
    if text.pattern == PROSE.pattern:
        pattern = f"^{first}"
        if column.is_list and (_must_differ(column) or column.place != "entry"):
            within = _spell_separator(column)
            is_short = is_short & ~cell.str.contains(f"[{within}]")
    elif text.is_free:
        within += _spell_separator(column) if column.is_list else ""
        pattern = f"^{first}[^{within}]*$"
    else:
        is_short = is_short & cell.str.contains(text.pattern) & _ends(cell)
        pattern = f"^{first}"
        if column.is_list:
            is_short = is_short & ~cell.str.contains(f"[{_spell_separator(column)}]")
    return is_short & cell.str.contains(pattern) & cell.str.slice(-1).str.contains(last)


def _spell_separator(column: Column) -> str:
    return "\\x0a" if column.separator == "\n" else str(column.separator)


def _must_differ(column: Column) -> bool:
    """Whether nothing may stand twice in a list."""
    assert column.adapter is not None
    try:
        column.adapter.validate_python(["a", "a"])
    except ValidationError:
        return True
    return False
