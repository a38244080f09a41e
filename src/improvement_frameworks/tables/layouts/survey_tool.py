"""The columns that survey tools add to the answers: who answered, and when.

Seen in exports and in programs that read them: Microsoft Forms, Google Forms, Slido.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from improvement_frameworks.core.wording import fold

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

Use: TypeAlias = Literal[
    "respondent", "sent", "begun", "name", "e-mail", "role", "organisation", "nothing"
]
"""What a column of a tool tells: which respondent, when the answers were sent or begun, ..."""

PERSONAL: Final[frozenset[Use]] = frozenset({"name", "e-mail"})
"""What tells who a person is."""

TOOL_COLUMNS: Final[Mapping[str, Use]] = {
    # Microsoft Forms
    "id": "respondent",
    "start time": "begun",
    "completion time": "sent",
    "email": "e-mail",
    "name": "name",
    "last modified time": "nothing",
    "language": "nothing",
    "total points": "nothing",
    "quiz feedback": "nothing",
    # Google Forms
    "timestamp": "sent",
    "email address": "e-mail",
    "username": "e-mail",
    "score": "nothing",
    # Slido, sheet "Pivot All"; before about 2023 a participant was called a user
    "participant id": "respondent",
    "participant name": "name",
    "participant email": "e-mail",
    "participant company": "organisation",
    "user id": "respondent",
    "user name": "name",
    "user email": "e-mail",
    "user company": "organisation",
    "total correct answers": "nothing",
    # what forms commonly ask
    "e mail": "e-mail",
    "e mail address": "e-mail",
    "your name": "name",
    "full name": "name",
    "what is your name": "name",
    "your email": "e-mail",
    "your email address": "e-mail",
    "what is your email": "e-mail",
    "what is your email address": "e-mail",
    "your role": "role",
    "what is your role": "role",
    "in which role do you answer": "role",
    "your organisation": "organisation",
    "which organisation do you work for": "organisation",
}
"""By the words of the heading: what the column tells."""

ANONYMOUS: Final = frozenset({"anonymous"})
"""What tools write where they do not know who somebody is."""

_POINTS: Final = re.compile(r"(?:points|feedback) (.+)")


def find_use(heading: str, headings: Container[str]) -> Use | None:
    """Return what a column tells that a survey tool adds; nothing if no tool does.

    Args:
        heading: What stands above it.
        headings: The words of all headings, since a quiz adds columns to each of its questions.

    >>> find_use("Completion time", ()), find_use("Email2", ()), find_use("Comments", ())
    ('sent', 'e-mail', None)
    """
    words = fold(heading)
    if quiz := _POINTS.fullmatch(words):
        return "nothing" if quiz[1] in headings else None
    return TOOL_COLUMNS.get(words) or TOOL_COLUMNS.get(words.rstrip("0123456789").rstrip())
