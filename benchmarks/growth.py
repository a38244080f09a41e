"""How the time an entry grows with the length of a record: ``python benchmarks/growth.py``.

Each framework's example is repeated until it has so many entries, and checked with all rules. If
every rule is linear, an entry takes as long in a long record as in a short one.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))  # so that it runs as it stands

from timing import describe_machine, print_table, run_once, save

from improvement_frameworks import framework_ids, get_record_type
from improvement_frameworks.core.registry import get_rules
from improvement_frameworks.core.rules import choose_rules
from improvement_frameworks.testing.long_record import make_long_record

CASES: Final = {
    "500 entries": (500, 10, False),
    "5,000 entries": (5_000, 10, False),
    "50,000 entries": (50_000, 10, False),
    "5,000 entries in a chain": (5_000, 10, True),
    "5,000 entries, 1,000 contributors": (5_000, 1_000, False),
}
TARGET: Final = 2.0
"""How many times as long an entry of a long record may take as one of the shortest."""


def run(framework: str, case: str) -> None:
    """Check one long record in this process and print the facts."""
    entries, contributors, chain = CASES[case]
    text = json.dumps(make_long_record(framework, entries, contributors, chain=chain))
    small = json.dumps(make_long_record(framework, 50))
    record_type, rules = get_record_type(framework), choose_rules(get_rules(framework))
    rules.run(record_type.model_validate_json(small))  # what is made once is made now
    start = time.process_time()
    rules.run(record_type.model_validate_json(text))
    print(json.dumps({"seconds": time.process_time() - start}))


def main() -> None:
    """Measure, print the table and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--run", nargs=2, metavar=("FRAMEWORK", "CASE"))
    given = parser.parse_args()
    if given.run:
        run(*given.run)
        return
    rows: list[dict[str, object]] = []
    for framework in framework_ids():
        best = {
            case: min(
                run_once([sys.executable, __file__, "--run", framework, case])["seconds"] / entries
                for _ in range(given.rounds)
            )
            for case, (entries, *_) in CASES.items()
        }
        base = next(iter(best.values()))
        ratios = {case: round(seconds / base, 2) for case, seconds in best.items()}
        rows.append({"name": framework, "microseconds": round(base * 1_000_000), "ratios": ratios})
    head = ["framework", "microseconds", *CASES]
    print_table(
        head,
        [
            [str(row["name"]), str(row["microseconds"]), *map(str, dict(row["ratios"]).values())]  # type: ignore[call-overload]  # made above
            for row in rows
        ],
    )
    save(
        "growth",
        {**describe_machine(["pydantic"]), "rounds": given.rounds, "target": TARGET, "rows": rows},
    )


if __name__ == "__main__":
    main()
