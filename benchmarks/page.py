"""Writes docs/performance.md from what the benchmarks measured: ``python benchmarks/page.py``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
PAGE: Final = HERE.parent / "docs" / "performance.md"
TOP: Final = """# How fast it is

This page is written by `python benchmarks/page.py` from what the benchmarks measured; nothing on it
is typed by hand. Figures of a machine say little about another one, ratios say more: every
contender ran in a fresh process, in turn with the others, and a ratio is taken within one round.
"""
DOCUMENTS: Final = """
## Documents

{documents:,} learning grids of about 2.6 KB, one a line, 2 % of them bad, all errors collected,
medians of {rounds} rounds. Ratio 1 is a loop that calls pydantic for each line, with the same
model. What is imported and compiled before the first document is part of the time.

Measured on {day}: {machine}; {releases}.
"""
SENSE: Final = """
A duplicate field in an object is found by this library only; the others take the last of
the two and say nothing. Without rules (`rules=False`, `--no-rules`) and with the extra `fast`, a
compiled schema says yes to the good documents; the first {early} and all that is in doubt go to
pydantic, and what is wrong is always explained by the exact reader. So the report is the same in
every way of working. With rules, most of the time is that of the rules.
"""
GROWTH: Final = """
## Long records

The example of each framework is repeated until it has so many entries, read and checked with all
rules. Ratio 1 is the time that an entry takes in a record of 500. If every rule is linear, it takes
as long in a longer one: at most {target:g} times, for caches hold less of it. In a chain, each
entry refers to the one before.

Measured on {day}: {machine}; {releases}.
"""
START: Final = """
## Start

Milliseconds that a fresh process needs beyond an interpreter that does nothing, medians of {rounds}
rounds. Measured on {day}: {machine}; {releases}.
"""


TABLES: Final = """
## Tables

Answers of learning grids in eight columns, 1 % of the rows bad in eleven ways, every error counted;
medians. Ratio 1 is the time in which Polars merely reads all columns of the file (for the workbook:
python-calamine). What is imported is part of the time; memory is the peak of what is not mapped
from a file. The slowest contenders took part in fewer rounds.

Measured on {day}: {machine}; {releases}.
"""


TABLE_COMMAND: Final = """
### From the command line

How long people wait for `improve validate` of such a table, with all rules: from the start of the
program to its end, and how much of that the processor works. Medians; rounds: {rounds}. Memory is
the peak, what is mapped from files included.

Measured on {day}: {machine}; {releases}.
"""

ONE_ENGINE: Final = """
### Two engines for columns

Files and frames in memory are checked batch by batch; frames whose data are elsewhere by
expressions that go there. One engine for both would be less code. For a trial, the second one was
pointed at each batch of a file. It did a part of the work only: cells, blank cells and what rows
say of their records, and nothing of words, lines, ids and contradictions. Ratio 1 is the processor
time that the report takes now in all. At {to reach:g} at most it would have replaced both.

Measured on {day}: {machine}; {releases}.
"""


TALLIES: Final = """
## Tallies

Entries of learning grids in a Parquet file, 20 a record and six people a group: entries, people and
records are counted by part and role, with all sums. Ratio 1 is the group-by that somebody would
write in Polars for these columns; it counts no sums and fills in nothing that only one row of a
record says. Medians; rounds: {rounds}; what is imported is part of the time.

Measured on {day}: {machine}; {releases}.
"""


SEEN: Final = """
## Pages

The report is written by `improve report` from {records} of the documents above. The check page is
opened from disk in Chromium, and is ready when it can check; then it is given a small workbook and
a long one. Medians; rounds: {rounds}, each in a fresh process or browser.

Measured on {day}: {machine}; {releases}.
"""


def write_table(head: list[str], rows: list[list[str]]) -> str:
    """Write a table in Markdown."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def write_documents(result: dict[str, Any]) -> str:
    """Write what is known about documents."""
    text = DOCUMENTS.format(**result)
    for title, key in (("Without spaces", "compact"), ("With spaces", "spaced")):
        head = [title, "ratio", "least to most", "to reach", "documents a second", "peak MB"]
        rows = [
            [
                row["name"],
                f"{row['ratio']:.2f}",
                f"{row['least']:.2f} to {row['most']:.2f}",
                "" if row["target"] is None else _write_target(row["target"], row["ratio"]),
                f"{row['documents a second']:,}",
                str(row["memory"]),
            ]
            for row in result[key]
        ]
        text += f"\n{write_table(head, rows)}"
    text += SENSE.format(early=200)
    found = result["memory"].items()
    memory = ", ".join(f"{megabytes:g} MB for {count}" for count, megabytes in found)
    return f"{text}\nPeak memory, form only, by number of documents: {memory}.\n"


