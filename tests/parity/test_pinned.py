"""The table of what cannot agree: every row still differs, and nothing else does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import cases
from tests.parity.engine import MODELS
from tests.parity.panel import Panel, differing, write_value
from tests.parity.pinned import PINNED, Pinned
from tests.parity.subject import SAMPLER

if TYPE_CHECKING:
    from tests.parity.node import Worker


@pytest.fixture(scope="session")
def panel(worker: Worker) -> Panel:
    return Panel(SAMPLER, worker, PINNED)


def test_the_table_is_short() -> None:
    assert 0 < len(PINNED) < 10


ROWS: Final = {
    f"{row.name}: {field}": (row, field)
    for row in PINNED
    if row.engines  # tests/engines asks the others
    for field in row.examples
}


@pytest.mark.parametrize(("row", "field"), cases(ROWS))
def test_a_pinned_row_still_differs_and_only_there(panel: Panel, row: Pinned, field: str) -> None:
    document = write_value({field: row.examples[field]})
    (said,) = panel.verdicts([document])
    assert said[MODELS] != row.verdict
    assert set(differing(said)) == row.engines
    assert {said[engine] for engine in row.engines} == {row.verdict}
    assert all(row.explains(panel, engine, said, document) for engine in row.engines)
    (mended,) = panel.verdicts([write_value(row.mend(document.value))])
    assert set(mended.values()) == {"accepts"}
