"""Makes up documents to measure with: learning grids of about 2.4 KB, some of them spoiled."""

from __future__ import annotations

import copy
import json
import random
from typing import TYPE_CHECKING, Final, cast

from improvement_frameworks import get_example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FRAMEWORK: Final = "learning-grid"
SPOILED_EVERY: Final = 50
"""One document in so many is bad: 2 %."""
ENTRIES: Final = 10
SAYING: Final = (
    "the huddle took ten minutes and nobody had to sign for it while families waited at home "
    "with calls that dropped twice a week until staff were allowed to change the list themselves"
)
WORDS: Final = SAYING.split()

Document = dict[str, object]


def _make_text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + "."


def _make_document(chance: random.Random, example: Document) -> Document:
    """Take the worked example, with other words in it and as many entries as are wanted."""
    document = copy.deepcopy(example)
    entries = cast("list[Document]", document["entries"])
    while len(entries) < ENTRIES:
        entries.append({**entries[len(entries) % 5], "id": f"e{len(entries) + 1}"})
    document["title"] = _make_text(chance, 8)
    for entry in entries[:ENTRIES]:
        entry["text"] = _make_text(chance, chance.randint(8, 24))
    return document


def _entry(document: Document, place: int) -> Document:
    return cast("list[Document]", document["entries"])[place]


FAULTS: Final[tuple[Callable[[Document], object], ...]] = (
    lambda document: document.pop("title"),
    lambda document: document.update(colour="red"),
    lambda document: document.update(recorded_on="18/05/2020"),
    lambda document: document.update(period=None),
    lambda document: document.update(tags=["a", "b", "a"]),
    lambda document: _entry(document, 3).update(question="startd"),
    lambda document: _entry(document, 0).update(text="  "),
    lambda document: _entry(document, 5).update(contributor=7),
    lambda document: _entry(document, 2).update(id="has spaces", level=""),
    lambda document: _entry(document, 7).pop("level"),
)
"""Each spoils one document in its own way."""


def make_lines(count: int, *, compact: bool = True) -> Iterator[bytes]:
    """Yield so many documents as JSON Lines; the same ones every time."""
    chance = random.Random(20200716)  # noqa: S311 - nothing secret depends on it
    example = get_example(FRAMEWORK)
    separators = (",", ":") if compact else (", ", ": ")
    for number in range(count):
        document = _make_document(chance, example)
        if number % SPOILED_EVERY == SPOILED_EVERY - 1:
            FAULTS[number // SPOILED_EVERY % len(FAULTS)](document)
        text = json.dumps(document, ensure_ascii=False, separators=separators)
        yield text.encode() + b"\n"


def write_lines(file: Path, count: int, *, compact: bool = True) -> None:
    """Write so many documents into a file, without holding more than one."""
    with file.open("wb") as out:
        out.writelines(make_lines(count, compact=compact))
