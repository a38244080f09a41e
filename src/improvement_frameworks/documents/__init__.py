"""Checks documents: files, folders, text or dicts of any framework, as one report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypedDict

from improvement_frameworks.core.report.report import ISSUES_KEPT, Collector

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Unpack

    from improvement_frameworks.core.content.framework import Framework
    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.report.report import Report
    from improvement_frameworks.documents.source import Given, Input
    from improvement_frameworks.problems.problem import Problem

__all__ = [
    "CheckWords",
    "Loaded",
    "all_problems",
    "explain",
    "find_framework",
    "find_why",
    "load",
    "load_all",
    "new",
    "validate",
    "validate_file",
    "validate_text",
]


def validate(
    source: Given,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    strict: bool | Iterable[str] = False,
    keep: int = ISSUES_KEPT,
    rules: bool = True,
    jobs: int = 1,
) -> Report:
    """Check one or many documents and report everything that is wrong at once.

    Args:
        source: A path, a folder, a pattern such as ``records/*.json``, ``-`` for standard input,
            the text or bytes of a document, a file that is open for reading bytes, a dict, a
            record, or a list of dicts or records. Text counts as a document if it begins with a
            brace or a bracket or has a line break. Tables among the files of a folder or a pattern
            are counted and not read; see `validate_table`.
        select: Run only these rules: codes, beginnings of codes, severities or principles.
        ignore: Leave out these rules, named in the same ways.
        strict: Raise all warnings to errors, or those that are named in the same ways.
        keep: How many issues of one code the report keeps; it counts all of them.
        rules: Whether to look at good use as well; if not, only the form is checked, which is much
            quicker, and nothing is judged.
        jobs: In how many processes to work. More than one pays for many documents; a script that
            asks for it begins its work under ``if __name__ == "__main__":``.

    Returns:
        The report, the same however many processes made it. Bad data never raises.

    Raises:
        TypeError: if the source is none of these.
        ValueError: if a word names no rule, or ``jobs`` is less than one.
        MissingExtraError: if there is YAML to read and PyYAML is not installed.

    Examples:
        >>> from improvement_frameworks import validate
        >>> report = validate({"framework": "icberg", "schema_version": "1.0"})
        >>> print(report.errors[0].message)
        There is no framework "icberg". Did you mean iceberg?
    """
    from improvement_frameworks.documents.source import find_sources

    sources = find_sources(source)
    how = CheckWords(select=select, ignore=ignore, strict=strict, keep=keep, rules=rules, jobs=jobs)
    return _check(sources, how)


class CheckWords(TypedDict, total=False):
    """How to check; see `validate`."""

    select: Iterable[str]
    """Run only these rules."""
    ignore: Iterable[str]
    """Leave out these rules."""
    strict: bool | Iterable[str]
    """Raise all warnings to errors, or those that are named."""
    keep: int
    """How many issues of one code the report keeps."""
    rules: bool
    """Whether to run practice checks as well."""
    jobs: int
    """In how many processes to work."""


def validate_text(text: str | bytes, **how: Unpack[CheckWords]) -> Report:
    r"""Check a text as `validate` does. No file is opened, whatever the text says.

    For a text that somebody else sent: `validate` would open a file of that name.

    Raises:
        TypeError: if it is no text.

    Examples:
        >>> from improvement_frameworks import validate_text
        >>> validate_text("notes.json").errors[0].code
        'DOC-NOT-OBJECT'
    """
    from improvement_frameworks.documents.source import take_text

    return _check(take_text(text), how)


def validate_file(path: str | Path, **how: Unpack[CheckWords]) -> Report:
    """Check a file, a folder or a pattern as `validate` does. It is never read as a text.

    Raises:
        TypeError: if it is no path.

    Examples:
        >>> from improvement_frameworks import validate_file
        >>> validate_file("{}").errors[0].code
        'DOC-NOT-FOUND'
    """
    from improvement_frameworks.documents.source import find_files

    return _check(find_files(path), how)


def _check(sources: Iterable[Input], how: CheckWords) -> Report:
    from improvement_frameworks.core.expected import expect
    from improvement_frameworks.core.rules.selecting import select_rules
    from improvement_frameworks.documents.parallel import check_all

    keep = expect("keep", how.get("keep", ISSUES_KEPT), int, "a number of issues")
    rules = how.get("rules", True)
    selection = select_rules(
        select=how.get("select", ()), ignore=how.get("ignore", ()), strict=how.get("strict", False)
    )
    collector = Collector(keep=keep, rules=rules)
    work = check_all(sources, collector, selection if rules else None, jobs=how.get("jobs", 1))
    for _ in work:
        pass
    return collector.report()


class Loaded(NamedTuple):
    """What was read: the records that are right, and the report on everything."""

    records: tuple[Record, ...]
    """The typed records of the documents without errors, in their order."""
    report: Report
    """What was found, in them and in the others."""


def load_all(source: Given) -> Loaded:
    """Return the typed records of the documents that are right, and the report on all of them.

    Tables among the files of a folder or a pattern are counted and not read; see `load_table`.
    Nothing is raised for bad data: what is not right is in the report. To stop at any error, call
    ``report.raise_if_invalid()``.

    Examples:
        >>> from improvement_frameworks import get_example, load_all
        >>> records, report = load_all(get_example("iceberg"))
        >>> len(records), report.ok
        (1, True)
    """
    from improvement_frameworks.core.rules.rules import Selection
    from improvement_frameworks.documents.each import check_each
    from improvement_frameworks.documents.source import find_sources

    collector = Collector()
    records = [
        checked.record
        for checked in check_each(find_sources(source), collector, Selection())
        if checked.record is not None and not any(i.severity == "error" for i in checked.issues)
    ]
    return Loaded(tuple(records), collector.report())


def load(source: Given) -> Record:
    """Return the typed record of one document.

    Raises:
        InvalidRecordError: with the report, if the document has errors.
        ValueError: if the source holds more than one document.

    Examples:
        >>> from improvement_frameworks import Iceberg, load
        >>> record = load('''{"framework": "iceberg", "schema_version": "1.0", "title": "Huddles",
        ... "entries": [{"level": "events", "text": "The huddle took ten minutes."}]}''')
        >>> isinstance(record, Iceberg)
        True
    """
    records, report = load_all(source)
    report.raise_if_invalid()
    if len(records) != 1:
        raise ValueError(f"The source holds {len(records)} documents; load_all reads them all.")
    return records[0]


def new(framework: str, *, format: Literal["yaml", "json"] = "yaml") -> str:  # noqa: A002
    """Return a blank document to fill in; in YAML, comments say what goes where.

    Raises:
        UnknownFrameworkError: if no framework has this id.
    """
    from improvement_frameworks.documents.blank import write_blank

    return write_blank(framework, format)


def explain(code: str) -> Problem:
    """Return what a code stands for.

    Raises:
        KeyError: if there is no such code; the message offers the nearest one.

    Examples:
        >>> from improvement_frameworks import explain
        >>> explain("ICE-W1").title
        'No structures yet'
    """
    from improvement_frameworks.core.errors import nearest
    from improvement_frameworks.core.expected import expect

    problems = {problem.code: problem for problem in all_problems()}
    wanted = expect("code", code, str, "the code of a problem, such as ICE-W1").strip().upper()
    if wanted not in problems:
        near = nearest(wanted, problems)
        raise KeyError(f"There is no code {code!r}." + (f" Did you mean {near}?" if near else ""))
    return problems[wanted]


def find_framework(problem: Problem) -> Framework | None:
    """Return the framework whose rule or insight a problem is; nothing for what concerns all."""
    from improvement_frameworks.core.registry import (
        framework_ids,
        get_framework,
        get_own_insights,
        get_own_rules,
    )

    for name in framework_ids():
        own = [one.problem for one in get_own_rules(name)]
        own += [one.problem for one in get_own_insights(name)]
        if any(one is problem for one in own):
            return get_framework(name)
    return None


def find_why(problem: Problem) -> str:
    """Return why what an insight says matters; nothing if it is no insight."""
    from improvement_frameworks.core.registry import all_insights

    return next((one.why for one in all_insights() if one.problem is problem), "")


def all_problems() -> Iterator[Problem]:
    """Yield what every code stands for: faults of form, each framework's rules, and insights."""
    from improvement_frameworks.core.registry import all_insights, framework_ids, get_rules
    from improvement_frameworks.problems import PROBLEMS

    yield from PROBLEMS
    seen: set[str] = set()
    for framework in framework_ids():
        for rule in get_rules(framework):
            if rule.code not in seen:
                seen.add(rule.code)
                yield rule.problem
    for insight in all_insights():
        yield insight.problem
