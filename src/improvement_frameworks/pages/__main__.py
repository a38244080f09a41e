"""Writes the reference pages: ``python -m improvement_frameworks.pages OUT [ID...]``.

In this project's own tree, ``--site`` and ``--readme`` also bring up to date what the menu of the
site and the README say about the pages.
"""

from __future__ import annotations

import argparse
import os.path
from pathlib import Path

from improvement_frameworks.core.registry import published_ids
from improvement_frameworks.pages import write_pages
from improvement_frameworks.pages.catalogue import Catalogue
from improvement_frameworks.pages.nav import write_between, write_menu, write_readme_table


def main(arguments: list[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="python -m improvement_frameworks.pages",
        description="Write the reference pages as plain Markdown.",
    )
    parser.add_argument("out", type=Path, help="the folder for the pages")
    parser.add_argument(
        "ids", nargs="*", metavar="ID", help="frameworks; those of this library if none is named"
    )
    parser.add_argument("--site", type=Path, metavar="FILE", help="the mkdocs.yml of the site")
    parser.add_argument("--readme", type=Path, metavar="FILE", help="a page with a table of them")
    options = parser.parse_args(arguments)
    catalogue = Catalogue(tuple(options.ids) or published_ids())
    files = write_pages(options.out, catalogue.ids)
    if options.site:
        folder = _way(options.out, options.site.parent / "docs")
        write_between(options.site, write_menu(catalogue, folder))
    if options.readme:
        folder = _way(options.out, options.readme.parent)
        write_between(options.readme, write_readme_table(catalogue, folder))
    print(f"{len(files)} pages written to {options.out}")  # noqa: T201 - this is a command


def _way(target: Path, start: Path) -> str:
    return Path(os.path.relpath(target, start)).as_posix()


if __name__ == "__main__":
    main()
