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
    code_in,
    given,
)

PlantPart = Annotated[str, code_in(__name__, "plant-part", "RoseBudThornPlantPart")]
Light = Annotated[str, code_in(__name__, "light", "RoseBudThornLight")]


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

    framework: Literal["rose-bud-thorn"] = given()
    """Always rose-bud-thorn."""
    everyone_spoke: Opt[YesNo] = None
    """Whether everyone who was there said something."""
    entries: Entries[RoseBudThornEntry]
    """What was named; the list may be empty."""
