"""What a framework is: parts with their meaning, named variants, sources, relations to others.

Reference content is trusted and never changes while a program runs, so everything here is frozen.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast, get_args

from attrs import field, frozen
from attrs.validators import in_

from improvement_frameworks.core.errors import nearest
from improvement_frameworks.core.expected import expect
from improvement_frameworks.problems.frozen import freeze_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attrs import Attribute

Fact: TypeAlias = "str | int | bool | tuple[Fact, ...] | Mapping[str, Fact]"
Facts: TypeAlias = Mapping[str, Fact]
Direction: TypeAlias = Literal["down", "up", "forward", "none"]
ScaleOrder: TypeAlias = Literal["up", "down", "none"]
RelationKind: TypeAlias = Literal["tool-for", "feeds", "complements", "contrasts"]
CarryList: TypeAlias = Literal["entries", "actions"]
FigureKind: TypeAlias = Literal[
    "bands", "steps", "grid", "matrix", "tree", "timeline", "cycle", "chart"
]

JUDGEMENT: Final = "judgement"
"""The source id that marks a statement as this library's own judgement."""

_CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def check_code(_instance: object, attribute: Attribute[str], value: str) -> None:
    """Check that an attribute is a code.

    Raises:
        ValueError: if it is none.
    """
    if not _CODE.fullmatch(value):
        raise ValueError(
            f"{attribute.name} {value!r} is not a code: codes are small letters, figures and "
            "single hyphens, and begin with a letter"
        )


def check_text(_instance: object, attribute: Attribute[str], value: str) -> None:
    """Check that an attribute says something.

    Raises:
        ValueError: if it does not.
    """
    if not value.strip():
        raise ValueError(f"{attribute.name} is empty")


def _write_bare(words: str) -> str:
    """Write a name as a code is written."""
    return "-".join(words.casefold().replace("_", " ").split())


def freeze(value: object) -> Fact:
    """Return a fact that cannot be changed any more.

    Raises:
        TypeError: if the value is no text, whole number, truth value, list or table.
    """
    if isinstance(value, str | int | bool):
        return value
    if isinstance(value, Mapping):
        table = cast("Mapping[str, object]", value)
        return freeze_table({key: freeze(inner) for key, inner in table.items()})
    if isinstance(value, list | tuple):
        return tuple(freeze(inner) for inner in cast("list[object]", value))
    raise TypeError(f"{value!r} is no text, whole number, truth value, list or table")


def _freeze_facts(value: Mapping[str, object]) -> Facts:
    frozen_facts: dict[str, Fact] = {}
    for key, inner in value.items():
        try:
            frozen_facts[key] = freeze(inner)
        except TypeError as fault:
            raise TypeError(f"details.{key}: {fault}") from None
    return freeze_table(frozen_facts)


