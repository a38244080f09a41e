"""Figures of frameworks and records: HTML that people read, print and hang up.

Eight kinds are drawn, one module each. A framework declares its kind; no module here names one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from improvement_frameworks.core.expected import expect, expect_all
from improvement_frameworks.core.registry import get_rules
from improvement_frameworks.core.rules.rules import run_rules
from improvement_frameworks.figures import (
    bands,
    chart,
    cycle,
    grid,
    matrix,
    steps,
    timeline,
    tree,
)
from improvement_frameworks.figures.scene import BlankScene, RecordScene
from improvement_frameworks.figures.style import write_style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from improvement_frameworks.core.content.figure_plan import FigureKind
    from improvement_frameworks.core.content.framework import Framework
    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.figures.scene import Scene
    from improvement_frameworks.problems.problem import Issue

__all__ = ["Figure", "draw", "figure"]

DRAWERS: Final[Mapping[FigureKind, Callable[[Scene], str]]] = {
    "bands": bands.draw,
    "steps": steps.draw,
    "grid": grid.draw,
    "matrix": matrix.draw,
    "tree": tree.draw,
    "timeline": timeline.draw,
    "cycle": cycle.draw,
    "chart": chart.draw,
}


def draw(scene: Scene) -> str:
    """Write the figure of a scene as HTML, without its style."""
    kind = scene.plan.kind
    return (
        f'<figure class="fg fg-{kind} fg-h{scene.plan.hue}">{DRAWERS[kind](scene)}{scene.rest()}'
        f"<figcaption>{scene.caption()}</figcaption></figure>"
    )


@frozen
class Figure:
    """A figure, ready to be shown: in a page, a notebook, a drawing program or a chart."""

    framework: Framework
    """The framework that is drawn."""
    body: str
    """The HTML of the figure without its style, for a page that has the style already."""
    record: Record | None = None
    """The record that is drawn; none for a blank figure."""

    def to_html(self) -> str:
        """Return the figure with its style, to be put into any page."""
        return f"<style>{write_style([self.framework.figure])}</style>{self.body}"

    def _repr_html_(self) -> str:
        return self.to_html()

    def __repr__(self) -> str:
        return f"<Figure of {self.record or self.framework.title}>"

    def to_mermaid(self, *, names: bool = True) -> str:
        """Return the parts, entries and links as Mermaid text, which many wikis draw.

        Args:
            names: Whether names of people are written: those of contributors, and those after a
                title.
        """
        from improvement_frameworks.figures.mermaid import write_mermaid

        return write_mermaid(self.framework, self._find_record(names=names))

    def to_vega_lite(self, *, names: bool = True) -> dict[str, object]:
        """Return the numbers as a Vega-Lite chart, a JSON object that chart programs draw.

        Args:
            names: Whether names of people are written: those of contributors, and those after a
                title.
        """
        from improvement_frameworks.figures.vega_lite import write_vega_lite

        return write_vega_lite(self.framework, self._find_record(names=names))

    def _find_record(self, *, names: bool) -> Record | None:
        if names or self.record is None:
            return self.record
        from improvement_frameworks.core.work.masking import leave_out_names

        return leave_out_names(self.record)


def figure(
    subject: Record | Framework,
    *,
    issues: Iterable[Issue] | None = None,
    level: int = 3,
    prefix: str = "",
) -> Figure:
    """Draw a record with its entries, or a framework with empty space to write in.

    Args:
        subject: What is drawn.
        issues: What a check found in the record, to be marked where it is; the rules of the
            framework are run if it is left out. Give an empty list for no marks.
        level: The level of the headings of parts, from 2 to 6.
        prefix: What begins the ids in the HTML, where a page shows several records.

    Returns:
        The figure. A notebook shows it; ``to_html()`` returns it as text.

    Examples:
        >>> from improvement_frameworks import Iceberg
        >>> from improvement_frameworks.figures import figure
        >>> drawn = figure(Iceberg.blank("Huddles"))
        >>> "No entry" in drawn.to_html()
        True
    """
    from improvement_frameworks.core.content.framework import Framework
    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.problems.problem import Issue

    expect("subject", subject, (Record, Framework), "a record or a framework")
    expect("level", level, int, "the level of a heading, from 2 to 6")
    expect("prefix", prefix, str, "the beginning of ids")
    if issues is not None:
        issues = expect_all("issues", issues, Issue, "a list of issues")
    if not isinstance(subject, Record):
        return Figure(subject, draw(BlankScene(subject, level)))
    if issues is None:
        issues = run_rules(subject, get_rules(subject.framework))
    return Figure(subject.about, draw(RecordScene(subject, issues, level, prefix)), subject)
