"""How much memory Python takes at most while something runs."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Final

MEASURE: Final = """
import gc, json, sys, tracemalloc

before, *statements = json.loads(sys.stdin.read())
names = {}
exec(before, names)
peaks = []
for statement in statements:
    code = compile(statement, "measured", "exec")
    gc.collect()
    tracemalloc.start()
    exec(code, names)
    peaks.append(tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()
print(json.dumps(peaks))
"""


def measure_peaks(before: str, *statements: str) -> list[int]:
    """Bytes at the peak of each statement, one after the other in a process of its own.

    In the process of the tests, the threads of the clusters, servers and browsers that other tests
    started take memory at any time, and that would count.
    """
    done = subprocess.run(
        [sys.executable, "-c", MEASURE],
        input=json.dumps([before, *statements]),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    peaks: list[int] = json.loads(done.stdout.splitlines()[-1])
    assert len(peaks) == len(statements)
    return peaks
