"""The three numbers of the library, which are never mixed.

``__version__`` is the package's (semantic versioning), ``SCHEMA_VERSION`` says what a valid
document is, and ``CONTENT_EDITION`` dates the words of the frameworks.
"""

from typing import Final, Literal, TypeAlias

__version__ = "0.1.0"

SchemaVersion: TypeAlias = Literal["1.0"]
"""The versions that a document may name: those with the same first number, up to the present."""
SCHEMA_VERSION: Final[SchemaVersion] = "1.0"

CONTENT_EDITION: Final = "2026.1"
