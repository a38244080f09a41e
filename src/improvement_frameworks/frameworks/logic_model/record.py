"""The record of a logic model: what leads to what, and what has to hold for it."""

from __future__ import annotations

from typing import Literal

from improvement_frameworks.core import (
    EMPTY,
    Distinct,
    Entries,
    Entry,
    EntryRef,
    Line,
    Many,
    Opt,
    Prose,
    Record,
    given,
)
from improvement_frameworks.frameworks.logic_model import codes


class LogicModelEntry(Entry):
    """One thing in a column of the model."""

    column: codes.Column
    """The column in which it is. Example: activities."""
    text: Prose = given()
    """What it is. Example: Carers know whom to call at night."""
    leads_to: Distinct[EntryRef] = EMPTY
    """The IDs of what it brings about in the next column. Example: e4."""
    indicator: Opt[Line] = None
    """How it is measured. Example: Calls to the emergency number at night, each month."""
    horizon: Opt[codes.Horizon] = None
    """When it is expected. Example: short."""
    who: Opt[Line] = None
    """Whom it is for, or who does it. Example: Carers of people with dementia."""


class LogicModel(Record):
    """How a programme is meant to work, from what it needs to what it changes.

    Examples:
        >>> from improvement_frameworks import get_example
        >>> record = LogicModel.model_validate(get_example("logic-model"))
        >>> [entry.text for entry in record.by_part()["outcomes"]]
        ['Carers know whom to call at night.']
    """

    framework: Literal["logic-model"] = given()
    """Always logic-model."""
    programme: Opt[Line] = None
    """What the model is of. Example: Night line for carers."""
    population: Opt[Line] = None
    """The people whom it is for. Example: Carers in two districts."""
    assumptions: Many[Prose] = EMPTY
    """What has to hold for the links to work. Example: Carers have a telephone at night."""
    external_factors: Many[Prose] = EMPTY
    """What nobody in the programme controls, one a line. Example: How long people shield."""
    entries: Entries[LogicModelEntry]
    """What is in the columns; the list may be empty."""
