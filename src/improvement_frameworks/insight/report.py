"""What a collection says: every statement with what it rests on, and what was left unsaid."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from improvement_frameworks.clean import spell_out, write_json
from improvement_frameworks.core.markdown import escape_markdown
from improvement_frameworks.core.report.report import WIDTH
from improvement_frameworks.insight.small_number import NONE, USUAL_K, Range
from improvement_frameworks.insight.statement import OPENED, group_opened
from improvement_frameworks.problems.problem import PRINCIPLES, principle_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from improvement_frameworks.core.record.header import ConsentUse
    from improvement_frameworks.insight.statement import Quoted, Statement
    from improvement_frameworks.problems.problem import Issue, Json, Principle

INSIGHT_REPORT_VERSION: Final = "1.0"
SHOWN: Final = 5
"""How many of the entries of a statement are shown in a text."""


@frozen
class Unsaid:
    """An insight that there were too few records for."""

    code: str
    """Its code."""
    framework: str
    """The id of the framework of its records; blank for records of any."""
    title: str
    """What it is about."""
    lacking: tuple[str, ...]
    """What there is too little of, and how much there is: such as ``waves: 1 of 2``."""

    def to_dict(self) -> dict[str, Json]:
        """Return it as a JSON object."""
        framework: dict[str, Json] = {"framework": self.framework} if self.framework else {}
        return {
            "code": self.code,
            **framework,
            "title": self.title,
            "lacking": list(self.lacking),
        }


@frozen(kw_only=True)
class InsightReport:
    """What a collection says.

    Examples:
        >>> from improvement_frameworks.insight import insights
        >>> insights([])
        <InsightReport: 0 statements on 0 records>
    """

    statements: tuple[Statement, ...] = ()
    """What the records say together, in a fixed order."""
    records: int = 0
    """How many records were looked at."""
    people: Range = NONE
    """How many people at least contributed to them."""
    waves: tuple[str, ...] = ()
    """The waves in which they were made, the earliest first."""
    withheld: Mapping[str, int] = field(factory=dict[str, int])
    """For each code, how many statements are left out, since they rest on fewer than k people."""
    unsaid: tuple[Unsaid, ...] = ()
    """The insights for which there were too few records, groups or waves."""
    issues: tuple[Issue, ...] = ()
    """The insights that could not be run."""
    repeated: int = 0
    """How many records were left out, since the same one was there already."""
    k: int = USUAL_K
    """How many people at least there are behind what is said."""
    by: str | None = None
    """By what it is said who is behind each statement: group, wave, role or level."""
    use: ConsentUse | None = None
    """What the report is for; people are quoted if they agreed to that."""

    def by_code(self) -> dict[str, tuple[Statement, ...]]:
        """Return the statements of each code, codes in alphabetical order."""
        codes = sorted({one.code for one in self.statements})
        return {code: tuple(s for s in self.statements if s.code == code) for code in codes}

    def by_principle(self) -> dict[Principle, tuple[Statement, ...]]:
        """Return the statements under each of the six learning principles."""
        return {
            principle: tuple(
                one for one in self.statements if one.insight.problem.principle == principle
            )
            for principle in PRINCIPLES
        }

    def to_dict(self) -> dict[str, Json]:
        """Return the report as a JSON object; the schema ``insight-report`` describes it."""
        by = None if self.by is None else self.by.replace("_", "-")  # as documents hold codes
        chosen: dict[str, Json] = {"by": by, "use": self.use}
        return {
            "insight_report_version": INSIGHT_REPORT_VERSION,
            "records": self.records,
            "people": self.people.to_dict(),
            "waves": list(self.waves),
            "repeated": self.repeated,
            "k": self.k,
            **{name: value for name, value in chosen.items() if value is not None},
            "statements": [one.to_dict() for one in self.statements],
            "withheld": dict(self.withheld),
            "unsaid": [one.to_dict() for one in self.unsaid],
            "issues": [one.to_dict() for one in self.issues],
        }

    def to_json(self) -> str:
        """Return the report as JSON text, without characters that could act on a terminal."""
        return write_json(self.to_dict())

    def to_text(self) -> str:
        """Return the report as plain text for a terminal."""
        return "\n".join(_write_text(self))

    def to_markdown(self) -> str:
        """Return the report as Markdown."""
        return "\n".join(_write_markdown(self)) + "\n"

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        return f"<InsightReport: {len(self.statements)} statements on {self.records:,} records>"

    def _repr_html_(self) -> str:
        from html import escape

        return f"<pre>{escape(self.to_text())}</pre>"


def _write_text(report: InsightReport) -> Iterator[str]:
    yield _write_extent(report)
    for one, is_explained in _walk_statements(report):
        yield f"\n{one.code}  {spell_out(one.heading)}"
        yield _fill(one.message)
        if not is_explained:
            yield _fill(f"Why it matters: {one.insight.why}")
            yield _fill(f"-> {one.hint}")
        yield from map(_fill, write_base(one, report.by))
        for group in group_opened(one.opened)[:SHOWN]:
            yield _fill(write_group(group, SHOWN), "        ")
    if not report.statements:
        yield write_nothing(report)
    for text in write_unsaid(report):
        yield ""
        yield textwrap.fill(text, WIDTH, break_on_hyphens=False)


def _walk_statements(report: InsightReport) -> Iterator[tuple[Statement, bool]]:
    """Yield each statement, and whether the one before says why it matters and what to do."""
    said = ("", "")
    for one in report.statements:
        explanation = (one.code, one.hint)
        yield one, explanation == said
        said = explanation


def _fill(text: str, indent: str = "    ") -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )


def _write_extent(report: InsightReport) -> str:
    waves = f" Waves: {'; '.join(report.waves)}." if len(report.waves) > 1 else ""
    repeated = f" {write_repeated(report)}" if report.repeated else ""
    return f"Records: {report.records:,}. People, at least: {report.people}.{waves}{repeated}"


def write_repeated(report: InsightReport) -> str:
    """Write how many records were left out, since the same one was there already."""
    return f"Left out, since they were there twice: {report.repeated:,}."


def write_nothing(report: InsightReport) -> str:
    """Write that no statement is made, and never more than was looked at."""
    if report.records == 0:
        return "There was no record to look at."
    if report.withheld or report.unsaid:
        return "No statement is made. What was left out, or needs more records, is listed below."
    return "The records show none of the patterns that were looked for."


def write_base(one: Statement, by: str | None) -> Iterator[str]:
    """Write what a statement rests on."""
    yield (
        f"Rests on: people, at least {one.people} of {one.of_people}; "
        f"records {one.records} of {one.of_records}."
    )
    if by is not None:
        shown = "; ".join(f"{spell_out(name)}: {number}" for name, number in one.parts.items())
        rest = f" Too few people to name: {one.small_parts}." if one.small_parts else ""
        yield f"People by {by}: {shown or 'none named'}.{rest}"
    if one.not_quoted.most:
        yield f"Entries that may not be quoted: {one.not_quoted}."


def write_places(group: Quoted, most: int) -> str:
    """Write where entries are; of many, the first."""
    more = f", and {len(group.places) - most} more" if len(group.places) > most else ""
    return ", ".join(map(spell_out, group.places[:most])) + more


def write_group(group: Quoted, most: int) -> str:
    """Write what entries say, if it may be quoted, and where they are."""
    places = write_places(group, most)
    return places if group.quote is None else f'"{spell_out(group.quote)}" ({places})'


def write_unsaid(report: InsightReport) -> Iterator[str]:
    """Write what a report leaves out, and why."""
    if report.withheld:
        counts = ", ".join(f"{code}: {number}" for code, number in report.withheld.items())
        yield (
            f"Left out, since fewer than {report.k} people are behind it: {counts}. Numbers are "
            f"given as a range, so that nobody can be picked out."
        )
    if report.use is None and report.statements:
        yield "Nobody is quoted. Say what the report is for to quote people who agreed to it."
    if report.records > 1:
        yield (
            "Two entries count as the same only if they use the same words. What people say in "
            "other words is counted apart."
        )
    if report.unsaid and report.records:
        codes: dict[tuple[str, ...], dict[str, None]] = {}
        for one in report.unsaid:
            codes.setdefault(one.lacking, {})[one.code] = None
        listed = "; ".join(f"{', '.join(of)} ({', '.join(what)})" for what, of in codes.items())
        yield f"Too little to say anything about: {listed}."
    yield from (f"{one.message} {one.hint}" for one in report.issues)


def _write_markdown(report: InsightReport) -> Iterator[str]:
    yield from ("# Insights", "", escape_markdown(_write_extent(report)))
    for one, is_explained in _walk_statements(report):
        problem = one.insight.problem
        yield from ("", f"## {escape_markdown(one.heading)}", "")
        yield from (escape_markdown(one.message), "")
        if not is_explained:
            yield from (f"**Why it matters.** {escape_markdown(one.insight.why)}", "")
            yield from (f"**What could be done.** {escape_markdown(one.hint)}", "")
        if problem.principle:
            yield f"- Learning principle: {principle_label(problem.principle)}"
        yield from (f"- {escape_markdown(text)}" for text in write_base(one, report.by))
        yield f"- Code: {one.code}"
        yield from _list_groups(group_opened(one.opened))
    if not report.statements:
        yield from ("", write_nothing(report))
    for text in write_unsaid(report):
        yield from ("", escape_markdown(text))


def _list_groups(groups: Iterable[Quoted]) -> Iterator[str]:
    for place, group in enumerate(groups):
        if place == 0:
            yield ""
        words = escape_markdown(write_group(group, OPENED))
        yield f"- {words}" if group.quote is None else f"> {words}"
