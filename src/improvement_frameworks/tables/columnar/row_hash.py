"""What belongs together across the rows of a long table, known by hashes of 64 bits.

For each record, and for each contributor of a record, it is kept which values its rows give, how
many rows give them, and the first and last of these rows; nothing of the values themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl
from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEED: Final = 20200716
_FACTOR: Final = 0x9E3779B97F4A7C15
_ABSENT: Final = 0x5851F42D4C957F2D
_COMPACTED_AT: Final = 1_000_000

NUMBER: Final = "#number"
"""The column of the numbers of the rows; no column of a framework has such a name."""
KEY: Final = "#key"
"""The key of the record of each row."""
ANONYMOUS: Final = "#anonymous"
"""Whether nobody is named."""


@define
class Crossing:
    """Which values the rows of each subject give."""

    keys: Sequence[str]
    """The columns that name the subject."""
    values: Sequence[str]
    """The columns whose values must be the same in all of its rows."""
    _parts: list[pl.DataFrame] = field(factory=list[pl.DataFrame], init=False)
    _size: int = field(default=0, init=False)
    _limit: int = field(default=_COMPACTED_AT, init=False)

    @property
    def names(self) -> list[str]:
        """The columns that are hashed."""
        return [*self.keys, *self.values]

    def take(self, said: pl.DataFrame) -> None:
        """Take rows: what they say in each column, and their numbers in the column ``#number``."""
        if not said.height:
            return
        names = self.names
        starts = _find_starts(said, names)
        ends = starts.shift(-1, fill_value=said.height)
        part = said.select(*names, NUMBER)[starts].select(
            *map(hash_of, names),
            (ends - starts).alias("rows"),
            pl.col(NUMBER).alias("first"),
            said[NUMBER].gather(ends - 1).alias("last"),
        )
        self._parts.append(_gather(part, names))
        self._size += self._parts[-1].height
        if self._size > self._limit:
            table = self.table()
            self._parts = [table]
            self._size = table.height
            self._limit = 2 * table.height + _COMPACTED_AT

    def table(self) -> pl.DataFrame:
        """Return a row for each subject and each set of values: hashes, rows, first and last."""
        if not self._parts:
            kinds = dict.fromkeys(self.names, pl.UInt64)
            return pl.DataFrame(
                schema={**kinds, "rows": pl.Int64, "first": pl.Int64, "last": pl.Int64}
            )
        return _gather(pl.concat(self._parts, how="vertical_relaxed"), self.names)

    def conflicts(self, table: pl.DataFrame, name: str) -> pl.DataFrame:
        """Return the rows of the table whose value is not the first one of their subject."""
        given = table.filter(pl.col(name).is_not_null())
        given = given.filter(given.select(self.keys).is_duplicated())
        firsts = (
            given.sort("first")
            .group_by(self.keys, maintain_order=True)
            .agg(pl.col(name).first().alias("first_value"), pl.col(name).n_unique().alias("many"))
            .filter(pl.col("many") > 1)
            .drop("many")
        )
        return given.join(firsts, on=list(self.keys)).filter(pl.col(name) != pl.col("first_value"))


def _find_starts(said: pl.DataFrame, names: Sequence[str]) -> pl.Series:
    """Return where rows begin that say the same."""
    changed = said.select(
        pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift(1)) for name in names)
    ).to_series()
    changed[0] = True
    return changed.arg_true()


def hash_of(name: str) -> pl.Expr:
    """Return the hashes of a column; null stays null."""
    column = pl.col(name)
    return pl.when(column.is_not_null()).then(column.hash(_SEED)).alias(name)


def _gather(table: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Put the rows of the same hashes together; one hash of them all stands for them."""
    mixed = pl.lit(_SEED, dtype=pl.UInt64)
    for name in names:
        mixed = (mixed * _FACTOR) ^ pl.col(name).fill_null(_ABSENT)
    return (
        table.group_by(mixed.hash(_SEED).alias("all"))
        .agg(
            *(pl.col(name).first() for name in names),
            pl.col("rows").cast(pl.Int64).sum(),
            pl.col("first").cast(pl.Int64).min(),
            pl.col("last").cast(pl.Int64).max(),
        )
        .drop("all")
    )


def hash_pair(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """Return one hash for two; null stays null."""
    return (one * _FACTOR) ^ other
