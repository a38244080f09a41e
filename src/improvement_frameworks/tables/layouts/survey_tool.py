"""The columns that survey tools add to the answers: who answered, and when.

How each tool calls them is in ``survey_tool.toml``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from improvement_frameworks.core.wording import fold

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

Use: TypeAlias = Literal[
    "respondent", "sent", "begun", "name", "e-mail", "role", "organisation", "nothing"
]
"""What a column of a tool tells: which respondent, when the answers were sent or begun, ..."""

PERSONAL: Final[frozenset[Use]] = frozenset({"name", "e-mail"})
"""What tells who a person is."""

TASK: Final = "Task"
"""What Parabol writes in the column of types for what somebody is to do: it is no card."""
_TYPES: Final = frozenset({"type", "reflectionGroup", "prompt", "content"})
"""The columns by which an export of Parabol is known that has a column of types."""

ANONYMOUS: Final = frozenset({"anonymous"})
"""What tools write where they do not know who somebody is."""

_CODED: Final = re.compile(r"^[a-z]{2,20}\. ")
_TIME: Final = re.compile(r"(?:\w{1,40}\. )?(?:Question|Group) time: .{0,200}", re.DOTALL)
"""How long people took for a question, as LimeSurvey writes it."""
_POINTS: Final = re.compile(r"(?:points|feedback) (.+)")


@cache
def tool_columns() -> Mapping[str, Use]:
    """Return what a column tells that a tool adds, by the words of its heading."""
    return _read_columns(is_exact=False)


@cache
def raw_columns() -> Mapping[str, Use]:
    """Return what a column tells, by its heading exactly as tools write it."""
    return _read_columns(is_exact=True)


def _read_columns(*, is_exact: bool) -> Mapping[str, Use]:
    file = files("improvement_frameworks.tables.layouts").joinpath("survey_tool.toml")
    text = file.read_text(encoding="utf-8")
    return {
        heading: use
        for export in tomllib.loads(text)["export"]
        if export.get("exact", False) == is_exact
        for use in get_args(Use)
        for heading in export.get(use, ())
    }


def find_raw_uses(headings: Mapping[int, str]) -> dict[int, Use]:
    """Return the columns that a tool names by itself, by their positions.

    >>> find_raw_uses({0: "start", 1: "end", 2: "Level"})
    {0: 'begun', 1: 'sent'}
    >>> find_raw_uses({0: "start", 1: "stop"})
    {}
    """
    found: dict[int, Use] = {
        place: use for place, text in headings.items() if (use := _find_raw_use(text))
    }
    is_sure = len(found) > 1 or any(text == "record_id" for text in headings.values())
    return found if is_sure else {}


def _find_raw_use(text: str) -> Use | None:
    """Return what a tool calls so; LimeSurvey may write its code before it: "id. Response ID"."""
    known = raw_columns()
    is_time = _TIME.fullmatch(text) is not None
    return "nothing" if is_time else known.get(text) or known.get(_CODED.sub("", text))


def find_types(headings: Mapping[int, str]) -> int | None:
    """Return the position of the column in which a board says of which type each row is.

    >>> find_types({0: "reflectionGroup", 1: "type", 2: "prompt", 3: "content"})
    1
    >>> find_types({0: "type", 1: "content"})
    """
    places = {text: place for place, text in headings.items()}
    return places["type"] if places.keys() >= _TYPES else None


def find_tool_columns(headings: Mapping[int, str], own: Container[str]) -> set[int]:
    """Return the columns that a tool added to a table with a row for each entry.

    Args:
        headings: The headings by their positions.
        own: The bare words that name columns of the framework; they are no tool's, but for the id
            of a row, which tools call as the framework calls that of a record.

    >>> sorted(find_tool_columns({0: "record_id", 1: "redcap_event_name", 2: "Text"}, {"text"}))
    [0, 1]
    >>> find_tool_columns({0: "record_id", 1: "Text"}, {"record id", "text"})
    set()
    """
    raw = {place for place, text in headings.items() if _find_raw_use(text)}
    added = {place for place in raw if fold(headings[place]) not in own}
    ids = {place for place in raw if fold(headings[place]) == "record id"}
    return added | ids if added and len(added | ids) > 1 else set()


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
    return tool_columns().get(words) or tool_columns().get(words.rstrip("0123456789").rstrip())