def _freeze_names(value: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    return freeze_table({key: tuple(names) for key, names in value.items()})


@frozen(kw_only=True)
class Source:
    """Where something is known from."""

    id: str = field(validator=check_code)
    """How parts, rules and relations name this source."""
    citation: str = field(validator=check_text)
    """Authors, year, title, publisher."""
    supports: str = field(validator=check_text)
    """What in the framework rests on it."""
    url: str | None = None
    """Its web address, if it has one."""
    year: int | None = None
    """The year it was published, if known."""
    verified: bool
    """Whether the statement was seen in a copy of the source."""


@frozen(kw_only=True)
class Term:
    """One word of a closed list: its code, its label and what it means."""

    code: str = field(validator=check_code)
    """How records name it."""
    label: str = field(validator=check_text)
    """How people name it."""
    definition: str = field(validator=check_text)
    """What it means."""
    aliases: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    """Other names in use."""
    said_as: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    """What people also write for it in spreadsheets: read as it and told, but no name of it."""
    sources: tuple[str, ...] = field(converter=tuple[str, ...])
    """Ids of the sources that it rests on."""
    details: Facts = field(factory=dict[str, Fact], converter=_freeze_facts, hash=False)
    """Further facts, named in the framework's ``details``."""


@frozen(kw_only=True)
class Part(Term):
    """A part of a framework: a level, a rung, a question, a principle, a structure, a theme."""

    prompts: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    """The questions that help people to answer it."""
    order: int
    """Its place in the framework's own order, from 1."""


@frozen(kw_only=True)
class Vocabulary:
    """A list of codes: a closed one, or an open one of which only some words are known."""

    id: str = field(validator=check_code)
    """How the record's model names it."""
    title: str = field(validator=check_text)
    """Its name in words."""
    terms: tuple[Term, ...] = field(converter=tuple[Term, ...])
    """Its words, in order."""
    open: bool = False
    """Whether only some of its words are known, so that a record may use others."""
    expected_size: int | None = None
    """How many words an open list has by all accounts, if that is known."""
    order: ScaleOrder = field(default="none", validator=in_(get_args(ScaleOrder)))
    """Whether its words are answers on a scale: up from the lowest, or down from the highest."""

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes, in order."""
        return tuple(term.code for term in self.terms)

    def offer(self, words: str) -> str | None:
        """Return the code that is meant by a label or by a misspelt code, or nothing.

        >>> from improvement_frameworks import get_framework
        >>> structures = get_framework("liberating-structures").vocabulary("structure")
        >>> structures.offer("15% Solutions"), structures.offer("1-4-All")
        ('fifteen-percent-solutions', 'one-two-four-all')
        """
        wanted = _write_bare(words)
        near = wanted if wanted in self._by_name else nearest(wanted, self._by_name)
        return self._by_name[near] if near else None

    def named(self, words: str) -> str | None:
        """Return the code of which this is the code, the label or an alias as people write it."""
        return self._by_name.get(_write_bare(words))

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """The codes by all that they may be called."""
        found = {_write_bare(term.code): term.code for term in self.terms}
        for term in self.terms:
            for name in (term.label, *term.aliases):
                found.setdefault(_write_bare(name), term.code)
        return found

    def __getitem__(self, code: str) -> Term:
        return self._by_code[code]

    def __contains__(self, code: object) -> bool:
        return code in self._by_code or code in self.terms

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    @cached_property
    def _by_code(self) -> dict[str, Term]:
        return {term.code: term for term in reversed(self.terms)}


@frozen(kw_only=True)
class Scheme:
    """A named variant of a framework: which parts it has, in which order."""

    id: str = field(validator=check_code)
    """How records name it."""
    title: str = field(validator=check_text)
    """Its name in words."""
    parts: tuple[str, ...] = field(converter=tuple[str, ...])
    """The codes of its parts, in order."""
    default: bool = False
    """Whether a record that names no scheme follows this one."""
    note: str = ""
    """Who uses it and how it differs."""
    sources: tuple[str, ...] = field(converter=tuple[str, ...])
    """Ids of the sources that it rests on."""
    details: Facts = field(factory=dict[str, Fact], converter=_freeze_facts, hash=False)
    """Further facts, named in the framework's ``details``: points of a scale, bands, limits."""


@frozen(kw_only=True)
class Prompt:
    """A question or hint that serves the whole framework."""

    text: str = field(validator=check_text)
    """The question or hint."""
    sources: tuple[str, ...] = field(converter=tuple[str, ...])
    """Ids of the sources that it rests on."""


@frozen(kw_only=True)
class Carry:
    """How entries of some parts go over into a record of the other framework.

    What an entry says goes over as it was said; the fields that are set follow from its part.
    """

    parts: tuple[str, ...] = field(converter=tuple[str, ...])
    """The codes of the parts whose entries go over."""
    into: CarryList = field(default="entries", validator=in_(get_args(CarryList)))
    """The list of the other record in which they become items."""
    sets: Facts = field(factory=dict[str, Fact], converter=_freeze_facts, hash=False)
    """What follows for the other entry's own fields, by their names, such as its part."""
    keeps: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    """The entry's own fields that mean the same in the other entry, such as how often it was said.
    """
    unless: Facts = field(factory=dict[str, Fact], converter=_freeze_facts, hash=False)
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


def _check_minutes(_instance: object, _attribute: Attribute[int], value: int) -> None:
    if value < 1:
        raise ValueError(f"minutes {value} is less than one")


@frozen(kw_only=True)
class MeetingStep:
    """One step of a meeting."""

    minutes: int = field(validator=_check_minutes)
    """How many minutes it takes."""
    title: str = field(validator=check_text)
    """What it is, in a few words."""
    text: str = field(validator=check_text)
    """What to do, in a sentence or two."""


@frozen(kw_only=True)
class Meeting:
    """How to work through a framework together, step by step."""

    steps: tuple[MeetingStep, ...] = field(converter=tuple[MeetingStep, ...])
    """The steps, in order."""
    sources: tuple[str, ...] = field(converter=tuple[str, ...])
    """Ids of the sources that it rests on."""

    @property
    def minutes(self) -> int:
        """How many minutes all steps take together."""
        return sum(step.minutes for step in self.steps)

    @property
    def starts(self) -> tuple[tuple[int, MeetingStep], ...]:
        """Each step after the minutes that have passed when it begins."""
        before = accumulate((step.minutes for step in self.steps), initial=0)
        return tuple(zip(before, self.steps, strict=False))


@frozen(kw_only=True)
class PartSequence:
    """Parts that go well one after the other, for a purpose that none of them serves alone."""

    code: str = field(validator=check_code)
    """How commands name it."""
    title: str = field(validator=check_text)
    """Its name in words."""
    purpose: str = field(validator=check_text)
    """What it is for."""
    situations: tuple[str, ...] = field(converter=tuple[str, ...])
    """What it is used to do, each to be read after the words: use it to."""
    parts: tuple[str, ...] = field(converter=tuple[str, ...])
    """The codes of its parts, in order."""
    minutes: int
    """How many minutes all of it takes."""
    note: str = ""
    """What each part adds, in the order of the parts."""
    sources: tuple[str, ...] = field(converter=tuple[str, ...])
    """Ids of the sources that it rests on."""


def _check_hue(_instance: object, attribute: Attribute[int], value: int) -> None:
    if not 0 <= value < 360:
        raise ValueError(f"{attribute.name} {value} is not an angle from 0 to 359")


@frozen(kw_only=True)
class FigurePlan:
    """How a framework and its records are drawn: one of eight kinds, and what that kind needs.

    A figure has three tones of one hue: a tint, a line and an ink. Their contrast is the same for
    every hue, so a figure stays readable in grey and in the dark.
    """

    kind: FigureKind = field(validator=in_(get_args(FigureKind)))
    """bands: layers one below the other. steps: one above the other. grid: rows and columns.
    matrix: two by two. tree: parts with parts of their own, or columns that lead to each other.
    timeline: one after the other, with minutes. cycle: a round. chart: numbers as bars or lines."""
    hue: int = field(default=240, validator=_check_hue)
    """The colour as an angle from 0 to 359: 30 is red, 70 orange, 145 green, 240 blue, 320 pink."""
    asks: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    """The entry's fields that a form asks for at once, besides the text and what must be given."""
    waterline: str | None = None
    """Bands: the last part that everybody can see; the figure is then drawn as an iceberg."""
    columns: str | None = None
    """Grid: the id of the closed list that gives the columns; an entry's field has its name."""
    across: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    """Matrix: the titles of its two columns; the parts fill the boxes row by row."""
    down: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    """Matrix: the titles of its two rows."""
    parent: str | None = None
    """Tree: the detail in which a part names the part that it belongs to. Without it, the parts
    are columns."""
    minutes: str | None = None
    """Timeline: the entry's field that says how long it takes; entries then run as recorded."""
    printed: str | None = None
    """Timeline: the detail with the minutes that a source prints for a part. If the part has a
    detail of this name and ``_per``, that says what they are for, such as ``round``."""
    value: str | None = None
    """Chart: the entry's field that holds the number, of which the sum is drawn; without it and
    ``numbers``, entries are counted."""
    numbers: str | None = None
    """Chart: the record's method that returns the number of each part that has one, for numbers
    that are not to be added up."""
    caption: str | None = None
    """Chart: what its numbers are, in words."""
    over: str | None = None
    """Chart: the entry's field with the day; points are then joined by a line over time."""


FIGURE_KEYS: Final[Mapping[FigureKind, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "bands": ((), ("waterline",)),
    "steps": ((), ()),
    "grid": (("columns",), ()),
    "matrix": (("across", "down"), ()),
    "tree": ((), ("parent",)),
    "timeline": ((), ("minutes", "printed")),
    "cycle": ((), ()),
    "chart": ((), ("value", "numbers", "caption", "over")),
}
"""What each kind of figure needs besides its hue, and what it may have."""


@frozen(kw_only=True)
class Framework:
    """A framework: what it is, its parts, and where all this is known from."""

    id: str = field(validator=check_code)
    """How documents and commands name it."""
    title: str = field(validator=check_text)
    """Its name in words."""
    summary: str = field(validator=check_text)
    """What it is, in a sentence."""
    purpose: str = field(validator=check_text)
    """When and why a team would use it."""
    origin: str = field(validator=check_text)
    """Who made it and how it spread."""
    evidence: str = field(validator=check_text)
    """What is known about its effect."""
    licence: str = field(validator=check_text)
    """What is known about rights in it."""
    how_to_record: str = field(validator=check_text)
    """How a record of it is filled in."""
    part: str = field(validator=check_code)
    """The method's own word for a part, which is also the entry's field that names one."""
    direction: Direction = field(validator=in_(get_args(Direction)))
    """How the order of parts runs: down, up, forward, or not at all."""
    parts: tuple[Part, ...] = field(converter=tuple[Part, ...])
    """All parts of all schemes, in order."""
    open: bool = False
    """Whether only some of its parts are known, so that a record may declare further ones."""
    expected_size: int | None = None
    """How many parts the default scheme of an open framework has, if only some are known."""
    heading: str | None = None
    """The detail in which a part names the heading that it is under, itself a part. Headings are
    not counted."""
    schemes: tuple[Scheme, ...] = field(default=(), converter=tuple[Scheme, ...])
    """Its named variants; none where there is only one form."""
    prompts: tuple[Prompt, ...] = field(default=(), converter=tuple[Prompt, ...])
    """Questions and hints for the whole."""
    vocabularies: tuple[Vocabulary, ...] = field(default=(), converter=tuple[Vocabulary, ...])
    """The other closed lists that its record uses."""
    details: Facts = field(factory=dict[str, Fact], converter=_freeze_facts, hash=False)
    """The title of each further fact of its parts, words and schemes, in order of display."""
    suits: Suits | None = None
    """What it is good for, and what not."""
    meeting: Meeting | None = None
    """How to work through it in a meeting."""
    sequences: tuple[PartSequence, ...] = field(default=(), converter=tuple[PartSequence, ...])
    """Parts that go well one after the other."""
    column_names: Mapping[str, tuple[str, ...]] = field(
        factory=dict[str, "tuple[str, ...]"], converter=_freeze_names, hash=False
    )
    """By column of its table: what people also write above it in spreadsheets."""
    figure: FigurePlan = FigurePlan(kind="bands")
    """How it is drawn."""
    sources: tuple[Source, ...] = field(converter=tuple[Source, ...])
    """Where all this is known from."""
    relations: tuple[Relation, ...] = field(default=(), converter=tuple[Relation, ...])
    """How it goes with other frameworks."""
    file: str = field(default="(declared)", eq=False, repr=False)
    """The file in which all this stands, for messages to its author."""

    @cached_property
    def part_field(self) -> str:
        """The name of the entry's field that names a part."""
        return self.part.replace("-", "_")

    @cached_property
    def part_vocabulary(self) -> Vocabulary:
        """The parts as a list of codes."""
        return Vocabulary(
            id=self.part,
            title=f"Which {self.part} the entry is about ({self.title})",
            terms=self.parts,
            open=self.open,
            # with further schemes the list holds the parts of all of them
            expected_size=self.expected_size if len(self.schemes) < 2 else None,
        )

    @cached_property
    def default_scheme(self) -> Scheme:
        """The scheme of a record that names none; all parts where there are no schemes."""
        for scheme in self.schemes:
            if scheme.default:
                return scheme
        codes = tuple(part.code for part in self.parts)
        return Scheme(
            id="default", title=self.title, parts=codes, default=True, sources=(JUDGEMENT,)
        )

    @cached_property
    def size(self) -> int:
        """How many parts it has in its default scheme, without headings over others.

        >>> from improvement_frameworks import get_framework
        >>> get_framework("improver-habits").size
        15
        """
        headings = [part.details.get(self.heading) for part in self.parts if self.heading]
        return sum(code not in headings for code in self.default_scheme.parts)

    def scheme(self, wanted: str | None = None) -> Scheme:
        """Return a scheme by its id, or the default one.

        Raises:
            KeyError: if there is no such scheme.
        """
        if wanted is None:
            return self.default_scheme
        for scheme in self.schemes:
            if scheme.id == wanted:
                return scheme
        raise KeyError(wanted)

    def vocabulary(self, wanted: str) -> Vocabulary:
        """Return a closed list by its id.

        The method's own word for a part gives the parts, and ``scheme`` gives the schemes.

        Raises:
            KeyError: if there is no such list.
        """
        if wanted == self.part:
            return self.part_vocabulary
        return self._vocabularies[expect("wanted", wanted, str, "the id of a list")]

    @cached_property
    def _vocabularies(self) -> dict[str, Vocabulary]:
        found = {vocabulary.id: vocabulary for vocabulary in reversed(self.vocabularies)}
        if self.schemes:
            found["scheme"] = self._list_schemes()
        return found

    def _list_schemes(self) -> Vocabulary:
        terms = (
            Term(
                code=scheme.id,
                label=scheme.title,
                definition=scheme.note or scheme.title,
                sources=scheme.sources,
                details=scheme.details,
            )
            for scheme in self.schemes
        )
        default = self.default_scheme.id
        title = f"Which variant the record follows ({self.title}); if left out, {default}"
        return Vocabulary(id="scheme", title=title, terms=tuple(terms))

    def __getitem__(self, code: str) -> Part:
        return self._by_code[code]

    def __contains__(self, code: object) -> bool:
        return code in self._by_code or code in self.parts

    def __iter__(self) -> Iterator[Part]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)

    @cached_property
    def _by_code(self) -> dict[str, Part]:
        return {part.code: part for part in reversed(self.parts)}


WIDTH: Final = 96
MANY_PARTS: Final = 12
"""With more parts than this, the page tells each in a few lines; ``write_part`` tells all."""


def write_framework(framework: Framework) -> str:
    """Return a framework as plain text: what it is, its parts in order, where it comes from."""
    return "\n".join(_write(framework)).rstrip() + "\n"


def _write(framework: Framework) -> Iterator[str]:
    yield framework.title.upper()
    yield from _wrap(framework.summary)
    sections = (
        ("When to use it", framework.purpose),
        ("How to record it", framework.how_to_record),
    )
    for title, text in sections:
        yield from _section(title)
        for paragraph in text.split("\n\n"):
            yield from _wrap(paragraph)
        if text is framework.purpose and framework.suits:
            yield from _write_suits(framework.suits)
        if text is framework.purpose and framework.meeting:
            yield from _write_meeting(framework.meeting)
    yield from _section(f"Parts ({framework.part})")
    parts = framework.default_scheme.parts
    for code in parts:
        yield from _write_part(framework, framework[code], full=len(parts) <= MANY_PARTS)
    if len(parts) > MANY_PARTS:
        yield ""
        yield f"  All about one of them: improve show {framework.id} {parts[0]}"
    yield from _write_ways(framework)
    if framework.relations:
        yield from _section("Goes with")
        for relation in framework.relations:
            yield from _wrap(f"{relation.to} ({relation.kind}): {relation.reason}", "  ", "      ")
    for title, text in (("Evidence", framework.evidence), ("Origin", framework.origin)):
        yield from _section(title)
        yield from _wrap(text)
    yield from _section("Sources")
    for source in framework.sources:
        mark = "" if source.verified else " (not verified)"
        yield from _wrap(f"{source.citation}{mark} {source.url or ''}", "  ", "      ")
    yield from _section("Next")
    yield f"  improve new {framework.id} > record.yaml"
    yield "  improve validate record.yaml"


def _write_ways(framework: Framework) -> Iterator[str]:
    if len(framework.schemes) > 1:
        yield from _section("Schemes")
        for scheme in framework.schemes:
            star = ", the default" if scheme.default else ""
            words = f"{scheme.id}{star}: {scheme.title}. {scheme.note}"
            yield from _wrap(words, "  ", "      ")
            yield from _write_facts(framework, scheme.details)
    if framework.sequences:
        yield from _section("Sequences")
        for one in framework.sequences:
            words = f"{one.code}: {one.purpose} {one.minutes} minutes: {', '.join(one.parts)}."
            yield from _wrap(words, "  ", "      ")


def _write_suits(suits: Suits) -> Iterator[str]:
    lists = (
        ("Use it to", suits.situations),
        ("Do not use it to", suits.not_for),
        ("Have in hand", suits.bring),
    )
    for title, items in lists:
        if items:
            yield from ("", f"{title}:")
            yield from (line for item in items for line in _wrap(f"- {item}", "  ", "    "))
    extents = (("Minutes", suits.minutes), ("People", suits.people))
    known = [f"{title}: {extent}." for title, extent in extents if extent]
    if known:
        yield from ("", " ".join(known))
    for other in suits.confused_with:
        yield from ("", *_wrap(f"Not to be confused with {other.framework}: {other.difference}"))


def _write_meeting(meeting: Meeting) -> Iterator[str]:
    yield from _section(f"In a meeting ({meeting.minutes} minutes)")
    for number, step in enumerate(meeting.steps, start=1):
        words = f"{number}. {step.title} ({step.minutes} min): {step.text}"
        yield from _wrap(words, "  ", "     ")


def _section(title: str) -> Iterator[str]:
    yield ""
    yield title
    yield "-" * len(title)


def write_part(framework: Framework, code: str) -> str:
    """Return all that is known of one part as plain text.

    Raises:
        KeyError: if the framework has no such part.
    """
    part = framework[code]
    lines = [framework.title.upper(), *_write_part(framework, part, full=True)]
    sources = {source.id: source for source in framework.sources}
    lines += _section("Sources")
    for name in part.sources:
        source = sources.get(name)
        words = f"{source.citation} {source.url or ''}" if source else "this library's judgement"
        lines += _wrap(words, "  ", "      ")
    return "\n".join(lines) + "\n"


def _write_part(framework: Framework, part: Part, *, full: bool) -> Iterator[str]:
    yield f"  {part.label}  [{part.code}]"
    yield from _wrap(part.definition, "      ")
    if not full:
        return
    for prompt in part.prompts:
        yield from _wrap(f"? {prompt}", "      ", "        ")
    yield from _write_facts(framework, part.details)


def _write_facts(framework: Framework, details: Facts) -> Iterator[str]:
    for key, title in framework.details.items():
        if key in details:
            yield from _write_fact(str(title), details[key], "      ")


def _write_fact(title: str, fact: Fact, indent: str) -> Iterator[str]:
    """Write a fact on one line if it is short, and a list of tables with a line for each."""
    if isinstance(fact, tuple) and any(isinstance(item, Mapping) for item in fact):
        yield f"{indent}{title}:"
        for item in fact:
            yield from _wrap(f"- {_say(item)}", f"{indent}  ", f"{indent}    ")
    else:
        yield from _wrap(f"{title}: {_say(fact)}", indent, f"{indent}  ")


def _say(fact: Fact) -> str:
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    if isinstance(fact, tuple):
        return ", ".join(_say(item) for item in fact)
    if isinstance(fact, Mapping):
        if set(fact) <= {"min", "max"}:
            return " to ".join(dict.fromkeys(str(value) for value in fact.values()))
        return "; ".join(
            _say(value) if isinstance(value, str) else f"{key} {_say(value)}"
            for key, value in fact.items()
        )
    return str(fact)


def _wrap(text: str, first: str = "", rest: str | None = None) -> list[str]:
    words = " ".join(text.split())
    indent = first if rest is None else rest
    return textwrap.wrap(
        words,
        WIDTH,
        initial_indent=first,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    )
