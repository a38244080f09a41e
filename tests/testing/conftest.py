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
    Literal,
    NamedTuple,
    Protocol,
    TypeAlias,
    TypeVar,
    cast,
)

import pytest
from hypothesis import Phase, given, settings
from hypothesis.statistics import collector
from jsonschema import Draft202012Validator

from improvement_frameworks import declare_grid, json_schema
from improvement_frameworks.core import registry
from improvement_frameworks.frameworks.learning_grid import GridLevel, GridQuestion
from improvement_frameworks.testing import documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from hypothesis.strategies import SearchStrategy

    from improvement_frameworks.core.record import Record

T = TypeVar("T")

PLUGIN: Final = Path(__file__).parents[2] / "examples" / "plugin" / "src"
NEW_ID: Final = "rose-bud-thorn"
GRID_ID: Final = "winter-grid"
OTHERS: Final = (NEW_ID, GRID_ID)
"""The framework of another distribution, and one that a program declares."""


Way: TypeAlias = Literal["as it comes", "resolved", "clean"]

_profile: Any = settings()
few = settings(max_examples=max(20, _profile.max_examples // 2))
"""Half of what the profile asks for: drawing whole records takes its time."""


class Sample(NamedTuple):
    """Documents that were drawn, and how the draws ended."""

    documents: tuple[dict[str, object], ...]
    ends: Counter[str]


def draw_many(strategy: SearchStrategy[T], number: int = 100) -> tuple[list[T], Counter[str]]:
    """Draw the same so many values each time, with all health checks on; count how draws ended."""
    drawn: list[T] = []
    ends: Counter[str] = Counter()

    @settings(max_examples=number, deadline=None, derandomize=True, phases=[Phase.generate])
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
def sample(framework: str, way: Way) -> Sample:
    """Draw documents of a framework, once for all tests."""
    wanted = documents(framework, resolve=way == "resolved", clean=way == "clean")
    drawn, ends = draw_many(wanted, 30 if way == "resolved" else 100)
    return Sample(tuple(drawn), ends)


class Valid(Protocol):
    """What is used of a validator of JSON Schema."""

    def is_valid(self, instance: object, /) -> bool: ...


def validator_of(framework: str) -> Valid:
    """Return a validator for the published schema of a framework."""
    return cast("Valid", Draft202012Validator(cast("dict[str, Any]", json_schema(framework))))


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
