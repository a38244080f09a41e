"""Puts the forms, posters and sheets on the site, with links to them; MkDocs calls this.

They are made when the site is built, so that a facilitator without Python can have them, and so
that no copy of them is kept in the project.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mkdocs.structure.files import File

from improvement_frameworks.core.record.sheet import plan_part
from improvement_frameworks.core.registry import get_framework, published_ids
from improvement_frameworks.pages.form import write_form
from improvement_frameworks.pages.poster import write_poster
from improvement_frameworks.pages.sheet import write_sheet
from improvement_frameworks.pages.site.catalogue import framework_path, part_path

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

REFERENCE: Final = "reference"
SEARCH: Final = 'data-md-component="search" role="dialog"'
MENU: Final = re.compile(
    r'(aria-labelledby="(__nav_\w+?))_label"'
    r'([^>]*>\s*<label class="md-nav__title" for="\2")'
)
"""A menu that is named by a label without words, and the title inside it, which has them."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages; forms lie beside the check page, which they open."""
    for name, html in _write_pages().items():
        files.append(File.generated(config, name, content=html))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Lead from the page of a framework or a part to what can be printed or filled in."""
    del config
    up = "../" * page.file.src_uri.count("/")
    links = " ".join(
        f"[{words}]({up}{name}){{ .md-button }}"
        for words, name in _find_links(page.file.src_uri)
        if name in files.src_uris
    )
    if not links:
        return markdown
    # Below the first paragraph, which says what it is.
    return re.sub(r"\A(# .*\n\n.*\n)", lambda head: f"{head[1]}\n{links}\n", markdown)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Give the search and the menus of the theme the names that they lack for screen readers."""
    del page, config
    named = output.replace(SEARCH, f'{SEARCH} aria-label="Search"')
    return MENU.sub(r'\1_title"\3 id="\2_title"', named)


def _write_pages() -> dict[str, str]:
    pages: dict[str, str] = {}
    for one in published_ids():
        pages[f"{one}-form.html"] = write_form(one)
        pages[f"{one}-poster.html"] = write_poster(one)
        for part in get_framework(one).parts:
            if plan := plan_part(one, part.code):
                pages[f"{part.code}-sheet.html"] = write_sheet(plan.facilitator_sheet())
    return pages


def _find_links(page: str) -> list[tuple[str, str]]:
    for one in published_ids():
        if page == f"{REFERENCE}/{framework_path(one)}":
            return [
                ("Fill in the form", f"{one}-form.html"),
                ("Print the poster", f"{one}-poster.html"),
            ]
        for part in get_framework(one).parts:
            if page == f"{REFERENCE}/{part_path(one, part.code)}":
                return [("Print the sheet", f"{part.code}-sheet.html")]
    return []
