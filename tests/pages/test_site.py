"""The site: no page of it asks another host for anything, and none keeps anybody out."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
import yaml
from tests.consumers.conftest import ask_browser, ask_node

import improvement_frameworks
from improvement_frameworks.core.registry import published_ids
from improvement_frameworks.pages.form import write_form
from improvement_frameworks.pages.poster import write_poster

if TYPE_CHECKING:
    from tests.consumers.conftest import AskNode

    from improvement_frameworks.problems.problem import Json

__all__ = ["ask_browser", "ask_node"]

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
CONFIG = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
LOADS = {
    "script": ("src",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "object": ("data",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "use": ("href",),
}
LOADING = re.compile(rf"""<(?:{"|".join(LOADS)})\b(?:"[^"]*"|'[^']*'|[^"'>])*>""", re.IGNORECASE)
"""A tag that may load something."""


KINDS_OF_PAGES = (
    "index.html",
    "tutorial-survey.html",
    "reference/frameworks/index.html",
    "reference/frameworks/iceberg.html",
    "reference/data/iceberg.html",
    "reference/frameworks/liberating-structures.html",
    "reference/frameworks/liberating-structures/troika-consulting.html",
    "reference/codes/ice-w1.html",
    "reference/schemas/iceberg.html",
)


class Loaded(HTMLParser):
    """Gathers everything that a page makes a browser load of its own accord."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value for name, value in attrs if name in LOADS.get(tag, ()) and value]


def find_external(page: str) -> list[str]:
    parser = Loaded()
    for tag in LOADING.findall(page):  # most of a page is words, over which a parser takes long
        parser.feed(tag)
        parser.reset()
    return [one for one in parser.addresses if re.match(r"(?:[a-z]+:)?//", one)]


@pytest.fixture(scope="module")
def site() -> Path:
    """Return the site as `make docs` builds it, which is strict about what it finds."""
    if not (SITE / "index.html").is_file():
        pytest.skip("The site is missing. Run: make docs")
    return SITE


def test_no_page_loads_anything_from_another_host(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 100
    for page in pages:
        assert find_external(page.read_text(encoding="utf-8")) == [], page.name


def test_no_style_sheet_loads_anything_from_another_host(site: Path) -> None:
    sheets = sorted(site.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        text = sheet.read_text(encoding="utf-8")
        assert not re.search(r"(?:url\(|@import)\s*['\"]?(?:[a-z]+:)?//", text), sheet.name


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<script src="//cdn.example/x.js">', ["//cdn.example/x.js"]),
        ('<link href="https://fonts.example/x.css">', ["https://fonts.example/x.css"]),
        ('<img src="https://example.org/x.png">', ["https://example.org/x.png"]),
        ('<a href="https://example.org">a link is followed by people</a>', []),
        ('<script src="../assets/x.js">', []),
        ('<p>"</p><img alt="a > b" src="//c.example">', ["//c.example"]),
    ],
)
def test_what_counts_as_loading(page: str, expected: list[str]) -> None:
    assert find_external(page) == expected


def test_the_site_needs_only_what_every_builder_has() -> None:
    plugins = [one if isinstance(one, str) else next(iter(one)) for one in CONFIG["plugins"]]
    assert plugins == ["search", "offline", "mkdocstrings"]
    assert CONFIG["theme"]["font"] is False
    assert "custom_dir" not in CONFIG["theme"]
    assert not [one for one in CONFIG["extra_javascript"] if "//" in one]


def test_the_page_of_a_framework_leads_to_its_form_its_poster_and_its_sheets(site: Path) -> None:
    for wanted in published_ids():
        page = (site / f"reference/frameworks/{wanted}.html").read_text(encoding="utf-8")
        for name, write in (("form", write_form), ("poster", write_poster)):
            assert f'href="../../{wanted}-{name}.html"' in page
            file = site / f"{wanted}-{name}.html"
            assert file.read_text(encoding="utf-8") == write(wanted)
    part = site / "reference/frameworks/liberating-structures/troika-consulting.html"
    assert 'href="../../../troika-consulting-sheet.html"' in part.read_text(encoding="utf-8")
    assert (site / "troika-consulting-sheet.html").is_file()


def test_every_public_name_is_in_the_api_reference(site: Path) -> None:
    text = "".join(
        file.read_text(encoding="utf-8") for file in sorted((site / "reference/api").glob("*.html"))
    )
    places = set(re.findall(r'id="improvement_frameworks\.[\w.]*?(\w+)"', text))
    assert [name for name in dir(improvement_frameworks) if name not in places] == []


def test_pages_are_accessible_fit_a_telephone_and_are_searched_from_disk(
    site: Path, ask_browser: AskNode
) -> None:
    """A page of each kind, opened from disk in one session of a browser."""
    pages: list[Json] = [str(site / page) for page in KINDS_OF_PAGES]
    found = ask_browser("site.js", pages=pages, wanted="troika")
    assert found["violations"] == []
    assert found["wide"] == []
    assert found["requests"] == []
    assert any("troika-consulting.html" in str(one) for one in cast("list[Json]", found["search"]))