def _write_target(target: float, reached: float) -> str:
    return f"{target:g}, {'reached' if reached <= target else 'not reached'}"


def write_growth(result: dict[str, Any]) -> str:
    """Write how long an entry takes in long records."""
    cases = list(result["rows"][0]["ratios"])
    head = ["Framework", "microseconds an entry", *cases, "to reach"]
    rows = [
        [
            row["name"],
            str(row["microseconds"]),
            *(f"{row['ratios'][case]:.2f}" for case in cases),
            _write_target(result["target"], max(row["ratios"].values())),
        ]
        for row in result["rows"]
    ]
    return f"{GROWTH.format(**result)}\n{write_table(head, rows)}"


def write_start(result: dict[str, Any]) -> str:
    """Write what is known about the start."""
    head = ["Case", "ms over bare", "ratio", "to", "to reach"]
    rows = [
        [
            row["name"],
            f"{row['ms over bare']:g}",
            f"{row['ratio']:.2f}",
            row["to"],
            row["target"] or "",
        ]
        for row in result["rows"]
    ]
    return f"{START.format(**result)}\n{write_table(head, rows)}"


def write_tables(result: dict[str, Any]) -> str:
    """Write what is known about tables."""
    text = TABLES.format(**result)
    for title, found in result["results"].items():
        head = [title, "ratio", "least to most", "to reach", "rounds", "rows a second", "peak MB"]
        rows = [
            [
                row["name"],
                f"{row['ratio']:.2f}",
                f"{row['least']:.2f} to {row['most']:.2f}",
                "" if row["target"] is None else _write_target(row["target"], row["ratio"]),
                str(row["rounds"]),
                f"{row['rows a second']:,}",
                str(row["memory"]),
            ]
            for row in found
        ]
        text += f"\n{write_table(head, rows)}"
    return text


def write_table_command(result: dict[str, Any]) -> str:
    """Write how long tables take from the command line."""
    head = ["Table", "seconds", "to reach", "of the processor", "peak MB"]
    rows = [
        [
            row["name"],
            f"{row['seconds']:.2f}",
            _write_target(row["to reach"], row["seconds"]),
            f"{row['processor']:.2f}",
            str(row["memory"]),
        ]
        for row in result["rows"]
    ]
    return f"{TABLE_COMMAND.format(**result)}\n{write_table(head, rows)}"


def write_one_engine(result: dict[str, Any]) -> str:
    """Write what came of the trial with one engine."""
    head = ["File", "processor time", "to reach", "peak memory", "rounds"]
    rows = [
        [
            row["name"],
            f"{row['ratio']:.2f}",
            _write_target(result["to reach"], row["ratio"]),
            f"{row['memory']:.2f}",
            str(row["rounds"]),
        ]
        for row in result["rows"]
    ]
    return f"{ONE_ENGINE.format(**result)}\n{write_table(head, rows)}"


def write_tallies(result: dict[str, Any]) -> str:
    """Write what is known about tallies."""
    text = TALLIES.format(**result)
    for title, found in result["results"].items():
        head = [title, "ratio", "least to most", "seconds", "entries a second", "peak MB"]
        rows = [
            [
                row["name"],
                f"{row['ratio']:.2f}",
                f"{row['least']:.2f} to {row['most']:.2f}",
                f"{row['seconds']:.1f}",
                f"{row['entries a second']:,}",
                str(row["memory"]),
            ]
            for row in found
        ]
        text += f"\n{write_table(head, rows)}"
    return text


def write_seen(result: dict[str, Any]) -> str:
    """Write what is known about pages."""
    head = ["Page", "seconds", "to reach", "MB", "to reach"]
    rows = [
        [
            row["name"],
            f"{row['seconds']:.1f}",
            _write_target(row["to reach"], row["seconds"]) if "to reach" in row else "",
            f"{row['MB']:.1f}" if "MB" in row else "",
            _write_target(row["MB to reach"], row["MB"]) if "MB" in row else "",
        ]
        for row in result["rows"]
    ]
    return f"{SEEN.format(**result)}\n{write_table(head, rows)}"


def main() -> None:
    """Write the page."""
    names = "documents growth tables table_command one_engine tallies start seen"
    read = {
        name: json.loads((HERE / "results" / f"{name}.json").read_text(encoding="utf-8"))
        for name in names.split()
    }
    text = TOP + write_documents(read["documents"]) + write_growth(read["growth"])
    text += write_tables(read["tables"]) + write_table_command(read["table_command"])
    text += write_one_engine(read["one_engine"]) + write_tallies(read["tallies"])
    text += write_start(read["start"]) + write_seen(read["seen"])
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
