"""The check page: somebody drops files, and the library itself checks them in the browser.

It is one file. It works from disk without a network, and what is dropped stays on the computer.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from improvement_frameworks.documents.source import ENDINGS, TABLE_ENDINGS
from improvement_frameworks.figures.html import words
from improvement_frameworks.pages.html_page import read_asset, write_html_page
from improvement_frameworks.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

TITLE: Final = "Check a file"
UNREADABLE: Final = {
    ".parquet": "This page cannot read Parquet. Save the table as CSV or as an Excel workbook.",
}
"""What is said, by ending, of a file that the page cannot read."""
POLICY: Final = "blob: 'wasm-unsafe-eval';worker-src blob:"
"""The page runs Python, and in the background: both come out of the page itself."""


class Software(NamedTuple):
    """A program that the page is made of."""

    name: str
    version: str
    licence: str


def write_check_page(*, engine: str, unpacker: str, software: Iterable[Software]) -> str:
    """Return the check page.

    Args:
        engine: What runs in it: a line of JSON with the names and sizes of files, then the files,
            packed by Zstandard, as `check_page/build.py` writes them.
        unpacker: The script that unpacks them; it defines ``fzstd``.
        software: What the page is made of.
    """
    worker = f"{unpacker}\n{read_asset('check_worker.js')}"
    body = (
        f"{_HEAD}<main>{_give()}{_TAKE}</main>{_foot(software)}"
        f'<script type="application/json" id="unreadable">{_embed(json.dumps(UNREADABLE))}</script>'
        f'<script type="text/plain" id="worker">{_embed(json.dumps(worker))}</script>'
        f'<script type="text/plain" id="engine">{engine}</script>'
    )
    return write_html_page(
        title=TITLE,
        style=read_asset("check.css"),
        body=body,
        script=read_asset("check.js"),
        policy=POLICY,
    )


def _embed(text: str) -> str:
    """Write JSON that cannot end the script element in which it stands."""
    return text.replace("<", "\\u003c")


_HEAD: Final = (
    f'<header class="screen"><h1>{TITLE}</h1>'
    '<p class="lead">Drop records, spreadsheets or survey exports here, and see what to fix. '
    "Your files never leave this computer.</p></header>"
)
_TAKE: Final = (
    '<section id="take" class="screen" aria-labelledby="take-title" hidden>'
    '<h2 id="take-title">Save</h2><ul id="saves"></ul></section><div id="report"></div>'
)


def _give() -> str:
    endings = [*ENDINGS, *(one for one in TABLE_ENDINGS if one not in UNREADABLE)]
    return (
        '<section id="give" class="screen" aria-label="Files to check"><div id="drop">'
        '<p id="call">Drop files or a folder here</p>'
        '<label class="button">Choose files<input type="file" id="choose" class="sr" multiple>'
        f'</label><p class="note">It reads {words(", ".join(endings))}.</p></div>'
        '<p id="loading"><label for="bar">Loading the check</label>'
        '<progress id="bar" max="1" value="0"></progress></p>'
        '<p id="status" role="status"></p><ul id="unread"></ul></section>'
    )


def _foot(software: Iterable[Software]) -> str:
    listed = "".join(
        f"<li>{words(one.name)} {words(one.version)}: {words(one.licence)}</li>" for one in software
    )
    return (
        '<footer class="screen"><details><summary>About this page</summary>'
        f"<p>The page runs improvement-frameworks {words(__version__)} in your browser. It asks "
        "no other computer for anything, and keeps nothing when you close it.</p>"
        f"<p>It is made with this software. The texts of the licences are inside the page, and "
        f"the source code is in the package registries, by name and version.</p>"
        f"<ul>{listed}</ul></details></footer>"
    )
