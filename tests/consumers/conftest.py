"""What the tests of consumers share: Node, with the packages that package.json names, a browser."""

from __future__ import annotations

import json
import subprocess
from functools import partial
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Final, cast

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from improvement_frameworks.problems.problem import Json

    AskNode = Callable[..., dict[str, Json]]

FOLDER: Final = Path(__file__).parent
SET_UP: Final = (
    "Install Node 20 or later with npm, then run: make node-packages. Without it the tests that "
    "ask tools in Node are skipped, which .ci/run does not allow."
)


@pytest.fixture(scope="session")
def ask_node() -> AskNode:
    """Return what runs a script of this folder: it is given JSON and answers with JSON."""
    if which("node") is None:
        pytest.skip(f"Node is missing. {SET_UP}")
    if not (FOLDER / "node_modules").is_dir():
        pytest.skip(f"The packages of tests/consumers/package.json are missing. {SET_UP}")

    def ask(script: str, **given: Json) -> dict[str, Json]:
        done = subprocess.run(
            ["node", FOLDER / "scripts" / script],
            input=json.dumps(given),
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert not done.stderr, done.stderr
        return cast("dict[str, Json]", json.loads(done.stdout))

    return ask


@pytest.fixture(scope="session")
def ask_browser(ask_node: AskNode) -> AskNode:
    """Return what runs a script that opens pages in a browser, which it starts once."""
    browser = which("chromium-headless-shell") or which("chromium")
    if browser is None:
        pytest.skip("Chromium is missing. Run: make browser")
    return partial(ask_node, browser=browser)
