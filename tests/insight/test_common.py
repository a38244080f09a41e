"""What common insights find is told by labels of the framework, never by words of people."""

from __future__ import annotations

from typing import Final

import pytest

from improvement_frameworks import WentWell
from improvement_frameworks.core import collect
from improvement_frameworks.core.insights.common_insight import COMMON_INSIGHTS
from improvement_frameworks.core.rules.condition import Conditions

BOTH_SIDES: Final = {
    "one": Conditions({"side": ("went-well",)}),
    "other": Conditions({"side": ("even-better",)}),
    "where": "anywhere",
    "groups": 1,
    "percent": 0,
}


@pytest.mark.parametrize(
    ("check", "settings"),
    [
        ("same-code-in-groups", {"groups": 2}),
        ("same-words-in-groups", {"groups": 2}),
        ("same-code-on-both-sides", BOTH_SIDES),
    ],
)
def test_a_theme_that_people_named_is_no_fact(check: str, settings: dict[str, object]) -> None:
    records = [
        WentWell(
            title="A session",
            group={"name": name},
            entries=[{"side": side, "text": "The same words", "theme": "What Jo said"}],
        )
        for name, side in (("Ward 1", "went-well"), ("Ward 2", "even-better"))
    ]
    find = COMMON_INSIGHTS[check].function
    (evidence,) = find(collect(records), field="theme", **settings)
    assert (len(evidence.said), dict(evidence.params)) == (2, {})
