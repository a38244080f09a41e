"""Checks that the released schemas are kept: ``python -m improvement_frameworks.schemas``."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from improvement_frameworks.schemas.release import (
    BrokenPromiseError,
    declare_release,
    find_broken_promises,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the promises, or with ``--declare DAY`` declare a release; return an exit code."""
    parser = argparse.ArgumentParser(description="Check that the released schemas are kept.")
    parser.add_argument("folder", type=Path, help="the folder of the schemas")
    parser.add_argument("--declare", metavar="DAY", help="declare the current version as released")
    options = parser.parse_args(arguments)
    folder = cast("Path", options.folder)
    try:
        if options.declare:
            declare_release(folder, date.fromisoformat(cast("str", options.declare)))
        broken = find_broken_promises(folder)
    except (ValueError, BrokenPromiseError) as fault:
        broken = (str(fault),)
    for line in broken:
        sys.stderr.write(line + "\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
