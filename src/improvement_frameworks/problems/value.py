"""What can be wrong with a single field or value, in documents and in tables alike."""

from __future__ import annotations

from typing import Final

from improvement_frameworks.problems.problem import Problem

FIELD_MISSING: Final = Problem(
    "FIELD-MISSING",
    "error",
    "Missing field",
    "The field {field} is missing.",
    "Add it: {meaning}",
)
FIELD_UNKNOWN: Final = Problem(
    "FIELD-UNKNOWN",
    "error",
    "Unknown field",
    "There is no field {field} here.{offer}",
    "Use one of these fields: {known}. Put what your organisation adds into extensions.",
)
VALUE_NULL: Final = Problem(
    "VALUE-NULL",
    "error",
    "Empty value",
    "{field} is empty (null), where {expected} is expected.",
    "Leave the field out if you have nothing to enter. If it is required, write {expected}.",
)
VALUE_KIND: Final = Problem(
    "VALUE-KIND",
    "error",
    "Wrong kind of value",
    "{field} is {found}, where {expected} is expected.",
    "Write {expected}.",
)
VALUE_CODE: Final = Problem(
    "VALUE-CODE",
    "error",
    "Unknown code",
    "{found} is not one of the codes of {field}.{offer}",
    "Write one of: {allowed}.",
)
VALUE_FORM: Final = Problem(
    "VALUE-FORM",
    "error",
    "Wrong format",
    "{field} is {found}, where {expected} is expected.",
    "Write {expected}.",
)
VALUE_BLANK: Final = Problem(
    "VALUE-BLANK",
    "error",
    "Blank text",
    "{field} is blank.",
    "Write it: {meaning}{choice}",
)
VALUE_LONG: Final = Problem(
    "VALUE-LONG",
    "error",
    "Text too long",
    "Characters in {field}: {length}. At most {limit} are allowed.",
    "Shorten it, or move the long text into notes or a separate document.",
)
VALUE_RANGE: Final = Problem(
    "VALUE-RANGE",
    "error",
    "Number out of range",
    "{field} is {found}, where {expected} is expected.",
    "Write {expected}.",
)
VALUE_TWICE: Final = Problem(
    "VALUE-TWICE",
    "error",
    "Duplicate value",
    "{found} is in {field} more than once.",
    "Keep it once.",
)
