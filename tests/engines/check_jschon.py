"""Says for each line "SCHEMA DOCUMENT", the names of two files, whether jschon accepts it."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any


def main() -> None:
    """Write a letter for each line."""
    jschon = import_module("jschon")
    jschon.create_catalog("2020-12")

    @cache
    def compile_schema(file: str) -> Any:  # noqa: ANN401 - jschon declares no types
        return jschon.JSONSchema.loads(Path(file).read_text(encoding="utf-8"))

    for line in sys.stdin:
        schema, document = line.rstrip("\n").split("\t")
        value = jschon.JSON.loads(Path(document).read_text(encoding="utf-8"))
        sys.stdout.write("A" if compile_schema(schema).evaluate(value).valid else "R")


if __name__ == "__main__":
    main()
