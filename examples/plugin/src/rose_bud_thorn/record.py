"""The record of a round of rose, bud, thorn."""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import (
    EMPTY,
    Distinct,
    Entries,
    Entry,
    EntryRef,
    Opt,
    Prose,
    Record,
    YesNo,
    code_of,
    given,
    read_framework,
)

FRAMEWORK = read_framework(__package__ or "")

PlantPart = Annotated[str, code_of(FRAMEWORK, "plant-part")]
Light = Annotated[str, code_of(FRAMEWORK, "light")]


class RoseBudThornEntry(Entry):
    """One thing that somebody named."""

    plant_part: PlantPart
    """Whether it is a rose, a bud or a thorn."""
    text: Prose = given()
    """What was said."""
    grows_from: Distinct[EntryRef] = EMPTY
    """For a bud: the ids of the entries that it grew out of."""
    light: Opt[Light] = None
    """For a bud: how much light it needs."""


class RoseBudThorn(Record):
    """What went well, what could grow and what hurt."""

    about = FRAMEWORK

    framework: Literal["rose-bud-thorn"] = given()
    """Always rose-bud-thorn."""
    everyone_spoke: Opt[YesNo] = None
    """Whether everyone who was there said something."""
    entries: Entries[RoseBudThornEntry]
    """What was named; the list may be empty."""
