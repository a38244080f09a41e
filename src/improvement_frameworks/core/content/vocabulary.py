"""Lists of codes, each with its label and what it means."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from attrs import field, frozen
from attrs.validators import in_

from improvement_frameworks.core.content.attribute import check_code, check_text
from improvement_frameworks.core.content.facts import Fact, Facts, freeze_facts
from improvement_frameworks.core.errors import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

ScaleOrder: TypeAlias = Literal["up", "down", "none"]


def _write_bare(words: str) -> str:
    """Write a name as a code is written."""
    return "-".join(words.casefold().replace("_", " ").split())


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
    details: Facts = field(factory=dict[str, Fact], converter=freeze_facts, hash=False)
    """Further facts, named in the framework's ``details``."""


@frozen(kw_only=True, slots=False)  # slots and cached properties together are slow
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
