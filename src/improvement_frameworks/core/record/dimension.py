"""What entries are counted by: the dimensions that all frameworks share.

Most follow from the header of a record. What a framework's own fields mean is declared under
``[dimensions]`` in its ``content.toml``: the dimension, and the field of an entry that gives it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from improvement_frameworks.core.errors import ContentError, nearest
from improvement_frameworks.core.record.field import find_model, find_note, is_list
from improvement_frameworks.core.record.listed import find_vocabulary
from improvement_frameworks.core.record.types import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.fields import FieldInfo

    from improvement_frameworks.core.record.record import Record

OwnDimension: TypeAlias = Literal["level", "theme", "perspective", "stance", "status"]
"""The dimensions that a framework's own fields give."""
Dimension: TypeAlias = Literal[
    "framework",
    "part",
    "level",
    "theme",
    "group",
    "group_level",
    "role",
    "wave",
    "perspective",
    "stance",
    "status",
]
"""What entries can be counted by."""

PersonDimension: TypeAlias = Literal["group", "group_level", "role", "wave"]
"""The dimensions that say where somebody belongs who speaks, whatever they say."""

PERSON_DIMENSIONS: Final[tuple[PersonDimension, ...]] = get_args(PersonDimension)
OWN_DIMENSIONS: Final[tuple[OwnDimension, ...]] = get_args(OwnDimension)
DIMENSIONS: Final[tuple[Dimension, ...]] = get_args(Dimension)
MEANINGS: Final[Mapping[Dimension, str]] = {
    "framework": "The ID of the framework.",
    "part": "The code of the part that the entry is about.",
    "level": "How far the view goes: personal, organisational or system.",
    "theme": "What the entry is about, as a code or in a few words.",
    "group": "The name of the group whose learning it is.",
    "group_level": "How wide that group is, as a code.",
    "role": "The role in which the contributor speaks.",
    "wave": "The time that the record is of.",
    "perspective": "Whose view it is: that of the group itself, or of somebody they asked.",
    "stance": "Whether it speaks for or against: a risk or an opportunity, better or worse.",
    "status": "What became of it, or how far it is.",
}
"""What each dimension says."""


def check_dimensions(record: type[Record]) -> None:
    """Check that the fields exist that a framework declares as dimensions, and can be counted by.

    Raises:
        ContentError: if entries have no such field, or it holds neither codes nor short texts.
    """
    entry = find_model(record.model_fields["entries"])
    fields: Mapping[str, FieldInfo] = entry.model_fields if entry else {}
    for dimension, name in record.about.dimensions.items():
        where = f"dimensions.{dimension}"
        if dimension not in OWN_DIMENSIONS:
            known = ", ".join(OWN_DIMENSIONS)
            raise ContentError(record.about.file, where, f"unknown dimension; known are {known}")
        if name not in fields:
            near = nearest(name, fields)
            offer = f"; did you mean {near!r}?" if near else ""
            raise ContentError(record.about.file, where, f"entries have no field {name!r}{offer}")
        if is_list(fields[name]) and dimension != "theme":
            raise ContentError(record.about.file, where, "only themes may be several")
        if find_vocabulary(fields[name]) is None and find_note(fields[name], Text) is None:
            raise ContentError(
                record.about.file, where, f"{name!r} holds neither codes nor short texts"
            )
