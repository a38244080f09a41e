"""Changes documents in ways that engines may read differently; whether they stay valid is open.

The faults of ``improvement_frameworks.testing`` are known to be wrong. These changes need not be:
all that is asked is that every engine says the same.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from hypothesis import strategies as st
from tests.parity.case_table import CASES
from tests.parity.subject import ANY

from improvement_frameworks.testing.edit import GONE, Edit, edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.schemas.keyword import Schema

    Draw: TypeAlias = st.DrawFn
    Document: TypeAlias = dict[str, object]
    Change: TypeAlias = Callable[[Draw, Document], Edit]

MARK: Final = "\U000ffffd"
"""Stands around what is written into a text as it is, such as a number of a certain spelling."""


def spelled(token: str) -> str:
    """Return a value that is written into the text as this token, without quotation marks."""
    return f"{MARK}{token}{MARK}"


_NUMBERS: Final = (
    *("0", "1", "-1", "90", "1440", "1441", "100000", "100001", "1000000", "1000001"),
    *("1.0", "1e0", "1E+0", "10e-1", "0.1e1", "1.44e3", "1e6", "90.0", "0.0", "0e400"),
    *("-0", "-0.0", "-0e0", "0.5", "1.5", "1439.9999999999999", "1440.0000000000000001"),
    *("1e-400", "1e308", "1e400", "-1e400", "9007199254740993", "18446744073709551616"),
    *("1" + "0" * 400, "1" + "0" * 400 + ".0", "1" + "0" * 5_000, "0." + "0" * 400 + "1"),
    *("NaN", "Infinity", "-Infinity", "01", "1.", ".5", "+1", "0x1", "1_0", "\u0661"),
)
NUMBERS: Final = tuple(map(spelled, _NUMBERS))
TEXTS: Final = (
    *("", " ", "\n", "\t", "\u00a0", "\u0085", "\u2028", "\ufeff", "\u200b", "\u001c", "\x00"),
    *("a", "A", "a\n", "a\n\n", "a b", "e-1", "e_1", "-a", "a-", "a--b", "\u00e9", "e\u0301"),
    *("1", "1.0", "90", "true", "null", "[]", "{}", "\u0661", "\U0001f331", "\uffff"),
    *("2020-02-29", "2021-02-29", "2000-02-29", "2100-02-29", "0000-01-01", "2020-04-31"),
    *("1899-12-31", "2199-12-31", "2020-1-1", "2020-01-01\n", "20200101", "202\u0660-01-01"),
    *("2020-01-01T00:00:00Z", "2016-12-31T23:59:60Z", "2020-01-01T24:00:00Z"),
    *("2020-01-01T00:00:00", "2020-01-01t00:00:00z", "2020-01-01T00:00:00.5Z"),
    *("http://a", "https://\u00e9", "HTTPS://a", "https://a\n", "ftp://a", "1.0 ", "1.1", "2.0"),
    *("\ud800", "\udc00", "a\udfff"),
)
_OTHERS: Final = """[
    null, true, false, [], {}, [[]], [{}], [null], ["a", "a"], ["a", "A"], {"a": 1}, {"id": "x"},
    {"name": "x"}, {"__proto__": {"name": "x"}}, {"0": "a", "length": 1}
]"""
NAMES: Final = (
    *("__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "prototype", "length"),
    *("", " ", "0", "$ref", "$id", "$defs", "title ", "Title", "titl\u00e9", "title\n", "toJSON"),
    *("schemaVersion", "schema_uri", "examples", "type", "then", "\x00", "\ud800", "e\u0301"),
)
ENDS: Final = (
    *("\n", "\r", "\r\n", "\n\n", "\u2028", "\u2029", "\u0085", "\v", "\f", "\x00", "\x1c", " "),
    *("\t", "\u00a0", "\u200b", "\ufeff", "\u0301", "\U0001f331", "\u00e9", "\u0661", "\ud83c"),
    *("-", "."),
)
UNITS: Final = ("a", "\U0001f331", "e\u0301", " ", "\n", "-", "\u00e9")
LENGTHS: Final = (10, 11, 25, 60, 61, 64, 65, 200, 201, 2_000, 2_001, 10_000, 10_001)


@cache  # only the process that runs these tests needs them
def find_codes() -> list[str]:
    """Return the codes of all lists."""
    definitions = cast("dict[str, Schema]", ANY.schemas["canonical"]["$defs"]).values()
    return sorted({c for one in definitions for c in cast("list[str]", one.get("enum", []))})


TABLE: Final = tuple(spelled(fragment) for fragment, _ in CASES.values())
TRAPS: Final = (*NUMBERS, *TEXTS, *cast("list[object]", json.loads(_OTHERS)))


def change(draw: Draw, document: Document) -> Document:
    """Return a document with one change."""
    how = draw(st.sampled_from(CHANGES)) if document else _add
    return edit(document, [how(draw, document)])


def _pick(draw: Draw, document: Document, kind: type | tuple[type, ...] = object) -> Path:
    """Draw a place where a value of this kind stands; if there is none, any place."""
    places = [path for path, value in _walk(document) if isinstance(value, kind)]
    return draw(st.sampled_from(places or [path for path, _ in _walk(document)]))


def _walk(value: object, path: Path = ()) -> list[tuple[Path, object]]:
    """Return every place within a value, and what stands there."""
    inner: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, dict):
        inner = cast("dict[str, object]", value).items()
    elif isinstance(value, list):
        inner = enumerate(cast("list[object]", value))
    places: list[tuple[Path, object]] = []
    for step, item in inner:
        places += [((*path, step), item), *_walk(item, (*path, step))]
    return places


def _at(document: Document, path: Path) -> object:
    value: object = document
    for step in path:
        value = cast("dict[str | int, object]", value)[step]
    return value


def _replace(draw: Draw, document: Document) -> Edit:
    return Edit(_pick(draw, document), draw(st.sampled_from(TRAPS)))


def _take_from_table(draw: Draw, document: Document) -> Edit:
    return Edit(_pick(draw, document), draw(st.sampled_from(TABLE)))


def _remove(draw: Draw, document: Document) -> Edit:
    return Edit(_pick(draw, document), GONE)


def _add(draw: Draw, document: Document) -> Edit:
    inner = [path for path, value in _walk(document) if isinstance(value, dict)]
    place = draw(st.sampled_from([(), *inner]))
    return Edit((*place, draw(st.sampled_from(NAMES))), draw(st.sampled_from(TRAPS)))


def _repeat(draw: Draw, document: Document) -> Edit:
    """Let an item of a list stand there again, or put a list in the place of another value."""
    place = _pick(draw, document, list)
    found = _at(document, place)
    items = cast("list[object]", found) if isinstance(found, list) else [found]
    if not items:
        return Edit(place, [draw(st.sampled_from(TRAPS))])
    return Edit(place, [*items, draw(st.sampled_from(items))])


def _surround(draw: Draw, document: Document) -> Edit:
    place = _pick(draw, document, str)
    text, end = str(_at(document, place)), draw(st.sampled_from(ENDS))
    cut = draw(st.sampled_from((0, len(text) // 2, len(text), len(text))))
    return Edit(place, text[:cut] + end + text[cut:])


def _lengthen(draw: Draw, document: Document) -> Edit:
    place = _pick(draw, document, str)
    length, unit = draw(st.sampled_from(LENGTHS)), draw(st.sampled_from(UNITS))
    return Edit(place, (str(_at(document, place)) + unit * length)[:length])


def _exchange(draw: Draw, document: Document) -> Edit:
    return Edit(_pick(draw, document), _at(document, _pick(draw, document)))


def _spell(draw: Draw, document: Document) -> Edit:
    return Edit(_pick(draw, document, (int, float)), draw(st.sampled_from(NUMBERS)))


def _recode(draw: Draw, document: Document) -> Edit:
    return Edit(_pick(draw, document, str), draw(st.sampled_from(find_codes())))


CHANGES: Final[tuple[Change, ...]] = (
    _replace,
    _take_from_table,
    _remove,
    _add,
    _repeat,
    _surround,
    _lengthen,
    _exchange,
    _spell,
    _recode,
)


def write(value: object, *, escaped: bool = False) -> bytes:
    """Return a value as JSON text, with spelled tokens as they are.

    Args:
        value: The value.
        escaped: Whether what is not ASCII is written as ``\\u...``.
    """
    text = json.dumps(value, ensure_ascii=False)
    text = re.sub(f'"{MARK}[^{MARK}]*{MARK}"', lambda found: json.loads(found[0])[1:-1], text)
    if escaped:
        text = "".join(char if char.isascii() else json.dumps(char)[1:-1] for char in text)
    return text.encode("utf-8", "surrogatepass")


BYTES: Final = (
    *(b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b"0", b"-", b"e", b".", b" ", b"\n", b"\r"),
    *(b"\x00", b"\x1f", b"\x7f", b"\x80", b"\xff", b"\xc0\x80", b"\xc2\x85", b"\xe2\x80\xa8"),
    *(b"\xed\xa0\x80", b"\xed\xa0\xbc\xed\xbc\xb1", b"\xf4\x90\x80\x80", b"\xef\xbb\xbf"),
    *(b"\xff\xfe", b"\\ud800", b"\\udc00", b"\\u0000", b"\\u000a", b"\\n", b"\\x", b"//", b"/**/"),
    *(b"NaN", b"1e400", b"null", b"true", b"'", b"{}", b"[]", b',"title":"a"', b"[" * 70),
)


def spoil(draw: Draw, data: bytes) -> bytes:
    """Return a text with a few of its bytes changed, left out, doubled or cut off."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 4)))
        insert = draw(st.one_of(st.sampled_from(BYTES), st.just(b""), st.just(data[start:end] * 2)))
        rest = data[end:] if draw(st.integers(0, 9)) else b""
        data = data[:start] + insert + rest
    return data
