"""Spark and Dask count several files as plain Python counts the records in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import pytest

from improvement_frameworks import RiskThemes, tally, to_frame

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning")

THEMES: Final = ("silos", "change-fatigue", "lose-learning")


@pytest.fixture(scope="module")
def records() -> list[RiskThemes]:
    """Signals of four groups, on no theme, one or several; some name nobody."""
    return [
        RiskThemes(
            title=f"Signals {number}",
            group={"name": f"Team {number % 4}"},
            contributors=[{"id": "c1", "role": "nurse"}, {"id": "c2"}, {"id": "c3"}],
            entries=[
                {
                    "text": f"Signal {place}",
                    "themes": THEMES[: (number + place) % 4],
                    "contributor": (None, "c1", "c2")[place % 3],
                }
                for place in range(7)
            ],
        )
        for number in range(12)
    ]


@pytest.fixture(scope="module")
def folder(records: list[RiskThemes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records as a long table in two files."""
    folder = tmp_path_factory.mktemp("signals")
    frame = to_frame(records)
    half = frame.height // 2
    frame[:half].write_parquet(folder / "part-0.parquet")
    frame[half:].write_parquet(folder / "part-1.parquet")
    return folder


def test_spark_counts_what_is_counted_here(
    spark: SparkSession, folder: Path, records: list[RiskThemes]
) -> None:
    there = tally(spark.read.parquet(str(folder)), "theme")
    assert there == tally(records, "theme")
    assert there.shown


def test_dask_counts_what_is_counted_here(folder: Path, records: list[RiskThemes]) -> None:
    dask = pytest.importorskip("dask.dataframe")
    config = pytest.importorskip("dask.config")
    with config.set(scheduler="synchronous"):
        there = tally(cast("pl.DataFrame", dask.read_parquet(folder)), "group")
    assert there == tally(records, "group")
