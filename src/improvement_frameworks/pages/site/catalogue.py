"""Gathers what the pages tell about: frameworks, rules, insights, faults of form."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from attrs import define, field

from improvement_frameworks.core.content.source import JUDGEMENT
from improvement_frameworks.core.registry import (
    framework_ids,
    get_framework,
    get_own_insights,
    get_rules,
    get_shared_insights,
    get_shared_rules,
)
from improvement_frameworks.pages.site.markdown import inline, link
from improvement_frameworks.problems import PROBLEMS
from improvement_frameworks.problems.problem import PRINCIPLES, SEVERITIES, principle_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from improvement_frameworks.core.content.framework import Framework
    from improvement_frameworks.core.insights.insights import Insight
    from improvement_frameworks.core.rules.rules import Rule
    from improvement_frameworks.problems.problem import Problem

FRAMEWORKS: Final = "frameworks/index.md"
CODES: Final = "codes/index.md"
SCHEMAS: Final = "schemas/index.md"
TAGS: Final = "tags.md"
GLOSSARY: Final = "glossary.md"
API: Final = "api/index.md"
PICTURES: Final = "pictures"
"""The folder of the small pictures of the frameworks."""


def framework_path(framework: str) -> str:
    """Return the place of a framework's page."""
    return f"frameworks/{framework}.md"


def data_path(framework: str) -> str:
    """Return the place of a framework's page for spreadsheets and programs."""
    return f"data/{framework}.md"


def part_path(framework: str, part: str) -> str:
    """Return the place of the page of a part that has one.

    >>> part_path("iceberg", "events")
    'frameworks/iceberg/events.md'
    """
    return f"frameworks/{framework}/{part}.md"


def has_part_pages(framework: Framework) -> bool:
    """Whether each part has a page of its own: parts that are chosen one by one do."""
    return framework.suits is not None and framework.suits.part_details is not None


def picture_path(framework: str) -> str:
    """Return the place of the small picture of a framework."""
    return f"{PICTURES}/{framework}.svg"


def code_path(code: str) -> str:
    """Return the place of a code's page.

    >>> code_path("ICE-W1")
    'codes/ice-w1.md'
    """
    return f"codes/{code.lower()}.md"


def schema_path(schema: str) -> str:
    """Return the place of a schema's page."""
    return f"schemas/{schema}.md"


def api_path(package: str) -> str:
    """Return the place of the page of a package's public names."""
    return f"api/{package}.md"


@define(slots=False)  # slots and cached properties together are slow
class Catalogue:
    """The frameworks that get pages, with their rules."""

    ids: tuple[str, ...] = field(factory=framework_ids, converter=tuple[str, ...])
    """The ids of the frameworks, in alphabetical order."""

    @cached_property
    def frameworks(self) -> tuple[Framework, ...]:
        """The frameworks."""
        return tuple(get_framework(one) for one in self.ids)

    @cached_property
    def shared_rules(self) -> tuple[Rule[object], ...]:
        """The rules of every record."""
        return _in_order(get_shared_rules())

    @cached_property
    def shared_insights(self) -> tuple[Insight, ...]:
        """The insights on records of any framework."""
        return get_shared_insights()

    def own_insights(self, framework: str) -> tuple[Insight, ...]:
        """Return the insights that a framework declares."""
        return get_own_insights(framework)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The faults of form."""
        return PROBLEMS

    def own_rules(self, framework: str) -> tuple[Rule[object], ...]:
        """Return the rules that only this framework has."""
        shared = {one.code for one in self.shared_rules}
        return _in_order(one for one in get_rules(framework) if one.code not in shared)

    @cached_property
    def principles(self) -> Framework | None:
        """The framework whose parts are the learning principles, if it gets a page."""
        for one in self.frameworks:
            if set(PRINCIPLES) <= {part.code for part in one.parts}:
                return one
        return None

    def link_framework(self, wanted: str, here: str, part: str | None = None) -> str:
        """Link to a framework or to one of its parts; a plain name if it gets no page."""
        known = {one.id: one for one in self.frameworks}.get(wanted)
        if known is None:
            return f"`{wanted}`" + (f", `{part}`" if part else "")
        labels = {one.code: one.label for one in known.parts}
        if part not in labels:
            return link(inline(known.title), framework_path(wanted), here)
        label = f"{inline(known.title)}: {inline(labels[part])}"
        return link(label, f"{framework_path(wanted)}#{part}", here)

    def link_principle(self, principle: str, here: str) -> str:
        """Link to a learning principle; its label alone if it gets no page."""
        if self.principles is None:
            return principle_label(principle)
        part = self.principles[principle]
        return link(inline(part.label), f"{framework_path(self.principles.id)}#{part.code}", here)

    def link_code(self, code: str, here: str) -> str:
        """Link to the page of a rule or a problem."""
        return link(code, code_path(code), here)


def _in_order(rules: Iterable[Rule[object]]) -> tuple[Rule[object], ...]:
    """Put errors before warnings before remarks, and 2 before 10."""

    def place(one: Rule[object]) -> tuple[int, list[tuple[int, str]]]:
        pieces = re.findall(r"[0-9]+|[^0-9]+", one.code)
        numbers = [(int(piece), "") if piece.isdigit() else (0, piece) for piece in pieces]
        return SEVERITIES.index(one.problem.severity), numbers

    return tuple(sorted(rules, key=place))


def cite(sources: Iterable[str], page: str = "", here: str = "") -> str:
    """Name the sources of a statement, with links to the page of the framework that lists them."""
    return ", ".join(
        "this library's own judgement"
        if source == JUDGEMENT
        else link(source, f"{page}#source-{source}", here)
        for source in sources
    )
