"""Keeps the promise that a released schema never changes.

A release is declared in one small file, ``releases.json`` in the folder of the schemas: for each
released version, the day and the hash of every schema file. Before its release a version may move.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict, cast

from improvement_frameworks.core.file import write_file
from improvement_frameworks.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

RELEASES: Final = "releases.json"
SCHEMA_FILES: Final = "**/*.schema.json"


class Release(TypedDict):
    """What was promised for one version."""

    released_on: str
    """The day of the release."""
    files: dict[str, str]
    """The SHA-256 hash of each schema file, by its path within the folder."""


def read_releases(folder: Path) -> dict[str, Release]:
    """Return the declared releases; none if the file is missing or says so."""
    file = folder / RELEASES
    if not file.exists():
        return {}
    return cast("dict[str, Release]", json.loads(file.read_text(encoding="utf-8")))


def find_broken_promises(folder: Path) -> tuple[str, ...]:
    """Return, in words, every released schema file that is gone, or not what was released."""
    broken: list[str] = []
    for version, release in read_releases(folder).items():
        for name, promised in release["files"].items():
            file = folder / name
            if not file.is_file():
                broken.append(f"{name} was released with version {version} and is gone.")
            elif _hash(file) != promised:
                broken.append(
                    f"{name} was released with version {version} on {release['released_on']} and "
                    "is different now. Undo the change, or begin a new version in its own folder."
                )
    return tuple(broken)


def declare_release(folder: Path, released_on: date, version: str = SCHEMA_VERSION) -> Path:
    """Declare the schemas of a version as released, and return the file that says so.

    Raises:
        ValueError: if the version is released already, or has no schemas.
    """
    releases = read_releases(folder)
    if version in releases:
        raise ValueError(f"Version {version} was released on {releases[version]['released_on']}.")
    major = version.split(".", maxsplit=1)[0]
    files = sorted((folder / f"v{major}").glob(SCHEMA_FILES))
    if not files:
        raise ValueError(f"There are no schemas of version {version} in {folder}.")
    hashes = {file.relative_to(folder).as_posix(): _hash(file) for file in files}
    releases[version] = Release(released_on=released_on.isoformat(), files=hashes)
    write_file(folder / RELEASES, json.dumps(releases, indent=2) + "\n")
    return folder / RELEASES


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the promise, or with ``--declare DAY`` declare a release; return an exit code."""
    parser = argparse.ArgumentParser(description="Check that no released schema has changed.")
    parser.add_argument("folder", type=Path, help="the folder of the schemas")
    parser.add_argument("--declare", metavar="DAY", help="declare the current version as released")
    options = parser.parse_args(arguments)
    folder = cast("Path", options.folder)
    if options.declare:
        declare_release(folder, date.fromisoformat(cast("str", options.declare)))
    broken = find_broken_promises(folder)
    for line in broken:
        sys.stderr.write(line + "\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
