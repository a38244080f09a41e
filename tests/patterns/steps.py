"""A backtracking matcher that counts its steps, so that growth is measured without a clock.

It walks the tree that Python's own parser makes of a pattern and tries what Python's engine tries,
in the same order. Where a repetition has a bound, it is tried up to `BOUND` times: beyond that a
bounded repetition is no growth.
"""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

# Python's own parser of patterns and the names of what it returns; neither has types
parser: Any = importlib.import_module("re._parser")
sre: Any = importlib.import_module("re._constants")

BOUND = 8
NOWHERE = -1
"""Where a way leads that has come to its end."""
Node: TypeAlias = "tuple[Any, Any]"
Nodes: TypeAlias = "tuple[Node, ...]"
ONE_CHARACTER = (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN)
Marks: TypeAlias = "tuple[tuple[int, int], ...]"
State: TypeAlias = "tuple[int, int, Marks]"
REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)


class TooManySteps(Exception):  # noqa: N818 - a signal, no error
    """The pattern takes more steps than were allowed."""


@dataclass(frozen=True)
class Step:
    """One instruction: what to do, and where to go on."""

    what: str
    node: Any = None
    ways: tuple[int, ...] = ()
    known: dict[str, bool] = field(default_factory=dict[str, bool], compare=False)
    """For an instruction that takes a character: those that were looked at before."""
    open: dict[str, tuple[int, ...]] = field(
        default_factory=dict[str, "tuple[int, ...]"], compare=False
    )
    """For one that goes several ways: those that are worth a step before a character."""


@dataclass
class Program:
    """A pattern as instructions."""

    pattern: re.Pattern[str]
    steps: list[Step] = field(default_factory=list[Step])

    def add(self, what: str, node: object = None, ways: tuple[int, ...] = ()) -> int:
        self.steps.append(Step(what, node, ways))
        return len(self.steps) - 1

    def point(self, place: int, *ways: int) -> None:
        old = self.steps[place]
        self.steps[place] = Step(old.what, old.node, ways)


def as_nodes(parsed: object) -> Nodes:
    nodes = cast("Nodes", parsed)  # the parser's own sequence has no types
    return tuple((op, tuple(arg) if op is sre.IN else arg) for op, arg in nodes)


@cache
def parse(pattern: re.Pattern[str]) -> Nodes:
    return as_nodes(parser.parse(pattern.pattern, pattern.flags))


@cache
def compile_program(pattern: re.Pattern[str]) -> Program:
    program = Program(pattern)
    _write(program, parse(pattern))
    program.add("found")
    return program


def _write(program: Program, nodes: Nodes) -> None:
    for node in nodes:
        op, arg = node
        if op in ONE_CHARACTER:
            program.add("character", node)
        elif op is sre.AT:
            program.add("at", _compile_place(arg, program.pattern.flags))
        elif op is sre.SUBPATTERN:
            _write(program, as_nodes(arg[3]))
        elif op is sre.BRANCH:
            _write_branch(program, [as_nodes(way) for way in arg[1]])
        elif op in REPEATS:
            _write_repeat(program, op, arg)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            backwards, inner = arg[0] < 0, as_nodes(arg[1])
            width = arg[1].getwidth()[1] if backwards else 0
            _write_group(program, "not" if op is sre.ASSERT_NOT else "ahead", inner, width)
        elif op is sre.ATOMIC_GROUP:
            _write_group(program, "atomic", as_nodes(arg), 0)
        else:
            raise NotImplementedError(op)


def _write_group(program: Program, what: str, inner: Nodes, back: int) -> None:
    start = program.add(what, back)
    _write(program, inner)
    program.add("found")
    program.point(start, start + 1, len(program.steps))


def _write_branch(program: Program, ways: list[Nodes]) -> None:
    split = program.add("split")
    starts: list[int] = []
    ends: list[int] = []
    for way in ways:
        starts.append(len(program.steps))
        _write(program, way)
        ends.append(program.add("split"))
    program.point(split, *starts)
    for end in ends:
        program.point(end, len(program.steps))


def _write_repeat(program: Program, op: object, arg: tuple[int, int, object]) -> None:
    least, most, inner = min(arg[0], BOUND), arg[1], as_nodes(arg[2])
    if op is sre.POSSESSIVE_REPEAT:
        _write_group(program, "atomic", ((sre.MAX_REPEAT, (arg[0], most, inner)),), 0)
        return
    is_lazy = op is sre.MIN_REPEAT
    for _ in range(least):
        _write(program, inner)
    if most == sre.MAXREPEAT:
        split = program.add("split")
        mark = program.add("mark", split)
        _write(program, inner)
        program.add("again", mark, (split,))
        ways = (split + 1, len(program.steps))
        program.point(split, *(ways[::-1] if is_lazy else ways))
        return
    splits: list[int] = []
    for _ in range(min(most, BOUND) - least):
        splits.append(program.add("split"))
        _write(program, inner)
    for split in splits:
        ways = (split + 1, len(program.steps))
        program.point(split, *(ways[::-1] if is_lazy else ways))


