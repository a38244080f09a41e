"""The contenders for tables: each goes through a file and counts what is wrong."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from made_up_table import COLUMNS, FRAMEWORK

from improvement_frameworks.core.record.types import DATE, ID, LINE, PROSE
from improvement_frameworks.tables.rows.column import columns_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import polars as pl

    from improvement_frameworks.tables.options import Engine

Counts = dict[str, float]
"""What was found: errors, and rows that are bad, as far as the contender says it."""

_COLUMNS: Final = {column.name: column for column in columns_of(FRAMEWORK)}
_DAY: Final = DATE.pattern


def _scan(file: Path) -> pl.LazyFrame:
    import polars as pl

    if file.suffix == ".parquet":
        return pl.scan_parquet(file)
    return pl.scan_csv(file, infer_schema=False)


def touch(file: Path) -> Counts:
    """Let Polars read all columns and add up their lengths; nothing is checked."""
    import polars as pl

    _scan(file).select(pl.all().str.len_bytes().sum()).collect(engine="streaming")
    return {}


def _validate(file: Path, engine: Engine = "auto", *, keys: bool = False) -> Counts:
    from improvement_frameworks.tables import validate_table

    report = validate_table(file, framework=FRAMEWORK, rules=False, keys=keys, engine=engine)
    return {"errors": report.count("error")}


def shape(file: Path) -> Counts:
    """Check the form in frames."""
    return _validate(file, engine="frames")


def shape_keys(file: Path) -> Counts:
    """Check the form in frames, and ids and references across rows."""
    return _validate(file, engine="frames", keys=True)


def shape_rows(file: Path) -> Counts:
    """Check the form row by row, as without Polars."""
    return _validate(file, engine="rows")


def loop_pydantic(file: Path) -> Counts:
    """Read with csv.DictReader and call pydantic for each row, as everybody would write it."""
    from pydantic import BaseModel, Field, ValidationError

    def one_of(name: str) -> Any:  # noqa: ANN401
        return Literal[_COLUMNS[name].codes]

    class Answer(BaseModel):
        record: Annotated[str, Field(max_length=LINE.longest, pattern=LINE.pattern)]
        title: Annotated[str, Field(max_length=LINE.longest, pattern=LINE.pattern)]
        recorded_on: Annotated[str, Field(pattern=_DAY)]
        contributor: Annotated[str, Field(max_length=ID.longest, pattern=ID.pattern)]
        id: Annotated[str, Field(max_length=ID.longest, pattern=ID.pattern)]
        question: one_of("question")  # type: ignore[valid-type]
        level: one_of("level")  # type: ignore[valid-type]
        text: Annotated[str, Field(max_length=PROSE.longest, pattern=PROSE.pattern)]

    errors = bad = 0
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            try:
                Answer.model_validate(row)
            except ValidationError as fault:
                bad += 1
                errors += len(fault.errors())
    return {"errors": errors, "bad": bad}


def _patterns() -> dict[str, str]:
    """Return the same rules as patterns that Rust and Python read alike."""
    one_of = {name: f"^(?:{'|'.join(_COLUMNS[name].codes)})$" for name in ("question", "level")}
    line = "^" + LINE.pattern.strip("^$") + "$"
    found = {
        "record": line,
        "title": line,
        "recorded_on": _DAY,
        "contributor": ID.pattern,
        "id": ID.pattern,
        **one_of,
        "text": PROSE.pattern,
    }
    escape = re.compile(r"\\u([0-9a-f]{4})")
    return {
        name: escape.sub(lambda m: re.escape(chr(int(m[1], 16))), pattern)
        for name, pattern in found.items()
    }


def _longest() -> dict[str, int]:
    return {"record": 200, "title": 200, "contributor": 64, "id": 64, "text": 10_000}


def _pandera_columns(module: Any) -> dict[str, Any]:  # noqa: ANN401
    patterns, longest = _patterns(), _longest()
    return {
        name: module.Column(
            str,
            [
                module.Check.str_matches(patterns[name]),
                *([module.Check.str_length(max_value=longest[name])] if name in longest else []),
            ],
        )
        for name in COLUMNS
    }


def pandera_polars(file: Path) -> Counts:
    """Check a Polars frame with pandera, all errors."""
    import pandera.polars as pa
    import polars as pl

    schema = pa.DataFrameSchema(_pandera_columns(pa))
    frame = pl.read_parquet(file) if file.suffix == ".parquet" else _scan(file).collect()
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as fault:
        return {"errors": len(fault.failure_cases)}
    return {"errors": 0}


def pandera_pandas(file: Path) -> Counts:
    """Check a pandas frame with pandera, all errors."""
    import pandas as pd
    import pandera.pandas as pa

    schema = pa.DataFrameSchema(_pandera_columns(pa))
    is_parquet = file.suffix == ".parquet"
    frame = pd.read_parquet(file) if is_parquet else pd.read_csv(file, dtype=str)
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as fault:
        return {"errors": len(fault.failure_cases)}
    return {"errors": 0}


def frictionless(file: Path) -> Counts:
    """Check a CSV file with frictionless, all errors."""
    from frictionless import Resource, Schema, system

    patterns, longest = _patterns(), _longest()
    fields = [
        {
            "name": name,
            "type": "string",
            "constraints": {
                "required": True,
                "pattern": patterns[name] if name != "text" else r"[\s\S]*\S[\s\S]*",
                **({"maxLength": longest[name]} if name in longest else {}),
            },
        }
        for name in COLUMNS
    ]
    with system.use_context(trusted=True):
        resource = Resource(str(file), schema=Schema.from_descriptor({"fields": fields}))
        report = resource.validate(limit_errors=10_000_000)
    return {"errors": len(report.flatten(["type"]))}


def read_workbook(file: Path) -> Counts:
    """Let python-calamine read a workbook; nothing is checked."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(file)
    rows = sum(1 for _ in book.get_sheet_by_index(0).to_python())
    return {"rows": rows}


def check_workbook(file: Path) -> Counts:
    """Check the form of a workbook."""
    return _validate(file)


PEERS: Final[dict[str, Callable[[Path], Counts]]] = {
    "Polars, reading only": touch,
    "validate, form only": shape,
    "validate, form only, with keys": shape_keys,
    "validate, row by row": shape_rows,
    "DictReader and pydantic": loop_pydantic,
    "pandera on Polars": pandera_polars,
    "pandera on pandas": pandera_pandas,
    "frictionless": frictionless,
}
WORKBOOK_PEERS: Final[dict[str, Callable[[Path], Counts]]] = {
    "python-calamine, reading only": read_workbook,
    "validate, form only": check_workbook,
}
