"""Puts the figure of a framework on its reference page: blank, then as its example fills it in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core.registry import (
    framework_ids,
    get_example,
    get_framework,
    get_record_type,
)
from improvement_frameworks.figures import figure
from improvement_frameworks.figures.style import write_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core.content.framework import Framework

FIGURE_STYLE: Final = "figures.css"
"""The file with the style of the figures, in the folder of the pages."""

# The theme of the site has sizes and lists of its own, which end where a figure begins.
_IN_THE_SITE: Final = (
    ".md-typeset figure.fg{width:auto;max-width:none;margin:1rem 0;padding:0;text-align:start;"
    "zoom:.8}.md-typeset .fg small{opacity:1}[dir] .md-typeset .fg :is(li,ol,ul){margin:0}"
)


def write_figures(framework: Framework) -> Iterator[str]:
    """Write the blank figure, then the one of the worked example, as blocks of HTML."""
    yield from (figure(framework, level=2).body, "")
    try:
        example = get_example(framework.id)
    except KeyError:  # a framework that code put together has none
        return
    record = get_record_type(framework.id).model_validate_json(json.dumps(example))
    yield from ("## Filled in", "", figure(record, issues=(), prefix="example-").body, "")


def write_figure_style() -> str:
    """Return the style of all figures for the site, whose switch for the dark it follows."""
    plans = [get_framework(name).figure for name in framework_ids()]
    style = write_style(plans, dark_root='[data-md-color-scheme="slate"]')
    return f"{style}{_IN_THE_SITE}\n"
