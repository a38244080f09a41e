"""A page of HTML that needs nothing else: no server, no network, no other file."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from improvement_frameworks.figures.html import words


def write_html_page(*, title: str, style: str, body: str, script: str = "") -> str:
    """Return a whole page; its policy forbids it to ask anybody for anything.

    Args:
        title: What it is called, as plain text.
        style: What is added to the style of all pages.
        body: What it shows, as HTML.
        script: What it runs, if it runs anything.
    """
    allowed = "script-src 'unsafe-inline';" if script else ""
    policy = f"default-src 'none';style-src 'unsafe-inline';{allowed}base-uri 'none'"
    run = f"<script>{script}</script>" if script else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{words(title)}</title><style>{read_asset('page.css')}{style}</style></head>"
        f'<body id="top">{body}{run}</body></html>\n'
    )


@cache
def read_asset(name: str) -> str:
    """Return a style or a script of this package, without what only its authors read."""
    text = (files(__package__ or "") / name).read_text(encoding="utf-8")
    if name.endswith(".css"):
        return re.sub(r"\n+", "", text)
    return re.sub(r"^ +|^ *(?://.*)?\n", "", text, flags=re.MULTILINE)
