"""What a test draws depends on the test alone, so that a clone that passes once passes any day."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from typing import TYPE_CHECKING, Final

from hypothesis import Phase, given, settings, strategies as st

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NUMBER: Final = 918_273_645_546_372_819
MANY: Final = settings(max_examples=1_000, database=None, phases=[Phase.generate])


def draw() -> list[int]:
    drawn: list[int] = []

    @MANY
    @given(st.integers())
    def keep(number: int) -> None:
        drawn.append(number)

    keep()
    return drawn


def test_each_run_draws_the_same_unless_it_searches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = draw()
    file = tmp_path / "drawn_from.py"
    file.write_text(f"number = {NUMBER}\n")
    spec = spec_from_file_location(file.stem, file)
    assert spec
    monkeypatch.setitem(sys.modules, file.stem, module_from_spec(spec))
    after = draw()
    is_repeated = settings().derandomize
    assert (before == after) is is_repeated
    assert (NUMBER in after) is not is_repeated  # of the source of modules, Hypothesis draws too
