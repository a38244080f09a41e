"""Programs in other languages, one for each engine, that write a letter for each line they read.

``A`` means that the engine accepts, ``R`` that it refuses. ``make consumers`` installs what they
need.
"""

from __future__ import annotations

import os
import subprocess
import sys
from base64 import b64encode
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FOLDER: Final = Path(__file__).parent
# Debian keeps the sources of Go's packages here; nothing is fetched.
_GO: Final = {"GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOFLAGS": ""}

ECMA: Final = "JavaScript u"
"""The engine that JSON Schema names: ECMA-262, with the flag that makes it read code points."""
MATCHERS: Final[Mapping[str, tuple[str, ...]]] = {
    ECMA: ("node", "match.mjs", "u"),
    "JavaScript v": ("node", "match.mjs", "v"),
    "JavaScript": ("node", "match.mjs"),
    "Python": (sys.executable, "match.py", "re"),
    "RE2": (sys.executable, "match.py", "re2"),
    "Go": ("go", "run", "match.go"),
    "PCRE": ("php", "match.php"),
    "Perl": ("perl", "match.pl"),
    "Ruby": ("ruby", "match.rb"),
    "Java": ("java", "-Xmx256m", "Match.java"),
}
"""What is told of each pattern and text whether the pattern is found in it."""
CHECKERS: Final[Mapping[str, tuple[str, ...]]] = {
    "gojsonschema": ("go", "run", "check.go"),
    "JSON::Validator": ("perl", "check.pl"),
    "json_schemer": ("ruby", "check.rb"),
    "jschon": (sys.executable, "check_jschon.py"),
}
"""What is told of each schema and document whether the schema takes it."""


def ask_matcher(name: str, questions: Iterable[tuple[str, str]]) -> str:
    """Return a letter for each pattern and text."""
    lines = (" ".join(b64encode(word.encode()).decode() for word in pair) for pair in questions)
    return _ask(MATCHERS[name], lines)


def ask_checker(name: str, questions: Iterable[tuple[Path, Path]]) -> str:
    """Return a letter for each schema and document, given as files."""
    return _ask(CHECKERS[name], (f"{schema}\t{document}" for schema, document in questions))


def _ask(command: tuple[str, ...], lines: Iterable[str]) -> str:
    if which(command[0]) is None:
        pytest.fail(f"{command[0]} is missing. Run: make consumers")
    asked = "".join(f"{line}\n" for line in lines)
    done = subprocess.run(
        command,
        input=asked,
        cwd=FOLDER,
        env={**os.environ, **_GO},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout) == asked.count("\n"), done.stderr
    return done.stdout
