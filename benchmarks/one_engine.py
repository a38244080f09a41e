"""Would one engine for columns do? The cells of files, checked as those of frames elsewhere are.

The engine for frames whose data are elsewhere (``lazy_*``) is pointed at each batch of a file, and
what it finds is put together: the values that do not pass, the blank cells, and what rows say of
their records. What it would still have to do (words, lines, ids, contradictions) is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))  # so that it runs as it stands

from made_up_table import write_csv, write_parquet
from timing import compare, describe_machine, middle, print_table, run_once, save

NOW: Final = "batches, the whole report"
TRIAL: Final = "lazy engine over batches, cells only"
ROUNDS: Final = {500_000: 3, 5_000_000: 1}
MOST: Final = 1.25
"""How many times as long one engine may take to replace both."""


def check_now(file: Path) -> int:
    """Check a file as it is done; return the number of issues."""
    from improvement_frameworks.tables import validate_table

    return sum(validate_table(file, rules=False, keys=False).counts.values())


def check_cells(file: Path) -> int:
    """Let the lazy engine look at the cells of each batch; return how much is wrong."""
    import narwhals as nw
    import polars as pl

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.cells.note import NoteCounter
    from improvement_frameworks.tables.columnar.lazy_table import open_lazy
    from improvement_frameworks.tables.columnar.lazy_value import read_values
    from improvement_frameworks.tables.columnar.row_hash import KEY, NUMBER, Crossing
    from improvement_frameworks.tables.layouts.sheet_heading import find_heading
    from improvement_frameworks.tables.options import make_options
    from improvement_frameworks.tables.reading.source import open_tables
    from improvement_frameworks.tables.rows.row import RowChecker

    options = make_options({"rules": False})
    (sheet,) = open_tables(file)
    assert not isinstance(sheet, Issue)
    heading = find_heading(sheet, options)
    assert not isinstance(heading, Issue)
    checker = RowChecker(heading, options.habits, NoteCounter())
    said = [c.name for c in heading.columns.values() if c.place == "record" and c.path]
    crossing = Crossing([KEY], said)
    found: dict[tuple[int, object], int] = {}
    lacking = 0
    for batch in heading.batches():
        if isinstance(batch, Issue):
            continue
        names = {name: heading.names[int(name)] for name in batch.frame.columns}
        numbers = pl.Series(NUMBER, batch.numbers, dtype=pl.Int64)
        frame = batch.frame.rename(names).with_columns(numbers)
        table = open_lazy(nw.from_native(frame.lazy()), heading, heading.columns, NUMBER)
        values = read_values(table, checker.readers, checker.habits)
        for value in values.found:
            place = value.place, value.raw
            found[place] = found.get(place, 0) + value.count
        lacks = values.lacks(checker.needs)
        conditions = {name: lack.condition for name, lack in lacks.items()}
        content = {str(place): ~table.is_empty(place) for place in table.kinds}
        counts = table.count({**conditions, **content})
        lacking += sum(counts[name] for name in lacks)
        crossing.take(frame.select(pl.col("record").alias(KEY), *said, NUMBER))
    crossing.table()
    return lacking + sum(found.values())


def run(name: str, file: Path) -> None:
    """Run one contender in this process and print its facts: processor time and peak of memory."""
    before = os.times()
    found = check_now(file) if name == NOW else check_cells(file)
    after = os.times()
    spent = after.user + after.system - before.user - before.system
    status = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    print(json.dumps({"seconds": spent, "memory": peak / 1024, "found": found}))


def main() -> None:
    """Measure, print the table and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        run(given.run, given.file)
        return
    rows: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as folder:
        for count, rounds in ROUNDS.items():
            text, typed = Path(folder, "table.csv"), Path(folder, "table.parquet")
            write_csv(text, count)
            write_parquet(typed, text)
            for file in (text, typed):
                runs = {
                    name: [
                        run_once([sys.executable, __file__, "--file", str(file), "--run", name])
                        for _ in range(rounds)
                    ]
                    for name in (NOW, TRIAL)
                }
                ratio, *_ = compare(runs, NOW, TRIAL)
                memory = [middle(runs, name, "memory") for name in (NOW, TRIAL)]
                row = {
                    "name": f"{count:,} rows, {file.suffix[1:].upper()}",
                    "ratio": round(ratio, 2),
                    "memory": round(memory[1] / memory[0], 2),
                    "rounds": rounds,
                }
                rows.append(row)
                print_table([*row], [[str(value) for value in row.values()]])
    packages = ("polars", "narwhals")
    save("one_engine", {**describe_machine(packages), "to reach": MOST, "rows": rows})


if __name__ == "__main__":
    main()
