"""What the facts in messages mean, where one name means the same in every rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

OTHER_PLACE: Final = "place"
"""The fact that names another place of the document; for a table it becomes a cell or a row."""
FACTS: Final[Mapping[str, str]] = {
    "all": "How many there are in all.",
    "allowed": "The values that are allowed.",
    "contributor": "The ID of the contributor.",
    "count": "How many of them there are.",
    "days": "How many days lie between the two dates.",
    "due": "The day by which it was to be done.",
    "end": "The last day of the period.",
    "filled": "How many of them have entries.",
    "happened": "The day on which it happened.",
    "id": "The ID that was found.",
    "label": "The label of the part.",
    "least": "The smallest number that is asked for.",
    "list": "The list that is meant: entries or contributors.",
    "minutes": "How many minutes are planned.",
    "missing": "What is missing.",
    "most": "The largest number that is asked for.",
    "needed": "How many are needed.",
    "offer": "A sentence that offers the most similar one; empty if none is similar.",
    "people": "How many people are planned.",
    OTHER_PLACE: "Where the other entry is: its JSON pointer, or its cell or row in a table.",
    "recorded": "The day on which the record was written.",
    "scheme": "The code of the record's scheme.",
    "start": "The first day of the period.",
    "times": "How often it is used.",
}
"""The meaning of each fact by its name; a rule may give a name another meaning."""
