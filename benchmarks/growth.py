"""How the time an entry grows with the length of a record: ``python benchmarks/growth.py``.

Each framework's example is repeated until it has so many entries, and checked with all rules. If
every rule is linear, an entry takes as long in a long record as in a short one. All is measured in
one process, in some minutes.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))  # so that it runs as it stands

from attrs import frozen
from timing import describe_machine, print_table, save

from improvement_frameworks import framework_ids, get_record_type
from improvement_frameworks.core.registry import get_rules
from improvement_frameworks.core.rules.rules import choose_rules
from improvement_frameworks.testing.long_record import make_long_record


@frozen
class Case:
    """A long record, and how often it is checked; the quickest time counts."""

    entries: int
    contributors: int = 10
    chain: bool = False
    """Whether what refers to an entry refers to the one before."""
    rounds: int = 2


SHORT: Final = "500 entries"
CASES: Final = {
    SHORT: Case(500, rounds=5),
    "5,000 entries": Case(5_000),
    "5,000 entries in a chain": Case(5_000, chain=True),
    "5,000 entries, 1,000 contributors": Case(5_000, contributors=1_000),
    "50,000 entries": Case(50_000),
}
TARGET: Final = 2.0
"""How many times as long an entry of a long record may take as one of the shortest."""


def measure(framework: str, case: Case) -> float:
    """Return the seconds that an entry takes in a long record."""
    long = make_long_record(framework, case.entries, case.contributors, chain=case.chain)
    text = json.dumps(long)
    del long
    record_type, rules = get_record_type(framework), choose_rules(get_rules(framework))
    found: list[float] = []
    for _ in range(case.rounds):
        start = time.process_time()
        rules.run(record_type.model_validate_json(text))
        found.append(time.process_time() - start)
    return min(found) / case.entries


def main() -> None:
    """Measure, print the table and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", help="parts of the frameworks' ids")
    words: list[str] = parser.parse_args().words
    rows: list[dict[str, object]] = []
    table: list[list[str]] = []
    highest = 0.0
    for framework in framework_ids():
        if words and not any(word in framework for word in words):
            continue
        print(f"\r{framework:40}", end="", file=sys.stderr, flush=True)
        measure(framework, Case(50, rounds=1))  # what is made once is made now
        base = measure(framework, CASES[SHORT])
        ratios = {
            name: round(measure(framework, case) / base, 2)
            for name, case in CASES.items()
            if name != SHORT
        }
        highest = max(highest, *ratios.values())
        micros = round(base * 1_000_000)
        rows.append({"name": framework, "microseconds": micros, "ratios": ratios})
        table.append([framework, str(micros), *(f"{ratio:.2f}" for ratio in ratios.values())])
    print(file=sys.stderr)
    head = ["framework", f"microseconds an entry of {SHORT}", *(n for n in CASES if n != SHORT)]
    print_table(head, table)
    print("The other columns say how many times as long an entry takes in a longer record.")
    print(f"At most {highest:.2f} times, where {TARGET} is the limit.")
    if not words:
        save("growth", {**describe_machine(["pydantic"]), "target": TARGET, "rows": rows})


if __name__ == "__main__":
    main()
