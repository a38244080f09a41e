"""Checks documents: files, folders, text or dicts of any framework, as one report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from improvement_frameworks.core.report import ISSUES_KEPT, Collector

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from improvement_frameworks.core.framework import Framework
    from improvement_frameworks.core.record import Record
    from improvement_frameworks.core.report import Report
    from improvement_frameworks.documents.source import Given
    from improvement_frameworks.problems.problem import Problem

__all__ = [
    "all_problems",
    "explain",
    "find_framework",
    "load",
    "load_all",
    "new",
    "validate",
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
    """Check one or many documents and report everything that is wrong, all faults at once.

    Args:
        source: A path, a folder, a pattern such as ``records/*.json``, ``-`` for standard input,
            the text or bytes of a document, a dict, or a record. Text counts as a document if it
            begins with a brace or a bracket or has a line break.
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
    from improvement_frameworks.documents.parallel import check_all
    from improvement_frameworks.documents.selecting import select_rules
    from improvement_frameworks.documents.source import find_sources

    selection = select_rules(select=select, ignore=ignore, strict=strict)
    collector = Collector(keep=keep, rules=rules)
    for _ in check_all(find_sources(source), collector, selection if rules else None, jobs=jobs):
        pass
    return collector.report()


def load_all(source: Given) -> tuple[Record, ...]:
    """Return the typed records of all documents of a source.

    Raises:
        InvalidRecordError: with the whole report, if there is any error.
    """
    from improvement_frameworks.core.rules import Selection
    from improvement_frameworks.documents.each import check_each
    from improvement_frameworks.documents.source import find_sources

    collector = Collector()
    records = [
        checked.record
        for checked in check_each(find_sources(source), collector, Selection())
        if checked.record is not None
    ]
    collector.report().raise_if_invalid()
    return tuple(records)


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
    records = load_all(source)
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

    problems = {problem.code: problem for problem in all_problems()}
    wanted = code.strip().upper()
    if wanted not in problems:
        near = nearest(wanted, problems)
        raise KeyError(f"There is no code {code!r}." + (f" Did you mean {near}?" if near else ""))
    return problems[wanted]


def find_framework(problem: Problem) -> Framework | None:
    """Return the framework whose rule a problem is; nothing for what concerns all of them."""
    from improvement_frameworks.core.registry import framework_ids, get_framework, get_own_rules

    for name in framework_ids():
        if any(rule.problem is problem for rule in get_own_rules(name)):
            return get_framework(name)
    return None


def all_problems() -> Iterator[Problem]:
    """Yield what every code stands for: the faults of form, then each framework's rules."""
    from improvement_frameworks.core.registry import framework_ids, get_rules
    from improvement_frameworks.problems import PROBLEMS

    yield from PROBLEMS
    seen: set[str] = set()
    for framework in framework_ids():
        for rule in get_rules(framework):
            if rule.problem.code not in seen:
                seen.add(rule.problem.code)
                yield rule.problem
