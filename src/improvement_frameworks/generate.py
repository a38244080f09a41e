"""Writes everything in the project that follows from its declarations.

``python -m improvement_frameworks.generate`` in the folder of the project writes the published
schemas with the conformance kit, the reference pages, the menu of the site, the table in the
README, and in the package the words of its classes. All of it is made and checked first; if
anything is wrong, no file changes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from improvement_frameworks.core.docstring import KEPT, PACKAGE, compose_docstrings
from improvement_frameworks.core.errors import ImprovementFrameworksError
from improvement_frameworks.core.file import write_files
from improvement_frameworks.core.registry import published_ids
from improvement_frameworks.pages.catalogue import Catalogue as Pages
from improvement_frameworks.pages.nav import fill_between, write_menu, write_readme_list
from improvement_frameworks.pages.reference import build_pages, compose_pages, find_stale_pages
from improvement_frameworks.schemas.catalogue import Catalogue as Schemas
from improvement_frameworks.schemas.export import compose_files
from improvement_frameworks.schemas.keyword import FOLDER
from improvement_frameworks.schemas.release import check_promises
from improvement_frameworks.testing.vector import PLACE
from improvement_frameworks.testing.vector_table import compose_kit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SCHEMAS: Final = "schemas"
DOCS: Final = "docs"
REFERENCE: Final = "reference"
SITE: Final = "mkdocs.yml"
README: Final = "README.md"
SOURCE: Final = "src"


def compose_project(root: Path) -> dict[str, str]:
    """Return the text of every generated file of the project, by its place in it.

    Args:
        root: The folder of the project.

    Raises:
        ImprovementFrameworksError: if a declaration is not complete, a vector does not show what
            it says, or a released schema would change.
    """
    ids = published_ids()
    schemas = compose_files(Schemas(ids))
    check_promises(root / _SCHEMAS, schemas)
    kit = {"/".join((*PLACE, name)): text for name, text in compose_kit(ids).items()}
    pages = Pages(ids)
    menu = fill_between(root / SITE, write_menu(pages, REFERENCE))
    table = fill_between(root / README, write_readme_list(pages, f"{DOCS}/{REFERENCE}"))
    reference = compose_pages(build_pages(ids))
    return {
        **{f"{_SCHEMAS}/{name}": text for name, text in {**schemas, **kit}.items()},
        **{f"{DOCS}/{REFERENCE}/{name}": text for name, text in reference.items()},
        SITE: menu,
        README: table,
        f"{SOURCE}/{PACKAGE}/{KEPT}": compose_docstrings(),
    }


def write_project(root: Path) -> None:
    """Write all generated files of the project, and remove those that are no longer generated.

    Raises:
        ImprovementFrameworksError: as for `compose_project`; no file has changed then.
        OSError: if a file cannot be read or written.
    """
    texts = compose_project(root)
    write_files(root, texts)
    for file in (*_find_stale_schemas(root, texts), *_find_stale_pages(root, texts)):
        file.unlink()


def _find_stale_schemas(root: Path, texts: dict[str, str]) -> Iterator[Path]:
    """Everything in the folder of the present version is generated."""
    for file in (root / _SCHEMAS / FOLDER).rglob("*"):
        if file.is_file() and file.relative_to(root).as_posix() not in texts:
            yield file


def _find_stale_pages(root: Path, texts: dict[str, str]) -> tuple[Path, ...]:
    start = f"{DOCS}/{REFERENCE}/"
    pages = [name.removeprefix(start) for name in texts if name.startswith(start)]
    return find_stale_pages(root / start, pages)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the generated files of the project in the folder that the command line names."""
    parser = argparse.ArgumentParser(
        prog="python -m improvement_frameworks.generate",
        description="Write everything in the project that follows from its declarations.",
    )
    parser.add_argument(
        "root", nargs="?", type=Path, default=Path(), help="the folder of the project; here if none"
    )
    root = cast("Path", parser.parse_args(arguments).root)
    try:
        write_project(root)
    except ImprovementFrameworksError as fault:
        sys.stderr.write(f"Nothing was written. {fault}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
