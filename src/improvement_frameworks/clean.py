r"""Makes the words of a record harmless, whatever shows them: a terminal, a page, a calendar.

Free text may hold characters that act instead of being read: escapes that colour or clear a
terminal, signs that turn the direction of writing so that a line reads otherwise than it is, and
signs without a width that hide words. Every output of this library passes through here.
"""

from __future__ import annotations

import json
import re
from typing import Final

# Joiners (U+200C, U+200D) are left: Persian, Hindi and combined emoji are written with them.
_HIDDEN: Final = "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_HIDDEN_HIGH: Final = "\ufff9-\ufffb\U000e0000-\U000e007f"
_ACTING: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff"

_CLEAN: Final = re.compile(f"(?P<hidden>[{_HIDDEN}{_HIDDEN_HIGH}])|(?P<acting>[{_ACTING}])")
_BREAK: Final = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_ESCAPED: Final = re.compile(f"[{_HIDDEN}{_HIDDEN_HIGH}{_ACTING}\u200c\u200d\u2028\u2029]")


def clean(text: str) -> str:
    r"""Return text without characters that act or hide; its lines stay as they are.

    A control character becomes a replacement character, so that a reader sees that something was
    there; what has no width and what turns the direction of writing is left out.

    >>> clean("a\x1b[31mb\u202ec")
    'a\ufffd[31mbc'
    """
    return _CLEAN.sub(
        lambda found: "" if found["hidden"] else "\N{REPLACEMENT CHARACTER}",
        _BREAK.sub("\n", text),
    )


def clean_line(text: str) -> str:
    r"""Return text on one line, without characters that act or hide.

    >>> clean_line("Ward 3\r\nnight\tshift")
    'Ward 3 night shift'
    """
    return text if text.isprintable() else " ".join(clean(text).split())


def spell_out(text: str) -> str:
    r"""Return text with every character that cannot be seen written as its escape.

    >>> spell_out("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


def write_json(value: object, *, indent: int | None = 2) -> str:
    r"""Write a value as JSON text in which no character acts or hides; it is read back unchanged.

    >>> print(write_json(["a\u200bb", "naïve"], indent=None))
    ["a\u200bb", "naïve"]
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _ESCAPED.sub(lambda found: json.dumps(found[0])[1:-1], text)
