"""Texts that our reader refuses, because no schema could see what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from improvement_frameworks.core import problem_list as p

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.core.problem import Problem

UNREAD: Final[Mapping[str, tuple[str, Problem]]] = {
    "not a number": ("NaN", p.NUMBER),
    "infinity": ("Infinity", p.NUMBER),
    "minus infinity": ("-Infinity", p.NUMBER),
    "a number too large for a float": ("1e400", p.NUMBER),
    "the first number too large for a float": ("1.7976931348623159e308", p.NUMBER),
    "a negative number too large for a float": ("-1e309", p.NUMBER),
    "a whole number of 4,301 digits": ("1" + "0" * 4_300, p.NUMBER),
    "a nought first": ("01", p.SYNTAX),
    "nothing behind the point": ("1.", p.SYNTAX),
    "nothing before the point": (".5", p.SYNTAX),
    "a plus": ("+1", p.SYNTAX),
    "base sixteen": ("0x1", p.SYNTAX),
    "an underscore in a number": ("1_0", p.SYNTAX),
    "an Arabic number": ("\u0661", p.SYNTAX),
    "a word in capitals": ("True", p.SYNTAX),
    "half a character": ('"a\ud800"', p.HALF_CHARACTER),
    "half a character, escaped": (r'"\ud800"', p.HALF_CHARACTER),
    "two halves the wrong way round": (r'"\udf31\ud83c"', p.HALF_CHARACTER),
    "half a character in a name": (r'{"\udc00": 1}', p.HALF_CHARACTER),
    "a name twice": ('{"name": "x", "name": "x"}', p.KEY_TWICE),
    "a name twice, once escaped": (r'{"name": "x", "n\u0061me": "y"}', p.KEY_TWICE),
    "a prototype twice": ('{"__proto__": 1, "__proto__": 2}', p.KEY_TWICE),
    "a line break in a text": ('"a\nb"', p.SYNTAX),
    "a tab in a text": ('"a\tb"', p.SYNTAX),
    "an unknown escape": (r'"\x41"', p.SYNTAX),
    "a short escape": (r'"\u041"', p.SYNTAX),
    "single quotation marks": ("'a'", p.SYNTAX),
    "a comma at the end of a list": ('["a", ]', p.SYNTAX),
    "a comma at the end of an object": ('{"name": "x", }', p.SYNTAX),
    "a name without quotation marks": ('{name: "x"}', p.SYNTAX),
    "a comment": ("1 // one", p.SYNTAX),
    "a no-break space between": ("\u00a01", p.SYNTAX),
    "a form feed between": ("\f1", p.SYNTAX),
    "a byte order mark between": ("\ufeff1", p.SYNTAX),
    "a list too deep": ("[" * 64 + "]" * 64, p.TOO_DEEP),
    "a list a thousand deep": ("[" * 1_000 + "]" * 1_000, p.TOO_DEEP),
    "an object too deep": ('{"a":' * 64 + "1" + "}" * 64, p.TOO_DEEP),
}
"""JSON texts that stand for one value, and what our reader says before any engine is asked."""
