"""The time that a pattern takes grows in line with the text, whatever the text is.

``maxLength`` is no guard: a validator tries the pattern on a text of any length. Two lengths are
compared with each other and never with a clock, so the speed of the machine does not matter.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Final, cast

import pytest
from tests.parity.pattern import LENGTH, PATTERNS, draw_out

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER: Final = Path(__file__).parent / "growth"
COMMANDS: Final = {"python": (sys.executable, "measure.py"), "node": ("node", "measure.mjs")}
TIMES_LONGER: Final = 8
MOST: Final = 2 * TIMES_LONGER
"""How much longer the longer text may take: with the square it would be 64 times as long."""
UNNOTICED: Final = 1.0
"""Milliseconds below which a time says nothing; what grows with the square takes far longer."""

every_engine = pytest.mark.parametrize("engine", COMMANDS)


def find_growing(
    engine: str, patterns: Sequence[str], short: Sequence[str], long: Sequence[str]
) -> list[tuple[str, str]]:
    """Return the patterns that take too long on a text, each with the text's beginning and end."""
    if which(COMMANDS[engine][0]) is None:
        pytest.skip("Node is missing. Install Node 20 or later.")
    pairs = [(pattern, text) for pattern in patterns for text in (*short, *long)]
    done = subprocess.run(
        COMMANDS[engine],
        cwd=FOLDER,
        input=json.dumps(pairs),
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=True,
    )
    times = dict(zip(pairs, cast("list[float]", json.loads(done.stdout)), strict=True))
    return [
        (pattern, f"{one[:8]}...{other[-4:]}")
        for pattern in patterns
        for one, other in zip(short, long, strict=True)
        if times[pattern, other] > MOST * max(times[pattern, one], UNNOTICED)
    ]


@every_engine
def test_no_pattern_grows_faster_than_the_text(engine: str) -> None:
    short, long = draw_out(LENGTH // TIMES_LONGER), draw_out(LENGTH)
    assert find_growing(engine, PATTERNS, short, long) == []


@every_engine
def test_growth_with_the_square_is_seen(engine: str) -> None:
    tried = ["^[^\n]*[^\n ][^\n]*$", "^[^\n]*$"]
    found = find_growing(engine, tried, ["a" * 1_000 + "\n "], ["a" * 8_000 + "\n "])
    assert [pattern for pattern, _ in found] == tried[:1]
