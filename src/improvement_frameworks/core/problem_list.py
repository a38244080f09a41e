"""The faults of form: what can be wrong with a file, a document or a single value.

Together with the rules of the frameworks these are all codes that a report can hold.
"""

from __future__ import annotations

from typing import Final

from improvement_frameworks.core.problem import Problem
from improvement_frameworks.core.row_problem_list import ROW_PROBLEMS
from improvement_frameworks.core.rule import RULE_FAULT
from improvement_frameworks.core.table_problem_list import TABLE_PROBLEMS


def _fault(code: str, title: str, message: str, hint: str) -> Problem:
    return Problem(code=code, severity="error", title=title, message=message, hint=hint)


MISSING_FILE: Final = _fault(
    "DOC-NOT-FOUND",
    "There is no such file",
    "There is no file or folder {name} here.{offer}",
    "Check the spelling and the folder you are in.",
)
UNREADABLE: Final = _fault(
    "DOC-UNREADABLE",
    "The file cannot be read",
    "The file cannot be read: {reason}.",
    "Check that you may read it and that it is not a folder, a device or open elsewhere.",
)
NO_DOCUMENTS: Final = _fault(
    "DOC-NONE",
    "No documents here",
    "There are no documents in {name}; looked for files ending in {endings}.",
    "Name another folder or the file itself.",
)
UNKNOWN_KIND: Final = _fault(
    "DOC-KIND",
    "Not a kind of file that is read",
    "A file ending in {ending} is not read; documents end in {endings}.",
    "Save the record as JSON or YAML, or rename the file if that is what it holds.",
)
EMPTY: Final = _fault(
    "DOC-EMPTY",
    "The document is empty",
    "There is nothing in it.",
    "Begin with: improve new FRAMEWORK",
)
BINARY: Final = _fault(
    "DOC-BINARY",
    "Not a text",
    "This is {what}, not a text.",
    "Save the record as JSON or YAML text and try again.",
)
ENCODING: Final = _fault(
    "DOC-ENCODING",
    "Not UTF-8",
    "The text is not in UTF-8: {reason}.",
    "Save it again and choose the encoding UTF-8.",
)
BOM: Final = Problem(
    code="DOC-BOM",
    severity="info",
    title="A byte order mark",
    message="The text begins with a byte order mark; it was left out.",
    hint="Nothing needs to be done. Other programs may trip over it: save as UTF-8 without BOM.",
)
TOO_LARGE: Final = _fault(
    "DOC-LARGE",
    "The document is too large",
    "The document is larger than {limit} MB.",
    "One document is one record. Keep recordings and files elsewhere and refer to them, or write "
    "many records as JSON Lines, one a line.",
)
TOO_DEEP: Final = _fault(
    "DOC-DEEP",
    "Nested too deeply",
    "Objects and lists stand more than {limit} deep within each other.",
    "A record is never that deep; something went wrong when it was written.",
)
SYNTAX: Final = _fault(
    "DOC-SYNTAX",
    "Not well written",
    "This is no valid {kind}: {reason}.",
    "Mend this place; often a comma, a quotation mark or a bracket just before it is the cause.",
)
TRUNCATED: Final = _fault(
    "DOC-TRUNCATED",
    "The document breaks off",
    "The document ends in the middle: {reason}.",
    "The file was probably not written or copied to its end; get it again.",
)
SEVERAL: Final = _fault(
    "DOC-SEVERAL",
    "Two documents in one",
    "A further document begins here, after the first one has ended.",
    "Give each its own file, put them into one list, or write one a line in a .jsonl file.",
)
KEY_TWICE: Final = _fault(
    "DOC-KEY-TWICE",
    "A field stands twice",
    "The field {field} stands twice in the same object, so one of the two would be lost.",
    "Keep one of them, or join what they say.",
)
NUMBER: Final = _fault(
    "DOC-NUMBER",
    "Not a number that can be kept",
    "{found} is not a number that a document can hold.",
    "Leave the field out if there is no figure, or write it as text.",
)
HALF_CHARACTER: Final = _fault(
    "DOC-CHARACTER",
    "Half a character",
    "The text holds one half of a character that needs two (a lone surrogate).",
    "Write the character again; emoji pasted from elsewhere are the usual cause.",
)
ALIAS: Final = _fault(
    "DOC-YAML-FEATURE",
    "A YAML feature that is not used here",
    "{what} is not read in records.",
    "Write the value out where it is needed.",
)
NOT_JSON: Final = _fault(
    "DOC-VALUE",
    "A value that documents cannot hold",
    "{what} of the Python type {found} cannot stand in a document.",
    "Give text, a number, a date, true or false, a list or a dict with text keys.",
)
NOT_OBJECT: Final = _fault(
    "DOC-NOT-OBJECT",
    "Not a record",
    "A record is an object with fields, but here stands {found}.",
    "Begin with: improve new FRAMEWORK",
)
FRAMEWORK_MISSING: Final = _fault(
    "FRAMEWORK-MISSING",
    "The framework is not named",
    "The field framework is missing, so nobody can tell what the document is.",
    "Add the field framework with one of: {known}.",
)
FRAMEWORK_UNKNOWN: Final = _fault(
    "FRAMEWORK-UNKNOWN",
    "There is no such framework",
    "There is no framework {found}.{offer}",
    "Write one of: {known}.",
)
VERSION_MISSING: Final = _fault(
    "VERSION-MISSING",
    "The schema version is not named",
    "The field schema_version is missing.",
    'Add "schema_version": "{current}".',
)
VERSION_FUTURE: Final = _fault(
    "VERSION-FUTURE",
    "Written for a newer version",
    "The document follows version {found} of the schema; this library knows up to {current}.",
    "Update the library: pip install --upgrade improvement-frameworks",
)
VERSION_UNKNOWN: Final = _fault(
    "VERSION-UNKNOWN",
    "There is no such schema version",
    "{found} is not a version of the schema.",
    'Write "{current}", in quotation marks.',
)
VERSION_MIGRATED: Final = Problem(
    code="VERSION-MIGRATED",
    severity="info",
    title="Read from an older version",
    message="The document follows version {found} of the schema and was read as version {current}.",
    hint="Nothing needs to be done. Places that are named here are those of the newer version.",
)
VERSION_STUCK: Final = _fault(
    "VERSION-STUCK",
    "An older document that cannot be read",
    "The document follows version {found} of the schema, and the step to version {current} does "
    "not work on it.",
    "It was probably not valid in its own version. Mend it there, or begin anew: improve new",
)
FIELD_MISSING: Final = _fault(
    "FIELD-MISSING",
    "A field is missing",
    "The field {field} is missing.",
    "Add it: {meaning}",
)
FIELD_UNKNOWN: Final = _fault(
    "FIELD-UNKNOWN",
    "There is no such field",
    "There is no field {field} here.{offer}",
    "Fields here are: {known}. What your organisation adds of its own goes into extensions.",
)
NULL: Final = _fault(
    "VALUE-NULL",
    "Empty instead of absent",
    "{field} is empty (null), where {expected} is expected.",
    "Leave the field out when there is nothing to say; if it must be there, write {expected}.",
)
KIND: Final = _fault(
    "VALUE-KIND",
    "Another kind of value",
    "{field} is {found}, where {expected} is expected.",
    "Write {expected}.",
)
CODE_UNKNOWN: Final = _fault(
    "VALUE-CODE",
    "Not one of the codes",
    "{found} is not one of the codes of {field}.{offer}",
    "Write one of: {allowed}.",
)
FORM: Final = _fault(
    "VALUE-FORM",
    "Written in another form",
    "{field} is {found}, where {expected} is expected.",
    "Write {expected}.",
)
BLANK: Final = _fault(
    "VALUE-BLANK",
    "Nothing is written",
    "{field} has no words in it.",
    "Write something, or leave it out if it need not be there.",
)
LONG: Final = _fault(
    "VALUE-LONG",
    "Too long",
    "{field} has {length} characters; at most {limit} are allowed.",
    "Shorten it, or put the long text into notes or a document that references names.",
)
RANGE: Final = _fault(
    "VALUE-RANGE",
    "Outside the range",
    "{field} is {found}, where {expected} is expected.",
    "Write {expected}.",
)
TWICE: Final = _fault(
    "VALUE-TWICE",
    "The same thing twice",
    "{found} stands more than once in {field}.",
    "Keep it once.",
)

