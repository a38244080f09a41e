"""The program ``improve`` (also called ``improvement-frameworks``)."""

from __future__ import annotations

import sys


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
    sys.exit(run())
