"""Keeps the promises that are made with a release of the schemas.

A release is declared in one small file, ``releases.json`` in the folder of the schemas: for each
released version, the day and the fingerprint of every schema file. A fingerprint covers what
decides whether a document is valid, and no words, so a sentence may be corrected at any time.
Before its release a version may change. A version that follows another with the same first number
keeps every document of that one valid.
"""

from __future__ import annotations

import hashlib
import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypedDict, cast

from improvement_frameworks.core.errors import ImprovementFrameworksError
from improvement_frameworks.core.file import write_file
from improvement_frameworks.schemas.compare import SAME_MAJOR, WORDS, compare
from improvement_frameworks.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.schemas.compare import Change
    from improvement_frameworks.schemas.keyword import Schema

RELEASES: Final = "releases.json"
_ENDING: Final = ".schema.json"
_FOLDER: Final = re.compile(r"v[0-9]+\.[0-9]+")
_BY_NAME: Final = ("properties", "$defs", "definitions")
_IN_ANY_ORDER: Final = ("required", "enum", "type", "oneOf", "anyOf", "allOf")


class Release(TypedDict):
    """What was promised for one version."""

    released_on: str
    """The day of the release."""
    files: dict[str, str]
    """The fingerprint of each schema file, by its path within the folder."""


class BrokenPromiseError(ImprovementFrameworksError):
    """The schemas are not, or would not be, what was released."""

    def __init__(self, broken: Sequence[str]) -> None:
        super().__init__("\n".join(broken))
        self.broken = tuple(broken)


def take_fingerprint(schema: Schema) -> str:
    """Return the SHA-256 hash of what decides whether a document is valid.

    Words (titles, descriptions, examples, comments) and the order of fields, codes and choices do
    not count.

    >>> one = {"title": "Team", "properties": {"title": {"enum": ["a", "b"]}}}
    >>> other = {"properties": {"title": {"description": "Its name.", "enum": ["b", "a"]}}}
    >>> take_fingerprint(one) == take_fingerprint(other)
    True
    >>> take_fingerprint(one) == take_fingerprint({"properties": {"name": {"enum": ["a", "b"]}}})
    False
    """
    return hashlib.sha256(_write(_strip(schema)).encode()).hexdigest()


def _strip(schema: Json) -> Json:
    """Return a schema without words, with what may stand in any order sorted."""
    if not isinstance(schema, dict):
        return schema
    stripped: Schema = {}
    for keyword, value in schema.items():
        if keyword in WORDS:
            continue
        if keyword in _BY_NAME and isinstance(value, dict):
            stripped[keyword] = {name: _strip(inner) for name, inner in value.items()}
        elif keyword in _IN_ANY_ORDER and isinstance(value, list):
            stripped[keyword] = sorted(map(_strip, value), key=_write)
        elif keyword == "const":
            stripped[keyword] = value
        else:
            stripped[keyword] = _strip(value)
    return stripped


def _write(value: Json) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def read_releases(folder: Path) -> dict[str, Release]:
    """Return the declared releases; none if the file is missing or says so."""
    file = folder / RELEASES
    if not file.exists():
        return {}
    return cast("dict[str, Release]", json.loads(file.read_text(encoding="utf-8")))


def find_broken_promises(folder: Path, files: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return, in words, every promise that the schemas break.

    Args:
        folder: The folder of the schemas.
        files: What is about to be written there: texts by their path within the folder.
    """
    return tuple(_find_broken(folder, files or {}))


def check_promises(folder: Path, files: Mapping[str, str] | None = None) -> None:
    """Raise if `find_broken_promises` finds something.

    Raises:
        BrokenPromiseError: with all that it found.
    """
    broken = find_broken_promises(folder, files)
    if broken:
        raise BrokenPromiseError(broken)


def _find_broken(folder: Path, files: Mapping[str, str]) -> Iterator[str]:
    releases = read_releases(folder)
    for version, release in releases.items():
        for name, promised in release["files"].items():
            schema = _read(folder, files, name)
            if schema is None:
                yield f"{name} was released with version {version} and is gone."
            elif take_fingerprint(schema) != promised:
                yield (
                    f"{name} is not what was released with version {version} on "
                    f"{release['released_on']}.{_say_changes(folder, name, promised, schema)} Undo "
                    f"the change, or raise the schema version."
                )
    versions = sorted({*releases, *_versions_in(folder, files)}, key=_numbers)
    for old, new in pairwise(versions):
        if old in releases and _numbers(old)[0] == _numbers(new)[0]:
            yield from _find_narrowed(folder, files, old, new)


def _say_changes(folder: Path, name: str, promised: str, schema: Schema) -> str:
    """Say what is different, if the file as it was released is still there."""
    released = _read(folder, {}, name)
    if released is None or take_fingerprint(released) != promised:
        return ""
    return _list(compare(released, schema).changes)


def _find_narrowed(folder: Path, files: Mapping[str, str], old: str, new: str) -> Iterator[str]:
    for file in sorted((folder / f"v{old}").glob(f"*{_ENDING}")):
        name = f"v{new}/{file.name}"
        before, after = _read(folder, files, f"v{old}/{file.name}"), _read(folder, files, name)
        if before is None:
            continue
        if after is None:
            yield f"{name} is missing: version {old} has it, and {new} takes nothing away."
            continue
        comparison = compare(before, after)
        if comparison.effect not in SAME_MAJOR:
            grave = [one for one in comparison.changes if one.effect not in SAME_MAJOR]
            yield (
                f"{name} may refuse documents of version {old}.{_list(grave)} Undo the change, or "
                "raise the first number of the schema version and add a migration."
            )


def _list(changes: Sequence[Change]) -> str:
    return "".join(
        f"\n  {one.pointer or '/'}: {one.reason}"
        for one in changes
        if one.effect != "documentation"
    )


def _read(folder: Path, files: Mapping[str, str], name: str) -> Schema | None:
    if name in files:
        return cast("Schema", json.loads(files[name]))
    file = folder / name
    return cast("Schema", json.loads(file.read_text("utf-8"))) if file.is_file() else None


def _versions_in(folder: Path, files: Mapping[str, str]) -> set[str]:
    there = {file.parent.name for file in folder.glob(f"v*/*{_ENDING}")}
    written = {name.partition("/")[0] for name in files if name.endswith(_ENDING)}
    return {name.removeprefix("v") for name in there | written if _FOLDER.fullmatch(name)}


def _numbers(version: str) -> tuple[int, int]:
    major, _, minor = version.partition(".")
    return int(major), int(minor)


def declare_release(folder: Path, released_on: date, version: str = SCHEMA_VERSION) -> Path:
    """Declare the schemas of a version as released, and return the file that says so.

    Raises:
        ValueError: if the version is released already, or has no schemas.
        BrokenPromiseError: if the schemas break what was promised before.
    """
    releases = read_releases(folder)
    if version in releases:
        raise ValueError(f"Version {version} was released on {releases[version]['released_on']}.")
    names = [
        file.relative_to(folder).as_posix()
        for file in sorted((folder / f"v{version}").rglob(f"*{_ENDING}"))
    ]
    if not names:
        raise ValueError(f"There are no schemas of version {version} in {folder}.")
    check_promises(folder)
    files = {
        name: take_fingerprint(schema) for name in names if (schema := _read(folder, {}, name))
    }
    releases[version] = Release(released_on=released_on.isoformat(), files=files)
    write_file(folder / RELEASES, json.dumps(releases, indent=2) + "\n")
    return folder / RELEASES
