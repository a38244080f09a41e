"""What a framework is good for: to choose it, or another one."""

from __future__ import annotations

from attrs import field, frozen

from improvement_frameworks.core.content.attribute import check_code, check_text


@frozen(kw_only=True)
class Extent:
    """How many minutes or people something takes, from the least to the most."""

    least: int | None = None
    """At least so many, if that is known."""
    most: int | None = None
    """At most so many; no limit if left out."""

    def __attrs_post_init__(self) -> None:
        """Refuse an extent that says nothing."""
        if self.least is None and self.most is None:
            raise ValueError("say the least, the most, or both")

    def holds(self, number: int) -> bool:
        """Whether a number lies within."""
        return (self.least or number) <= number <= (self.most or number)

    def __str__(self) -> str:
        if self.least is not None and self.most not in {None, self.least}:
            return f"{self.least} to {self.most}"
        if self.least is None:
            return f"up to {self.most}"
        return str(self.least) if self.most else f"{self.least} or more"


@frozen(kw_only=True)
class Confusion:
    """Another framework that this one is often taken for."""

    framework: str = field(validator=check_code)
    """The id of the other framework."""
    difference: str = field(validator=check_text)
    """How the two differ."""


@frozen(kw_only=True)
class PartDetails:
    """Which details of its parts say when to choose a part, where parts are chosen one by one."""

    situations: str
    """The detail that lists what a part is used to do."""
    minutes: str
    """The detail with the least and the most minutes that a part takes."""
    people: str
    """The detail with the least number of people that a part needs."""
    groups: str | None = None
    """The detail that lists the groups in which people sit, each with its ``unit``, a word of the
    closed list of that name, and how many there are in one."""


@frozen(kw_only=True)
class Suits:
    """What a framework is good for: to choose it, or another one."""

    situations: tuple[str, ...] = field(converter=tuple[str, ...])
    """What it is used to do, each to be read after the words: use it to."""
    not_for: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    """What it is no use for, each to be read after the words: do not use it to."""
    bring: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    """What to have in hand."""
    minutes: Extent | None = None
    """How many minutes it takes, from filling it in quickly to working through it together."""
    people: Extent | None = None
    """How many people it needs."""
    confused_with: tuple[Confusion, ...] = field(default=(), converter=tuple[Confusion, ...])
    """What it is often taken for."""
    part_details: PartDetails | None = None
    """Where its parts say the same of themselves; none if parts are not chosen one by one."""
    sources: tuple[str, ...] = field(converter=tuple[str, ...])
    """Ids of the sources that it rests on."""
