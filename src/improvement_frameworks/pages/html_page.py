"""A page of HTML that needs nothing else: no server, no network, no other file."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from improvement_frameworks.figures.html import words

_QUOTED_WORD: Final = re.compile(r'="([\w-]+)"(?!/)')
_QUOTED: Final = re.compile(r'("(?:[^"\\\n]|\\.)*")')


def write_html_page(
    *, title: str, style: str, body: str, script: str = "", policy: str = ""
) -> str:
    """Return a whole page; its policy forbids it to ask anybody for anything.

    Args:
        title: What it is called, as plain text.
        style: What is added to the style of all pages.
        body: What it shows, as HTML.
        script: What it runs, if it runs anything; nothing else in it runs.
        policy: What the script may do beside, in the words of a content security policy.
    """
    allowed = f"script-src {_name_script(script)} {policy}".rstrip() + ";" if script else ""
    rules = f"default-src 'none';style-src 'unsafe-inline';{allowed}base-uri 'none'"
    run = f"<script>{script}</script>" if script else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{rules}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{words(title)}</title><style>{read_asset('page.css')}{style}</style></head>"
        f'<body id="top">{_shorten(body)}{run}</body></html>\n'
    )


def _shorten(body: str) -> str:
    """Leave out the quotation marks around values of one word; in words they are &quot;."""
    return _QUOTED_WORD.sub(r"=\1", body)


def _name_script(script: str) -> str:
    """Name a script by its hash, so that no other one in the page may run."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


@cache
def read_asset(name: str) -> str:
    """Return a style or a script of this package, without what only its authors read."""
    text = (files(__package__ or "") / name).read_text(encoding="utf-8")
    if name.endswith(".css"):
        return re.sub(r"\n+", "", text)
    lines = re.sub(r"^ +|^ *(?://.*)?\n", "", text, flags=re.MULTILINE)
    pieces = _QUOTED.split(lines)  # every second piece stands in quotation marks
    pieces[::2] = (re.sub(r" ?(=>|[=,;:?{}()&|]+) ?", r"\1", piece) for piece in pieces[::2])
    return "".join(pieces)
