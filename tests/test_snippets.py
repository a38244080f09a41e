"""Runs what README and docs show: commands, and the JavaScript where there is something to run it.

Python snippets are doctests, which pytest collects by itself.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest

from improvement_frameworks.cli import program
from improvement_frameworks.core.insights.common_insight import COMMON_INSIGHTS
from improvement_frameworks.core.registry import get_example, published_ids
from improvement_frameworks.core.rules.common_check import CHECKS

ROOT = Path(__file__).parents[1]
WRITTEN = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs" / "how-to").glob("*.md")),
]
FENCE = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
OUTPUT = "output of "
NODE_MODULES = ROOT / "tests" / "consumers" / "node_modules"


class Block(NamedTuple):
    kind: str
    title: str
    text: str


def read_blocks(page: Path) -> list[Block]:
    return [Block(*found) for found in FENCE.findall(page.read_text(encoding="utf-8"))]


def read_commands(text: str) -> list[tuple[str, str]]:
    """Split a block into commands and the output that is shown for each."""
    pieces = re.split(r"^\$ (.*)\n", text, flags=re.MULTILINE)
    return list(zip(pieces[1::2], pieces[2::2], strict=True))


def agrees(shown: str, printed: str) -> bool:
    """Whether an output is the one shown, where ``...`` stands for anything.

    On a line of its own it stands for any number of lines.
    """
    pattern = ""
    for line in shown.rstrip("\n").split("\n"):
        if line.strip() == "...":
            pattern += r"(?:.*\n)*"
        else:
            pattern += ".*".join(re.escape(piece) for piece in line.split("...")) + r"\n"
    return re.fullmatch(pattern, printed.rstrip("\n") + "\n") is not None


def install(folder: Path, project: str) -> None:
    """Do what ``pip install`` does for a distribution that is pure Python: tell of its names."""
    about = tomllib.loads(project)["project"]
    info = folder / "installed" / f"{about['name'].replace('-', '_')}-{about['version']}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Name: {about['name']}\nVersion: {about['version']}\n")
    points = [
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in names.items())
        for group, names in about["entry-points"].items()
    ]
    (info / "entry_points.txt").write_text("".join(points))


def write_file(folder: Path, block: Block) -> None:
    file = folder / block.title
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(block.text, encoding="utf-8")
    if file.name == "pyproject.toml":
        install(folder, block.text)


def run(folder: Path, *command: str) -> str:
    ways = [folder / "installed", *folder.glob("*/src"), os.environ.get("PYTHONPATH", "")]
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(str(way) for way in ways if str(way)),
        "PYTHONUTF8": "1",
        "NO_COLOR": "1",
    }
    done = subprocess.run(
        command,
        cwd=folder,
        env=env,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        timeout=60,
    )
    return done.stdout


def has_commands(page: Path) -> bool:
    return any(block.text.startswith("$ improve") for block in read_blocks(page))


def run_here(words: list[str]) -> str:
    """Run the program in this process and return all that it prints."""
    printed = StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        program.run(words)
    return printed.getvalue()


@pytest.mark.parametrize(
    "page", [page for page in WRITTEN if has_commands(page)], ids=lambda page: page.name
)
def test_commands_print_what_the_page_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a page that installs something needs processes, which take long to start."""
    (tmp_path / "examples").symlink_to(ROOT / "examples", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    for block in read_blocks(page):
        if block.title and not block.title.startswith(OUTPUT):
            write_file(tmp_path, block)
        if block.kind != "console" or not block.text.startswith("$ improve"):
            continue
        for command, shown in read_commands(block.text):
            name, *words = shlex.split(command)
            assert name == "improve"
            if (tmp_path / "installed").exists():
                printed = run(tmp_path, sys.executable, "-m", "improvement_frameworks", *words)
            else:
                printed = run_here(words)
            assert agrees(shown, printed), f"$ {command}\n{printed}"


def test_the_tutorial_is_among_the_pages_that_are_run() -> None:
    assert has_commands(ROOT / "docs" / "tutorial.md")


def test_a_simple_framework_costs_at_most_forty_lines_of_python() -> None:
    page = ROOT / "docs" / "how-to" / "add-a-framework.md"
    blocks = {Path(block.title).name: block.text for block in read_blocks(page) if block.title}
    code = [text for name, text in blocks.items() if name.endswith(".py")]
    assert sum(len(text.splitlines()) for text in code) <= 40


def test_the_page_on_adding_a_framework_names_every_common_check() -> None:
    text = (ROOT / "docs" / "how-to" / "add-a-framework.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([\w-]+)` \|", text, re.MULTILINE)
    assert named == [*CHECKS, *COMMON_INSIGHTS]


def test_no_command_is_left_out_because_its_block_is_called_otherwise() -> None:
    for page in WRITTEN:
        for block in read_blocks(page):
            assert block.kind == "console" or not block.text.startswith("$ "), (page.name, block)


@pytest.mark.parametrize(
    ("shown", "printed", "expected"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\n", "b\n", False),
        ("a\n...\n", "a\nb\nc\n", True),
        ("a\n...\n", "a\n", True),
        ("...\nc\n", "a\nb\n", False),
        ("a ... c\n", "a b c\n", True),
        ("a.c\n", "abc\n", False),
        ("a\n", "a\nb\n", False),
    ],
)
def test_dots_stand_for_anything_and_nothing_else_does(
    shown: str, printed: str, expected: object
) -> None:
    assert agrees(shown, printed) is expected


needs_ajv = pytest.mark.skipif(
    not (shutil.which("node") and (NODE_MODULES / "ajv-formats").is_dir()),
    reason="needs node and the packages of tests/consumers (npm install there)",
)


@needs_ajv
def test_javascript_prints_what_the_page_shows(tmp_path: Path) -> None:
    (tmp_path / "node_modules").symlink_to(NODE_MODULES, target_is_directory=True)
    blocks = read_blocks(ROOT / "docs" / "how-to" / "javascript.md")
    run(tmp_path, sys.executable, "-m", "improvement_frameworks", "schema", "--out", "schemas")
    shown = {block.title: block.text for block in blocks if block.title.startswith(OUTPUT)}
    scripts = [block for block in blocks if block.kind == "js"]
    assert len(scripts) == len(shown) > 0
    for script in scripts:
        write_file(tmp_path, script)
        assert agrees(shown[OUTPUT + script.title], run(tmp_path, "node", script.title))


@needs_ajv
def test_the_javascript_on_each_schema_page_tells_good_from_bad(tmp_path: Path) -> None:
    """One process runs the scripts of all pages; each says its turn before it is run."""
    (tmp_path / "node_modules").symlink_to(NODE_MODULES, target_is_directory=True)
    (tmp_path / "schemas").symlink_to(ROOT / "schemas", target_is_directory=True)
    turns: list[str] = []
    for framework in published_ids():
        page = ROOT / "docs" / "reference" / "schemas" / f"{framework}.md"
        (script,) = [block for block in read_blocks(page) if block.kind == "js"]
        for kind, document in (("good", get_example(framework)), ("bad", {})):
            turns.append(f"{kind}-{framework}.mjs")
            text = f"const document = {json.dumps(document)};\n{script.text}"
            (tmp_path / turns[-1]).write_text(text, encoding="utf-8")
    every = f"for (const one of {json.dumps(turns)}) {{ console.log(`== ${{one}}`); "
    (tmp_path / "all.mjs").write_text(every + "await import(`./${one}`); }", encoding="utf-8")
    said = re.findall(
        r"^== (\S+)\n((?:(?!== ).*\n)*)", run(tmp_path, "node", "all.mjs"), re.MULTILINE
    )
    assert [turn for turn, _ in said] == turns
    assert [turn for turn, words in said if bool(words) != turn.startswith("bad")] == []
