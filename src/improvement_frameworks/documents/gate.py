"""Lets documents pass that a compiled JSON Schema finds right; needs the extra ``fast``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from improvement_frameworks.core.registry import get_record_type, published_ids
from improvement_frameworks.documents.reading import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from jsonschema_rs import Draft202012Validator

    from improvement_frameworks.core.record.record import Record


class SchemaGate:
    """Knows documents of the library's own frameworks that are surely right in form.

    That their schemas and their models accept the same documents is proved by the parity tests;
    nothing of the kind is known of other frameworks, so those do not pass.
    """

    def __init__(self) -> None:
        import jsonschema_rs
        import orjson

        self._read: Callable[[bytes], object] = orjson.loads
        self._write: Callable[[object], bytes] = orjson.dumps
        self._validator = jsonschema_rs.Draft202012Validator
        self._known = frozenset(published_ids())
        self._is_right: dict[str, Callable[[object], bool]] = {}

    def passes(self, data: bytes) -> bool:
        """Whether the form of a JSON document is right; what is in doubt does not pass."""
        try:
            value = self._read(data)
        except ValueError:
            return False
        if not isinstance(value, dict):
            return False
        document = cast("dict[str, object]", value)
        name = document.get("framework")
        if not isinstance(name, str) or "extensions" in document or len(data) > MAX_BYTES:
            return False
        is_right = self._is_right.get(name) or self._learn(name)
        return (
            is_right(document)
            and not any("extensions" in entry for entry in _entries_of(document))
            and self._has_all_keys(data, document)
        )

    def _learn(self, name: str) -> Callable[[object], bool]:
        """Compile the schema of a framework when its first document comes."""
        if name not in self._known:
            return _never
        self._is_right[name] = _compile(self._validator, get_record_type(name))
        return self._is_right[name]

    def _has_all_keys(self, data: bytes, document: object) -> bool:
        """Whether no field was lost because it stands twice in the text.

        What was read is written again. If that is the text, nothing was lost; if it has as many
        quotation marks, the texts differ in nothing but their layout, unless the marks themselves
        are written as codes.
        """
        written = self._write(document)
        if data.startswith(written):
            return True
        return written.count(b'"') == data.count(b'"') and b"\\u0022" not in data


def _entries_of(document: dict[str, object]) -> list[dict[str, object]]:
    return cast("list[dict[str, object]]", document["entries"])


@cache
def _compile(
    validator: type[Draft202012Validator], record: type[Record]
) -> Callable[[object], bool]:
    from improvement_frameworks.schemas.generate import generate_schema

    # Every format is spelled out as a pattern as well, so it need not be asserted.
    return validator(generate_schema(record), validate_formats=False).is_valid


def _never(_document: object) -> bool:
    return False


def open_gate() -> SchemaGate | None:
    """Return the gate, or nothing if the packages that it needs are not installed."""
    try:
        return SchemaGate()
    except ModuleNotFoundError:
        return None
