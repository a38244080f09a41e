"""Reads HTML as a browser would, to see what a page says and that nothing in it could run."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

VOID: Final = {"br", "meta", "input", "link", "hr", "img"}


class Reader(HTMLParser):
    """Reads a figure as a browser would: every element closed, its words, its ids and links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.classes: set[str] = set()
        self.feed(text)
        self.close()
        assert not self.open, f"never closed: {self.open}"
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href":
                self.links.append(value or "")
            elif name == "class":
                self.classes.update((value or "").split())
            assert not name.startswith("on"), f"{name} would run"

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)
