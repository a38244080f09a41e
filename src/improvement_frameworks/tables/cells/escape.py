r"""Keeps texts from being taken for formulas by spreadsheets, and gives them back unchanged.

A text that begins with ``=``, ``+``, ``-`` or ``@``, also after white space and in full width, or
with a tab or a line break gets an apostrophe in front. So does one that begins with apostrophes
before such a sign, since reading takes one away.
"""

from __future__ import annotations

import re
from typing import Final

# Programs drop white space in front and take signs of full width for the plain ones.
_SIGN: Final = r"(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])"
_ACTIVE: Final = re.compile(f"'*{_SIGN}")
_ESCAPED: Final = re.compile(f"'+{_SIGN}")


def escape(text: str) -> str:
    """Return a text as it is written into a file that spreadsheets open.

    >>> escape("=1+1"), escape("'-5"), escape("1-5")
    ("'=1+1", "''-5", '1-5')
    """
    return f"'{text}" if _ACTIVE.match(text) else text


def unescape(text: str) -> str:
    """Return a text as it was before it was written into such a file.

    >>> unescape("'=1+1"), unescape("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if _ESCAPED.match(text) else text
