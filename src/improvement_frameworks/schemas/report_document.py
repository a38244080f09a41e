"""The form of a report as a JSON document: what ``Report.to_dict`` writes, field by field."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import ConfigDict, Field

from improvement_frameworks.core.content.source import JUDGEMENT
from improvement_frameworks.core.content.vocabulary import Term, Vocabulary
from improvement_frameworks.core.record.listed import Listed
from improvement_frameworks.core.record.noun import Noun
from improvement_frameworks.core.record.types import Extensions, Opt, YesNo

SEVERITY_LIST: Final = Vocabulary(
    id="severity",
    title="How bad an issue is",
    terms=tuple(
        Term(code=code, label=label, definition=definition, sources=(JUDGEMENT,))
        for code, label, definition in (
            ("error", "Error", "The document is invalid, or cannot mean what it says."),
            ("warning", "Warning", "The document is valid, but this is worth another look."),
            ("info", "Note", "Nothing is wrong; it may be good to know."),
        )
    ),
)

IssueSeverity = Annotated[str, Listed(SEVERITY_LIST, "IssueSeverity")]
Number = Annotated[int, Field(ge=0)]
Place = Annotated[int, Field(ge=1)]
Words = Annotated[str, Field(min_length=1)]
ProblemCode = Annotated[str, Field(pattern="^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+){1,9}$")]
Pointer = Annotated[str, Field(pattern="^(?:/|$)")]
CellAddress = Annotated[str, Field(pattern="^[A-Z]+[1-9][0-9]*$")]


class SeverityCounts(Noun):
    """How many issues of each severity were found, in full."""

    error: Number
    """How many errors."""
    warning: Number
    """How many warnings."""
    info: Number
    """How many notes."""


class PrincipleCount(Noun):
    """In how many documents the checks of one learning principle found something, or nothing."""

    kept: Number
    """In how many judged documents the rules that serve the principle found nothing."""
    neglected: Number
    """In how many judged documents such a rule found something."""


class PrincipleCounts(Noun):
    """How well the documents keep each of the six learning principles."""

    model_config = ConfigDict(alias_generator=lambda name: name.replace("_", "-"))

    avoid_jumping_to_conclusions: PrincipleCount
    """How well they avoid jumping to conclusions."""
    be_purposeful: PrincipleCount
    """How purposeful they are."""
    be_timely: PrincipleCount
    """How timely they are."""
    involve_diverse_perspectives: PrincipleCount
    """How well they involve diverse perspectives."""
    support_psychological_safety: PrincipleCount
    """How well they support psychological safety."""
    focus_on_what_is_enabling_the_change: PrincipleCount
    """How well they look at what enables the change."""


class IssuePlace(Noun):
    """Where an issue is; what is not known is left out."""

    source: str
    """The file, or a name for what was given; empty if the document came from a program."""
    pointer: Pointer
    """The JSON pointer of the value within its document; blank for the document itself."""
    line: Opt[Place] = None
    """The line in the file, from 1."""
    column: Opt[Place] = None
    """The character in the line, from 1."""
    sheet: Opt[Words] = None
    """For a table: the sheet of the workbook."""
    row: Opt[Place] = None
    """For a table: the row as a spreadsheet numbers it, from 1."""
    cell: Opt[CellAddress] = None
    """For a table: the address of the cell within its sheet, such as D7."""
    heading: Opt[Words] = None
    """For a table: the heading of the column."""


class ReportIssue(Noun):
    """One thing that is wrong at one place."""

    code: ProblemCode
    """The short, stable name of the problem, such as VALUE-CODE; rules.json lists all."""
    severity: IssueSeverity
    """How bad it is, as the person who asked for the report sees it."""
    title: Words
    """What it is, in a few words."""
    message: Words
    """What was found and what was expected."""
    hint: Words
    """What to do about it."""
    where: IssuePlace
    """The place of the issue."""
    params: Extensions
    """The facts of this case, by the names that the problem's message has for them."""


class ReportDocument(Noun):
    """What is known after checking documents: every issue, the counts, and the six principles."""

    report_version: Literal["1.0"]
    """The version of the form of the report."""
    ok: YesNo
    """Whether there is no error; warnings and notes do not count."""
    documents: Number
    """How many documents were read; in tables, how many records."""
    rows: Number
    """How many rows of tables were read, blank ones left out."""
    cells: Number
    """How many cells of tables have content, headers left out."""
    cells_read: Number
    """How many of them were read as what a record says. What became of the others is told."""
    rules: YesNo
    """Whether the practice checks were to run. If not, only the format was checked."""
    judged: Number
    """How many of them were complete enough for the practice checks."""
    counts: SeverityCounts
    """The issues found, by severity."""
    codes: dict[str, Number]
    """How often each code was found, in full."""
    principles: PrincipleCounts
    """The six learning principles over all judged documents."""
    truncated: YesNo
    """Whether more issues were found than are listed."""
    issues: tuple[ReportIssue, ...]
    """The issues in the order of the documents; of a very frequent code only the first ones."""
