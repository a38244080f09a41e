"""Checks documents one after the other, in constant memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.documents.check import Checked, check
from improvement_frameworks.documents.glance import make_glance
from improvement_frameworks.documents.reader import Item, read_raw, split
from improvement_frameworks.documents.reading import Raw, Unread
from improvement_frameworks.problems import NEVER_READ

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from improvement_frameworks.core.report import Collector
    from improvement_frameworks.core.rules import Selection
    from improvement_frameworks.documents.source import Source


def check_each(
    sources: Iterable[Source],
    collector: Collector,
    selection: Selection | None,
    *,
    is_much: bool = False,
) -> Iterator[Checked]:
    """Check document by document and give each to the collector, so that a caller can stop.

    What the collector reports is true at every step, also after an interruption. If there is known
    to be much to check, preparing for it begins at once.
    """
    glance = make_glance(selection, collector.wants, is_much=is_much)
    for source in sources:
        for item in split(source):
            seen = glance(item) if isinstance(item, Raw) else None
            if seen is not None:
                collector.add(seen.issues, judged=seen.record is not None, examined=seen.examined)
                yield seen
                continue
            for part in read_raw(item) if isinstance(item, Raw) else (item,):
                checked = _take(part, collector, selection)
                if checked is not None:
                    yield checked


def _take(item: Item, collector: Collector, selection: Selection | None) -> Checked | None:
    """Check what was read and give it to the collector."""
    if isinstance(item, Unread):
        was_read = item.issue.severity == "error" and item.issue.code not in NEVER_READ
        collector.add([item.issue], documents=1 if was_read else 0)
        return None
    checked = check(item, selection)
    collector.add(checked.issues, judged=checked.record is not None, examined=checked.examined)
    return checked
