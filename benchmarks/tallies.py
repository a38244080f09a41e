"""How fast entries are counted where they are: ``python benchmarks/tallies.py``.

A Parquet file of entries of learning grids: 20 entries a record, six people a group. Every
contender counts entries, people and records by part and role, in a fresh process, in turn with the
others. A ratio is taken within one round to the group-by that somebody would write in Polars for
these columns: it knows no sums, and fills in nothing that only one row of a record says.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).parent))  # so that it runs as it stands

from timing import Memory, compare, describe_machine, middle, print_table, run_once, save

from improvement_frameworks.tables import columns_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl
    from timing import Facts

BASE: Final = "Polars, one group-by"
SIZES: Final = (1_000_000,)
PACKAGES: Final = ("polars", "narwhals", "duckdb")
FRAMEWORK: Final = "learning-grid"
ROLES: Final = ("nurse", "doctor", "patient", "carer", "manager", "porter")


def write_entries(file: Path, count: int) -> None:
    """Write so many entries as Parquet."""
    import polars as pl

    columns = {column.name: column for column in columns_of(FRAMEWORK)}
    number = pl.int_range(count, dtype=pl.Int64).alias("number")
    record = pl.col("number") // 20
    pl.select(number).lazy().select(
        pl.lit(FRAMEWORK).alias("framework"),
        pl.format("grid-{}", record).alias("record"),
        pl.format("Team {}", record % 600).alias("group_name"),
        pl.format("20{}-0{}-16", record % 6 + 19, record % 9 + 1).alias("recorded_on"),
        pl.format("c{}", pl.col("number") % 6).alias("contributor"),
        _pick("number", 1, ROLES).alias("contributor_role"),
        _pick("number", 7, columns["question"].codes).alias("question"),
        _pick("number", 11, columns["level"].codes).alias("level"),
        pl.format("What number {} says of the change that is going on", "number").alias("text"),
    ).sink_parquet(file)


def _pick(name: str, factor: int, words: tuple[str, ...]) -> pl.Expr:
    import polars as pl

    place = pl.col(name) * factor % len(words)
    return place.replace_strict(dict(enumerate(words)), return_dtype=pl.String)


def group_by(file: Path) -> int:
    """Count with one group-by of Polars."""
    import polars as pl

    return (
        pl.scan_parquet(file)
        .group_by("question", "contributor_role")
        .agg(
            pl.len(),
            pl.struct("group_name", "contributor").n_unique().alias("people"),
            pl.col("record").n_unique(),
        )
        .collect()
        .height
    )


def tally_polars(file: Path) -> int:
    """Count a lazy frame of Polars."""
    import polars as pl

    from improvement_frameworks import tally

    return len(tally(pl.scan_parquet(file), ("part", "role")).cells)


def tally_in_memory(file: Path) -> int:
    """Count a frame of Polars that is in memory; reading it is part of the time."""
    import polars as pl

    from improvement_frameworks import tally

    return len(tally(pl.read_parquet(file), ("part", "role")).cells)


def tally_duckdb(file: Path) -> int:
    """Count in DuckDB."""
    import duckdb

    from improvement_frameworks import tally

    return len(tally(duckdb.read_parquet(str(file)), ("part", "role")).cells)


CONTENDERS: Final[dict[str, Callable[[Path], int]]] = {
    BASE: group_by,
    "tally, Polars where it is": tally_polars,
    "tally, Polars in memory": tally_in_memory,
    "tally, DuckDB": tally_duckdb,
}


def run(name: str, file: Path) -> None:
    """Run one contender in this process and print its facts."""
    memory = Memory()
    start = time.perf_counter()
    cells = CONTENDERS[name](file)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "memory": memory.stop(), "cells": cells}))


def measure(file: Path, count: int, rounds: int) -> list[dict[str, object]]:
    """Let all contenders run and return what came of it, a row each."""
    found: dict[str, list[Facts]] = {name: [] for name in CONTENDERS}
    for _ in range(rounds):
        for name in CONTENDERS:
            command = [sys.executable, __file__, "--file", str(file), "--run", name]
            found[name].append(run_once(command))
    rows: list[dict[str, object]] = []
    for name in CONTENDERS:
        ratio, least, most = compare(found, BASE, name)
        rows.append(
            {
                "name": name,
                "ratio": round(ratio, 2),
                "least": round(least, 2),
                "most": round(most, 2),
                "seconds": round(middle(found, name, "seconds"), 2),
                "entries a second": round(count / middle(found, name, "seconds")),
                "memory": round(middle(found, name, "memory")),
            }
        )
    return rows


def main() -> None:
    """Measure, print the tables and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--entries", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    if given.run:
        run(given.run, given.file)
        return
    results: dict[str, list[dict[str, object]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "entries.parquet")
        for count in given.entries:
            write_entries(file, count)
            title = f"{count:,} entries"
            rows = results[title] = measure(file, count, given.rounds)
            print(f"\n{title}")
            print_table(list(rows[0]), [[str(value) for value in row.values()] for row in rows])
    facts = {**describe_machine(PACKAGES), "base": BASE, "rounds": given.rounds}
    save("tallies", {**facts, "results": results})


if __name__ == "__main__":
    main()
