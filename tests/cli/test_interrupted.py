"""What stays behind when the program is ended from outside, and what links lead to."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from improvement_frameworks.core.file import replacing

if TYPE_CHECKING:
    from pathlib import Path

WRITES = """
import sys, time
from pathlib import Path
from improvement_frameworks import cli
from improvement_frameworks.cli import program
from improvement_frameworks.core.file import replacing

def write(arguments=None):
    with replacing(Path(sys.argv[1])) as draft:
        draft.write_text("words of a record")
        print("written", flush=True)
        time.sleep(60)

program.run = write
cli.main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends programs without asking them")
def test_nothing_is_left_when_the_program_is_ended(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITES, str(tmp_path / "out.json")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "written\n"
        assert list(tmp_path.iterdir())
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    link.symlink_to(target)
    with replacing(link) as draft:
        draft.write_text("new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_link_that_leads_nowhere_is_not_replaced_unasked(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError), replacing(link, force=False):
        pass
    assert link.readlink() == tmp_path / "nowhere"
