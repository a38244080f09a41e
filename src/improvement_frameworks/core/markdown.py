"""Text in Markdown pages: what people wrote is shown, and never acts."""

from __future__ import annotations

import re
from typing import Final

from improvement_frameworks.clean import clean

_MARKDOWN: Final = str.maketrans(
    {char: f"\\{char}" for char in "\\`*_[]|#"}
    | {"&": "&amp;", "<": "&lt;", ">": "&gt;", "~": "&#126;"}
)
_LIST_MARK: Final = re.compile(r"^([0-9]+(?=[.)](?: |$))|(?=[-+]))")


# Where pages are shown, @name calls somebody and #12 becomes a link to something else.
_CALL: Final = re.compile(r"(@(?=\w)|\\#(?=[0-9]))")


def escape_markdown(text: str) -> str:
    r"""Write text so that Markdown shows it as it is, on one line, wherever that line stands.

    >>> escape_markdown("a|b *c* <d>")
    'a\\|b \\*c\\* &lt;d&gt;'
    >>> escape_markdown("- no list")
    '\\- no list'
    >>> escape_markdown("Thanks to @ward7")
    'Thanks to @&#8203;ward7'
    """
    safe = " ".join(clean(text).split()).translate(_MARKDOWN)
    return _LIST_MARK.sub(r"\1\\", _CALL.sub(r"\1&#8203;", safe))
