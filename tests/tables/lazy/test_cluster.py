"""Spark and a Dask cluster find in several files what is found row by row, row for row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import pytest
from tests.tables.lazy.answers import ROW, check_here
from tests.tables.lazy.conftest import KEEP

from improvement_frameworks.tables import validate_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from dask.distributed import Client
    from pyspark.sql import SparkSession
    from tests.tables.lazy.answers import Table

    from improvement_frameworks.core.report import Report

pytestmark = pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning")


def test_the_table_is_full_of_mistakes(many: Table, many_here: Report) -> None:
    assert many_here.rows < len(many[ROW])  # some are blank
    assert many_here.documents == 160
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


FEW: Final = ("framework", "record", "title", "recorded_on", "question", "level", "text", ROW)
"""Some columns of each kind: Dask takes long to plan each question, and asks several a column."""


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
