"""The form of a tally as a JSON document: what ``Tally.to_dict`` writes, field by field."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core.content.source import JUDGEMENT
from improvement_frameworks.core.content.vocabulary import Term, Vocabulary
from improvement_frameworks.core.record.dimension import MEANINGS
from improvement_frameworks.core.record.listed import Listed
from improvement_frameworks.core.record.noun import Noun
from improvement_frameworks.core.record.types import Code
from improvement_frameworks.schemas.report_document import Number, Place, Words

DIMENSION_LIST: Final = Vocabulary(
    id="dimension",
    title="What entries are counted by",
    terms=tuple(
        Term(
            code=name.replace("_", "-"),
            label=name.replace("_", " ").capitalize(),
            definition=meaning,
            sources=(JUDGEMENT,),
        )
        for name, meaning in MEANINGS.items()
    ),
)

DimensionName = Annotated[str, Listed(DIMENSION_LIST, "DimensionName")]


class TallyCell(Noun):
    """The numbers of one cell, or of a sum of cells."""

    values: dict[str, str]
    """The value of each dimension, blank where entries do not say it. A sum leaves out the
    dimensions that it is over."""
    entries: Number
    """How many entries."""
    people: Number
    """How many different people, as far as entries name them."""
    anonymous: Number
    """How many of the entries name nobody."""
    records: Number
    """How many records."""


class TallyLabel(Noun):
    """What people read for a value."""

    dimension: DimensionName
    """The dimension, such as part."""
    value: str
    """The value; blank where entries do not say it."""
    label: Words
    """What people read."""


class TallyDocument(Noun):
    """How many entries, people and records there are, by what entries are about and who gave them.

    Numbers about fewer than k people are left out, and so are others, so that nobody can work those
    out. A number that is left out may be 0.
    """

    tally_version: Literal["1.0"]
    """The version of the form of the tally."""
    by: tuple[DimensionName, ...]
    """The dimensions by which entries are counted, such as part or role."""
    k: Place
    """How many people must be behind a number before it is shown."""
    frameworks: tuple[Code, ...]
    """The IDs of the frameworks of the entries."""
    labels: tuple[TallyLabel, ...]
    """What people read for each value, in the order of the dimensions and of their lists."""
    cells: tuple[TallyCell, ...]
    """The numbers that may be shown: cells in order, then sums, the sum of all at the end."""
