"""What can be wrong with a file or a document as a whole."""

from __future__ import annotations

from typing import Final

from improvement_frameworks.problems.problem import Problem

DOC_NOT_FOUND: Final = Problem(
    "DOC-NOT-FOUND",
    "error",
    "There is no such file",
    "There is no file or folder {name} here.{offer}",
    "Check the spelling and the folder you are in.",
)
DOC_UNREADABLE: Final = Problem(
    "DOC-UNREADABLE",
    "error",
    "The file cannot be read",
    "The file cannot be read: {reason}.",
    "Check that you may read it and that it is not a folder, a device or open elsewhere.",
)
DOC_NONE: Final = Problem(
    "DOC-NONE",
    "error",
    "No documents here",
    "There are no documents in {name}; looked for files ending in {endings}.",
    "Name another folder or the file itself.",
)
DOC_KIND: Final = Problem(
    "DOC-KIND",
    "error",
    "Not a kind of file that is read",
    "A file ending in {ending} is not read; documents end in {endings}.",
    "Save a record as JSON or YAML. Copy a table from a document into a spreadsheet and save it as "
    ".xlsx or .csv.",
)
DOC_EMPTY: Final = Problem(
    "DOC-EMPTY",
    "error",
    "The document is empty",
    "There is nothing in it.",
    "Begin with: improve new FRAMEWORK",
)
DOC_BINARY: Final = Problem(
    "DOC-BINARY",
    "error",
    "Not a text",
    "This is {what}, not a text.",
    "Save the record as JSON or YAML text and try again.",
)
DOC_ENCODING: Final = Problem(
    "DOC-ENCODING",
    "error",
    "Not UTF-8",
    "The text is not in UTF-8: {reason}.",
    "Save it again and choose the encoding UTF-8.",
)
DOC_BOM: Final = Problem(
    "DOC-BOM",
    "info",
    "A byte order mark",
    "The text begins with a byte order mark; it was left out.",
    "Nothing needs to be done. Other programs may trip over it: save as UTF-8 without BOM.",
)
DOC_LARGE: Final = Problem(
    "DOC-LARGE",
    "error",
    "The document is too large",
    "The document is larger than {limit} MB.",
    "One document is one record. Keep recordings and files elsewhere and refer to them, or write "
    "many records as JSON Lines, one a line.",
)
DOC_DEEP: Final = Problem(
    "DOC-DEEP",
    "error",
    "Nested too deeply",
    "Objects and lists stand more than {limit} deep within each other.",
    "A record is never that deep; something went wrong when it was written.",
)
DOC_SYNTAX: Final = Problem(
    "DOC-SYNTAX",
    "error",
    "Not well written",
    "This is no valid {kind}: {reason}.",
    "Mend this place; often a comma, a quotation mark or a bracket just before it is the cause.",
)
DOC_TRUNCATED: Final = Problem(
    "DOC-TRUNCATED",
    "error",
    "The document breaks off",
    "The document ends in the middle: {reason}.",
    "The file was probably not written or copied to its end; get it again.",
)
DOC_SEVERAL: Final = Problem(
    "DOC-SEVERAL",
    "error",
    "Two documents in one",
    "A further document begins here, after the first one has ended.",
    "Give each its own file, put them into one list, or write one a line in a .jsonl file.",
)
DOC_KEY_TWICE: Final = Problem(
    "DOC-KEY-TWICE",
    "error",
    "A field stands twice",
    "The field {field} stands twice in the same object, so one of the two would be lost.",
    "Keep one of them, or join what they say.",
)
DOC_NUMBER: Final = Problem(
    "DOC-NUMBER",
    "error",
    "Not a number that can be kept",
    "{found} is not a number that a document can hold.",
    "Leave the field out if there is no figure, or write it as text.",
)
DOC_CHARACTER: Final = Problem(
    "DOC-CHARACTER",
    "error",
    "Half a character",
    "The text holds one half of a character that needs two (a lone surrogate).",
    "Write the character again; emoji pasted from elsewhere are the usual cause.",
)
DOC_YAML_FEATURE: Final = Problem(
    "DOC-YAML-FEATURE",
    "error",
    "A YAML feature that is not used here",
    "{what} is not read in records.",
    "Write the value out where it is needed.",
)
DOC_VALUE: Final = Problem(
    "DOC-VALUE",
    "error",
    "A value that documents cannot hold",
    "{what} of the Python type {found} cannot stand in a document.",
    "Give text, a number, a date, true or false, a list or a dict with text keys.",
)
DOC_NOT_OBJECT: Final = Problem(
    "DOC-NOT-OBJECT",
    "error",
    "Not a record",
    "A record is an object with fields, but here stands {found}.",
    "Begin with: improve new FRAMEWORK",
)
FRAMEWORK_MISSING: Final = Problem(
    "FRAMEWORK-MISSING",
    "error",
    "The framework is not named",
    "The field framework is missing, so nobody can tell what the document is.",
    "Add the field framework with one of: {known}.",
)
FRAMEWORK_UNKNOWN: Final = Problem(
    "FRAMEWORK-UNKNOWN",
    "error",
    "There is no such framework",
    "There is no framework {found}.{offer}",
    "Write one of: {known}.",
)
VERSION_MISSING: Final = Problem(
    "VERSION-MISSING",
    "error",
    "The schema version is not named",
    "The field schema_version is missing.",
    'Add "schema_version": "{current}".',
)
VERSION_FUTURE: Final = Problem(
    "VERSION-FUTURE",
    "error",
    "Written for a newer version",
    "The document follows version {found} of the schema; this library knows up to {current}.",
    "Update the library: pip install --upgrade improvement-frameworks",
)
VERSION_UNKNOWN: Final = Problem(
    "VERSION-UNKNOWN",
    "error",
    "There is no such schema version",
    "{found} is not a version of the schema.",
    'Write "{current}", in quotation marks.',
)
VERSION_MIGRATED: Final = Problem(
    "VERSION-MIGRATED",
    "info",
    "Read from an older version",
    "The document follows version {found} of the schema and was read as version {current}.",
    "Nothing needs to be done. Places that are named here are those of the newer version.",
)
VERSION_STUCK: Final = Problem(
    "VERSION-STUCK",
    "error",
    "An older document that cannot be read",
    "The document follows version {found} of the schema, and the step to version {current} does "
    "not work on it.",
    "It was probably not valid in its own version. Mend it there, or begin anew: improve new",
)
RULE_FAULT: Final = Problem(
    "RULE-FAULT",
    "error",
    "A rule failed",
    "The rule {rule} could not be run on this document ({fault}).",
    "This is a fault of the rule, not of your data. Please tell the people who made the rule; "
    "meanwhile leave it out with --ignore {rule}.",
)
REC_ID_TWICE: Final = Problem(
    "REC-ID-TWICE",
    "error",
    "Two records with one ID",
    "The record ID {id} is used for another document too: {first}.",
    "Give each record an ID of its own. If the two are one record, keep one document.",
)
REC_ID_UNKNOWN: Final = Problem(
    "REC-ID-UNKNOWN",
    "warning",
    "Unknown record ID",
    "No record that was checked has the ID {id}.{offer}",
    "Correct the ID, or check the missing record together with these.",
)
