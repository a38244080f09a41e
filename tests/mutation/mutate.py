"""Changes the code in small ways and says which changes no test notices: ``make mutants``.

A mutant is a module with one condition turned round, one bound moved, one constant changed, or one
``and`` made an ``or``; or a file of rules with another number, another code in a list, or ``true``
for ``false``. The tests that cover the module are run on each; a mutant that passes them
all survives. It is written into a copy of the sources, so that the tree is left alone.

    python tests/mutation/mutate.py                      # every module of the list
    python tests/mutation/mutate.py frameworks/iceberg   # those whose path holds a word
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2]
PACKAGE: Final = Path("src/improvement_frameworks")
CORE: Final = (
    "tests/core/test_header_rule.py",
    "tests/core/test_rules.py",
    "tests/core/test_links.py",
)
ICEBERG: Final = ("tests/frameworks/test_iceberg.py",)
LADDER: Final = (
    "tests/frameworks/test_ladder_of_inference_rules.py",
    "tests/frameworks/test_ladder_of_inference.py",
)
THEMES: Final = (
    "tests/frameworks/test_risk_themes_rules.py",
    "tests/frameworks/test_risk_themes.py",
)
COVERED_BY: Final[dict[str, tuple[str, ...]]] = {
    "core/record/action.py": ("tests/core/test_header_rule.py", "tests/frameworks"),
    "core/rules/common_check.py": ("tests/core/test_common_check.py",),
    "core/rules/code_file.py": ("tests/core/test_rule_content.py",),
    "core/rules/condition.py": ("tests/core/test_common_check.py",),
    "core/rules/header_rule.py": CORE,
    "core/rules/header_rule.toml": CORE,
    "core/rules/links.py": (*CORE, *LADDER),
    "core/report/report.py": ("tests/core/test_report.py", "tests/core/test_rules.py"),
    "core/rules/rule_content.py": ("tests/core/test_rule_content.py",),
    "core/rules/rules.py": CORE,
    "frameworks/iceberg/rules.py": ICEBERG,
    "frameworks/iceberg/rules.toml": ICEBERG,
    "frameworks/ladder_of_inference/rules.py": LADDER,
    "frameworks/ladder_of_inference/rules.toml": LADDER,
    "frameworks/risk_themes/rules.py": THEMES,
    "frameworks/risk_themes/rules.toml": THEMES,
}
"""The modules that are changed, each with the tests that must notice."""

TOLD: Final = re.compile(r'-?\b\d+\b|\b(?:true|false)\b|(?<=[\[,] )"[^"]+"|(?<=\[)"[^"]+"')
"""What is changed in a file of rules: numbers, truth values, and codes in lists."""

OTHER: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


@dataclass(frozen=True)
class Mutant:
    """One changed module."""

    module: str
    line: int
    change: str
    text: str


def make_mutants(module: str) -> Iterator[Mutant]:
    """Yield every mutant of a module, or of a file of rules."""
    if module.endswith(".toml"):
        yield from _change_rules(module)
        return
    tree = ast.parse((ROOT / PACKAGE / module).read_text(encoding="utf-8"))
    places = [(number, node) for number, node in enumerate(ast.walk(tree)) if _is_run(node)]
    skipped = _declared(tree)
    for number, node in places:
        if number in skipped:
            continue
        for change in range(_count_changes(node)):
            changed = copy.deepcopy(tree)
            target = next(one for at, one in enumerate(ast.walk(changed)) if at == number)
            before = ast.unparse(target)
            _change(target, change)
            after = ast.unparse(target)
            yield Mutant(
                module, getattr(node, "lineno", 0), f"{before} -> {after}", ast.unparse(changed)
            )


def _change_rules(module: str) -> Iterator[Mutant]:
    """Yield a file of rules with each number, code and truth value of it changed in turn."""
    lines = (ROOT / PACKAGE / module).read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines):
        if not re.match(r"(?:with|limits|words)\b", line):
            continue
        for found in TOLD.finditer(line):
            changed = _change_told(found[0])
            text = [*lines[:number], line[: found.start()] + changed + line[found.end() :]]
            change = f"{line}: {found[0]} -> {changed}"
            yield Mutant(module, number + 1, change, "\n".join([*text, *lines[number + 1 :]]))


def _change_told(told: str) -> str:
    if told in {"true", "false"}:
        return "false" if told == "true" else "true"
    return f'{told[:-1]}x"' if told.endswith('"') else str(int(told) + 1)


def _is_run(node: ast.AST) -> bool:
    return isinstance(node, ast.Compare | ast.BoolOp | ast.UnaryOp | ast.Constant)


def _declared(tree: ast.Module) -> set[int]:
    """Return the nodes that only declare: annotations, words of rules, imports of types."""
    numbers = {id(node): at for at, node in enumerate(ast.walk(tree))}
    found: set[int] = set()
    for node in ast.walk(tree):
        parts: list[ast.AST | None] = []
        if isinstance(node, ast.AnnAssign):
            parts = [node.annotation]
        elif isinstance(node, ast.ClassDef):
            parts = [*node.decorator_list]
        elif isinstance(node, ast.FunctionDef):
            parts = [*node.decorator_list, node.returns, node.args]
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            parts = [node]
        elif isinstance(node, ast.Call):
            parts = [key.value for key in node.keywords if key.arg in _WORDS]
        for part in parts:
            found |= {numbers[id(inner)] for inner in ast.walk(part)} if part else set()
    return found


_WORDS: Final = frozenset(
    {"title", "message", "hint", "principle", "source", "severity", "description", "hash"}
)


def _count_changes(node: ast.AST) -> int:
    if isinstance(node, ast.Constant):
        is_number = isinstance(node.value, int) and not isinstance(node.value, bool)
        return 1 if is_number or isinstance(node.value, bool) else 0
    if isinstance(node, ast.UnaryOp):
        return int(isinstance(node.op, ast.Not))
    if isinstance(node, ast.Compare):
        return len(node.ops)
    return 1


def _change(node: ast.AST, change: int) -> None:
    if isinstance(node, ast.Constant):
        node.value = not node.value if isinstance(node.value, bool) else _more(node.value)
    elif isinstance(node, ast.Compare):
        node.ops[change] = OTHER[type(node.ops[change])]()
    elif isinstance(node, ast.BoolOp):
        node.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
    elif isinstance(node, ast.UnaryOp):
        node.op = ast.UAdd()
        node.operand = ast.Call(ast.Name("bool", ast.Load()), [node.operand], [])


def _more(value: object) -> int:
    assert isinstance(value, int)
    return value + 1


def survives(mutant: Mutant, copy_of_sources: Path) -> bool:
    """Whether all tests that cover the module pass on the mutant."""
    file = copy_of_sources / "improvement_frameworks" / mutant.module
    kept = file.read_text(encoding="utf-8")
    file.write_text(mutant.text, encoding="utf-8")
    try:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "-x",
                "-n",
                "0",
                "-p",
                "no:cacheprovider",
                *COVERED_BY[mutant.module],
            ],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(copy_of_sources), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            timeout=300,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False  # it runs for ever: the tests notice
    finally:
        file.write_text(kept, encoding="utf-8")
    return done.returncode == 0


def main() -> int:
    """Run the mutants, print those that survive, and fail where more than 5 % do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", help="parts of the modules' paths")
    parser.add_argument("--most", type=int, default=0, help="so many of each module, drawn")
    given = parser.parse_args()
    modules = [one for one in COVERED_BY if not given.words or any(w in one for w in given.words)]
    made = survived = 0
    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder) / "src"
        shutil.copytree(ROOT / "src", sources, ignore=shutil.ignore_patterns("__pycache__"))
        for module in modules:
            mutants = list(make_mutants(module))
            if given.most:
                drawn = random.Random(module).sample(
                    range(len(mutants)), min(given.most, len(mutants))
                )
                mutants = [mutants[at] for at in sorted(drawn)]
            lost = [one for one in mutants if survives(one, sources)]
            made, survived = made + len(mutants), survived + len(lost)
            print(
                f"{module}: {len(mutants) - len(lost)} of {len(mutants)} were noticed", flush=True
            )
            for one in lost:
                print(f"  line {one.line}: {one.change}", flush=True)
    print(f"{made - survived} of {made} were noticed.")
    return int(survived * 20 > made)


if __name__ == "__main__":
    raise SystemExit(main())
