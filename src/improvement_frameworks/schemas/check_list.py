"""Describes the checks that rules and insights share, for programs that write them themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from improvement_frameworks.core.insights.common_insight import COMMON_INSIGHTS
from improvement_frameworks.core.record.docstring import describe_function
from improvement_frameworks.core.rules.common_check import CHECKS

if TYPE_CHECKING:
    from collections.abc import Collection

    from improvement_frameworks.core.rules.code_file import CommonCheck
    from improvement_frameworks.problems.problem import Json


def common_checks() -> tuple[CommonCheck[object], ...]:
    """Return the checks that several rules or insights share."""
    return (*CHECKS.values(), *COMMON_INSIGHTS.values())


def list_checks(wanted: Collection[str]) -> list[Json]:
    """Return what each of some checks finds and what it takes, in the words of its function."""
    return [_describe(check) for check in common_checks() if check.name in wanted]


def _describe(check: CommonCheck[object]) -> Json:
    about, _, listed = describe_function(check.function).partition("\n\nArgs:\n")
    parts = re.findall(r"^    (\w+): (.+(?:\n {8}.+)*)", listed, re.MULTILINE)
    takes: dict[str, Json] = {name: _join(words) for name, words in parts[1:]}  # the first: data
    return {"id": check.name, "finds": _join(about), **({"takes": takes} if takes else {})}


def _join(words: str) -> str:
    """Write words in one line, with other checks under the names that rules use."""
    line = " ".join(words.replace("``", "`").split())
    names = {check.function.__name__: check.name for check in common_checks()}
    return re.sub(r"`(\w+)`", lambda found: f"`{names.get(found[1], found[1])}`", line)
