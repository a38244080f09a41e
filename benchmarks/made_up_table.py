"""Makes up long tables to measure with: answers of learning grids, a row each, some spoiled."""

from __future__ import annotations

import csv
import random
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING, Final

from made_up import WORDS

from improvement_frameworks.tables import columns_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FRAMEWORK: Final = "learning-grid"
COLUMNS: Final = (
    "record", "title", "recorded_on", "contributor", "id", "question", "level", "text",
)  # fmt: skip
SPOILED_EVERY: Final = 100
"""One row in so many is bad: 1 %."""
ROWS_OF_RECORD: Final = 20
_TEXTS: Final = 20_000
_ROWS_AT_ONCE: Final = 100_000

Row = list[str]


def _put(place: int, value: str) -> Callable[[Row], None]:
    def spoil(row: Row) -> None:
        row[place] = value

    return spoil


FAULTS: Final[tuple[Callable[[Row], None], ...]] = (
    _put(5, "startd"),
    _put(6, "Systm"),
    _put(6, ""),
    _put(2, "03/04/2020"),
    _put(2, "2020-13-01"),
    _put(3, "has space"),
    _put(3, "c" * 65),
    _put(4, "e 1"),
    _put(7, ""),
    _put(7, "   "),
    _put(7, "too long " * 1_200),
)
"""Each spoils one row in its own way."""


def _make_texts(chance: random.Random) -> list[str]:
    """Make halves of answers; 13 % of the answers have a line break, some a comma or quotation."""
    texts: list[str] = []
    for _ in range(_TEXTS):
        text = " ".join(chance.choice(WORDS) for _ in range(chance.randint(4, 22))).capitalize()
        kind = chance.random()
        if kind < 0.07:
            text = text.replace(" and ", "\nand ", 1) if " and " in text else text + ".\nSo it was"
        elif kind < 0.15:
            text = text.replace(" while ", ", while ")
        elif kind < 0.155:
            text = text.replace(" huddle ", ' "huddle" ')
        texts.append(text + ".")
    return texts


def make_rows(count: int) -> Iterator[Row]:
    """Yield so many rows; the same ones every time."""
    chance = random.Random(20200716)  # noqa: S311 - nothing secret depends on it
    columns = {column.name: column for column in columns_of(FRAMEWORK)}
    cells = [(q, n) for q in columns["question"].codes for n in columns["level"].codes]
    texts = _make_texts(chance)
    for number in range(count):
        record, entry = divmod(number, ROWS_OF_RECORD)
        question, level = cells[(number * 7) % len(cells)]
        row = [
            f"grid-{record + 1}",
            f"Video consultations month {record % 48 + 1}",
            f"20{record % 6 + 19}-{record % 12 + 1:02}-{record % 28 + 1:02}",
            f"c{number % 6 + 1}",
            f"e{entry + 1}",
            question,
            level,
            f"{texts[chance.randrange(_TEXTS)]} {texts[(number * 7919) % _TEXTS]}",
        ]
        if number % SPOILED_EVERY == SPOILED_EVERY - 1:
            FAULTS[number // SPOILED_EVERY % len(FAULTS)](row)
        yield row


def write_csv(file: Path, count: int) -> None:
    """Write so many rows as CSV, without holding more than some of them."""
    rows = make_rows(count)
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerow(COLUMNS)
        while some := list(islice(rows, _ROWS_AT_ONCE)):
            text = StringIO()
            csv.writer(text, lineterminator="\n").writerows(some)
            out.write(text.getvalue())


def write_parquet(file: Path, table: Path) -> None:
    """Write a CSV file as Parquet, as Polars does unless told otherwise."""
    import polars as pl

    pl.scan_csv(table, infer_schema=False).sink_parquet(file)


def write_xlsx(file: Path, count: int) -> None:
    """Write so many rows as a workbook."""
    import xlsxwriter

    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Answers")
        for number, row in enumerate([list(COLUMNS), *make_rows(count)]):
            for place, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, place, cell)
