"""An assertion that says everything that is wrong with a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.documents import validate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from improvement_frameworks.core.report.report import Report
    from improvement_frameworks.documents.source import Given


def assert_valid(
    source: Given,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    strict: bool | Iterable[str] = False,
) -> Report:
    """Check a document and fail with the whole report if it has an error.

    The arguments are those of ``validate``; ``strict=True`` lets warnings count as errors.

    Returns:
        The report, for a closer look at warnings and remarks.

    Raises:
        AssertionError: if there is an error; its message is the report.

    Examples:
        >>> from improvement_frameworks import get_example
        >>> from improvement_frameworks.testing import assert_valid
        >>> assert_valid(get_example("iceberg"), strict=True).count("info")
        1
    """
    __tracebackhide__ = True  # pytest then shows the line of the test
    report = validate(source, select=select, ignore=ignore, strict=strict)
    if not report.ok:
        raise AssertionError(f"the document is not valid\n{report}")
    return report
