"""Texts that our reader refuses, because no schema could see what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from improvement_frameworks import problems

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.problems.problem import Problem

UNREAD: Final[Mapping[str, tuple[str, Problem]]] = {
    "not a number": ("NaN", problems.DOC_NUMBER),
    "infinity": ("Infinity", problems.DOC_NUMBER),
    "minus infinity": ("-Infinity", problems.DOC_NUMBER),
    "a number too large for a float": ("1e400", problems.DOC_NUMBER),
    "the first number too large for a float": ("1.7976931348623159e308", problems.DOC_NUMBER),
    "a negative number too large for a float": ("-1e309", problems.DOC_NUMBER),
    "a whole number of 4,301 digits": ("1" + "0" * 4_300, problems.DOC_NUMBER),
    "a nought first": ("01", problems.DOC_SYNTAX),
    "nothing behind the point": ("1.", problems.DOC_SYNTAX),
    "nothing before the point": (".5", problems.DOC_SYNTAX),
    "a plus": ("+1", problems.DOC_SYNTAX),
    "base sixteen": ("0x1", problems.DOC_SYNTAX),
    "an underscore in a number": ("1_0", problems.DOC_SYNTAX),
    "an Arabic number": ("\u0661", problems.DOC_SYNTAX),
    "a word in capitals": ("True", problems.DOC_SYNTAX),
    "half a character": ('"a\ud800"', problems.DOC_CHARACTER),
    "half a character, escaped": (r'"\ud800"', problems.DOC_CHARACTER),
    "two halves the wrong way round": (r'"\udf31\ud83c"', problems.DOC_CHARACTER),
    "half a character in a name": (r'{"\udc00": 1}', problems.DOC_CHARACTER),
    "a name twice": ('{"name": "x", "name": "x"}', problems.DOC_KEY_TWICE),
    "a name twice, once escaped": (r'{"name": "x", "n\u0061me": "y"}', problems.DOC_KEY_TWICE),
    "a prototype twice": ('{"__proto__": 1, "__proto__": 2}', problems.DOC_KEY_TWICE),
    "a line break in a text": ('"a\nb"', problems.DOC_SYNTAX),
    "a tab in a text": ('"a\tb"', problems.DOC_SYNTAX),
    "an unknown escape": (r'"\x41"', problems.DOC_SYNTAX),
    "a short escape": (r'"\u041"', problems.DOC_SYNTAX),
    "single quotation marks": ("'a'", problems.DOC_SYNTAX),
    "a comma at the end of a list": ('["a", ]', problems.DOC_SYNTAX),
    "a comma at the end of an object": ('{"name": "x", }', problems.DOC_SYNTAX),
    "a name without quotation marks": ('{name: "x"}', problems.DOC_SYNTAX),
    "a comment": ("1 // one", problems.DOC_SYNTAX),
    "a no-break space between": ("\u00a01", problems.DOC_SYNTAX),
    "a form feed between": ("\f1", problems.DOC_SYNTAX),
    "a byte order mark between": ("\ufeff1", problems.DOC_SYNTAX),
    "a list too deep": ("[" * 64 + "]" * 64, problems.DOC_DEEP),
    "a list a thousand deep": ("[" * 1_000 + "]" * 1_000, problems.DOC_DEEP),
    "an object too deep": ('{"a":' * 64 + "1" + "}" * 64, problems.DOC_DEEP),
}
"""JSON texts that stand for one value, and what our reader says before any engine is asked."""
