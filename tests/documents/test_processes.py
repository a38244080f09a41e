"""Several processes, and what is left when somebody stops them."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.conftest import faults_of
from tests.documents.modes import EXAMPLE, write

from improvement_frameworks import validate

if TYPE_CHECKING:
    from pathlib import Path


def test_processes_give_the_same_report_as_one(tmp_path: Path) -> None:
    for number in range(450):
        text = faults_of("iceberg")[number % 7].document if number % 10 == 0 else EXAMPLE
        (tmp_path / f"{number:03}.json").write_text(
            text if isinstance(text, str) else write(text), encoding="utf-8"
        )
    (tmp_path / "a.yaml").write_text("framework: iceberg\n", encoding="utf-8")
    assert validate(tmp_path, jobs=2) == validate(tmp_path)


def test_there_is_at_least_one_process() -> None:
    with pytest.raises(ValueError, match="at least one process, not 0"):
        validate(EXAMPLE, jobs=0)


STOPPED = """
import sys
import time
from pathlib import Path
from improvement_frameworks.core.report.report import Collector
from improvement_frameworks.documents import piece
from improvement_frameworks.documents.parallel import check_all
from improvement_frameworks.documents.source import find_sources
if __name__ == "__main__":
    piece.PIECE = 100_000
    collector = Collector()
    try:
        for number in check_all(find_sources(Path(sys.argv[1])), collector, None, jobs=2):
            print(number, flush=True)
            time.sleep(0.05)
    except KeyboardInterrupt:
        report = collector.report()
        print("stopped", report.documents, len(report.issues))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_stopping_leaves_a_true_report(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    bad = write(faults_of("iceberg")[0].document)
    file.write_text(f"{EXAMPLE}\n{bad}\n" * 20_000, encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(STOPPED, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script), str(file)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        first = int(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read().split()
        assert process.wait(timeout=60) == 0
    assert "stopped" in rest, rest
    documents, issues = map(int, rest[-2:])
    assert first <= documents < 40_000
    assert issues == min(documents // 2, 1_000)
