"""Where engines cannot be made to agree: the one list of it, each row with its reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from attrs import field, frozen
from tests.parity.engine import MODELS
from tests.parity.panel import write_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.parity.panel import Panel, Verdict, Verdicts

    from improvement_frameworks.documents.reading import Document


@frozen
class Pinned:
    """A class of values about which some engines say something else than all the others."""

    name: str
    """What the values are."""
    engines: frozenset[str]
    """The engines of the panel that differ; all others agree with our models."""
    elsewhere: frozenset[str]
    """The engines and validators of other languages that differ; ``make consumers`` asks them."""
    verdict: Verdict
    """What these engines say."""
    reason: str
    """Why nothing on our side could mend it."""
    examples: Mapping[str, object]
    """A value for each field of the sampler that can have it."""
    mend: Callable[[object], object] = field(repr=False)
    """Returns a value without what these engines read differently, or several such values."""

    def explains(self, panel: Panel, engine: str, said: Verdicts, document: Document) -> bool:
        """Whether this is the whole cause of a difference: without it, the engine agrees."""
        if engine not in self.engines or said[engine] != self.verdict:
            return False
        mended = self.mend(document.value)
        if mended == document.value:
            return False
        (again,) = panel.verdicts([write_value(mended)])
        return again[engine] == again[MODELS]


def _without_last_line_feeds(value: object) -> object:
    if isinstance(value, str):
        return value.removesuffix("\n")
    if isinstance(value, list):
        return [_without_last_line_feeds(item) for item in cast("list[object]", value)]
    if isinstance(value, dict):
        items = cast("dict[str, object]", value).items()
        return {name: _without_last_line_feeds(item) for name, item in items}
    return value


def _without_line_end(value: object) -> object:
    """Take away what ends a line in Java."""
    return (
        re.sub("(?:\r\n|[\n\r\x85\u2028\u2029])\\Z", "", value) if isinstance(value, str) else value
    )


def _lines(value: object) -> object:
    """Return the lines, one of which Ruby finds the pattern in."""
    return value.split("\n") if isinstance(value, str) else value


PINNED: Final = (
    Pinned(
        name="a text that ends in one line feed, where a pattern forbids it",
        engines=frozenset({"jsonschema", "jsonschema formats", "jsonschema form formats"}),
        elsewhere=frozenset({"Python", "jschon", "Perl", "JSON::Validator", "PCRE"}),
        verdict="accepts",
        reason=(
            "In the regular expressions of Python, Perl and PCRE '$' also stands before a last "
            "line feed. A pattern of the signs that all languages share takes a text with a line "
            "feed behind it whenever it takes the text: up to there both look alike, and no shared "
            "sign tells the end from the place before it. '\\Z' and look-ahead do, but ECMA-262 "
            "does not know the one, nor Rust and Go the other; and 'not' is outside the small set "
            "of keywords. PCRE has an option for it (D in PHP), which not every validator sets."
        ),
        examples={
            "line": "a\n",
            "label": "a\n",
            "code": "a\n",
            "id": "a\n",
            "url": "https://a\n",
            "timestamp": "2020-07-13T09:30:00Z\n",
            "many": ["a\n"],
            "distinct": ["a\n"],
        },
        mend=_without_last_line_feeds,
    ),
    Pinned(
        name="a text that ends in anything that ends a line, where a pattern forbids it",
        engines=frozenset(),
        elsewhere=frozenset({"Java"}),
        verdict="accepts",
        reason=(
            "In java.util.regex '$' also stands before the last end of a line, which may be a "
            "carriage return, U+0085, U+2028 or U+2029 as well. A validator that compares where "
            "the match ends with the length of the text, as networknt's does, does not differ."
        ),
        examples={"line": "a\u2028", "id": "a\r\n"},
        mend=_without_line_end,
    ),
    Pinned(
        name="a text of which one line fits, where a pattern allows one line only",
        engines=frozenset(),
        elsewhere=frozenset({"Ruby"}),
        verdict="accepts",
        reason=(
            "In Ruby's regular expressions '^' and '$' stand at the ends of every line. A "
            "validator that reads patterns as ECMA-262 does, as json_schemer with "
            "regexp_resolver: 'ecma', does not differ."
        ),
        examples={"line": "a\nb", "id": "a\n b"},
        mend=_lines,
    ),
)
