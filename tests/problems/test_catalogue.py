"""The catalogue: every problem stands in it once, under the name of its code."""

from __future__ import annotations

from improvement_frameworks import problems
from improvement_frameworks.problems.problem import Problem


def test_a_problem_is_a_constant_with_the_name_of_its_code() -> None:
    found = {name: one for name, one in vars(problems).items() if isinstance(one, Problem)}
    assert {name: one.code.replace("-", "_") for name, one in found.items()} == {
        name: name for name in found
    }
    assert sorted(one.code for one in problems.PROBLEMS) == sorted(
        one.code for one in found.values()
    )
