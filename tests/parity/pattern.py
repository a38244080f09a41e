"""The patterns of all published schemas, and the texts that every engine is asked about."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final, cast

from tests.parity.case_table import ADDRESSES, BLANKS, DAYS, TEXTS

from improvement_frameworks.core.record import types
from improvement_frameworks.schemas.keyword import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SCHEMAS: Final = Path(__file__).parents[2] / "schemas" / FOLDER


def _find_patterns(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for item in cast("list[object]", value):
            yield from _find_patterns(item)
    if isinstance(value, dict):
        fields = cast("dict[str, object]", value)
        if isinstance(fields.get("pattern"), str):
            yield str(fields["pattern"])
        for name, inner in fields.items():
            if name != "examples":
                yield from _find_patterns(inner)


FORMS: Final[Mapping[str, types.Text]] = {
    "line": types.LINE,
    "label": types.LABEL,
    "prose": types.PROSE,
    "code": types.CODE,
    "id": types.ID,
    "url": types.URL,
    "date": types.DATE,
    "timestamp": types.TIMESTAMP,
}
"""The forms of text by the name of their field in the sampler, which the table of cases uses."""
_PUBLISHED: Final = {
    pattern
    for file in SCHEMAS.rglob("*.schema.json")
    for pattern in _find_patterns(json.loads(file.read_text(encoding="utf-8")))
}
PATTERNS: Final = sorted(_PUBLISHED | {form.pattern for form in FORMS.values()})
assert len(PATTERNS) > len(FORMS), "no schema of reports was found"

CASES: Final[Mapping[str, frozenset[str]]] = {
    cast("str", json.loads(fragment)): frozenset(fields.split())
    for table in (TEXTS, BLANKS, DAYS, ADDRESSES)
    for fragment, fields in table.values()
}
"""Texts, each with the fields of the sampler that take it; none is too long for any of them."""

_EDGES: Final = "".join(
    sorted({chr(ord(blank) + step) for blank in types.BLANKS for step in (-1, 0, 1)})
)
_SIGNS: Final = f"{_EDGES}aZ09-._~/:+T$^[]\\\u00e9\u0661\u4e2d\U0001f331\U0010ffff"
_DICE: Final = Random(20200316)  # noqa: S311 - the same texts in every run
DRAWN: Final = (
    *_EDGES,
    *("".join(_DICE.choices(_SIGNS, k=_DICE.randint(2, 5))) for _ in range(600)),
    *("VALUE-CODE", "LAD-W6", "A", "A-", "A7", "AB12", "A0", "/", "/a~0b~1", "/a~", "/~2", "a/"),
    *("a\n\n", "\na", "a\r\n", "\u2028a", "one\ntwo\n", "", "A7\n", "/a\n", "/\n~"),
)
"""Texts of which nobody wrote down the verdicts: engines are compared with one another on them."""

LENGTH: Final = 64_000
_UNITS: Final = ("a", "-", "a-", " ", "\u200b", "\n", "a ", "\u00e9", "1", "A", "A-", "2020-03-16")
_AROUND: Final = (("", ""), ("a", "\n"), ("A", "!\u2028"), ("https://", " "))


def draw_out(length: int) -> list[str]:
    """Return texts of about a length, such as make an engine try again and again."""
    return [
        before + (unit * (length // len(unit) + 1))[:length] + after
        for before, after in _AROUND
        for unit in _UNITS
    ]
