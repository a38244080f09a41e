"""The program ``improve`` (also called ``improvement-frameworks``)."""

from __future__ import annotations

import gc
import signal
import sys
from io import TextIOWrapper

__all__ = ["main"]


def main() -> None:
    """Run the program; without the library for command lines, say how to get it."""
    try:
        from improvement_frameworks.cli.program import run
    except ModuleNotFoundError as fault:
        if fault.name != "click":
            raise
        sys.stderr.write(
            "improve: the command line needs a further library. Install it with: "
            'pip install "improvement-frameworks[cli]"\n'
        )
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(2)
    _write_anything()
    # Long tables make millions of objects that stay: to look through them again and again for what
    # can go took a quarter of the time for 100,000 rows.
    gc.set_threshold(100_000)
    # Whoever ends the program gets it ended in order: no half-written file stays behind.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    code = run()
    gc.freeze()  # the program is at its end: nothing that it still holds need be looked through
    sys.exit(code)


def _write_anything() -> None:
    """Let files and pipes get UTF-8, and terminals a substitute for what they cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
