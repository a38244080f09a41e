"""Tries a Parquet file in a process of its own before it is read here.

A damaged file can make Polars ask for more memory than there is, which ends the process at once,
and no exception tells of it. That other process also keeps what a library written in Rust prints
about its own faults away from the terminal.

It takes about as long as loading what checks a table. So it is started first and waited for last:
of half a second for 50,000 rows, that saves a third.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from subprocess import DEVNULL, PIPE, Popen
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_ROOM: Final = 8 * 1024**3
"""How many bytes of addresses the process may use, beside four times the size of the file."""
_PROGRAM: Final = f"""
import os, sys
path, sys.path[:] = sys.argv[1], sys.argv[2:]
try:
    import resource
    room = {_ROOM} + 4 * os.stat(path).st_size
    resource.setrlimit(resource.RLIMIT_AS, (room, resource.getrlimit(resource.RLIMIT_AS)[1]))
except (ImportError, ValueError, OSError):
    pass  # Windows has no such limit
import polars
for batch in polars.scan_parquet(path, glob=False).collect_batches():
    pass
sys.stderr.flush()
os._exit(0)
"""


_MOST_KEPT: Final = 1_000
"""How many verdicts are kept."""
_trials: dict[tuple[int, str, int, int], Trial] = {}


class Trial:
    """Reads a file to its end with Polars, in a process of its own."""

    def __init__(self, path: str) -> None:
        places = [place for place in sys.path if place]
        self._waiting = Lock()
        self._passed: bool | None = None
        self.is_stopped = False
        self._process = Popen(  # noqa: S603 - the program is written above, the file is an argument
            [sys.executable, "-I", "-S", "-c", _PROGRAM, path, *places],
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=PIPE,
            process_group=0,  # Ctrl-C is for who waits: a file is not damaged by it
        )

    @property
    def has_passed(self) -> bool:
        """Whether Polars could read the file; waits until that is known."""
        with self._waiting:
            passed = self._passed
            if passed is None:
                try:
                    _, said = self._process.communicate()
                except BaseException:
                    self._stop()
                    raise
                # A thread of Polars that fails is not always told to the one that waits for it.
                passed = self._passed = self._process.returncode == 0 and b"panicked" not in said
            return passed

    def stop(self) -> None:
        """End the process if nobody has waited for it."""
        with self._waiting:
            if self._passed is None:
                self._stop()

    def _stop(self) -> None:
        self.is_stopped = True
        self._process.kill()
        self._process.wait()
        if self._process.stderr is not None:
            self._process.stderr.close()


def foresee(path: Path) -> None:
    """Start to try what will be opened, if it is a Parquet file."""
    with suppress(OSError):
        if not path.is_file():
            return
        with path.open("rb") as file:
            begins = file.read(4)
        if begins == b"PAR1":
            start_trial(path)


def start_trial(path: Path) -> Trial:
    """Start to try a file; one that did not change since is not tried again.

    Raises:
        OSError: if the file cannot be opened.
    """
    state = path.stat()
    key = (os.getpid(), str(path.absolute()), state.st_size, state.st_mtime_ns)  # none is inherited
    trial = _trials.get(key)
    if trial is None or trial.is_stopped:
        if len(_trials) >= _MOST_KEPT:
            stop_trials()
        trial = _trials[key] = Trial(key[1])
    return trial


def stop_trials() -> None:
    """End what nobody will wait for, and forget all verdicts."""
    for trial in _trials.values():
        trial.stop()
    _trials.clear()
