"""Reads ``rules.toml``: the practice checks of a framework, each joined with what looks for it."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, cast

from attrs import asdict, frozen

from improvement_frameworks.core.rules.code_file import Declaration, read_codes
from improvement_frameworks.core.rules.rules import Finding, Rule
from improvement_frameworks.problems.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from improvement_frameworks.core.rules.code_file import CommonCheck, DeclaredCode
    from improvement_frameworks.core.rules.rules import Findings
    from improvement_frameworks.problems.problem import Problem


@frozen(kw_only=True, eq=False, repr=False)  # read once and never compared
class RuleDeclaration(Declaration):
    """What ``rules.toml`` says of one rule."""

    severity: Severity
    """How bad it is: error, warning or info."""
    asks: str
    """What good use asks, in a sentence."""

    def make_problem(self, severity: Severity | None = None) -> Problem:
        """Return its words as a problem, as bad as the file says."""
        return super().make_problem(severity or self.severity)


@cache
def read_rules(module: str) -> tuple[Rule[object], ...]:
    """Read the rules that are declared beside a module, once, in their order.

    Args:
        module: The dotted name of the module with the functions, such as ``my_package.rules``; the
            rules are declared in ``rules.toml`` beside it. The module may be missing.

    Raises:
        ContentError: if a key is missing, unknown or unusable, if nothing checks a rule, or if a
            function looks for a rule that is not declared.
    """
    found = read_codes(module, "rules", RuleDeclaration, _find_common)
    return tuple(map(_make_rule, found))


def _find_common() -> Mapping[str, CommonCheck[object]]:
    from improvement_frameworks.core.rules.common_check import CHECKS

    return CHECKS


def _make_rule(one: DeclaredCode[RuleDeclaration]) -> Rule[object]:
    check = cast("Callable[[object], Findings]", one.look)
    if one.named is not None:
        check = partial(_find_named, check, one.named)
    return Rule(**asdict(one.declared, recurse=False), check=check, asks=one.said.asks)


def _find_named(
    check: Callable[[object], Findings], named: frozenset[str], record: object
) -> Findings:
    """Yield what a common check finds with those facts alone that the rule's words name."""
    for found in check(record):
        yield Finding(found.path, {n: v for n, v in found.params.items() if n in named})
