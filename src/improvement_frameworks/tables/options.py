"""What a caller may say about a table beyond what stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from attrs import field, frozen

from improvement_frameworks.core.rule import EVERYTHING, Selection
from improvement_frameworks.tables.cell import Habits

if TYPE_CHECKING:
    from improvement_frameworks.tables.mapping import ColumnMapping

Layout: TypeAlias = Literal["auto", "long", "wide"]
People: TypeAlias = Literal["auto", "drop", "keep"]

ROWS_JUDGED: Final = 100_000
"""Up to how many rows the rules of good use run unless they are asked for."""


@frozen(kw_only=True)
class Options:
    """How a table is to be read and checked."""

    framework: str = ""
    """The framework, if the table does not say it."""
    sheet: str = ""
    """The only sheet to read."""
    title: str = ""
    """The title of records that have none."""
    habits: Habits = field(factory=Habits)
    """How people wrote dates and blanks."""
    layout: Layout = "auto"
    """One row an entry (long), one row a respondent (wide), or as the header shows."""
    mapping: ColumnMapping | None = None
    """Which of the house's own columns is which."""
    people: People = "auto"
    """Whether names and e-mail addresses in survey exports are kept."""
    rules: bool | None = None
    """Whether the rules of good use run; by default, unless the table is very long."""
    selection: Selection = EVERYTHING
    """Which of the rules."""
    engine: Literal["auto", "rows", "frames"] = "auto"
    """Row by row, or in frames, which is quicker for long tables; the report is the same."""