def count_steps(
    pattern: re.Pattern[str], text: str, *, anchored: bool = False, most: int = 1_000_000
) -> int:
    """Return how many steps it takes to look for every match in a text.

    Raises:
        TooManySteps: if it takes more than that.
    """
    program = compile_program(pattern)
    counter = _Counter(program, text, most)
    position = 0
    while position <= len(text):
        end = counter.run(0, position)
        if anchored:
            break
        position = position + 1 if end is None or end == position else end
    return counter.steps


class _Counter:
    def __init__(self, program: Program, text: str, most: int) -> None:
        self.program = program
        self.text = text
        self.most = most
        self.steps = 0

    def _takes(self, step: Step, here: int) -> bool:
        if here >= len(self.text):
            return False
        char = self.text[here]
        known = step.known.get(char)
        if known is None:
            known = step.known[char] = fits(self.program.pattern, step.node, char)
        return known

    def _look(self, step: Step, here: int) -> int | None:
        """Return where to go on after a group that is tried on its own, or nothing."""
        begin = here - step.node
        end = self.run(step.ways[0], begin) if begin >= 0 else None
        if (end is None) != (step.what == "not"):
            return None
        return here if end is None or step.what != "atomic" else end

    def run(self, start: int, position: int) -> int | None:
        """Return where the first match ends that the engine would find here."""
        waiting: list[State] = [(start, position, ())]
        while waiting:
            at, here, marks = waiting.pop()
            while at >= 0:  # go on along one way as far as it leads
                self.steps += 1
                if self.steps > self.most:
                    raise TooManySteps
                step = self.program.steps[at]
                match step.what:
                    case "character":
                        at = at + 1 if self._takes(step, here) else NOWHERE
                        here += 1
                    case "split":
                        at = self._split(step, here, marks, waiting)
                    case "found":
                        return here
                    case "at":
                        at = at + 1 if step.node.match(self.text, here) else NOWHERE
                    case "mark":
                        marks = (*(mark for mark in marks if mark[0] != at), (at, here))
                        at += 1
                    case "again":  # a turn that takes nothing is the last
                        at = at + 1 if (step.node, here) in marks else step.ways[0]
                    case _:
                        after = self._look(step, here)
                        at, here = (NOWHERE, here) if after is None else (step.ways[1], after)
        return None

    def _split(self, step: Step, here: int, marks: Marks, waiting: list[State]) -> int:
        """Return the way that is tried first, and let the others wait.

        Only a way that is worth a step counts: the engine looks at the next character first.
        """
        char = self.text[here : here + 1]
        ways = step.open.get(char)
        if ways is None:
            ways = step.open[char] = tuple(way for way in step.ways if self._is_open(way, here))
        waiting.extend((way, here, marks) for way in ways[:0:-1])
        return ways[0] if ways else NOWHERE

    def _is_open(self, way: int, here: int) -> bool:
        ahead = self.program.steps[way]
        return ahead.what != "character" or self._takes(ahead, here)


def fits(pattern: re.Pattern[str], node: Node, char: str) -> bool:
    """Whether a node that stands for one character takes this one."""
    flags = pattern.flags
    return _fits(node, char, flags) or bool(
        flags & sre.SRE_FLAG_IGNORECASE
        and (_fits(node, char.lower(), flags) or _fits(node, char.upper(), flags))
    )


def _fits(node: Node, char: str, flags: int) -> bool:
    op, arg = node
    if op is sre.LITERAL:
        return ord(char) == int(arg)
    if op is sre.NOT_LITERAL:
        return ord(char) != int(arg)
    if op is sre.ANY:
        return bool(flags & sre.SRE_FLAG_DOTALL) or char != "\n"
    items = list(arg)
    negated = bool(items) and items[0][0] is sre.NEGATE
    return negated != any(_is_in(item, char) for item in items if item[0] is not sre.NEGATE)


_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}


def _is_in(item: Node, char: str) -> bool:
    op, arg = item
    if op is sre.RANGE:
        return bool(arg[0] <= ord(char) <= arg[1])
    if op is sre.CATEGORY:
        return re.fullmatch(_CATEGORIES[arg], char, re.DOTALL) is not None
    return _fits(item, char, 0)


_PLACES = {
    sre.AT_BEGINNING_STRING: r"\A",
    sre.AT_END_STRING: r"\Z",
    sre.AT_BOUNDARY: r"\b",
    sre.AT_NON_BOUNDARY: r"\B",
    sre.AT_BEGINNING: "^",
    sre.AT_END: "$",
}


@cache
def _compile_place(place: object, flags: int) -> re.Pattern[str]:
    return re.compile(_PLACES[place], flags & re.MULTILINE)


def walk(nodes: Nodes, before: Nodes = ()) -> Iterator[tuple[Node, Nodes]]:
    """Yield every node of a pattern with what stands before it on its way."""
    for index, node in enumerate(nodes):
        way = (*before, *nodes[:index])
        yield node, way
        for inner in inner_nodes(node):
            yield from walk(inner, way)


def inner_nodes(node: Node) -> list[Nodes]:
    op, arg = node
    if op is sre.SUBPATTERN:
        return [as_nodes(arg[3])]
    if op is sre.BRANCH:
        return [as_nodes(way) for way in arg[1]]
    if op in REPEATS:
        return [as_nodes(arg[2])]
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return [as_nodes(arg[1])]
    return [as_nodes(arg)] if op is sre.ATOMIC_GROUP else []
