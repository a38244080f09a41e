"""How fast tables are checked, against other ways to do it: ``python benchmarks/tables.py``.

First, how long people wait for tables with all rules, from the command line; ``--rows`` without
numbers measures that alone.

Answers of learning grids in eight columns, 1 % of the rows bad in eleven ways, all errors counted.
Every contender runs in a fresh process, in turn with the others; a ratio is taken within one round
to the time in which Polars merely reads the file, and the median counts. What is imported is part
of the time. Slow contenders take part in fewer rounds, the slowest only with fewer rows.
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

from made_up_table import write_csv, write_parquet, write_xlsx
from table_peers import PEERS, WORKBOOK_PEERS
from timing import (
    Memory,
    compare,
    describe_machine,
    middle,
    print_table,
    run_once,
    save,
    take_turns,
)

if TYPE_CHECKING:
    from timing import Facts

BASE: Final = "Polars, reading only"
WORKBOOK_BASE: Final = "python-calamine, reading only"
OWN: Final = "validate, form only"
WITH_KEYS: Final = "validate, form only, with keys"
LOOP: Final = "DictReader and pydantic"
SIZES: Final = (50_000, 500_000, 5_000_000)
TARGETS: Final = {
    OWN: {"csv": 2.1, "parquet": 1.9, "xlsx": 1.3},
    WITH_KEYS: {"csv": 3.9, "parquet": 2.9},
}
COMMAND_TARGETS: Final = {1_000: 1.0, 100_000: 5.0}
"""How many seconds tables of so many rows may take with all rules, from the command line."""
COMMAND: Final = """
from improvement_frameworks.cli import main
try:
    main()
except SystemExit:  # 1 % of the rows have errors
    pass
"""
PEAK: Final = f"""{COMMAND}
import json
from pathlib import Path
lines = Path("/proc/self/status").read_text().splitlines()
most = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
print(json.dumps({{"memory": most / 1024}}))
"""
FEWER_ROUNDS: Final = {
    "validate, row by row": 1,
    LOOP: 2,
    "pandera on pandas": 1,
    "frictionless": 1,
}
"""The slow ones take part in so many rounds if there are more than 50 thousand rows."""
MOST_ROWS: Final = {"frictionless": 500_000, "validate, row by row": 500_000}
ONLY_TEXT: Final = {"frictionless", LOOP, "validate, row by row"}
PACKAGES: Final = (
    "polars",
    "narwhals",
    "pydantic",
    "pandera",
    "pandas",
    "frictionless",
    "python-calamine",
)


def run(name: str, file: Path) -> None:
    """Run one contender in this process and print its facts."""
    peers = WORKBOOK_PEERS if file.suffix == ".xlsx" else PEERS
    memory = Memory()
    start = time.perf_counter()
    found = peers[name](file)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "memory": memory.stop(), **found}))


def measure_command(folder: Path, rounds: int) -> list[dict[str, object]]:
    """Check tables from the command line and return what came of it, a row each."""
    commands: dict[str, list[str]] = {}
    targets: dict[str, float] = {}
    peaks: dict[str, float] = {}
    for rows, target in COMMAND_TARGETS.items():
        for ending, write in (("csv", write_csv), ("xlsx", write_xlsx)):
            file = folder / f"{rows}.{ending}"
            write(file, rows)
            name = f"{rows:,} rows, {ending.upper()}"
            commands[name] = [sys.executable, "-c", COMMAND, "validate", str(file)]
            targets[name] = target
            watched = [sys.executable, "-c", PEAK, "validate", str(file)]
            peaks[name] = run_once(watched)["memory"]
    found = take_turns(commands, rounds, from_outside=True)
    return [
        {
            "name": name,
            "seconds": round(middle(found, name, "seconds"), 2),
            "to reach": targets[name],
            "processor": round(middle(found, name, "processor"), 2),
            "memory": round(peaks[name]),
        }
        for name in commands
    ]


def choose(names: list[str], kind: str, rows: int) -> list[str]:
    """Return the contenders that take part."""
    return [
        name
        for name in names
        if rows <= MOST_ROWS.get(name, rows) and (kind == "csv" or name not in ONLY_TEXT)
    ]


def measure(file: Path, rows: int, rounds: int) -> list[dict[str, object]]:
    """Let all contenders run on a file and return what came of it, a row each."""
    kind = file.suffix[1:]
    peers = WORKBOOK_PEERS if kind == "xlsx" else PEERS
    base = WORKBOOK_BASE if kind == "xlsx" else BASE
    names = choose(list(peers), kind, rows)
    found: dict[str, list[Facts]] = {name: [] for name in names}
    for number in range(rounds):
        for name in names:
            if number >= FEWER_ROUNDS.get(name, rounds) and rows > SIZES[0]:
                continue
            print(f"\r{file.name}, round {number + 1}: {name:40}", end="", file=sys.stderr)
            command = [sys.executable, __file__, "--file", str(file), "--run", name]
            found[name].append(run_once(command))
    print(file=sys.stderr)
    return [make_row(found, base, name, kind, rows) for name in names]


def make_row(
    found: dict[str, list[Facts]], base: str, name: str, kind: str, rows: int
) -> dict[str, object]:
    """Put together what a table says about one contender."""
    rounds = len(found[name])
    ratio, least, most = compare({name: found[name], base: found[base][:rounds]}, base, name)
    return {
        "name": name,
        "ratio": round(ratio, 2),
        "least": round(least, 2),
        "most": round(most, 2),
        "target": TARGETS.get(name, {}).get(kind),
        "rounds": rounds,
        "rows a second": round(rows / middle(found, name, "seconds")),
        "memory": round(middle(found, name, "memory")),
        "errors": round(middle(found, name, "errors")) if "errors" in found[name][0] else None,
    }


def print_rows(title: str, rows: list[dict[str, object]]) -> None:
    """Print what came of it as a table."""
    print(f"\n{title}")
    head = list(rows[0])
    print_table(head, [[str("" if row[key] is None else row[key]) for key in head] for row in rows])


def main() -> None:
    """Measure, print the tables and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--rows", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    if given.run:
        run(given.run, given.file)
        return
    results: dict[str, list[dict[str, object]]] = {}
    facts = describe_machine(PACKAGES)
    with tempfile.TemporaryDirectory() as folder:
        waits = measure_command(Path(folder), given.rounds)
        print_rows("From the command line, with all rules", waits)
        save("table_command", {**facts, "rounds": given.rounds, "rows": waits})
        for rows in given.rows:
            files = [Path(folder, f"table.{ending}") for ending in ("csv", "parquet")]
            write_csv(files[0], rows)
            write_parquet(files[1], files[0])
            if rows == SIZES[0]:
                files.append(Path(folder, "table.xlsx"))
                write_xlsx(files[-1], rows)
            for file in files:
                title = f"{rows:,} rows, {file.suffix[1:].upper()}"
                results[title] = measure(file, rows, given.rounds)
                print_rows(title, results[title])
                file.unlink()
    if results:
        save("tables", {**facts, "base": BASE, "results": results})


if __name__ == "__main__":
    main()
