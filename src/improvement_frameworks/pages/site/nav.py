"""Writes lists of the pages into files that people write: the menu of the site, the README's table.

Only what stands between two comment markers is replaced.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from improvement_frameworks.core.errors import ImprovementFrameworksError
from improvement_frameworks.pages.site.api_page import write_api
from improvement_frameworks.pages.site.catalogue import (
    CODES,
    FRAMEWORKS,
    SCHEMAS,
    code_path,
    data_path,
    framework_path,
    has_part_pages,
    part_path,
    schema_path,
)
from improvement_frameworks.pages.site.markdown import inline
from improvement_frameworks.schemas.catalogue import Catalogue as Schemas

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from improvement_frameworks.pages.site.catalogue import Catalogue

BEGIN = "generated: begin"
END = "generated: end"
README_WIDTH = 150
"""How many characters a line of the list in the README may have."""


class MarkerError(ImprovementFrameworksError):
    """A file does not have the two comment markers between which something is to be written."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file}: there must be one line with '{BEGIN}' and after it one with '{END}'."
        )


def fill_between(file: Path, lines: Iterable[str]) -> str:
    """Return the text of a file with other lines between its markers.

    Raises:
        MarkerError: if the file lacks one of the markers.
    """
    old = file.read_text(encoding="utf-8").splitlines()
    begins = [number for number, line in enumerate(old) if BEGIN in line]
    ends = [number for number, line in enumerate(old) if END in line]
    if len(begins) != 1 or len(ends) != 1 or begins > ends:
        raise MarkerError(file)
    new = [*old[: begins[0] + 1], *lines, *old[ends[0] :]]
    return "\n".join(new) + "\n"


def write_menu(catalogue: Catalogue, folder: str) -> Iterator[str]:
    """Write the generated part of the menu of the site, in YAML.

    Args:
        catalogue: What has pages.
        folder: Where the pages lie within the folder of all pages, such as ``reference``.
    """

    def item(depth: int, title: str, path: str = "") -> str:
        target = f" {folder}/{path}" if path else ""
        return f"{'  ' * depth}- {json.dumps(title, ensure_ascii=False)}:{target}"

    yield item(1, "Frameworks")
    yield item(3, "All frameworks", FRAMEWORKS)
    for one in catalogue.frameworks:
        if not has_part_pages(one):
            yield item(3, one.title, framework_path(one.id))
            continue
        yield item(3, one.title)
        yield item(5, "Overview", framework_path(one.id))
        for part in one.parts:
            yield item(5, part.label, part_path(one.id, part.code))
    yield item(1, "Data")
    for one in catalogue.frameworks:
        yield item(3, one.title, data_path(one.id))
    yield item(1, "Codes")
    yield item(3, "All codes", CODES)
    groups = {
        "Format errors": [problem.code for problem in catalogue.problems],
        "Every record": [rule.code for rule in catalogue.shared_rules],
        "Many records": [insight.code for insight in catalogue.shared_insights],
    }
    for one in catalogue.frameworks:
        groups[one.title] = [rule.code for rule in catalogue.own_rules(one.id)]
        groups[one.title] += [insight.code for insight in catalogue.own_insights(one.id)]
    for title, codes in groups.items():
        yield item(3, title)
        yield from (item(5, code, code_path(code)) for code in codes)
    yield item(1, "Schemas")
    yield item(3, "All schemas", SCHEMAS)
    schemas = Schemas(catalogue.ids)
    for wanted in schemas.ids:
        yield item(3, str(schemas.schema(wanted, "canonical")["title"]), schema_path(wanted))
    yield item(1, "Python API")
    for page in write_api(catalogue):
        yield item(3, page.title, page.path)


def write_readme_list(catalogue: Catalogue, folder: str) -> Iterator[str]:
    """Write the frameworks on one line each for a page outside the folder of the pages.

    Args:
        catalogue: What has pages.
        folder: Where the pages lie as seen from that page, such as ``docs/reference``.
    """
    line = ""
    yield ""
    for one in catalogue.frameworks:
        page = f"[{inline(one.title)}]({folder}/{framework_path(one.id)})"
        if line and len(line) + len(page) > README_WIDTH:
            yield f"{line} ·"
            line = ""
        line += f" · {page}" if line else page
    yield from (line, "")
