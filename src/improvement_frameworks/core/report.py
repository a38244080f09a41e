"""What is known after checking: every issue with its place, the counts, and the six principles."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from attrs import evolve, field, frozen

from improvement_frameworks.core.collector import ISSUES_KEPT, Collector
from improvement_frameworks.core.errors import InvalidRecordError
from improvement_frameworks.core.frozen import freeze_table
from improvement_frameworks.core.problem import (
    PRINCIPLES,
    SEVERITIES,
    Param,
    Principle,
    Problem,
    Severity,
    show,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ISSUES_KEPT", "REPORT_VERSION", "Collector", "Issue", "Json", "Report", "Where"]

# Control characters, signs that turn the direction of writing, and halves of characters (file
# names can hold them).
_UNPRINTABLE: Final = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"

REPORT_VERSION: Final = "1.0"


def _freeze_params(params: Mapping[str, Param]) -> Mapping[str, Param]:
    return freeze_table(params)


@frozen(order=True)
class Where:
    """The place of an issue; what is not known is left out."""

    source: str = ""
    """The file, or a name for what was given."""
    line: int | None = field(default=None, order=lambda value: cast("int", value or 0))
    """The line in the file, from 1."""
    column: int | None = field(default=None, order=lambda value: cast("int", value or 0))
    """The character in the line, from 1."""
    pointer: str = ""
    """The JSON pointer of the value within its document."""
    sheet: str = ""
    """For a table: the sheet of the workbook."""
    row: int | None = field(default=None, order=lambda value: cast("int", value or 0))
    """For a table: the row as a spreadsheet numbers it, from 1."""
    cell: str = ""
    """For a table: the address of the cell within its sheet, such as D7."""
    heading: str = ""
    """For a table: what stands above the column."""

    @property
    def address(self) -> str:
        """The address of the cell (or row) with its sheet, such as ``Grid!D7``."""
        place = self.cell or (f"row {self.row}" if self.row else "")
        mark = "!" if self.cell else ", "
        return mark.join(part for part in (self.sheet, place) if part)

    def __str__(self) -> str:
        if self.sheet or self.row:
            return self.address + (f" ({self.heading})" if self.heading else "")
        place = [str(part) for part in (self.line, self.column) if part is not None]
        return " ".join(part for part in (":".join(place), self.pointer) if part)

    def to_dict(self) -> dict[str, Json]:
        """Return the place as a JSON object; what is not known is left out."""
        known: dict[str, Json] = {"source": self.source, "pointer": self.pointer}
        rest: dict[str, Json] = {
            "line": self.line,
            "column": self.column,
            "sheet": self.sheet,
            "row": self.row,
            "cell": self.cell,
            "heading": self.heading,
        }
        return known | {name: value for name, value in rest.items() if value}


@frozen(kw_only=True)
class Issue:
    """One thing that is wrong at one place."""

    problem: Problem
    """What kind of thing it is."""
    where: Where = Where()
    """Where it is."""
    params: Mapping[str, Param] = field(
        factory=dict[str, Param], converter=_freeze_params, hash=False
    )
    """The facts of this case."""
    severity: Severity
    """How bad it is for this caller."""

    @property
    def code(self) -> str:
        """The short, stable name of the problem."""
        return self.problem.code

    @property
    def message(self) -> str:
        """What was found and what was expected, in words."""
        return self.problem.write_message(self.params)

    @property
    def hint(self) -> str:
        """What to do about it."""
        return self.problem.write_hint(self.params)

    def to_dict(self) -> dict[str, Json]:
        """Return the issue as a JSON object."""
        params: dict[str, Json] = {
            key: [show(item) for item in value]
            if isinstance(value, tuple)
            else value
            if isinstance(value, int)
            else show(value)
            for key, value in self.params.items()
        }
        return {
            "code": self.code,
            "severity": self.severity,
            "title": self.problem.title,
            "message": self.message,
            "hint": self.hint,
            "where": self.where.to_dict(),
            "params": params,
        }


@frozen(kw_only=True)
class Report:
    """The outcome of a check. It is true about everything that was read, however many issues.

    Examples:
        >>> from improvement_frameworks import validate
        >>> report = validate('{"framework": "iceberg"}')
        >>> report.ok
        False
        >>> sorted(report.by_code())
        ['FIELD-MISSING', 'VERSION-MISSING']
    """

    issues: tuple[Issue, ...] = field(default=(), converter=tuple[Issue, ...])
    """The issues in the order of the documents; at most so many of each code as were asked for."""
    documents: int = 0
    """How many documents were read; in tables, how many records."""
    rows: int = 0
    """How many rows of tables were read, blank ones left out."""
    judged: int = 0
    """How many of them were whole enough for the rules of good use."""
    counts: Mapping[tuple[str, Severity], int] = field(
        factory=dict[tuple[str, Severity], int], hash=False
    )
    """How often each code was found with each severity, in full."""
    neglected: Mapping[Principle, int] = field(factory=dict[Principle, int], hash=False)
    """For each principle, in how many judged documents a rule that serves it found something."""
    kept: Mapping[Principle, int] = field(factory=dict[Principle, int], hash=False)
    """For each principle, in how many judged documents the rules that serve it found nothing."""
    rules: bool = True
    """Whether good use was to be looked at; if not, only the form was."""

    @property
    def ok(self) -> bool:
        """Whether there is no error; warnings and remarks do not count."""
        return not self.count("error")

    def count(self, severity: Severity) -> int:
        """Return how many issues of a severity were found, in full."""
        return sum(number for (_, kind), number in self.counts.items() if kind == severity)

    @property
    def errors(self) -> tuple[Issue, ...]:
        """The issues that make a document invalid."""
        return self._of("error")

    @property
    def warnings(self) -> tuple[Issue, ...]:
        """The issues that go against good use."""
        return self._of("warning")

    @property
    def infos(self) -> tuple[Issue, ...]:
        """The remarks."""
        return self._of("info")

    def _of(self, severity: Severity) -> tuple[Issue, ...]:
        return tuple(issue for issue in self.issues if issue.severity == severity)

    @property
    def truncated(self) -> bool:
        """Whether more issues were found than are kept."""
        return sum(self.counts.values()) > len(self.issues)

    def by_code(self) -> dict[str, tuple[Issue, ...]]:
        """Return the issues of each code, codes in alphabetical order."""
        codes = sorted({issue.code for issue in self.issues})
        return {code: tuple(i for i in self.issues if i.code == code) for code in codes}

    def by_principle(self) -> dict[Principle, tuple[Issue, ...]]:
        """Return the issues under each of the six learning principles."""
        return {
            principle: tuple(i for i in self.issues if i.problem.principle == principle)
            for principle in PRINCIPLES
        }

    def raise_if_invalid(self) -> None:
        """Raise the report as an exception if it has an error.

        Raises:
            InvalidRecordError: with this report, if there is an error.
        """
        if not self.ok:
            raise InvalidRecordError(self)

    def __add__(self, other: Report) -> Report:
        counts: Counter[tuple[str, Severity]] = Counter(self.counts)
        counts.update(other.counts)
        neglected: Counter[Principle] = Counter(self.neglected)
        neglected.update(other.neglected)
        kept: Counter[Principle] = Counter(self.kept)
        kept.update(other.kept)
        return evolve(
            self,
            issues=(*self.issues, *other.issues),
            documents=self.documents + other.documents,
            rows=self.rows + other.rows,
            judged=self.judged + other.judged,
            counts=counts,
            neglected=neglected,
            kept=kept,
            rules=self.rules or other.rules,
        )

    def to_dict(self) -> dict[str, Json]:
        """Return the report as a JSON object; the schema ``report`` describes it."""
        return {
            "report_version": REPORT_VERSION,
            "ok": self.ok,
            "documents": self.documents,
            "rows": self.rows,
            "rules": self.rules,
            "judged": self.judged,
            "counts": {severity: self.count(severity) for severity in SEVERITIES},
            "codes": {
                code: sum(n for (name, _), n in self.counts.items() if name == code)
                for code in sorted({code for code, _ in self.counts})
            },
            "principles": {
                principle: {
                    "kept": self.kept.get(principle, 0),
                    "neglected": self.neglected.get(principle, 0),
                }
                for principle in PRINCIPLES
            },
            "truncated": self.truncated,
            "issues": [issue.to_dict() for issue in self.issues],
        }

    def to_json(self) -> str:
        """Return the report as JSON text, without characters that could act on a terminal."""
        text = json.dumps(self.to_dict(), ensure_ascii=False, indent=2)
        return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)

    def to_text(self) -> str:
        """Return the report as plain text for a terminal."""
        from improvement_frameworks.core.report_text import write_text

        return write_text(self)

    def to_markdown(self) -> str:
        """Return the report as Markdown."""
        from improvement_frameworks.core.report_text import write_markdown

        return write_markdown(self)

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        numbers = ", ".join(f"{self.count(severity)} {severity}" for severity in SEVERITIES)
        read = f"{self.rows:,} rows" if self.rows else f"{self.documents}"
        return f"<Report: {'ok' if self.ok else 'not ok'}; {read} read; {numbers}>"

    def _repr_html_(self) -> str:
        from html import escape

        return f"<pre>{escape(self.to_text())}</pre>"
