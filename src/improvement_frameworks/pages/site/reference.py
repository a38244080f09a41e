"""The reference pages: plain Markdown, written from what the frameworks declare.

No plug-in stands between the declarations and the site, so whatever builds a site from Markdown
can show these pages.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core.file import write_files
from improvement_frameworks.core.registry import framework_ids, get_framework
from improvement_frameworks.figures.picture import write_picture
from improvement_frameworks.pages.site.api_page import write_api
from improvement_frameworks.pages.site.catalogue import (
    PICTURES,
    Catalogue,
    framework_path,
    picture_path,
)
from improvement_frameworks.pages.site.code_page import write_codes
from improvement_frameworks.pages.site.data_page import write_data
from improvement_frameworks.pages.site.figure_block import FIGURE_STYLE, write_figure_style
from improvement_frameworks.pages.site.framework_page import write_framework, write_framework_list
from improvement_frameworks.pages.site.glossary_page import write_glossary
from improvement_frameworks.pages.site.part_page import write_parts
from improvement_frameworks.pages.site.schema_page import write_schemas
from improvement_frameworks.pages.site.tag_page import write_tags

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from improvement_frameworks.pages.site.markdown import Page


MARK: Final = "<!-- Written by: improve docs. Change the declaration, not this page. -->"
"""The last line of every generated page, by which one that is no longer needed is known."""


def build_pages(ids: Iterable[str] = ()) -> tuple[Page, ...]:
    """Return the pages of some frameworks, or of all.

    Args:
        ids: The ids of the frameworks; none means all that are known.

    Raises:
        UnknownFrameworkError: if no framework has one of these ids.
        ContentError: if the content of a framework is unusable.
    """
    return tuple(_build(Catalogue(tuple(ids) or framework_ids())))


def _build(catalogue: Catalogue) -> Iterator[Page]:
    yield write_framework_list(catalogue)
    for framework in catalogue.frameworks:
        yield write_framework(catalogue, framework)
        yield write_data(catalogue, framework)
        yield from write_parts(catalogue, framework)
    yield from write_codes(catalogue)
    yield from write_schemas(catalogue)
    yield write_tags()
    yield write_glossary(catalogue)
    yield from write_api(catalogue)


def write_pages(folder: str | Path, ids: Iterable[str] = ()) -> tuple[Path, ...]:
    """Write the pages of some frameworks, or of all, into a folder.

    Afterwards the folder holds these generated pages and no others: those that an earlier run left
    are removed. Pages written by people stay as they are.

    Args:
        folder: The folder; it is made if there is none.
        ids: The ids of the frameworks; none means all that are known.

    Returns:
        The files, in the order of the pages.

    Raises:
        UnknownFrameworkError: if no framework has one of these ids.
        ContentError: if the content of a framework is unusable.
        OSError: if the folder cannot be written to.
    """
    texts = compose_pages(build_pages(ids))
    written = write_files(Path(folder), texts)
    for file in find_stale_pages(Path(folder), texts):
        file.unlink()
    return written


def compose_pages(pages: Iterable[Page]) -> dict[str, str]:
    """Return the text of every page as it is written, by its place in the folder of the pages.

    The style of the figures on them and the small picture of each framework are files of their own.
    """
    texts = {page.path: f"{page.text}\n{MARK}\n" for page in pages}
    pictures = {picture_path(one): write_picture(get_framework(one)) for one in framework_ids()}
    shown = {path: text for path, text in pictures.items() if _page_of(path) in texts}
    return {**texts, **shown, FIGURE_STYLE: write_figure_style()}


def _page_of(picture: str) -> str:
    """Return the place of the page of the framework that a picture is of."""
    return framework_path(Path(picture).stem)


def find_stale_pages(folder: Path, texts: Collection[str]) -> tuple[Path, ...]:
    """Return the generated files in a folder that are not among those that are written now."""
    wanted = {folder / name for name in texts}
    pages = (file for file in folder.rglob("*.md") if _is_generated(file))
    pictures = (folder / PICTURES).glob("*.svg")
    return tuple(file for file in (*pages, *pictures) if file not in wanted)


def _is_generated(file: Path) -> bool:
    return file.read_bytes().rstrip().endswith(MARK.encode())
