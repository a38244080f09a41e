"""Every engine says the same about every field of every record, whatever stands in it."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final

import pytest
from tests.parity.extent import IS_LONG, SEED
from tests.parity.panel import Panel
from tests.parity.pinned import PINNED
from tests.parity.subject import RECORDS
from tests.parity.sweep import sweep

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.parity.node import Worker

AT_ONCE: Final = 100
IN_SHORT: Final = max(100, 2_400 // len(RECORDS))
"""How many of some ten thousand documents of each framework are taken if time is short."""


@pytest.mark.parametrize("framework", RECORDS)
def test_all_engines_agree_about_every_field(
    framework: str, worker: Worker, record_property: Callable[[str, object], None]
) -> None:
    panel = Panel(RECORDS[framework], worker, PINNED)
    write_full, *others = sweep(framework)
    assert not panel.find_differences([write_full()])
    assert panel.count()["accepted"] == 1  # the document with everything
    chosen = others if IS_LONG else Random(SEED).sample(others, IN_SHORT)  # noqa: S311
    differences = [
        difference
        for start in range(0, len(chosen), AT_ONCE)
        for difference in panel.find_differences(
            write_one() for write_one in chosen[start : start + AT_ONCE]
        )
    ]
    assert panel.count()["unread"] == 0
    record_property("parity", {**panel.count(), "subject": f"{framework}, field by field"})
    assert not differences, "\n".join(map(str, differences[:10]))
