"""Text in Markdown pages: what people wrote is shown, and never acts."""

from __future__ import annotations

import re
from typing import Final

_MARKDOWN: Final = str.maketrans(
    {char: f"\\{char}" for char in "\\`*_[]|#"}
    | {"&": "&amp;", "<": "&lt;", ">": "&gt;", "~": "&#126;"}
    | {chr(code): "\N{REPLACEMENT CHARACTER}" for code in (*range(0x20), *range(0x7F, 0xA0))}
)
_LIST_MARK: Final = re.compile(r"^([0-9]+(?=[.)](?: |$))|(?=[-+]))")


def escape_markdown(text: str) -> str:
    r"""Write text so that Markdown shows it as it is, on one line, wherever that line stands.

    >>> escape_markdown("a|b *c* <d>")
    'a\\|b \\*c\\* &lt;d&gt;'
    >>> escape_markdown("- no list")
    '\\- no list'
    """
    safe = " ".join(text.split()).translate(_MARKDOWN)
    return _LIST_MARK.sub(r"\1\\", safe)
