"""Takes the picture in the README, and pictures of the pages for people to look at.

``make pictures`` builds the site first. The pictures of pages go to ``dist/pictures``, each in two
widths, in the light and in the dark.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from shutil import which
from typing import Final, NotRequired, TypedDict

from improvement_frameworks import figure, get_example, load, validate
from improvement_frameworks.core.record.sheet import Facilitated
from improvement_frameworks.core.registry import published_ids
from improvement_frameworks.figures.style import write_style
from improvement_frameworks.pages.form import write_form
from improvement_frameworks.pages.html_page import write_html_page
from improvement_frameworks.pages.report import ReportPage
from improvement_frameworks.pages.sheet import write_sheet

ROOT: Final = Path(__file__).parents[2]
HERE: Final = Path(__file__).parent
HERO: Final = ("iceberg", "ladder-of-inference", "learning-grid")
PAGES: Final = {
    "home": "index.html",
    "gallery": "reference/frameworks/index.html",
    "iceberg": "reference/frameworks/iceberg.html",
    "liberating-structures": "reference/frameworks/liberating-structures.html",
    "structure": "reference/frameworks/liberating-structures/troika-consulting.html",
    "code": "reference/codes/ice-w1.html",
    "codes": "reference/codes/index.html",
    "schema": "reference/schemas/iceberg.html",
}
EXPORT: Final = ROOT / "examples" / "exports" / "huddle-notes.xlsx"
"""What the check page is given."""
WIDTHS: Final = {"wide": 1280, "narrow": 390}


class Picture(TypedDict):
    """How one picture is taken."""

    out: str
    width: int
    height: NotRequired[int]
    dark: bool
    whole: NotRequired[bool]


class Page(TypedDict):
    """A page of which pictures are taken."""

    file: str
    give: NotRequired[list[str]]
    """The files that are given to it first."""
    wait: NotRequired[int]
    """How many milliseconds it takes until all of it has come in."""
    taking: list[Picture]


def write_hero() -> str:
    """Write a page with three filled figures side by side."""
    records = [load(get_example(wanted)) for wanted in HERO]
    drawn = "".join(
        f'<div class="sheet">{figure(one, issues=(), prefix=f"h{number}-").body}</div>'
        for number, one in enumerate(records)
    )
    style = (
        "body{max-width:none;padding:24px;display:grid;grid-template-columns:repeat(3,1fr);gap:24px}"
        ".sheet{height:664px;overflow:hidden;border:1px solid #c9d0d4;border-radius:6px}"
        ".fg{zoom:.62}"
    )
    return write_html_page(
        title="Three figures",
        style=write_style([one.about.figure for one in records]) + style,
        body=drawn,
    )


def write_report() -> str:
    """Write the report of the examples of the frameworks that the home page shows."""
    page = ReportPage(title="What we learned")
    for wanted in HERO:
        page.add(load(get_example(wanted)))
    return page.write(validate(get_example(HERO[0])))


def write_one_sheet() -> str:
    """Write the sheet of the first example that plans a session."""
    records = map(load, map(get_example, published_ids()))
    plan = next(one for one in records if isinstance(one, Facilitated))
    return write_sheet(plan.facilitator_sheet(people=13))


def write_all_figures() -> str:
    """Write the figure of every framework, blank and filled."""
    body = ""
    records = [load(get_example(wanted)) for wanted in published_ids()]
    plans = [record.about.figure for record in records]
    for number, record in enumerate(records):
        body += f"<h2>{record.about.title}</h2>{figure(record.about).body}"
        body += figure(record, issues=(), prefix=f"r{number}-").body
    return write_html_page(title="All figures", style=write_style(plans), body=body)


def main(site: Path) -> int:
    """Take the pictures; ``site`` is the folder of the built site."""
    browser = which("chromium") or which("chromium-headless-shell")
    if browser is None:
        sys.stderr.write("Chromium is missing. Run: make browser\n")
        return 1
    folder = ROOT / "dist" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    own = {
        "report": write_report(),
        "form": write_form("iceberg"),
        "sheet": write_one_sheet(),
        "figures": write_all_figures(),
    }
    files = {name: site / path for name, path in PAGES.items()}
    for name, html in {**own, "hero": write_hero()}.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
        files[name] = folder / f"{name}.html"
    hero = ROOT / "docs" / "pictures" / "three-figures.png"
    hero.parent.mkdir(exist_ok=True)
    check = ROOT / "dist" / "check.html"
    if check.is_file():
        files["check"] = check
    files.pop("hero")
    pages: list[Page] = [
        {
            "file": str(folder / "hero.html"),
            "taking": [{"out": str(hero), "width": 1600, "height": 712, "dark": False}],
        }
    ]
    for name, file in files.items():
        page: Page = {"file": str(file), "taking": []}
        if name == "check":
            page["give"] = [str(EXPORT)]
        if name in PAGES:
            page["wait"] = 900
        for width_name, width in WIDTHS.items():
            for dark in (False, True):
                out = folder / f"{name}-{width_name}-{'dark' if dark else 'light'}.png"
                whole = name not in {"codes", "schema"}
                page["taking"].append(
                    {"out": str(out), "width": width, "dark": dark, "whole": whole}
                )
        pages.append(page)
    given = json.dumps({"browser": browser, "pages": pages})
    done = subprocess.run(
        ["node", "scripts/pictures.js"], cwd=HERE, input=given, text=True, check=False
    )
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
