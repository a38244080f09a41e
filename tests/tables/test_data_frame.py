"""Data frames that a program holds: records come back from them, and issues name their rows."""

from __future__ import annotations

import polars as pl
import pytest

from improvement_frameworks import (
    framework_ids,
    get_example,
    load,
    load_table,
    to_frame,
    validate_table,
)


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
@pytest.mark.parametrize("framework", framework_ids())
def test_examples_come_back_from_frames(framework: str, backend: str) -> None:
    example = load(get_example(framework))
    frame = to_frame([example, example], backend=backend)  # type: ignore[arg-type]
    assert load_table(frame) == (example, example)  # type: ignore[arg-type]


def test_what_is_no_table_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match=r"[Uu]nsupported"):
        validate_table(3)  # type: ignore[arg-type]


def test_issues_of_a_frame_name_row_and_column() -> None:
    frame = pl.DataFrame({"Title": ["A", "A"], "Level": ["events", "evnts"], "Text": ["x", "y"]})
    issue = validate_table(frame).errors[0]
    assert (issue.where.row, issue.where.cell, issue.where.heading) == (2, "", "Level")
    assert str(issue.where) == "row 2 (Level)"
