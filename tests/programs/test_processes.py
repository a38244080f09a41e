"""Where a program runs: in workers that may start no others, without a terminal."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from improvement_frameworks import get_example, validate, validate_file, validate_text

if TYPE_CHECKING:
    from pathlib import Path


WORKER = """
import sys
from multiprocessing import get_context

from improvement_frameworks import validate


def work(folder, answers):
    answers.put(validate(folder, jobs=2).to_json())


if __name__ == "__main__":
    context = get_context("spawn")
    answers = context.Queue()
    context.Process(target=work, args=(sys.argv[1], answers), daemon=True).start()
    print(answers.get(timeout=50))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(40):
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps(get_example("iceberg")), encoding="utf-8")
    return tmp_path


def test_a_worker_that_may_start_no_others_does_the_work_alone(folder: Path) -> None:
    script = folder / "worker.py"
    script.write_text(WORKER, encoding="utf-8")
    command = [sys.executable, str(script), str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == validate(folder).to_json()


def test_a_system_without_semaphores_does_the_work_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "_multiprocessing", None)
    monkeypatch.delitem(sys.modules, "multiprocessing.synchronize", raising=False)
    assert validate(folder, jobs=2) == validate(folder)


@pytest.mark.parametrize("close", ["sys.stdin = None", "sys.stdin.close()"])
def test_a_closed_standard_input_is_a_message(close: str) -> None:
    script = f"import sys; {close}; import improvement_frameworks as f; print(f.validate('-'))"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert "DOC-UNREADABLE" in done.stdout
    assert "it is closed" in done.stdout


def test_a_text_is_never_opened_and_a_path_never_read_as_text(tmp_path: Path) -> None:
    file = tmp_path / "notes.json"
    file.write_text(json.dumps(get_example("iceberg")), encoding="utf-8")
    assert validate_file(file).documents == validate_file(str(tmp_path)).documents == 1
    assert [i.code for i in validate_text(str(file)).errors] == ["DOC-NOT-OBJECT"]
    assert validate_text(file.read_bytes()).ok
    assert [i.code for i in validate_file(file.read_text("utf-8")[:200]).errors] != []
    assert validate_text("-").errors
    with pytest.raises(TypeError, match="takes a text"):
        validate_text({})  # type: ignore[arg-type]
