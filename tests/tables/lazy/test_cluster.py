"""Spark and a Dask cluster find in several files what is found row by row, and count it so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import pytest
from tests.tables.lazy.answers import FEW, ROW, check_here
from tests.tables.lazy.conftest import KEEP

from improvement_frameworks import RiskThemes, tally, to_frame
from improvement_frameworks.tables import validate_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import polars as pl
    from dask.distributed import Client
    from pyspark.sql import SparkSession
    from tests.tables.lazy.answers import Table

    from improvement_frameworks.core.report.report import Report

pytestmark = pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning")


def test_the_table_is_full_of_mistakes(many: Table, many_here: Report) -> None:
    assert many_here.rows < len(many[ROW])  # some are blank
    assert many_here.documents == 48
    assert many_here.truncated
    codes = {code for code, _ in many_here.counts}
    assert codes >= {
        "CELL-DATE", "CELLS-CONVERTED", "CELLS-LABELS", "CELLS-TRIMMED", "FIELD-MISSING",
        "ROW-CONFLICT", "TABLE-IDS", "VALUE-CODE", "VALUE-FORM", "VALUE-LONG", "VALUE-TWICE",
    }  # fmt: skip


def test_spark_finds_what_is_found_here(
    many_files: Path, many_here: Report, spark: SparkSession
) -> None:
    frame = spark.read.parquet(str(many_files))
    there = validate_table(frame, row_number=ROW, keep=KEEP, blank=["n/a"], rules=False)
    assert there.to_dict() == many_here.to_dict()


def test_dask_finds_what_is_found_here(many: Table, many_files: Path, dask_client: Client) -> None:
    dask = pytest.importorskip("dask.dataframe")
    workers = cast("Mapping[str, object]", dask_client.scheduler_info()["workers"])
    assert len(workers) == 2
    frame = dask.read_parquet(many_files, columns=[*FEW])
    there = validate_table(frame, row_number=ROW, keep=KEEP, blank=["n/a"], rules=False)
    here = check_here({name: many[name] for name in FEW}, keep=KEEP, blank=["n/a"])
    assert there.to_dict() == here.to_dict()
    assert here.truncated
    codes = {code for code, _ in here.counts}
    assert codes >= {"CELL-DATE", "FIELD-MISSING", "ROW-CONFLICT", "VALUE-CODE", "VALUE-LONG"}


SAID: Final = (
    *("framework", "record", "title", "group_name", "contributor", "contributor_role"),
    *("text", "themes"),
)
"""The columns that hold anything."""
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


@pytest.mark.usefixtures("dask_client")
def test_dask_counts_what_is_counted_here(folder: Path, records: list[RiskThemes]) -> None:
    dask = pytest.importorskip("dask.dataframe")
    frame = dask.read_parquet(folder, columns=[*SAID])
    there = tally(cast("pl.DataFrame", frame), "group")
    assert there == tally(records, "group")
