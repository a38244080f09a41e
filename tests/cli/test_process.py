"""The program as people meet it: as a process, in a terminal, in a pipe, interrupted."""

from __future__ import annotations

import os
import platform
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from tests.cli.conftest import BAD, GOOD, Run
from tests.conftest import cases

from improvement_frameworks import __version__, get_example, new

if TYPE_CHECKING:
    from collections.abc import Mapping

PROGRAM: Final = (sys.executable, "-m", "improvement_frameworks")
CLEAN: Final = {
    name: value
    for name, value in os.environ.items()
    if name not in {"NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "PYTHONIOENCODING"}
}
ESCAPE: Final = "\x1b["

pytestmark = pytest.mark.usefixtures("folder")


def start(
    *arguments: str,
    given: str = "",
    environment: Mapping[str, str] | None = None,
    program: tuple[str, ...] = PROGRAM,
) -> Run:
    done = subprocess.run(
        [*program, *arguments],
        input=given.encode(),
        capture_output=True,
        check=False,
        timeout=60,
        env={**CLEAN, **(environment or {})},
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


class Terminal:
    """A process that is started in a terminal, and what it shows there."""

    def __init__(self, *arguments: str, environment: Mapping[str, str] | None = None) -> None:
        import pty

        self._screen, inside = pty.openpty()
        self._process = subprocess.Popen(
            [*PROGRAM, *arguments],
            stdin=inside,
            stdout=inside,
            stderr=inside,
            env={**CLEAN, "TERM": "xterm", **(environment or {})},
            start_new_session=True,
        )
        os.close(inside)
        self.shown = ""

    def read_until(self, sign: str, *, seconds: float = 60) -> None:
        """Read until a pattern is shown, or the process ends."""
        end = time.monotonic() + seconds
        while not re.search(sign, self.shown):
            ready, _, _ = select.select([self._screen], [], [], max(0, end - time.monotonic()))
            assert ready, f"waited for {sign}, but this is all: {self.shown}"
            try:
                piece = os.read(self._screen, 65_536)
            except OSError:  # Linux says so when the other side is closed
                piece = b""
            if not piece:
                return
            self.shown += piece.decode("utf-8", "replace")

    def wait_until_reading(self) -> None:
        """Wait until the process asks for its standard input, by the system call for it."""
        call = Path("/proc", str(self._process.pid), "syscall")
        end = time.monotonic() + 60
        while not call.read_text(encoding="utf-8").startswith(READS_STANDARD_INPUT):
            assert time.monotonic() < end
            time.sleep(0.02)

    def interrupt(self) -> None:
        self._process.send_signal(signal.SIGINT)

    def finish(self) -> int:
        self.read_until("(?!)")  # nothing is like this: all is read
        os.close(self._screen)
        return self._process.wait(timeout=60)


# How the system writes that a process reads from its standard input: the call, then the file.
READS_STANDARD_INPUT = {"x86_64": "0 0x0 ", "aarch64": "63 0x0 "}.get(platform.machine(), "")
is_seen = bool(READS_STANDARD_INPUT) and Path("/proc/self/syscall").exists()

needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


@pytest.mark.parametrize(
    ("arguments", "code"),
    cases(
        {
            "no errors": (["validate", "good.json"], 0),
            "errors": (["validate", "."], 1),
            "not found": (["validate", "gone.json"], 2),
            "a wrong option": (["validate", "--zebra", "."], 2),
            "help": (["--help"], 0),
            "a list": (["list"], 0),
        }
    ),
)
def test_the_exit_code_reaches_the_shell(arguments: list[str], code: int) -> None:
    run = start(*arguments)
    assert run.code == code
    assert "Traceback" not in run.out + run.err
    assert run.err == "" or code == 2


@pytest.mark.parametrize("name", ["improve", "improvement-frameworks"])
def test_both_names_start_the_same_program(name: str) -> None:
    program = Path(sys.executable).with_name(name)
    run = start("--version", program=(str(program),))
    assert run.code == 0
    assert run.out.startswith(f"improvement-frameworks {__version__}, ")


def test_the_form_alone_is_the_first_thing_that_a_process_may_look_at() -> None:
    done = start("validate", "--no-rules", "good.json", "bad.json")
    assert done.code == 1
    assert "2 documents read" in done.out
    assert done.out.endswith("Only the format was checked. The practice checks were not run.\n")
    assert "good.json" not in done.out


def test_standard_input_and_output_can_be_joined() -> None:
    blank = start("new", "iceberg")
    assert blank.out == new("iceberg")
    filled = blank.out.replace('""', "Some words")
    run = start("validate", "-", given=filled)
    assert run.code == 0
    assert run.out.startswith("(standard input)\n")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_pipes_get_utf_8_whatever_the_system_prefers(encoding: str) -> None:
    run = start(
        "validate",
        "-",
        given=GOOD.replace('"iceberg"', '"🌱"'),
        environment={"PYTHONIOENCODING": encoding},
    )
    assert run.code == 1
    assert 'There is no framework "🌱".' in run.out


@needs_terminal
def test_a_terminal_that_cannot_show_a_character_shows_a_substitute() -> None:
    Path("seed.json").write_text(GOOD.replace('"iceberg"', '"🌱"'), encoding="utf-8")
    terminal = Terminal("validate", "seed.json", environment={"PYTHONIOENCODING": "cp1252"})
    assert terminal.finish() == 1
    assert r'There is no framework "\U0001f331".' in terminal.shown


KINDS: Final = ("text", "json", "markdown", "github")
IN_EACH_KIND: Final = """
import io, json, sys
from improvement_frameworks.cli.program import run

given = sys.stdin.buffer.read()
for kind in sys.argv[1].split():
    sys.stdin = io.TextIOWrapper(io.BytesIO(given), encoding="utf-8")
    print(json.dumps([kind, run([*sys.argv[2:], "--format", kind])]))
"""
"""Runs the program once for each kind of report, and says with which code it ended."""


def start_in_each_kind(*arguments: str, given: str = "") -> dict[str, Run]:
    """Run the program once for each kind of report, all in one process."""
    program = (sys.executable, "-c", IN_EACH_KIND, " ".join(KINDS))
    done = start(*arguments, given=given, program=program)
    said = re.split(r'^\["(\w+)", (\d+)\]\n', done.out, flags=re.MULTILINE)
    runs = {
        kind: Run(int(code), out, done.err)
        for out, kind, code in zip(said[::3], said[1::3], said[2::3], strict=False)
    }
    assert tuple(runs) == KINDS, done.err
    return runs


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_file_name_in_no_encoding_can_be_told() -> None:
    Path(os.fsdecode(b"\xff.json")).write_text(BAD, encoding="utf-8")
    for kind, run in start_in_each_kind("validate", ".").items():
        assert run.code == 1
        assert run.err == ""
        assert run.out.count("VALUE-CODE") >= 2, kind


def test_nothing_is_coloured_in_a_pipe() -> None:
    for kind, run in start_in_each_kind("validate", ".").items():
        assert ESCAPE not in run.out, kind
        assert run.err == ""


@needs_terminal
@pytest.mark.parametrize(
    ("environment", "is_coloured"),
    cases({"as it is": (dict[str, str](), True), "NO_COLOR": ({"NO_COLOR": "1"}, False)}),
)
def test_a_terminal_gets_colours_unless_they_are_not_wanted(
    environment: dict[str, str],
    is_coloured: bool,  # noqa: FBT001 - pytest gives it by name
) -> None:
    terminal = Terminal("validate", ".", environment=environment)
    assert terminal.finish() == 1
    assert ("\x1b[31m" in terminal.shown) == is_coloured
    assert "error VALUE-CODE" in terminal.shown


@needs_terminal
def test_a_terminal_sees_how_far_the_work_has_come() -> None:
    terminal = Terminal("validate", "good.json", "bad.json")
    assert terminal.finish() == 1
    assert terminal.shown.index("Checking") < terminal.shown.index("50%")
    assert terminal.shown.index("100%") < terminal.shown.index("good.json")


def write_much(file: Path) -> None:
    """Write so many documents that the check takes longer than a test ever waits."""
    with file.open("w", encoding="utf-8") as stream:
        for _ in range(200):
            stream.write(GOOD * 1_000)


@needs_terminal
@pytest.mark.parametrize("kind", ["text", "markdown"])
def test_an_interruption_leaves_a_true_report(kind: str) -> None:
    write_much(Path("z.jsonl"))
    terminal = Terminal("validate", "bad.json", "z.jsonl", "--format", kind)
    terminal.read_until(r"\([1-9],?\d+ documents\)")
    terminal.interrupt()
    assert terminal.finish() == 2
    assert "Traceback" not in terminal.shown
    assert "Stopped before the end. The report covers what was read until then." in terminal.shown
    assert "VALUE-CODE" in terminal.shown
    found = re.search(r"(\d+)(?: documents)? read: 1 error, (\d+) warnings", terminal.shown)
    assert found
    documents, warnings = int(found[1]), int(found[2])
    assert 500 <= documents < 200_000
    assert documents - warnings in {0, 1, 2}  # one warning each, but for the bad one


@pytest.mark.skipif(not is_seen, reason="no system calls of other processes are seen here")
def test_an_interruption_while_standard_input_is_awaited() -> None:
    terminal = Terminal("validate", "-")
    terminal.wait_until_reading()
    terminal.interrupt()
    assert terminal.finish() == 2
    assert "Traceback" not in terminal.shown
    assert "Stopped" in terminal.shown


@pytest.mark.skipif(sys.platform == "win32", reason="has pipes of another kind")
@pytest.mark.parametrize(
    "arguments",
    cases(
        {
            "a page": (["show", "liberating-structures"],),
            "a report": (["validate", "z.jsonl", "--format", "json"],),
        }
    ),
)
def test_whoever_stops_reading_is_not_bothered(arguments: list[str]) -> None:
    Path("z.jsonl").write_text(BAD * 900, encoding="utf-8")
    process = subprocess.Popen(
        [*PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=CLEAN
    )
    assert process.stdout
    assert process.stderr
    with process.stdout as out, process.stderr as err:
        out.read(1)
        out.close()
        assert err.read() == b""
    process.wait(timeout=60)


WITHOUT: Final = """
import importlib.abc, sys

class Missing(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.partition(".")[0] == {library!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Missing())
from improvement_frameworks.cli import main
main()
"""


def test_without_click_the_line_to_install_it_is_printed() -> None:
    code = WITHOUT.format(library="click")
    run = start("list", program=(sys.executable, "-c", code))
    assert run.code == 2
    assert run.out == ""
    assert run.err == (
        "improve: the command line needs a further library. Install it with: "
        'pip install "improvement-frameworks[cli]"\n'
    )


def test_without_a_library_for_yaml_the_line_to_install_it_is_printed() -> None:
    program = (sys.executable, "-c", WITHOUT.format(library="yaml"))
    Path("a.yaml").write_text(new("iceberg"), encoding="utf-8")
    run = start("validate", "a.yaml", program=program)
    assert run.code == 2
    assert run.out == ""
    assert run.err == (
        "improve: Reading YAML needs a further library. Install it with: "
        'pip install "improvement-frameworks[yaml]"\n'
    )
    assert start("validate", "good.json", program=program).code == 0
    assert start("new", "iceberg", program=program).out == new("iceberg")


@pytest.mark.parametrize(
    "arguments",
    cases({"help": (["--help"],), "the list": (["list"],), "a page": (["show", "iceberg"],)}),
)
def test_quick_commands_load_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        "from improvement_frameworks.cli.program import run\n"
        "run(sys.argv[1:])\n"
        "print(*(n for n in ('pydantic', 'jsonschema', 'yaml', 'rich') if n in sys.modules), "
        "file=sys.stderr)\n"
    )
    run = start(*arguments, program=(sys.executable, "-c", code))
    assert run.out
    assert run.err.strip() == ""


def test_an_example_goes_through_every_format() -> None:
    import json

    text = json.dumps(get_example("iceberg"))
    for kind, run in start_in_each_kind("validate", "-", "--strict", given=text).items():
        assert (run.code, run.err) == (0, ""), kind
