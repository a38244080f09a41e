"""A worker in Node that gives the verdicts of the validators written in JavaScript."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from shutil import which
from typing import IO, TYPE_CHECKING, Final, Self, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.parity.subject import Subject

    from improvement_frameworks.problems.problem import Json

FOLDER: Final = Path(__file__).parent
SET_UP: Final = (
    "The validators of other languages are asked in Node: install Node 20 or later with npm, then "
    "run `make node-packages`, which `make test` does by itself."
)


class NodeMissingError(Exception):
    """Says what must be installed; without it nothing is proved, so no test is skipped for it."""


class Worker:
    """One process that lives as long as the tests; a context manager, so that it always ends."""

    def __init__(self, folder: Path = FOLDER) -> None:
        if which("node") is None:
            raise NodeMissingError(f"Node is not there. {SET_UP}")
        if not (folder / "node_modules").is_dir():
            raise NodeMissingError(f"The packages of package.json are not there. {SET_UP}")
        self._known: dict[Subject, tuple[str, ...]] = {}
        self._process = subprocess.Popen(
            ["node", "worker.js"],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="ascii",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._process as process:  # closes the pipes, and waits
            cast("IO[str]", process.stdin).close()  # upon which the worker ends by itself

    @property
    def returncode(self) -> int | None:
        """How the process ended, or ``None`` while it runs."""
        return self._process.returncode

    def compile(self, subject: Subject) -> tuple[str, ...]:
        """Take in the schemas of a subject and return the names of the engines that judge it."""
        if subject not in self._known:
            said = self._ask({"name": subject.name, "schemas": cast("Json", subject.schemas)})
            self._known[subject] = tuple(cast("list[str]", said["engines"]))
        return self._known[subject]

    def judge(self, subject: Subject, texts: Sequence[str]) -> list[str]:
        """Return for each text one letter for each engine; ``worker.js`` says what they mean."""
        return cast(
            "list[str]", self._ask({"name": subject.name, "texts": list(texts)})["verdicts"]
        )

    def _ask(self, request: dict[str, Json]) -> dict[str, Json]:
        asked, answers = cast("IO[str]", self._process.stdin), cast("IO[str]", self._process.stdout)
        asked.write(json.dumps(request) + "\n")
        asked.flush()
        answer = answers.readline()
        if not answer:
            raise RuntimeError("The worker in Node has ended; what it wrote to stderr says why.")
        said = cast("dict[str, Json]", json.loads(answer))
        if "fault" in said:
            raise RuntimeError(f"The worker in Node cannot answer: {said['fault']}")
        return said
