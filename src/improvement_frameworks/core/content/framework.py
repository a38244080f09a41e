"""What a framework is: parts with their meaning, named variants, sources, relations to others.

Reference content is trusted and never changes while a program runs, so everything here is frozen.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from attrs import field, frozen
from attrs.validators import in_

from improvement_frameworks.core.content.attribute import check_code, check_text
from improvement_frameworks.core.content.facts import Fact, Facts, freeze_facts
from improvement_frameworks.core.content.figure_plan import FigurePlan
from improvement_frameworks.core.content.relation import Relation
from improvement_frameworks.core.content.source import JUDGEMENT, Source
from improvement_frameworks.core.content.vocabulary import Term, Vocabulary
from improvement_frameworks.core.expected import expect
from improvement_frameworks.frozen import freeze_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from improvement_frameworks.core.content.head_count import HeadCount
    from improvement_frameworks.core.content.meeting import Meeting
    from improvement_frameworks.core.content.suits import Suits

Direction: TypeAlias = Literal["down", "up", "forward", "none"]


def _freeze_names(value: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    return freeze_table({key: tuple(names) for key, names in value.items()})


def _freeze_dimensions(value: Mapping[str, str]) -> Mapping[str, str]:
    return freeze_table(dict(value))


@frozen(kw_only=True)
class Part(Term):
    """A part of a framework: a level, a rung, a question, a principle, a structure, a theme."""

    prompts: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    """The questions that help people to answer it."""
    order: int
    """Its place in the framework's own order, from 1."""


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
    details: Facts = field(factory=dict[str, Fact], converter=freeze_facts, hash=False)
    """Further facts, named in the framework's ``details``: points of a scale, bands, limits."""


@frozen(kw_only=True)
class Prompt:
    """A question or hint that serves the whole framework."""

    text: str = field(validator=check_text)
    """The question or hint."""
    sources: tuple[str, ...] = field(converter=tuple[str, ...])
    """Ids of the sources that it rests on."""


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


@frozen(kw_only=True, slots=False)  # slots and cached properties together are slow
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
    details: Facts = field(factory=dict[str, Fact], converter=freeze_facts, hash=False)
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
    beside_parts: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    """What people write in the column of the parts that is none, such as Welcome on an agenda."""
    part_told_by: Mapping[str, str] = field(
        factory=dict[str, str], converter=_freeze_dimensions, hash=False
    )
    """By column that is filled in: the part of an entry whose part no column says; the last one
    counts. A story with a text is told in words."""
    telling_names: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    """What people write above a column of such a table, and of no other one, such as Your story: it
    is known by that although no column says the part."""
    head_count: HeadCount | None = None
    """Where its record counts the answers of single people, if it does."""
    figure: FigurePlan = field(factory=lambda: FigurePlan(kind="bands"))
    """How it is drawn."""
    dimensions: Mapping[str, str] = field(
        factory=dict[str, str], converter=_freeze_dimensions, hash=False
    )
    """By dimension (level, theme, perspective, stance, status): the entry's field that gives it."""
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

    def __repr__(self) -> str:
        return f"<Framework {self.id}: {self.title}>"

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
