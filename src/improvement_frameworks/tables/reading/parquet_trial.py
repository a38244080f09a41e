"""Tries a Parquet file in a process of its own before it is read here.

A damaged file can make Polars ask for more memory than there is, which ends the process at once,
and no exception tells of it. That other process also keeps what a library written in Rust prints
about its own faults away from the terminal.

It takes about as long as loading what checks a table. So it is started first and waited for last:
of half a second for 50,000 rows, that saves a third.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cached_property, lru_cache
from subprocess import DEVNULL, PIPE, Popen
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


class Trial:
    """Reads a file to its end with Polars, in a process of its own."""

    def __init__(self, path: str) -> None:
        places = [place for place in sys.path if place]
        self._process = Popen(  # noqa: S603 - the program is written above, the file is an argument
            [sys.executable, "-I", "-S", "-c", _PROGRAM, path, *places],
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=PIPE,
        )

    @cached_property
    def has_passed(self) -> bool:
        """Whether Polars could read the file; waits until that is known."""
        _, said = self._process.communicate()
        # A thread of Polars that fails is not always told to the one that waits for its batches.
        return self._process.returncode == 0 and b"panicked" not in said


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
    return _start(str(path.absolute()), state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=1_000)
def _start(path: str, _size: int, _changed: int) -> Trial:
    return Trial(path)
