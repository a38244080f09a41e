"""Asks every engine about documents, and finds where one says something else than our models."""

from __future__ import annotations

import json
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypedDict

from attrs import field, frozen
from tests.parity.engine import MODELS, make_engines

from improvement_frameworks.documents.reader import read
from improvement_frameworks.documents.reading import Document, Unread
from improvement_frameworks.documents.source import Stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tests.parity.engine import Engine
    from tests.parity.node import Worker
    from tests.parity.pinned import Pinned
    from tests.parity.subject import Subject

Verdict: TypeAlias = Literal["accepts", "refuses", "breaks down", "finds no JSON"]
Verdicts: TypeAlias = "Mapping[str, Verdict]"
"""What each engine says, by its name."""

LETTERS: Final[Mapping[str, Verdict]] = {
    "A": "accepts",
    "R": "refuses",
    "B": "breaks down",
    "U": "finds no JSON",
}


def read_documents(data: bytes) -> list[Document]:
    """Return the documents of a JSON text; none if our reader refuses it."""
    items = read(Stream("", "json", lambda: BytesIO(data)))
    return [item for item in items if not isinstance(item, Unread)]


def why_unread(data: bytes) -> list[str]:
    """Return the codes of what our reader refuses in a JSON text; remarks are left out."""
    items = read(Stream("", "json", lambda: BytesIO(data)))
    unread = [item.issue for item in items if isinstance(item, Unread)]
    return [issue.code for issue in unread if issue.severity == "error"]


@frozen
class Difference:
    """One engine that says something else about a document than our models say."""

    engine: str
    verdict: Verdict
    text: str

    def __str__(self) -> str:
        return f"{self.engine} {self.verdict}, and our models do not: {self.text[:2_000]}"


class Count(TypedDict):
    """What a panel was asked and how it went, in plain values that reports can carry."""

    subject: str
    documents: int
    accepted: int
    unread: int
    engines: dict[str, tuple[int, int]]


@frozen
class Tally:
    """How many documents each engine was asked about, and how often it said something else."""

    documents: Counter[Verdict] = field(factory=Counter["Verdict"])
    """How many documents there were, by what our models say."""
    unread: Counter[str] = field(factory=Counter[str])
    """How many texts our reader refused, by the code; no engine is asked about them."""
    seen: set[int] = field(factory=set[int])
    """Hashes of the texts that were judged, so that none is counted twice."""
    pinned: Counter[str] = field(factory=Counter[str])
    """Differences that stand in the pinned table, by engine."""
    unexplained: Counter[str] = field(factory=Counter[str])
    """All other differences, by engine."""


class Panel:
    """All engines for one subject."""

    def __init__(self, subject: Subject, worker: Worker, pinned: Sequence[Pinned]) -> None:
        self.subject = subject
        self.tally = Tally()
        self._worker = worker
        self._pinned = pinned
        self._engines: Mapping[str, Engine] = make_engines(subject)
        self._in_node = worker.compile(subject)

    @property
    def engines(self) -> tuple[str, ...]:
        """The names of all engines."""
        return (*self._engines, *self._in_node)

    def verdicts(self, documents: Sequence[Document]) -> list[Verdicts]:
        """Return what every engine says about each document."""
        letters = self._worker.judge(self.subject, [document.text for document in documents])
        return [
            {**self._ask_python(document), **self._read_letters(said)}
            for document, said in zip(documents, letters, strict=True)
        ]

    def _ask_python(self, document: Document) -> Verdicts:
        return {
            name: "accepts" if judge(document) else "refuses"
            for name, judge in self._engines.items()
        }

    def _read_letters(self, letters: str) -> Verdicts:
        return {name: LETTERS[letter] for name, letter in zip(self._in_node, letters, strict=True)}

    def count(self) -> Count:
        """Return what was asked so far and how it went."""
        tally = self.tally
        return {
            "subject": self.subject.name,
            "documents": tally.documents.total(),
            "accepted": tally.documents["accepts"],
            "unread": tally.unread.total(),
            "engines": {
                name: (tally.pinned[name], tally.unexplained[name]) for name in self.engines
            },
        }

    def find_differences(self, texts: Iterable[bytes]) -> list[Difference]:
        """Return the differences that do not stand in the pinned table, and count everything.

        A text that was judged before is passed over, unless there was a difference.
        """
        documents = [document for text in texts for document in self._read(text)]
        found: list[Difference] = []
        for document, said in zip(documents, self.verdicts(documents), strict=True):
            differences = self._compare(document, said)
            if not differences:
                self.tally.seen.add(hash(document.text))
                self.tally.documents[said[MODELS]] += 1
            found += differences
        return found

    def _compare(self, document: Document, said: Verdicts) -> list[Difference]:
        found: list[Difference] = []
        for engine in differing(said):
            if any(row.explains(self, engine, said, document) for row in self._pinned):
                self.tally.pinned[engine] += 1
            else:
                self.tally.unexplained[engine] += 1
                found.append(Difference(engine, said[engine], document.text))
        return found

    def _read(self, text: bytes) -> Iterator[Document]:
        """Yield the documents of a text that were not judged before."""
        documents = read_documents(text)
        if not documents:
            self.tally.unread.update(why_unread(text))
        yield from (one for one in documents if hash(one.text) not in self.tally.seen)


def differing(said: Verdicts) -> list[str]:
    """Return the engines that say something else than our models."""
    return [engine for engine, verdict in said.items() if verdict != said[MODELS]]


def write_value(value: object) -> Document:
    """Return the document that holds a value."""
    return Document("", value, json.dumps(value, ensure_ascii=False))
