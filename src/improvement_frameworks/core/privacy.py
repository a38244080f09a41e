"""Finds words in a remark that could tell who said it.

A pattern cannot know people. It finds the usual slips (a title with a name, an address, a role
together with a place) and leaves the rest to a reader. It knows English words only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_WORD: Final = re.compile(r"\w+")
_NAME = r"[A-Z][a-zà-öø-ÿ'\u2019-]+"
_ROLES = (
    "administrator|chaplain|chief|clerk|clinician|consultant|coordinator|co-ordinator|dentist"
    "|dietitian|director|doctor|GP|interpreter|lead|manager|matron|midwife|nurse|paramedic"
    "|pharmacist|physio|physiotherapist|porter|psychologist|radiographer|receptionist|registrar"
    "|secretary|sister|surgeon|therapist|volunteer"
)
_NO_PLACE = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Christmas|Easter"
    "|COVID|Covid|NHS|I|Teams|Zoom|WhatsApp"
)

TRACES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (
        "a title with a name",
        re.compile(rf"\b(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Sister|Nurse)\.?\s+{_NAME}"),
    ),
    (
        "a name",
        re.compile(rf"\b(?:[Mm]y name is|[Ii] am called|named)\s+{_NAME}"),
    ),
    ("an e-mail address", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+")),
    ("the name of an account", re.compile(r"(?<![\w.])@[A-Za-z]\w+")),
    ("a telephone number", re.compile(r"(?<!\d)(?:\+44|0)(?:[ -]?\d){9,10}(?!\d)")),
    ("a patient number", re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")),
    ("a postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")),
    (
        "a role together with a place",
        re.compile(
            rf"\b(?:{_ROLES})\b(?:\s+[\w-]+){{0,2}}?\s+(?:at|from|in|of|on)\s+(?:the\s+)?"
            rf"(?:[Ww]ard\s+\w+|(?!(?:{_NO_PLACE})\b){_NAME})"
        ),
    ),
)
"""What can give somebody away, and the pattern that finds it."""

HIDDEN: Final = "[hidden]"
"""What stands in a masked text where something was taken out."""


def words_of(names: Iterable[str]) -> frozenset[str]:
    """Return the words of names that can be looked for in a text: those of three letters or more.

    >>> sorted(words_of(["Jo van Example"]))
    ['Example', 'van']
    """
    return frozenset(word for name in names for word in _WORD.findall(name) if len(word) > 2)


def find_traces(text: str, names: Collection[str] = ()) -> tuple[str, ...]:
    """Say what in a text could tell who is meant; never the words themselves.

    Sources: names are direct identifiers, a workplace and an occupation together indirect ones
    (UK Data Service); the patterns are this library's own judgement.

    Args:
        text: The remark.
        names: The words of names that are known from elsewhere in the record; see `words_of`.

    >>> find_traces("Mrs Example rang the physiotherapist at Anytown twice.")
    ('a title with a name', 'a role together with a place')
    >>> find_traces("The physiotherapist rang on Monday.")
    ()
    """
    found = [kind for kind, pattern in TRACES if pattern.search(text)]
    if names and any(word in names for word in _WORD.findall(text)):
        found.append("the name of a contributor")
    return tuple(found)


def mask(text: str, names: Collection[str] = ()) -> str:
    """Return a text with everything hidden that could tell who is meant.

    Args:
        text: The remark.
        names: The words of names that are known from elsewhere in the record; see `words_of`.

    >>> mask("Ring Mrs Example on 01632 960 000, or ask Robin.", {"Robin"})
    'Ring [hidden] on [hidden], or ask [hidden].'
    """
    for _, pattern in TRACES:
        text = pattern.sub(HIDDEN, text)
    return _WORD.sub(lambda found: HIDDEN if found[0] in names else found[0], text)
