"""Writes a record as a Markdown page that people can read and share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core.report_text import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core.header import Entry
    from improvement_frameworks.core.record import Record


def write_record(record: Record) -> str:
    """Return a record as Markdown: its header, then its entries under the parts they speak of."""
    lines = [f"# {escape_markdown(record.title)}", "", f"*{record.about.title}*"]
    header = list(_header(record))
    if header:
        lines += ["", *(f"- {line}" for line in header)]
    for code, entries in record.by_part().items():
        lines += ["", f"## {escape_markdown(record.about[code].label)}", ""]
        lines += [line for entry in entries for line in _entry(record, entry)] or ["Nothing yet."]
    return "\n".join(lines) + "\n"


def _header(record: Record) -> Iterator[str]:
    if record.group:
        yield f"Group: {escape_markdown(record.group.name)}"
    if record.purpose and record.purpose.question:
        yield f"Question: {escape_markdown(record.purpose.question)}"
    if record.purpose and record.purpose.use:
        yield f"Use: {escape_markdown(record.purpose.use)}"
    if record.period:
        end = record.period.end.isoformat() if record.period.end else "now"
        yield f"Period: {record.period.start.isoformat()} to {end}"
    if record.recorded_on:
        yield f"Recorded on: {record.recorded_on.isoformat()}"
    if record.contributors:
        roles = (c.role or c.id for c in record.contributors)
        yield f"Contributors: {escape_markdown(', '.join(roles))}"
    if record.notes:
        yield f"Notes: {escape_markdown(record.notes)}"


def _entry(record: Record, entry: Entry) -> Iterator[str]:
    text = escape_markdown(entry.text) if entry.text else "(no words)"
    roles = {person.id: person.role for person in record.contributors}
    said_by = roles.get(entry.contributor or "") or entry.contributor
    yield f"- {text}" + (f" ({escape_markdown(said_by)})" if said_by else "")
    for evidence in entry.evidence:
        yield f"    - Evidence: {escape_markdown(evidence)}"
    if entry.follow_up:
        step = entry.follow_up
        facts = (step.action, step.owner, step.due.isoformat() if step.due else None)
        yield "    - Next: " + escape_markdown("; ".join(fact for fact in facts if fact))
