"""How frameworks go together, and what goes over from a record of one into one of the other."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from attrs import field, frozen
from attrs.validators import in_

from improvement_frameworks.core.content.attribute import check_code, check_text
from improvement_frameworks.core.content.facts import Fact, Facts, freeze_facts

RelationKind: TypeAlias = Literal["tool-for", "feeds", "complements", "contrasts"]
CarryList: TypeAlias = Literal["entries", "actions"]


@frozen(kw_only=True)
class Carry:
    """How entries of some parts go over into a record of the other framework.

    What an entry says goes over as it was said; the fields that are set follow from its part.
    """

    parts: tuple[str, ...] = field(converter=tuple[str, ...])
    """The codes of the parts whose entries go over."""
    into: CarryList = field(default="entries", validator=in_(get_args(CarryList)))
    """The list of the other record in which they become items."""
    sets: Facts = field(factory=dict[str, Fact], converter=freeze_facts, hash=False)
    """What follows for the other entry's own fields, by their names, such as its part."""
    keeps: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    """The entry's own fields that mean the same in the other entry, such as how often it was said.
    """
    unless: Facts = field(factory=dict[str, Fact], converter=freeze_facts, hash=False)
    """Values of the entry's own fields with which it does not go over."""


@frozen(kw_only=True)
class Relation:
    """How this framework, or a part of it, goes with another."""

    to: str = field(validator=check_code)
    """The id of the other framework."""
    kind: RelationKind = field(validator=in_(get_args(RelationKind)))
    """What the one does for the other."""
    reason: str = field(validator=check_text)
    """Why they go together."""
    part: str | None = None
    """The part of this framework that is meant, if it is not the whole."""
    to_part: str | None = None
    """The part of the other framework that is meant, if it is not the whole."""
    carries: tuple[Carry, ...] = field(default=(), converter=tuple[Carry, ...])
    """How entries go over into a record of the other framework; none if nothing does by itself."""
    sources: tuple[str, ...] = field(converter=tuple[str, ...])
    """Ids of the sources that it rests on."""
