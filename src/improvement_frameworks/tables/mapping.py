"""A house's own names for columns and codes, kept in a small TOML file beside its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping


@frozen(kw_only=True)
class Answer:
    """What a column of a wide table holds: texts of entries whose codes follow from the column."""

    codes: Mapping[str, str]
    """The columns of the entry that the heading decides, such as question and level."""
    column: str = "text"
    """The column of the entry that the cell fills."""


@frozen(kw_only=True)
class ColumnMapping:
    """Which of the house's own columns and words mean which of the framework's."""

    framework: str = ""
    """The framework."""
    columns: Mapping[str, str | Answer] = field(factory=dict[str, "str | Answer"])
    """By heading: the column it stands for, the answer it holds, or nothing to leave it out."""
    words: Mapping[str, Mapping[str, str]] = field(factory=dict[str, "Mapping[str, str]"])
    """By column: the house's words and the codes that they mean."""
