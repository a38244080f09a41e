"""Reads ``insights.toml``: the insights of a framework, each joined with what looks for it."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, cast

from attrs import asdict, evolve, field, frozen

from improvement_frameworks.core.insights.insights import COUNTED, Insight, Needs
from improvement_frameworks.core.rules.code_file import Declaration, read_codes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from improvement_frameworks.core.insights.collection import Collection
    from improvement_frameworks.core.insights.insights import Evidences
    from improvement_frameworks.core.rules.code_file import CommonCheck, DeclaredCode


@frozen(kw_only=True, eq=False, repr=False)  # read once and never compared
class InsightDeclaration(Declaration):
    """What ``insights.toml`` says of one insight."""

    why: str
    """Why it matters, in a sentence or two."""
    needs: Needs = field(factory=Needs)
    """What there has to be before it speaks: ``{ records = 3, groups = 2, waves = 2 }``."""


@cache
def read_insights(module: str) -> tuple[Insight, ...]:
    """Read the insights that are declared beside a module, once, in their order.

    Args:
        module: The dotted name of the module with the functions, such as ``my_package.insights``;
            the insights are declared in ``insights.toml`` beside it. The module may be missing.

    Raises:
        ContentError: if a key is missing, unknown or unusable, if nothing looks for an insight, or
            if a function looks for one that is not declared.
    """
    declared = read_codes(module, "insights", InsightDeclaration, _find_common)
    return tuple(map(_make_insight, declared))


def _find_common() -> Mapping[str, CommonCheck[object]]:
    from improvement_frameworks.core.insights.common_insight import COMMON_INSIGHTS

    return COMMON_INSIGHTS


def _make_insight(one: DeclaredCode[InsightDeclaration]) -> Insight:
    find = cast("Callable[[Collection], Evidences]", one.look)
    if one.named is not None:
        find = partial(_find_named, find, one.named - COUNTED.keys())
    declared = asdict(one.declared, recurse=False)
    return Insight(**declared, find=find, why=one.said.why, needs=one.said.needs)


def _find_named(
    find: Callable[[Collection], Evidences], names: frozenset[str], collection: Collection
) -> Evidences:
    """Yield what a common insight finds with those facts alone that the words name."""
    for one in find(collection):
        yield evolve(
            one,
            params={name: value for name, value in one.params.items() if name in names},
            counts={name: value for name, value in one.counts.items() if name in names},
            named={name: value for name, value in one.named.items() if name in names},
        )
