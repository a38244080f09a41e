"""Reads a Parquet file once in a process of its own before it is read here.

A damaged file can make Polars ask for more memory than there is, which ends the process at once: no
exception tells of it. So the process that ends is another one. It also keeps what a library written
in Rust prints about its own faults away from the terminal.
"""

from __future__ import annotations

import subprocess
import sys
from functools import lru_cache
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
"""


def can_be_read(path: Path) -> bool:
    """Whether Polars reads a Parquet file to its end.

    Raises:
        OSError: if the file cannot be opened.
    """
    state = path.stat()
    return _try(str(path.absolute()), state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=1_000)
def _try(path: str, _size: int, _changed: int) -> bool:
    """Try a file; one that did not change since is not tried again."""
    places = [place for place in sys.path if place]
    done = subprocess.run(  # noqa: S603 - the program is written above, the file is an argument
        [sys.executable, "-I", "-c", _PROGRAM, path, *places],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    # A thread of Polars that fails is not always told to the one that waits for its batches.
    return done.returncode == 0 and b"panicked" not in done.stderr
