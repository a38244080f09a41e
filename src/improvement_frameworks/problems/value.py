"""What can be wrong with a single field or value, in documents and in tables alike."""

from __future__ import annotations

from typing import Final

from improvement_frameworks.problems.problem import Problem

FIELD_MISSING: Final = Problem(
    "FIELD-MISSING",
    "error",
    "A field is missing",
    "The field {field} is missing.",
    "Add it: {meaning}",
)
FIELD_UNKNOWN: Final = Problem(
    "FIELD-UNKNOWN",
    "error",
    "There is no such field",
    "There is no field {field} here.{offer}",
    "Fields here are: {known}. What your organisation adds of its own goes into extensions.",
)
VALUE_NULL: Final = Problem(
    "VALUE-NULL",
    "error",
    "Empty instead of absent",
    "{field} is empty (null), where {expected} is expected.",
    "Leave the field out when there is nothing to say; if it must be there, write {expected}.",
)
VALUE_KIND: Final = Problem(
    "VALUE-KIND",
    "error",
    "Another kind of value",
    "{field} is {found}, where {expected} is expected.",
    "Write {expected}.",
)
VALUE_CODE: Final = Problem(
    "VALUE-CODE",
    "error",
    "Not one of the codes",
    "{found} is not one of the codes of {field}.{offer}",
    "Write one of: {allowed}.",
)
VALUE_FORM: Final = Problem(
    "VALUE-FORM",
    "error",
    "Written in another form",
    "{field} is {found}, where {expected} is expected.",
    "Write {expected}.",
)
VALUE_BLANK: Final = Problem(
    "VALUE-BLANK",
    "error",
    "Nothing is written",
    "{field} has no words in it.",
    "Write something, or leave it out if it need not be there.",
)
VALUE_LONG: Final = Problem(
    "VALUE-LONG",
    "error",
    "Too long",
    "{field} has {length} characters; at most {limit} are allowed.",
    "Shorten it, or put the long text into notes or a document that references names.",
)
VALUE_RANGE: Final = Problem(
    "VALUE-RANGE",
    "error",
    "Outside the range",
    "{field} is {found}, where {expected} is expected.",
    "Write {expected}.",
)
VALUE_TWICE: Final = Problem(
    "VALUE-TWICE",
    "error",
    "The same thing twice",
    "{found} stands more than once in {field}.",
    "Keep it once.",
)
