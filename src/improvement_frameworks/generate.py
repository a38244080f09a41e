"""Writes everything in the project that follows from its declarations.

``python -m improvement_frameworks.generate`` in the folder of the project writes the published
schemas with the conformance kit, the reference pages, the menu of the site, the table in the
README, and in the package the codes of each framework as types, the list of the records, the words
of the classes, and the headings of tables. All of it is made and checked first; if anything is
wrong, no file changes, but for codes that are new in a framework's content: its record needs them
before anything is made.
"""

from __future__ import annotations

import argparse
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from improvement_frameworks.core.errors import ImprovementFrameworksError
from improvement_frameworks.core.file import write_files
from improvement_frameworks.core.record.docstring import KEPT, PACKAGE, compose_docstrings
from improvement_frameworks.core.registry import (
    get_framework,
    get_record_type,
    published_ids,
)
from improvement_frameworks.pages.site.catalogue import Catalogue as Pages
from improvement_frameworks.pages.site.nav import fill_between, write_menu, write_readme_list
from improvement_frameworks.pages.site.reference import build_pages, compose_pages, find_stale_pages
from improvement_frameworks.python_source import CODES_FILE, compose_codes, compose_record_list
from improvement_frameworks.schemas.catalogue import Catalogue as Schemas
from improvement_frameworks.schemas.check_list import common_checks
from improvement_frameworks.schemas.export import compose_files
from improvement_frameworks.schemas.keyword import FOLDER
from improvement_frameworks.schemas.release import check_promises
from improvement_frameworks.tables.headings.column_name import HEADINGS_FILE, compose_headings
from improvement_frameworks.testing.vector import PLACE
from improvement_frameworks.testing.vector_table import compose_kit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SCHEMAS: Final = "schemas"
DOCS: Final = "docs"
REFERENCE: Final = "reference"
SITE: Final = "mkdocs.yml"
README: Final = "README.md"
SOURCE: Final = "src"
_FRAMEWORKS: Final = f"{SOURCE}/{PACKAGE}/frameworks"


def compose_project(root: Path) -> dict[str, str]:
    """Return the text of every generated file of the project, by its place in it.

    Args:
        root: The folder of the project.

    Raises:
        ImprovementFrameworksError: if a declaration is not complete, a vector does not show what
            it says, or a released schema would change.
    """
    ids = published_ids()
    pages = Pages(ids)
    menu = fill_between(root / SITE, write_menu(pages, REFERENCE))
    table = fill_between(root / README, write_readme_list(pages, f"{DOCS}/{REFERENCE}"))
    kit = {"/".join((*PLACE, name)): text for name, text in compose_kit(ids).items()}
    schemas = compose_files(Schemas(ids))
    check_promises(root / _SCHEMAS, schemas)
    reference = compose_pages(build_pages(ids))
    return {
        **{f"{_SCHEMAS}/{name}": text for name, text in {**schemas, **kit}.items()},
        **{f"{DOCS}/{REFERENCE}/{name}": text for name, text in reference.items()},
        SITE: menu,
        README: table,
        f"{SOURCE}/{PACKAGE}/{KEPT}": compose_docstrings(one.function for one in common_checks()),
        f"{SOURCE}/{PACKAGE}/tables/headings/{HEADINGS_FILE}": compose_headings(ids),
        **_compose_codes(ids),
        f"{_FRAMEWORKS}/__init__.py": compose_record_list({n: get_record_type(n) for n in ids}),
    }


def _compose_codes(ids: Iterable[str]) -> dict[str, str]:
    """Return the text of the file with the codes of each framework, by its place."""
    return {
        f"{_FRAMEWORKS}/{name.replace('-', '_')}/{CODES_FILE}": compose_codes(get_framework(name))
        for name in ids
    }


def write_project(root: Path) -> None:
    """Write all generated files of the project, and remove those that are no longer generated.

    Raises:
        ImprovementFrameworksError: as for `compose_project`; no file has changed then.
        OSError: if a file cannot be read or written.
    """
    write_files(root, _find_new_codes())
    texts = compose_project(root)
    write_files(root, texts)
    for file in (*_find_stale_schemas(root, texts), *_find_stale_pages(root, texts)):
        file.unlink()


def _find_new_codes() -> dict[str, str]:
    """Return the files with codes that are not those of the content, or are not there yet."""
    found: dict[str, str] = {}
    for place, text in _compose_codes(published_ids()).items():
        file = files(PACKAGE).joinpath(*Path(place).parts[2:])
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            found[place] = text
    return found


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
