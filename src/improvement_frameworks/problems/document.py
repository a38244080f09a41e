"""What can be wrong with a file or a document as a whole."""

from __future__ import annotations

from typing import Final

from improvement_frameworks.problems.problem import Problem

DOC_NOT_FOUND: Final = Problem(
    "DOC-NOT-FOUND",
    "error",
    "File not found",
    "There is no file or folder {name} here.{offer}",
    "Check the spelling and the folder you are in.",
)
DOC_UNREADABLE: Final = Problem(
    "DOC-UNREADABLE",
    "error",
    "Unreadable file",
    "The file cannot be read: {reason}.",
    "Check that you may read it, that it is not a folder, and that no other program has it open.",
)
DOC_NONE: Final = Problem(
    "DOC-NONE",
    "error",
    "No records found",
    "There are no records in {name}. Looked for files ending in: {endings}.",
    "Name another folder or the file itself.",
)
DOC_KIND: Final = Problem(
    "DOC-KIND",
    "error",
    "File type not supported",
    "Files ending in {ending} cannot be read. Records end in: {endings}.",
    "Save a record as JSON or YAML. Copy a table from a document into a spreadsheet and save it as "
    ".xlsx or .csv.",
)
DOC_TABLE: Final = Problem(
    "DOC-TABLE",
    "error",
    "Table not read",
    "Files ending in {ending} are tables. Only documents are read here.",
    "Check it with validate_table, or read its records with load_table.",
)
DOC_TABLES: Final = Problem(
    "DOC-TABLES",
    "info",
    "Tables not read",
    "There are tables here, such as {example}. Only documents are read here. Tables: {count}.",
    "Check each with validate_table, or all of them with the command: improve validate FOLDER",
)
DOC_EMPTY: Final = Problem(
    "DOC-EMPTY",
    "error",
    "Empty file",
    "The file has nothing in it.",
    "Check that this is the right file, or start a new record: improve new FRAMEWORK",
)
DOC_BINARY: Final = Problem(
    "DOC-BINARY",
    "error",
    "Not a text file",
    "This is {what}, not a text file.",
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
    "Byte order mark",
    "The file begins with a byte order mark, which was left out.",
    "Save it as UTF-8 without BOM if another program cannot read it.",
)
DOC_LARGE: Final = Problem(
    "DOC-LARGE",
    "error",
    "File too large",
    "The document is larger than {limit} MB.",
    "Put one record in each file, or write one record per line in a .jsonl file. Keep "
    "recordings elsewhere and refer to them.",
)
DOC_DEEP: Final = Problem(
    "DOC-DEEP",
    "error",
    "Nested too deeply",
    "Objects and lists are nested more than {limit} levels deep.",
    "Check how the file was made. A record never needs this depth.",
)
DOC_SYNTAX: Final = Problem(
    "DOC-SYNTAX",
    "error",
    "Syntax error",
    "This is not valid {kind}: {reason}.",
    "Fix this place. Look for a missing comma, quotation mark or bracket just before it.",
)
DOC_TRUNCATED: Final = Problem(
    "DOC-TRUNCATED",
    "error",
    "Incomplete file",
    "The file ends in the middle: {reason}.",
    "Get the file again. It was probably not written or copied to its end.",
)
DOC_SEVERAL: Final = Problem(
    "DOC-SEVERAL",
    "error",
    "Two documents in one file",
    "The second document starts here.",
    "Save each in its own file, put them into one list, or use .jsonl with one document per line.",
)
DOC_KEY_TWICE: Final = Problem(
    "DOC-KEY-TWICE",
    "error",
    "Duplicate field",
    "The field {field} is used more than once in the same object.",
    "Keep one of them, or join what they say.",
)
DOC_NUMBER: Final = Problem(
    "DOC-NUMBER",
    "error",
    "Number that cannot be kept",
    "{found} is not a number that a document can hold.",
    "Leave the field out if there is no figure, or write it as text.",
)
DOC_CHARACTER: Final = Problem(
    "DOC-CHARACTER",
    "error",
    "Half a character",
    "The text has one half of a character that needs two (a lone surrogate).",
    "Write the character again. Look for an emoji that was pasted from another program.",
)
DOC_YAML_FEATURE: Final = Problem(
    "DOC-YAML-FEATURE",
    "error",
    "YAML feature not supported",
    "{what} cannot be used in records.",
    "Write the value out where it is needed.",
)
DOC_VALUE: Final = Problem(
    "DOC-VALUE",
    "error",
    "Value that a record cannot hold",
    "{what} of the Python type {found} cannot be part of a record.",
    "Give text, a number, a date, true or false, a list or a dict with text keys.",
)
DOC_NOT_OBJECT: Final = Problem(
    "DOC-NOT-OBJECT",
    "error",
    "Not a record",
    "A record is an object with fields, but this is {found}.",
    "Check that this is the right file, or start a new record: improve new FRAMEWORK",
)
FRAMEWORK_MISSING: Final = Problem(
    "FRAMEWORK-MISSING",
    "error",
    "Framework missing",
    "The field framework is missing.",
    "Add the field framework with one of: {known}.",
)
FRAMEWORK_UNKNOWN: Final = Problem(
    "FRAMEWORK-UNKNOWN",
    "error",
    "Unknown framework",
    "There is no framework {found}.{offer}",
    "Write one of: {known}.",
)
VERSION_MISSING: Final = Problem(
    "VERSION-MISSING",
    "error",
    "Schema version missing",
    "The field schema_version is missing.",
    'Add "schema_version": "{current}".',
)
VERSION_FUTURE: Final = Problem(
    "VERSION-FUTURE",
    "error",
    "Written for a newer version",
    "The document follows version {found} of the schema; this library knows up to {current}.",
    "Use a newer version of the library, or update it: pip install --upgrade "
    "improvement-frameworks",
)
VERSION_UNKNOWN: Final = Problem(
    "VERSION-UNKNOWN",
    "error",
    "Unknown schema version",
    "{found} is not a version of the schema.",
    'Write "{current}", in quotation marks.',
)
VERSION_MIGRATED: Final = Problem(
    "VERSION-MIGRATED",
    "info",
    "Read from an older version",
    "The record follows version {found} of the schema and was read as version {current}.",
    "Look for the places named here in a record of the newer version.",
)
VERSION_STUCK: Final = Problem(
    "VERSION-STUCK",
    "error",
    "Older record that cannot be read",
    "The record follows version {found} of the schema and could not be brought to "
    "version {current}.",
    "Check it against its own version and fix it, or start a new record: improve new",
)
RULE_FAULT: Final = Problem(
    "RULE-FAULT",
    "error",
    "Practice check that failed",
    "The check {rule} could not be run on this record ({reason}).",
    "Tell the authors of the check. Your data is not the cause. To leave the check out: "
    "--ignore {rule}",
)
REC_ID_TWICE: Final = Problem(
    "REC-ID-TWICE",
    "error",
    "Duplicate record ID",
    "The record ID {id} is used for another record too: {first}.",
    "Give each record its own ID. If the two are one record, keep one of them.",
)
REC_ID_UNKNOWN: Final = Problem(
    "REC-ID-UNKNOWN",
    "warning",
    "Unknown record ID",
    "No record that was checked has the ID {id}.{offer}",
    "Correct the ID, or check the missing record together with these.",
)
REC_ENTRY_UNKNOWN: Final = Problem(
    "REC-ENTRY-UNKNOWN",
    "warning",
    "Unknown entry of another record",
    "The record {id} has no entry {entry}.{offer}",
    "Correct what is after the slash: the ID of an entry, or # and its number.",
)
