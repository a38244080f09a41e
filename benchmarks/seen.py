"""How long pages take that people look at: ``python benchmarks/seen.py``.

The report is written by the program in a fresh process; what counts is the time of the processor.
The check page is opened from disk in a fresh Chromium; ``make check-page browser node-packages``
puts both there.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from shutil import which
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))  # so that it runs as it stands

from made_up import write_lines
from made_up_table import write_xlsx
from timing import describe_machine, middle, print_table, save, take_turns

HERE: Final = Path(__file__).parent
RECORDS: Final = 1_000
ROWS: Final = 1_000
PAGE: Final = HERE.parent / "dist" / "check.html"
RUN: Final = """
from improvement_frameworks.cli import main
try:
    main()
except SystemExit:  # 2 % of the records have errors
    pass
"""
EXAMPLE: Final = HERE.parent / "examples" / "exports" / "huddle-notes.xlsx"
TARGETS: Final = {"report": (2.0, 5.0), "ready": (5.0, 10.0)}
"""What is to be reached: seconds, and megabytes."""


def main() -> None:
    """Measure, print the table and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds: int = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        records, table = Path(name, "records.jsonl"), Path(name, "rows.xlsx")
        out = Path(name, "report.html")
        write_lines(records, RECORDS)
        write_xlsx(table, ROWS)
        report = [sys.executable, "-c", RUN, "report", str(records), "--out", str(out), "--force"]
        opened = [
            "node",
            str(HERE / "seen.js"),
            str(PAGE),
            which("chromium") or "chromium-headless-shell",
        ]
        found = take_turns({"report": report}, rounds, from_outside=True)
        found |= take_turns({"ready": [*opened, str(EXAMPLE), str(table)]}, rounds)
        size = out.stat().st_size
    seconds, megabytes = TARGETS["report"]
    rows = [
        {
            "name": f"report of {RECORDS:,} records, processor time",
            "seconds": round(middle(found, "report", "processor"), 2),
            "to reach": seconds,
            "MB": round(size / 1e6, 2),
            "MB to reach": megabytes,
        }
    ]
    seconds, megabytes = TARGETS["ready"]
    rows.append(
        {
            "name": "check page, ready to check",
            "seconds": round(middle(found, "ready", "seconds"), 2),
            "to reach": seconds,
            "MB": round(PAGE.stat().st_size / 1e6, 2),
            "MB to reach": megabytes,
        }
    )
    for title, file in (
        ("check page, a small workbook", EXAMPLE),
        (f"check page, a workbook of {ROWS:,} rows", table),
    ):
        rows.append({"name": title, "seconds": round(middle(found, "ready", file.name), 2)})
    head = ["name", "seconds", "to reach", "MB", "MB to reach"]
    print_table(head, [[str(row.get(key, "")) for key in head] for row in rows])
    facts = describe_machine(["pydantic", "python-calamine"])
    save("seen", {**facts, "records": f"{RECORDS:,}", "rounds": rounds, "rows": rows})


if __name__ == "__main__":
    main()
