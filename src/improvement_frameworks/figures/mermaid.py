"""Writes a record or a framework as Mermaid text: nodes that GitHub, GitLab and Notion draw."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from improvement_frameworks.clean import clean_line
from improvement_frameworks.figures.scene import find_links
from improvement_frameworks.figures.tree import find_branches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core.content.framework import Framework, Part
    from improvement_frameworks.core.record.record import Record

LONGEST: Final = 120
_WAYS: Final = {"down": "TB", "up": "BT", "forward": "LR", "none": "LR"}


def write_mermaid(framework: Framework, record: Record | None) -> str:
    """Return the parts, the entries under them and the links between entries as Mermaid text."""
    return "\n".join([f"flowchart {_WAYS[framework.direction]}", *_lines(framework, record)]) + "\n"


def _lines(framework: Framework, record: Record | None) -> Iterator[str]:
    codes = list(record.by_part()) if record else list(framework.default_scheme.parts)
    nodes = {code: f"p{number}" for number, code in enumerate(codes)}
    parts = tuple(record.find_part(code) if record else framework[code] for code in codes)
    for part in parts:
        yield f"  {nodes[part.code]}[{_quote(part.label)}]"
    yield from _between_parts(framework, nodes, parts)
    if record:
        yield from _entries(record, nodes)


def _between_parts(
    framework: Framework, nodes: dict[str, str], parts: tuple[Part, ...]
) -> Iterator[str]:
    if framework.figure.parent:
        for code, below in find_branches(parts, framework.figure.parent).items():
            for part in below:
                yield f"  {nodes[code]} --- {nodes[part.code]}"
        return
    chain = list(nodes.values()) if framework.direction != "none" else []
    for one, other in pairwise(chain):
        yield f"  {one} ~~~ {other}" if framework.figure.kind != "cycle" else f"  {one} --> {other}"
    if framework.figure.kind == "cycle" and len(chain) > 1:
        yield f"  {chain[-1]} --> {chain[0]}"


def _entries(record: Record, nodes: dict[str, str]) -> Iterator[str]:
    known: dict[str, str] = {}
    for number, entry in enumerate(record.entries):
        node = f"e{number}"
        if entry.id:
            known[entry.id] = node
        text = entry.text or entry.id or "(no words)"
        yield f"  {node}({_quote(text)})"
        for code in record.parts_of(entry):
            yield f"  {nodes[code]} --- {node}"
    for entry, title, wanted in find_links(record):
        if wanted in known and entry.id in known:
            yield f"  {known[entry.id]} -. {_quote(title)} .-> {known[wanted]}"


def _quote(text: str) -> str:
    """Write text as a label: short, on one line, and with nothing that Mermaid would act on."""
    line = clean_line(text)
    short = line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
    safe = "".join(
        char if char.isalnum() or char in " .,;:!?'()-…" else f"#{ord(char)};" for char in short
    )
    return f'"{safe}"'
