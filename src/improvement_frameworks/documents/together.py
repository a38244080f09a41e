"""What documents that are checked together say of each other: their ids, and the ids they name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from attrs import Factory, define, evolve

from improvement_frameworks import problems
from improvement_frameworks.core.errors import Offers, nearest_id
from improvement_frameworks.documents.check import place
from improvement_frameworks.problems.problem import Own, Where, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core.rules import Selection
    from improvement_frameworks.documents.reading import Document
    from improvement_frameworks.problems.problem import Issue


@define
class Together:
    """The ids of documents, and the ids that they name, each with its place."""

    documents: int = 0
    """How many documents there were."""
    own: list[tuple[str, Where]] = Factory(list["tuple[str, Where]"])
    """The ids that documents have."""
    named: list[tuple[str, Where]] = Factory(list["tuple[str, Where]"])
    """The ids of other records that they name."""

    def take(self, document: Document) -> None:
        """Take the ids of a document, whether or not its form is right."""
        self.documents += 1
        read = document.value
        if not isinstance(read, dict):
            return
        value = cast("dict[str, object]", read)
        own = value.get("id")
        if isinstance(own, str):
            self.own.append((own, _find_place(document, "/id")))
        references = value.get("references")
        items = cast("list[object]", references) if isinstance(references, list) else []
        for index, item in enumerate(items):
            wanted = cast("dict[str, object]", item).get("record") if isinstance(item, dict) else 0
            if isinstance(wanted, str):
                where = _find_place(document, f"/references/{index}/record")
                self.named.append((wanted, where))

    def include(self, other: Together, *, lines_before: int = 0) -> None:
        """Take what was found in what follows, whose first line comes after so many others."""
        self.documents += other.documents
        self.own += [(one, _below(where, lines_before)) for one, where in other.own]
        self.named += [(one, _below(where, lines_before)) for one, where in other.named]

    def issues(self, selection: Selection) -> Iterator[Issue]:
        """Yield what is wrong with the ids; one document alone may name what is elsewhere."""
        if self.documents < 2:
            return
        first: dict[str, Where] = {}
        for one, where in self.own:
            if one in first and selection.takes(problems.REC_ID_TWICE):
                severity = selection.severity(problems.REC_ID_TWICE)
                other = f"{first[one].source} {first[one].line or ''}".strip()
                yield problems.REC_ID_TWICE.issue(where, severity, id=quote(one), first=Own(other))
            first.setdefault(one, where)
        offers = Offers()
        for one, where in self.named:
            if one not in first and selection.takes(problems.REC_ID_UNKNOWN):
                near = offers.find(one, partial(nearest_id, one, first))
                offer = Own(f" Did you mean {quote(near)}?" if near else "")
                severity = selection.severity(problems.REC_ID_UNKNOWN)
                yield problems.REC_ID_UNKNOWN.issue(where, severity, id=quote(one), offer=offer)


def _find_place(document: Document, pointer: str) -> Where:
    (issue,) = place(document, [problems.REC_ID_TWICE.issue(Where(pointer=pointer))])
    return issue.where


def _below(where: Where, lines: int) -> Where:
    return evolve(where, line=lines + (where.line or 1)) if lines else where
