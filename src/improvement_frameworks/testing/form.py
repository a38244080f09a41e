"""What fits a form of text, as its pattern and its length say."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from improvement_frameworks.core.record.types import Text

FIRST_DAY: Final = date(1900, 1, 1)
"""The first day that a document can name."""
LAST_DAY: Final = date(2199, 12, 31)
"""The last one."""
SAMPLES: Final = (
    "e1",
    "2020-06-30",
    "2020-06-30T09:00:00Z",
    "https://example.org",
    "en-GB",
    "12.5",
    "r1/e1",
    "#2E7D32",
)


def fits(form: Text, text: str) -> bool:
    """Whether a text has a form; as in other languages, ``$`` is the very end.

    >>> from improvement_frameworks.core.record.types import LINE
    >>> fits(LINE, "one line"), fits(LINE, "a break at its end" + chr(10))
    (True, False)
    """
    pattern = re.sub(r"\$$", r"\\Z", form.pattern)
    return 0 < len(text) <= form.longest and re.search(pattern, text) is not None


def find_sample(form: Text) -> str | None:
    """Return a simple text of a form, or nothing for a form that is not known here."""
    return next((sample for sample in SAMPLES if fits(form, sample)), None)
