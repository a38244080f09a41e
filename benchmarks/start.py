"""How long it takes to begin, against what it rests on: ``python benchmarks/start.py``.

Every case is a fresh process, timed from outside, in turn with the others. What an interpreter
that does nothing needs is taken off within the same round.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))  # so that it runs as it stands

from timing import describe_machine, print_table, save, take_turns

from improvement_frameworks import get_example

BARE: Final = "bare interpreter"
PYDANTIC: Final = "pydantic, one model"
CLICK: Final = "pydantic, one model, and click"
ONE_MODEL: Final = "from pydantic import BaseModel\nclass Model(BaseModel):\n    name: str\n"
RUN: Final = "from improvement_frameworks.cli import main\nimport sys\nsys.argv[1:] = "
CASES: Final = {
    BARE: "pass",
    PYDANTIC: ONE_MODEL,
    CLICK: f"{ONE_MODEL}import click",
    "import improvement_frameworks": "import improvement_frameworks",
    "the first model": "from improvement_frameworks import Iceberg",
    "improve --help": f"{RUN}['--help']\nmain()",
    "improve validate one.json": f"{RUN}['validate', 'FILE']\nmain()",
}
TARGETS: Final = {
    "import improvement_frameworks": ("ms", 15.0, BARE),
    "the first model": ("times", 1.3, PYDANTIC),
    "improve validate one.json": ("times", 1.5, CLICK),
}
"""What is to be reached: so many milliseconds, or so many times what another case needs."""


def main() -> None:
    """Measure, print the table and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds: int = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "one.json"
        file.write_text(_write_example(), encoding="utf-8")
        commands = {
            case: [sys.executable, "-c", code.replace("FILE", str(file))]
            for case, code in CASES.items()
        }
        found = take_turns(commands, rounds, from_outside=True)
    over = {
        case: [
            own["seconds"] - bare["seconds"] for own, bare in zip(runs, found[BARE], strict=True)
        ]
        for case, runs in found.items()
    }
    rows: list[dict[str, object]] = []
    for case, seconds in over.items():
        kind, target, base = TARGETS.get(case, ("", None, PYDANTIC))
        ratio = median(own / peer for own, peer in zip(seconds, over[PYDANTIC], strict=True))
        if kind == "times":
            ratio = median(own / peer for own, peer in zip(seconds, over[base], strict=True))
        rows.append(
            {
                "name": case,
                "ms over bare": round(median(seconds) * 1000, 1),
                "ratio": round(ratio, 2),
                "to": base if kind == "times" else PYDANTIC,
                "target": f"{target:g} {kind}" if target else None,
            }
        )
    head = list(rows[0])
    print_table(head, [[str("" if row[key] is None else row[key]) for key in head] for row in rows])
    save("start", {**describe_machine(["pydantic", "click"]), "rounds": rounds, "rows": rows})


def _write_example() -> str:
    import json

    return json.dumps(get_example("iceberg"))


if __name__ == "__main__":
    main()
