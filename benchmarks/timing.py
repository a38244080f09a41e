"""Runs contenders in turn, each in a fresh process, and compares them within the same round."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HERE: Final = Path(__file__).parent
RESULTS: Final = HERE / "results"

Facts = dict[str, float]
"""What one run says of itself: seconds, peak memory in MB, how much was found."""


def environment() -> dict[str, str]:
    """Return the environment of a contender: what is compiled once is kept, as if installed."""
    return {key: val for key, val in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def run_once(command: Sequence[str]) -> Facts:
    """Run a command that prints its facts as JSON."""
    done = subprocess.run(  # noqa: S603
        command, check=True, capture_output=True, text=True, env=environment()
    )
    facts: Facts = json.loads(done.stdout.splitlines()[-1])
    return facts


def time_once(command: Sequence[str]) -> Facts:
    """Run a command; take the time from its start to its end, and that of the processor."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment())  # noqa: S603
    taken, after = time.perf_counter() - start, os.times()
    spent = after.children_user - before.children_user
    spent += after.children_system - before.children_system
    return {"seconds": taken, "processor": spent}


def take_turns(
    commands: Mapping[str, Sequence[str]], rounds: int, *, from_outside: bool = False
) -> dict[str, list[Facts]]:
    """Run all commands once in each round, so that a busy spell hits all of them."""
    found: dict[str, list[Facts]] = {name: [] for name in commands}
    for number in range(rounds):
        for name, command in commands.items():
            print(f"\rround {number + 1} of {rounds}: {name:40}", end="", file=sys.stderr)
            found[name].append(time_once(command) if from_outside else run_once(command))
    print(file=sys.stderr)
    return found


def compare(found: Mapping[str, list[Facts]], base: str, name: str) -> tuple[float, float, float]:
    """Return median, least and greatest ratio of the times, each within one round."""
    pairs = zip(found[name], found[base], strict=True)
    ratios = [own["seconds"] / peer["seconds"] for own, peer in pairs]
    return median(ratios), min(ratios), max(ratios)


def middle(found: Mapping[str, list[Facts]], name: str, fact: str) -> float:
    """Return the median of a fact over all rounds; 0 where it is not told."""
    return median(facts.get(fact, 0.0) for facts in found[name])


def describe_machine(packages: Sequence[str]) -> dict[str, str]:
    """Say on what machine, when and with which releases something was measured."""
    model = ""
    cpu = Path("/proc/cpuinfo")
    if cpu.exists():
        lines = cpu.read_text(encoding="utf-8").splitlines()
        model = next((line.split(":")[1].strip() for line in lines if "model name" in line), "")
    found = {"Python": platform.python_version()}
    for name in packages:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "machine": f"{os.cpu_count()} processors {model}, {platform.system()}".replace("  ", " "),
        "releases": ", ".join(f"{name} {number}" for name, number in found.items()),
    }


def save(name: str, result: Mapping[str, object]) -> None:
    """Write a result from which the page on performance is made."""
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(result, indent=2, ensure_ascii=False)
    (RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table in columns as wide as they need to be."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    for row in (head, *rows):
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        print("  ".join(cells))


class Memory:
    """Watches the anonymous memory of this process; pages of files that are read do not count."""

    def __init__(self) -> None:
        self._most = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        status = Path("/proc/self/status")
        while status.exists() and not self._is_over.wait(0.01):
            line = next(x for x in status.read_text().splitlines() if x.startswith("RssAnon"))
            self._most = max(self._most, int(line.split()[1]))

    def stop(self) -> float:
        """Return the peak in MB."""
        self._is_over.set()
        self._thread.join()
        return round(self._most / 1024, 1)
