"""Tells whether a form of dates, such as ``%d/%m/%Y``, says which day is meant."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from improvement_frameworks.core.errors import ImprovementFrameworksError

_SAMPLE: Final = datetime(2019, 11, 28, 13, 45, 7, tzinfo=UTC)

_YEARS: Final = ("%Y", "%y", "%G", "%c", "%x", "%D")
"""The signs that say a year. A form without one is never given to ``strptime``, which warns since
Python 3.13 and will answer otherwise from 3.15 on (github.com/python/cpython/issues/70647)."""

ADVICE: Final = 'write day, month and year with their signs, such as "%d/%m/%Y"'
"""What to do about a form that cannot be used."""


class DateFormatError(ImprovementFrameworksError, ValueError):
    """A form of dates does not say the day, the month and the year."""

    def __init__(self, form: str) -> None:
        super().__init__(f"no date can be read by the form {form!r}: {ADVICE}")
        self.form = form


def is_date_format(form: str) -> bool:
    """Whether dates that are written in this form can be read back.

    >>> is_date_format("%d.%m.%y"), is_date_format("DD/MM/YYYY"), is_date_format("%d/%m")
    (True, False, False)
    """
    if not any(sign in form.replace("%%", "") for sign in _YEARS):
        return False
    try:
        day = datetime.strptime(_SAMPLE.strftime(form), form).date()  # noqa: DTZ007 - a day has no zone
    except (ValueError, re.error):  # the same sign twice is a fault of the expression
        return False
    return day == _SAMPLE.date()