PROBLEMS: Final[tuple[Problem, ...]] = (
    MISSING_FILE,
    UNREADABLE,
    NO_DOCUMENTS,
    UNKNOWN_KIND,
    EMPTY,
    BINARY,
    ENCODING,
    BOM,
    TOO_LARGE,
    TOO_DEEP,
    SYNTAX,
    TRUNCATED,
    SEVERAL,
    KEY_TWICE,
    NUMBER,
    HALF_CHARACTER,
    ALIAS,
    NOT_JSON,
    NOT_OBJECT,
    FRAMEWORK_MISSING,
    FRAMEWORK_UNKNOWN,
    VERSION_MISSING,
    VERSION_FUTURE,
    VERSION_UNKNOWN,
    VERSION_MIGRATED,
    VERSION_STUCK,
    FIELD_MISSING,
    FIELD_UNKNOWN,
    NULL,
    KIND,
    CODE_UNKNOWN,
    FORM,
    BLANK,
    LONG,
    RANGE,
    TWICE,
    RULE_FAULT,
    *TABLE_PROBLEMS,
    *ROW_PROBLEMS,
)
"""Every problem that is no rule of a framework, in the order of the help."""

NEVER_READ: Final = frozenset(
    problem.code for problem in (MISSING_FILE, UNREADABLE, NO_DOCUMENTS, UNKNOWN_KIND)
)
"""The codes that say that there was nothing to read."""
