"""Writes records as documents: one, a list of several, or one a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core.errors import needing
from improvement_frameworks.core.file import replacing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from improvement_frameworks.core.record.record import Record

RECORD_ENDINGS: Final = (".json", ".jsonl", ".ndjson", ".yaml", ".yml")
"""The endings of files that hold records, whole."""


def write_records(out: Path, records: Sequence[Record], *, force: bool) -> None:
    """Write records as one document, a list of documents, or a document a line.

    Raises:
        ValueError: if there are several for a file that can hold one.
        MissingExtraError: if the file is YAML, and PyYAML is not installed.
        FileExistsError: if there is such a file and it may not be replaced.
        OSError: if it cannot be written; an older file stays as it is then.
    """
    ending = out.suffix.lower()
    is_yaml = ending in {".yaml", ".yml"}
    if is_yaml and len(records) > 1:
        raise ValueError(f"{out.name} can hold one record. Name a file that ends in .jsonl.")
    text = _compose_yaml(records[0]) if is_yaml else ""
    with replacing(out, force=force) as draft, draft.open("w", encoding="utf-8") as file:
        if is_yaml:
            file.write(text)
        elif ending != ".json":
            file.writelines(record.to_json(indent=None) + "\n" for record in records)
        else:
            file.write(compose_records(records))


def _compose_yaml(record: Record) -> str:
    with needing("Writing YAML", "yaml"):
        import yaml

    dump: Callable[..., str] = vars(yaml)["safe_dump"]  # its stub is partly untyped
    return dump(record.to_dict(), allow_unicode=True, sort_keys=False)


def compose_records(records: Sequence[Record]) -> str:
    """Return the text of one document, or of a list of documents."""
    if len(records) == 1:
        return records[0].to_json() + "\n"
    documents = [json.loads(record.to_json()) for record in records]
    return json.dumps(documents, ensure_ascii=False, indent=2) + "\n"
