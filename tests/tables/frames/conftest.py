"""Files that the tests of this folder write themselves are read without a trial."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from improvement_frameworks.tables.reading import parquet_reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True, scope="module")
def _whole_files() -> Iterator[None]:
    """Start no process for each Parquet file; that damaged ones are refused, ``readers`` asks."""

    def can_be_read(_path: Path) -> bool:
        return True

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet_reader, "can_be_read", can_be_read)
        yield
