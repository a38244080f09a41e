"""The worker in Node: it says what is missing, reads strictly, and ends when it should."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from tests.parity.node import FOLDER, NodeMissingError, Worker
from tests.parity.subject import SAMPLER

if TYPE_CHECKING:
    from pathlib import Path


def test_without_node_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NodeMissingError, match=r"Node is not there\. .* install Node 20"):
        Worker()


def test_without_packages_the_message_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NodeMissingError, match=r"packages .* not there\. .* `make node-packages`"):
        Worker(tmp_path)


def test_the_worker_ends_with_its_block() -> None:
    with Worker() as worker:
        worker.compile(SAMPLER)
        assert worker.returncode is None
    assert worker.returncode == 0


def test_a_worker_that_has_died_is_reported(tmp_path: Path) -> None:
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "worker.js").write_text("process.exit(3)")
    with Worker(tmp_path) as worker, pytest.raises(RuntimeError, match="has ended"):
        worker.compile(SAMPLER)


def test_schemas_are_read_strictly(worker: Worker) -> None:
    schema = {**SAMPLER.schemas["form"], "x-label": "Sampler"}
    odd = evolve(SAMPLER, name="odd", make_schemas=lambda: {**SAMPLER.schemas, "form": schema})
    with pytest.raises(RuntimeError, match='strict mode: unknown keyword: "x-label"'):
        worker.compile(odd)


def test_a_text_that_is_no_json_is_told_from_one_that_is_refused(worker: Worker) -> None:
    engines = worker.compile(SAMPLER)
    letters = worker.judge(SAMPLER, ["{}", "1", "{", '{"line": "\u2028"}'])
    assert letters == [sign * len(engines) for sign in "ARUR"]


def test_versions_of_packages_are_exact() -> None:
    assert "^" not in (FOLDER / "package.json").read_text()
