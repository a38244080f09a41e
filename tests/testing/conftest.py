"""What the tests of drawn records share: a count of draws, and frameworks from elsewhere."""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import (
    TYPE_CHECKING,
    Any,
    Final,
    NamedTuple,
    Protocol,
    TypeVar,
    cast,
)

import jsonschema_rs
import pytest
from hypothesis import Phase, given, seed, settings, strategies as st
from hypothesis.statistics import collector

from improvement_frameworks import declare_grid, json_schema
from improvement_frameworks.core import registry
from improvement_frameworks.core.registry import published_ids
from improvement_frameworks.frameworks.learning_grid import GridLevel, GridQuestion
from improvement_frameworks.testing import documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from hypothesis.strategies import SearchStrategy

    from improvement_frameworks.core.record.record import Record

T = TypeVar("T")

PLUGIN: Final = Path(__file__).parents[2] / "examples" / "plugin" / "src"
NEW_ID: Final = "rose-bud-thorn"
GRID_ID: Final = "winter-grid"
OTHERS: Final = (NEW_ID, GRID_ID)
"""The framework of another distribution, and one that a program declares."""

_profile: Any = settings()
NUMBER: Final[int] = max(_profile.max_examples, 25)
"""How many values are drawn: as many as the profile asks for."""
PARTS: Final = (1, 2, 4, 16)
"""How many times so many there are in all, where fewer do not do."""

any_framework = st.sampled_from(published_ids())
"""A framework of this library. A law is asked once of all of them, and each draw is of one."""


class Sample(NamedTuple):
    """Documents that were drawn, and how the draws ended."""

    documents: tuple[dict[str, object], ...]
    ends: Counter[str]


def draw_many(
    strategy: SearchStrategy[T], number: int = NUMBER, part: int = 0
) -> tuple[list[T], Counter[str]]:
    """Draw the same so many values each time, with all health checks on; count how draws ended.

    Each part holds other values.
    """
    drawn: list[T] = []
    ends: Counter[str] = Counter()

    @seed(part)
    @settings(max_examples=number, deadline=None, database=None, phases=[Phase.generate])
    @given(strategy)
    def keep(value: T) -> None:
        drawn.append(value)

    def count(told: Mapping[str, object]) -> None:
        phase = cast("dict[str, list[dict[str, str]]]", told["generate-phase"])
        ends.update(case["status"] for case in phase["test-cases"])

    listen = cast("Callable[[object], AbstractContextManager[None]]", collector.with_value)
    with listen(count):
        keep()
    return drawn, ends


@cache
def _sample(framework: str, part: int, clean: bool) -> Sample:  # noqa: FBT001 - a key of the cache
    drawn, ends = draw_many(documents(framework, clean=clean), NUMBER, part)
    return Sample(tuple(drawn), ends)


def sample(framework: str, *, clean: bool = False) -> Sample:
    """Draw documents of a framework, once for all tests."""
    return _sample(framework, 0, clean)


def samples(framework: str, *, clean: bool = False) -> Iterator[Sample]:
    """Yield documents, and more of them when the first ones do not show what is looked for."""
    for number in PARTS:
        parts = [_sample(framework, part, clean) for part in range(number)]
        drawn = tuple(document for part in parts for document in part.documents)
        yield Sample(drawn, sum((part.ends for part in parts), Counter[str]()))


class Valid(Protocol):
    """What is used of a validator of JSON Schema."""

    def is_valid(self, instance: object, /) -> bool: ...


def validator_of(framework: str) -> Valid:
    """Return a quick validator for the published schema of a framework."""
    return cast(
        "Valid", jsonschema_rs.validator_for(cast("dict[str, Any]", json_schema(framework)))
    )


@pytest.fixture
def others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Install a plug-in beside the library, and declare a grid."""
    info = tmp_path / "rose_bud_thorn-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: rose-bud-thorn\nVersion: 1.0\n")
    point = f"[{registry.ENTRY_POINTS}]\n{NEW_ID} = rose_bud_thorn\n"
    (info / "entry_points.txt").write_text(point)
    monkeypatch.setattr(sys, "path", [str(PLUGIN), str(tmp_path), *sys.path])
    registry.forget()
    declare_winter_grid()
    yield
    registry.forget()
    for name in [name for name in sys.modules if name.startswith("rose_bud_thorn")]:
        del sys.modules[name]


def declare_winter_grid() -> type[Record]:
    """Declare a grid that has everything a grid can have."""
    return declare_grid(
        id=GRID_ID,
        title="What winter is teaching us",
        stem="Since the winter plan began...",
        questions=[
            GridQuestion("kept", "Kept", "What have we kept?", excludes="dropped"),
            GridQuestion("dropped", "Dropped", "What have we dropped?"),
            GridQuestion("joy", "Joy", "What gives us joy?", balances="grief"),
            GridQuestion("grief", "Grief", "What weighs on us?"),
            GridQuestion("wish", "Wish", "What one thing do we wish for?", one_answer=True),
        ],
        levels=[GridLevel("hospital", "Hospital", wider=True), GridLevel("ward", "Ward")],
    )
