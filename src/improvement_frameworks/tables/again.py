"""Chooses the few rows of a long table that are read once more, to be put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from attrs import define, field

from improvement_frameworks.tables.crossing import hash_of
from improvement_frameworks.tables.frame_batch import find_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from improvement_frameworks.tables.crossing import Crossing
    from improvement_frameworks.tables.frame_batch import Batch
    from improvement_frameworks.tables.sheet import Row


@define
class Again:
    """Which rows are wanted, and what was told of them."""

    wanted: int
    """How many conflicts are to be told."""
    _kept: Sequence[int]
    """The numbers of the rows that are wanted as such."""
    told: int = field(default=0, init=False)
    """How many conflicts were told."""
    rows: dict[int, Row] = field(factory=dict[int, "Row"], init=False)
    """The rows that were wanted as such, by their numbers."""
    _firsts: set[int] = field(factory=set[int], init=False)
    _groups: list[pl.DataFrame] = field(factory=list[pl.DataFrame], init=False)

    @property
    def is_open(self) -> bool:
        """Whether anything is still wanted."""
        return self.told < self.wanted or len(self.rows) < len(self._kept)

    def want(self, crossing: Crossing, table: pl.DataFrame, wrong: Iterable[pl.DataFrame]) -> None:
        """Ask for the rows that contradict others, and for those that first said anything else."""
        names = crossing.names
        here = [one.select(names) for one in wrong if one.columns[: table.width] == table.columns]
        if not here:
            return
        rows = pl.concat(here).unique()
        self._groups.append(rows)
        subjects = rows.select(crossing.keys).unique()
        firsts = table.join(subjects, on=list(crossing.keys), how="semi")["first"]
        self._firsts.update(firsts.to_list())

    def choose(self, said: pl.DataFrame) -> list[int]:
        """Return which rows of a batch matter, by what they say."""
        rows = said.with_row_index("row")
        chosen = [rows.filter(pl.col("number").is_in(self._firsts))["row"]]
        for group in self._groups:
            hashes = rows.select(*map(hash_of, group.columns), "row")
            found = hashes.join(group, on=group.columns, how="semi", nulls_equal=True)
            chosen.append(found["row"])
        return sorted({index for part in chosen for index in part.to_list()})

    def keep(self, batch: Batch) -> None:
        """Keep those rows of a batch that are wanted as such."""
        first, last = batch.number(0), batch.number(batch.frame.height - 1)
        for number in self._kept:
            if first <= number <= last and number not in self.rows:
                self.rows[number] = find_row(batch, number)
