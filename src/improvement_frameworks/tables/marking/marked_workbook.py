"""Writes the workbook that was checked with a note and a colour on each cell that needs mending."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, TypeAlias
from zipfile import BadZipFile, ZipFile

from improvement_frameworks.core.file import replacing
from improvement_frameworks.documents.reading import InputFault
from improvement_frameworks.tables.marking.issue_sheet import write_issues
from improvement_frameworks.tables.marking.marked_copy import copy_as_text
from improvement_frameworks.tables.marking.note_part import NO_BOXES, NO_NOTES, change_notes
from improvement_frameworks.tables.marking.note_text import write_words
from improvement_frameworks.tables.marking.package import RELATIONS, Package
from improvement_frameworks.tables.marking.sheet_part import SheetEditor, read_address
from improvement_frameworks.tables.marking.style_part import NO_STYLES, Styles
from improvement_frameworks.tables.marking.xml_edit import XmlPart, read_number, write_xml
from improvement_frameworks.tables.reading.fault import UNPACK_LIMIT
from improvement_frameworks.tables.reading.sheet import AUTHOR, ISSUE_SHEET, Sheet
from improvement_frameworks.tables.reading.source import open_tables
from improvement_frameworks.tables.reading.workbook.archive import inspect_archive
from improvement_frameworks.tables.writing.unwritable import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from improvement_frameworks.core.report.report import Report
    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.marking.style_part import Colour

MOST_MARKS: Final = 10_000
"""How many cells are marked at most; the list of issues is complete."""
WORKBOOKS: Final = (".xlsx", ".xlsm")
_SHEETS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BOX_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"

Place: TypeAlias = "tuple[int, int]"
Marks: TypeAlias = "dict[Place, list[Issue]]"


def write_marked(
    source: Path,
    report: Report,
    path: Path,
    *,
    force: bool = False,
    unpack_limit: int = UNPACK_LIMIT,
) -> None:
    """Write the checked workbook again, with its issues in it.

    Each cell with an error is red and each with a warning amber, with a note that says what was
    found and what to do; a sheet lists all issues. Everything else is as it was: values, formulas,
    colours, charts, pictures and macros. Marks of an earlier check are replaced. Any other kind of
    table is copied into a workbook, all as text.

    Args:
        source: The file that was checked.
        report: What was found in it.
        path: The new file: .xlsx, or .xlsm if the source is one.
        force: Whether an existing file may be replaced.
        unpack_limit: How many MiB a workbook may unpack to.

    Raises:
        UnwritableError: if the source cannot be read as a table, or the new file's name does not
            fit.
        FileExistsError: if there is such a file and ``force`` is not given.
        MissingExtraError: if a table that is no workbook is to be marked and XlsxWriter is missing.
        OSError: if it cannot be written; an older file stays as it is then.
    """
    is_workbook = source.suffix.lower() in WORKBOOKS
    wanted = source.suffix.lower() if is_workbook else ".xlsx"
    if path.suffix.lower() != wanted:
        raise UnwritableError(f"{path.name}: the marked copy of {source.name} ends in {wanted}")
    sources = {issue.where.source for issue in report.issues}
    issues = [
        issue
        for issue in report.issues
        if str(source) not in sources or issue.where.source == str(source)
    ]
    with (
        replacing(path, force=force) as draft,
        TemporaryDirectory(dir=path.parent, prefix=".marked.") as folder,
    ):
        workbook = source if is_workbook else copy_as_text(source, Path(folder))
        try:
            inspect_archive(workbook, unpack_limit)
            with ZipFile(workbook) as archive:
                package = Package(archive)
                _mark(package, issues, _say_rest(report), _find_earlier(workbook, unpack_limit))
                package.save(draft)
        except InputFault as fault:
            reason = fault.problem.write_message(fault.params)
            raise UnwritableError(f"{source.name} cannot be marked. {reason}") from None
        except BadZipFile:
            raise UnwritableError(f"{source.name} cannot be marked: it is damaged.") from None


def _find_earlier(workbook: Path, unpack_limit: int) -> str:
    """Return the name of the sheet that lists the issues of an earlier check, if there is one."""
    tables = open_tables(workbook, unpack_limit)
    sheets = (table for table in tables if isinstance(table, Sheet))
    return next((sheet.name for sheet in sheets if sheet.lists_issues), "")


def _say_rest(report: Report) -> list[str]:
    """Say how many issues are not in the list."""
    rest = sum(report.counts.values()) - len(report.issues)
    return [f"{rest:,} more issues were found than are listed."] if rest > 0 else []


def _mark(package: Package, issues: Sequence[Issue], remarks: list[str], earlier: str) -> None:
    main_part = package.find("", "officeDocument") or "xl/workbook.xml"
    targets = {key: path for key, (_, path) in package.relations(main_part).items()}
    parts: dict[str, str] = {}
    for element in XmlPart(package.read(main_part)).named("sheet"):
        relation = next(
            (value for name, value in element.attributes.items() if name.endswith(":id")), ""
        )
        parts[element.attributes.get("name", "")] = targets.get(relation, "")
    by_sheet, left_out = _sort_marks(issues, list(parts))
    if left_out:
        remarks.append(f"Only the first {MOST_MARKS:,} cells are marked; {left_out:,} are not.")
    style_name = package.find(main_part, "styles")
    styles = Styles(package.read(style_name) if style_name else NO_STYLES)
    for sheet, part in parts.items():
        _mark_sheet(package, part, by_sheet.get(sheet, {}), styles)
    names = {sheet: sheet for sheet in parts} | {"": next(iter(parts), "")}
    listed = write_issues(issues, remarks, names, styles)
    if not style_name:
        style_name = "xl/styles.xml"  # some readers look for no other name
        package.relate(main_part, "styles", style_name)
        package.declare(style_name, f"{_SHEETS}.styles+xml")
    package.put(style_name, styles.apply())
    if parts.get(earlier):
        package.put(parts[earlier], listed)
    else:
        _add_sheet(package, main_part, listed, parts)


def _sort_marks(issues: Iterable[Issue], sheets: Sequence[str]) -> tuple[dict[str, Marks], int]:
    """Gather the issues of each cell; return also how many cells are too many to be marked."""
    marks: dict[str, Marks] = {}
    too_many: set[tuple[str, Place]] = set()
    room = MOST_MARKS
    for issue in issues:
        where = issue.where
        sheet = where.sheet or next(iter(sheets), "")
        place = read_address(where.cell or (f"A{where.row}" if where.row else ""))
        if issue.severity == "info" or place is None or sheet not in sheets:
            continue
        of_sheet = marks.setdefault(sheet, {})
        if place not in of_sheet and not room:
            too_many.add((sheet, place))
            continue
        room -= place not in of_sheet
        of_sheet.setdefault(place, []).append(issue)
    return {sheet: found for sheet, found in marks.items() if found}, len(too_many)


def _mark_sheet(package: Package, part: str, marks: Marks, styles: Styles) -> None:
    """Mark the cells of a sheet, and take away the marks of an earlier check."""
    words = package.find(part, "comments")
    old = [package.read(name) for name in (part, words) if package.has(name)]
    if not marks and not any(AUTHOR.encode() in data for data in old):
        return
    editor = SheetEditor(package.read(part))
    editor.colour(_colours(marks), styles)
    notes = {place: _write_note(found) for place, found in marks.items()}
    boxes = package.find(part, "vmlDrawing") if editor.has_notes else ""
    new_words, new_boxes = change_notes(
        package.read(words) if words else NO_NOTES,
        package.read(boxes) if boxes else NO_BOXES,
        notes,
        editor,
    )
    if not words and notes:
        words = package.new_name("xl/comments{}.xml")
        package.relate(part, "comments", words)
        package.declare(words, f"{_SHEETS}.comments+xml")
    if not boxes and notes:
        boxes = package.new_name("xl/drawings/vmlDrawing{}.vml")
        editor.point_to_notes(package.relate(part, "vmlDrawing", boxes), RELATIONS)
        package.declare(boxes, _BOX_TYPE)
    if words:
        package.put(words, new_words)
    if boxes:
        package.put(boxes, new_boxes)
    package.put(part, editor.apply())


def _colours(marks: Mapping[Place, Sequence[Issue]]) -> dict[Place, Colour]:
    return {
        place: "error" if any(issue.severity == "error" for issue in found) else "warning"
        for place, found in marks.items()
    }


def _write_note(issues: Sequence[Issue]) -> str:
    """Write the note of a cell; what is said of it several times is said once."""
    words = Counter(
        "\n".join((f"{issue.severity.upper()} {issue.code}", *write_words(issue))).strip()
        for issue in issues
    )
    return "\n\n".join(words)[:30_000]


def _add_sheet(package: Package, main_part: str, data: bytes, sheets: Mapping[str, str]) -> None:
    """Put the list of issues behind the other sheets."""
    part = package.new_name("xl/worksheets/issues{}.xml")
    package.put(part, data)
    package.declare(part, f"{_SHEETS}.worksheet+xml")
    relation = package.relate(main_part, "worksheet", part)
    workbook = XmlPart(package.read(main_part))
    used = [read_number(element.attributes, "sheetId") for element in workbook.named("sheet")]
    taken = {name.casefold() for name in sheets}
    names = (ISSUE_SHEET, *(f"{ISSUE_SHEET} {number}" for number in range(2, len(sheets) + 3)))
    name = next(name for name in names if name.casefold() not in taken)
    parent = workbook.first("sheets")
    xml = (
        f'<{parent.prefix}sheet xmlns:issues="{RELATIONS}" name="{write_xml(name)}" '
        f'sheetId="{max(used, default=0) + 1}" issues:id="{relation}"/>'
    )
    workbook.append(parent, xml)
    package.put(main_part, workbook.apply())
