"""How fast documents are checked, against other ways to do it: ``python benchmarks/documents.py``.

100,000 documents of about 2.6 KB, 2 % of them bad, all errors collected. Every contender runs in a
fresh process, in turn with the others; a ratio is taken within one round, and the median counts.
What is imported and compiled before the first document is part of the time.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).parent))  # so that it runs as it stands

from made_up import FRAMEWORK, write_lines
from peers import PEERS, peak_memory, share_of
from timing import HERE, compare, describe_machine, middle, print_table, run_once, save, take_turns

from improvement_frameworks import json_schema

if TYPE_CHECKING:
    from timing import Facts

BASE: Final = "pydantic, a loop"
TARGETS: Final = {
    "validate, form only": 0.60,
    "validate, form only, two processes": 0.45,
    "validate, form only, without the extra": 1.05,
    "validate, all rules": 3.0,
}
SAME_MEMORY: Final = 20
"""Within so many MB the memory is the same, however many documents there are."""
PACKAGES: Final = (
    "pydantic", "orjson", "jsonschema-rs", "msgspec", "fastjsonschema", "jsonschema",
)  # fmt: skip
AJV: Final = "Ajv, in Node"
NODE_MODULES: Final = HERE.parent / "tests" / "parity" / "node_modules"


def run(name: str, file: Path) -> None:
    """Run one contender in this process and print its facts."""
    start = time.perf_counter()
    bad, errors = PEERS[name](file)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "memory": peak_memory(), "bad": bad, "errors": errors}))


def list_commands(file: Path, folder: Path) -> dict[str, list[str]]:
    """Return the command of each contender; Ajv only where it is installed."""
    own = [sys.executable, __file__, "--file", str(file), "--run"]
    commands = {name: [*own, name] for name in PEERS}
    node = shutil.which("node")
    if node and (NODE_MODULES / "ajv").exists():
        os.environ["NODE_PATH"] = str(NODE_MODULES)
        schema = folder / "schema.json"
        schema.write_text(json.dumps(json_schema(FRAMEWORK)), encoding="utf-8")
        commands[AJV] = [node, str(HERE / "ajv.js"), str(schema), str(file)]
    return commands


def measure(count: int, rounds: int, folder: Path, *, compact: bool) -> list[dict[str, object]]:
    """Let all contenders run and return what came of it, a row each."""
    file = folder / f"{'compact' if compact else 'spaced'}.jsonl"
    write_lines(file, count, compact=compact)
    commands = list_commands(file, folder)
    if not compact:  # the layout matters to few
        commands = {name: commands[name] for name in (BASE, *TARGETS) if "rules" not in name}
    found = take_turns(commands, rounds)
    for name, all_facts in found.items():
        for facts in all_facts:  # the slowest goes through some of the documents only
            facts["seconds"] /= share_of(name, count)
    return [make_row(found, name, count) for name in found]


def make_row(found: dict[str, list[Facts]], name: str, count: int) -> dict[str, object]:
    """Put together what a table says about one contender."""
    ratio, least, most = compare(found, BASE, name)
    return {
        "name": name,
        "ratio": round(ratio, 2),
        "least": round(least, 2),
        "most": round(most, 2),
        "target": TARGETS.get(name),
        "documents a second": round(count / middle(found, name, "seconds")),
        "memory": round(middle(found, name, "memory")),
        "errors": round(middle(found, name, "errors")),
    }


def measure_memory(counts: list[int], folder: Path) -> dict[str, float]:
    """Return the peak memory in MB for different numbers of documents."""
    # A process is said to need at least what the one that started it holds, so this holds little.
    found: dict[str, float] = {}
    some = folder / "some.jsonl"
    write_lines(some, 10_000)
    for count in counts:
        file = folder / "memory.jsonl"
        with file.open("wb") as out:
            for _ in range(count // 10_000):
                with some.open("rb") as lines:
                    shutil.copyfileobj(lines, out)
        command = [sys.executable, __file__, "--file", str(file), "--run", "validate, form only"]
        found[f"{count:,}"] = round(run_once(command)["memory"], 1)
        file.unlink()
    return found


def print_rows(title: str, rows: list[dict[str, object]]) -> None:
    """Print what came of it as a table."""
    print(f"\n{title}")
    head = list(rows[0])
    print_table(head, [[str("" if row[key] is None else row[key]) for key in head] for row in rows])


def main() -> None:
    """Measure, print the tables and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", choices=PEERS, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--memory", type=int, default=1_000_000, help="the greatest number tried")
    given = parser.parse_args()
    if given.run:
        run(given.run, given.file)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compact = measure(given.documents, given.rounds, folder, compact=True)
        print_rows("As JSON.stringify writes documents, without spaces", compact)
        spaced = measure(given.documents, given.rounds, folder, compact=False)
        print_rows("As json.dumps writes documents, with spaces", spaced)
        memory = measure_memory([10_000, given.memory], folder)
        print("\nPeak memory of the form only, in MB, by documents:", memory)
    save(
        "documents",
        {
            **describe_machine(PACKAGES),
            "documents": given.documents,
            "rounds": given.rounds,
            "base": BASE,
            "compact": compact,
            "spaced": spaced,
            "memory": memory,
            "same memory": max(memory.values()) - min(memory.values()) <= SAME_MEMORY,
        },
    )


if __name__ == "__main__":
    main()
