"""A poster: the blank figure of a framework on one sheet of A3, to be written on by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core.registry import get_framework
from improvement_frameworks.figures import draw
from improvement_frameworks.figures.html import words
from improvement_frameworks.figures.scene import BlankScene
from improvement_frameworks.figures.style import write_style
from improvement_frameworks.pages.html_page import read_asset, write_html_page

if TYPE_CHECKING:
    from improvement_frameworks.core.content.framework import Framework


def write_poster(wanted: str) -> str:
    """Return the poster of a framework as one page of HTML, to be printed on A3 landscape.

    Args:
        wanted: The id of the framework.

    Raises:
        UnknownFrameworkError: if no framework has this id.
    """
    framework = get_framework(wanted)
    body = (
        f"<header><div><h1>{words(framework.title)}</h1>"
        f'<p class="lead">{words(framework.summary)}</p></div>'
        '<div class="lines"><span>What about</span><span>Who</span><span>When</span></div></header>'
        f"<main>{draw(BlankScene(framework, 2))}</main>{_steps(framework)}"
        f"<footer>{_foot(framework)}</footer>"
    )
    style = write_style([framework.figure]) + read_asset("poster.css")
    return write_html_page(title=framework.title, style=style, body=body)


def _steps(framework: Framework) -> str:
    """Write how to work with the poster, in one line of steps."""
    meeting = framework.meeting
    if meeting is None:
        return ""
    steps = (
        f"<li><b>{words(step.title)}</b> {start} to {start + step.minutes} min</li>"
        for start, step in meeting.starts
    )
    return f'<ol class="steps">{"".join(steps)}</ol>'


def _foot(framework: Framework) -> str:
    cited = "; ".join(source.citation.rstrip(".") for source in framework.sources[:3])
    licence = " ".join(framework.licence.split("\n\n", 1)[0].split())
    sources = f"<p>Sources: {words(cited)}.</p>" if cited else ""
    return f"{sources}<p>{words(licence)}</p>"
