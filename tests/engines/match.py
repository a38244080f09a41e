"""Says for each line "PATTERN TEXT", both in base64, whether an engine finds the pattern.

The first argument names the module of the engine: ``re``, or ``re2``.
"""

from __future__ import annotations

import sys
from base64 import b64decode
from importlib import import_module


def main() -> None:
    """Write a letter for each line."""
    engine = import_module(sys.argv[1])
    for line in sys.stdin:
        pattern, text = (b64decode(word).decode() for word in line.rstrip("\n").split(" "))
        sys.stdout.write("A" if engine.search(pattern, text) else "R")


if __name__ == "__main__":
    main()
