"""Checks documents one after the other, in constant memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.documents.check import Checked, check
from improvement_frameworks.documents.glance import make_glance
from improvement_frameworks.documents.reader import Item, read_raw, split, trust_raw
from improvement_frameworks.documents.reading import Raw, Unread
from improvement_frameworks.documents.together import Together, is_alone
from improvement_frameworks.problems import NEVER_READ

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.report.report import Collector
    from improvement_frameworks.core.rules.rules import Selection
    from improvement_frameworks.documents.source import Input


def check_each(
    sources: Iterable[Input],
    collector: Collector,
    selection: Selection | None,
    *,
    is_much: bool = False,
    together: Together | None = None,
) -> Iterator[Checked]:
    """Check document by document and give each to the collector, so that a caller can stop.

    What the collector reports is true at every step, also after an interruption. If there is known
    to be much to check, preparing for it begins at once. ``together`` takes the ids of documents;
    without it they are judged at the end.
    """
    gathered = Together() if together is None else together
    glance = make_glance(selection, collector.wants, is_much=is_much)
    for source in sources:
        for item in split(source):
            seen = glance(item) if isinstance(item, Raw) else None
            if seen is not None:
                collector.add(seen.issues, judged=seen.record is not None, examined=seen.examined)
                if isinstance(item, Raw) and seen.record is not None:
                    _gather(gathered, item, seen.record)
                yield seen
                continue
            for part in read_raw(item) if isinstance(item, Raw) else (item,):
                checked = _take(part, collector, selection, gathered)
                if checked is not None:
                    yield checked
    if together is None and selection is not None:
        collector.add(gathered.issues(selection), documents=0)


def _gather(together: Together, raw: Raw, record: Record) -> None:
    """Take the ids of a document that was seen at a glance; most have none."""
    if is_alone(record, raw.data):
        together.documents += 1
    else:
        together.take(trust_raw(raw))


def _take(
    item: Item, collector: Collector, selection: Selection | None, together: Together
) -> Checked | None:
    """Check what was read and give it to the collector."""
    if isinstance(item, Unread):
        was_read = item.issue.severity == "error" and item.issue.code not in NEVER_READ
        collector.add([item.issue], documents=1 if was_read else 0)
        return None
    checked = check(item, selection)
    together.take(item)
    collector.add(checked.issues, judged=checked.record is not None, examined=checked.examined)
    return checked
