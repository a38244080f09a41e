"""Reads the sheet of a template with the facts of the record: a label, and beside it what is said.

What it says holds for the record on the other sheets, whether it is written as rows or as canvas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from improvement_frameworks import problems
from improvement_frameworks.core.registry import get_record_type
from improvement_frameworks.problems.problem import Issue, Own, quote
from improvement_frameworks.tables.cells.cell import CellReader
from improvement_frameworks.tables.cells.cell_text import find_content, write_texts, write_value
from improvement_frameworks.tables.cells.note import NoteCounter
from improvement_frameworks.tables.headings.column_name import find_name
from improvement_frameworks.tables.headings.heading import Heading
from improvement_frameworks.tables.reading.sheet import RECORD_HEADINGS, Row, cell_address
from improvement_frameworks.tables.rows.column import columns_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.core.report.report import Collector
    from improvement_frameworks.problems.problem import Where
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.reading.sheet import Raw, Sheet

_LABEL, _ANSWER, _HELP = range(3)


@frozen
class RecordSheet:
    """What is said about the record."""

    values: Mapping[str, Raw] = field(factory=dict[str, "Raw"])
    """By column: the cell."""
    places: Mapping[str, Where] = field(factory=dict[str, "Where"])
    """By column: where it is."""
    is_faulty: bool = False
    """Whether any of them cannot be read."""

    def add_to(self, heading: Heading) -> Heading:
        """Return a header whose rows have the facts, as far as they have no column for them."""
        known = {column.name for column in heading.columns.values()} | heading.constants.keys()
        if heading.canvas is not None:
            known = {name for name, _ in heading.canvas.fields.values()}
        return evolve(
            heading,
            constants={
                **heading.constants,
                **{name: value for name, value in self.values.items() if name not in known},
            },
            places={name: where for name, where in self.places.items() if name not in known},
            is_faulty=self.is_faulty,
        )


def read_record_sheet(sheet: Sheet, options: Options, collector: Collector) -> RecordSheet:
    """Read the facts of a template; what cannot be read is told at its cell."""
    heading = Heading(sheet, sheet.framework, Row(0, ()), {}, {})
    record = get_record_type(sheet.framework)
    columns = {c.name: c for c in columns_of(sheet.framework) if c.place == "record" and c.path}
    habits = options.habits.settle(heading)
    notes = NoteCounter()
    values: dict[str, Raw] = {}
    places: dict[str, Where] = {}
    issues: list[Issue] = []
    left_out: list[tuple[Row, int]] = []
    for row in sheet.rows():
        if isinstance(row, Issue):
            issues.append(row)
            continue
        texts = write_texts(row)
        if tuple(texts[: len(RECORD_HEADINGS)]) == RECORD_HEADINGS:
            continue
        name = find_name(sheet.framework, texts[_LABEL]) if texts else None
        for place in find_content(row):
            is_own = name in columns or row.number == 1
            if is_own and place in {_LABEL, _HELP}:
                continue
            if place != _ANSWER or name not in columns or name in values:
                left_out.append((row, place))
                continue
            raw = row.cells[place]
            cell = CellReader(columns[name], record, habits).read(raw)
            where = heading.where(row, place)
            where = evolve(where, heading=columns[name].label)
            for note in cell.notes:
                notes.take(note, heading, row, place)
            if cell.problem is not None:
                params = {**cell.params}
                if "field" in params:
                    params["field"] = name
                issues.append(cell.problem.issue(where, **params))
            elif not cell.is_blank:
                values[name], places[name] = raw, where
    collector.add([*issues, *notes.issues()], documents=0)
    if left_out:
        shown = tuple(
            Own(f"{cell_address(row.number, place)} {quote(write_value(row.cells[place]))}")
            for row, place in left_out
        )
        told = problems.CELLS_LEFT_OUT.issue(heading.where(left_out[0][0]), cells=shown)
        collector.add([told], documents=0)
    faulty = sum(issue.severity == "error" for issue in issues)
    collector.count_cells(len(values) + faulty + len(left_out), len(values))
    return RecordSheet(values, places, is_faulty=bool(faulty))
