"""Shared lists of tags: words that any record or entry may be tagged with, whatever its framework.

A tag of a list is written as the ID of the list, a colon and a code, such as
``nhs-reset:mental-health``, so that it means the same in every record, file and program. Other tags
stay as people write them. Each list is a file of its own in the folder ``tags``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from improvement_frameworks.core.content.attribute import check_code, check_text
from improvement_frameworks.core.content.source import Source
from improvement_frameworks.core.content.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Mapping

SEPARATOR: Final = ":"
"""What stands between the ID of a list and a code."""


@frozen(kw_only=True)
class TagList:
    """A list of tags that records of all frameworks share."""

    id: str = field(validator=check_code)
    """How a tag names its list. Example: nhs-reset."""
    title: str = field(validator=check_text)
    """Its name in words."""
    about: str = field(validator=check_text)
    """What it is and who made it."""
    codes: tuple[Term, ...] = field(converter=tuple[Term, ...])
    """Its words, in order."""
    sources: tuple[Source, ...] = field(converter=tuple[Source, ...])
    """Where it is known from."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Its words as they are written in a record, in order."""
        return tuple(f"{self.id}{SEPARATOR}{term.code}" for term in self.codes)


@cache
def tag_lists() -> tuple[TagList, ...]:
    """Return the shared lists of tags, by the order of their IDs.

    Raises:
        ContentError: if the file of a list is unusable.

    Examples:
        >>> from improvement_frameworks import tag_lists
        >>> [(one.id, len(one.codes)) for one in tag_lists()]
        [('ahsn-reset', 3), ('nhs-reset', 10)]
    """
    from improvement_frameworks.core.content.content_file import parse_tags

    folder = files("improvement_frameworks.core.content") / "tags"
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=str)
    return tuple(parse_tags(file.read_text(encoding="utf-8"), str(file)) for file in found)


@cache
def listed_tags() -> Mapping[str, str]:
    """Return every tag of the shared lists, and how it is said in words.

    >>> listed_tags()["nhs-reset:mental-health"]
    'NHS Reset: Mental health'
    """
    return {
        tag: f"{one.title}: {term.label}"
        for one in tag_lists()
        for tag, term in zip(one.tags, one.codes, strict=True)
    }


def names_a_list(tag: str) -> bool:
    """Whether a tag is written as one of a shared list, whether or not the list has it."""
    return SEPARATOR in tag and tag.partition(SEPARATOR)[0] in _ids()


@cache
def _ids() -> frozenset[str]:
    return frozenset(one.id for one in tag_lists())
