"""Checks frames whose data stay where they are: in Spark, Dask, DuckDB, Ibis, SQLFrame, Polars.

The report is that of the same rows in memory without the rules of good use. Only counts, the
values that need to be read and the rows of the issues that are kept come back. Rows of such frames
have no order: a column may say their numbers, and each row has to name its record.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, cast

import narwhals as nw
from attrs import evolve

from improvement_frameworks.core import problem_list
from improvement_frameworks.core import table_problem_list as problems
from improvement_frameworks.core.problem import Own, quote
from improvement_frameworks.core.report import Issue
from improvement_frameworks.documents.check import check as check_document
from improvement_frameworks.documents.reading import Document
from improvement_frameworks.tables.check import find_heading
from improvement_frameworks.tables.data_frame import FRAME, read_value
from improvement_frameworks.tables.layout import NAME, LongLayout
from improvement_frameworks.tables.lazy_record import GROUPS_READ, RecordTeller
from improvement_frameworks.tables.lazy_row import Lack, RowTeller, count_rows
from improvement_frameworks.tables.lazy_table import ROW, called, count_of, fetch, open_lazy, to_int
from improvement_frameworks.tables.lazy_value import VALUES_READ, read_values
from improvement_frameworks.tables.ledger import TITLE
from improvement_frameworks.tables.note import NoteBook
from improvement_frameworks.tables.row_check import RowChecker, make_issue
from improvement_frameworks.tables.sheet import Row, Sheet
from improvement_frameworks.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections import defaultdict
    from collections.abc import Iterator, Sequence

    from improvement_frameworks.core.problem import Problem
    from improvement_frameworks.core.report import Collector, Json
    from improvement_frameworks.tables.heading import Heading
    from improvement_frameworks.tables.lazy_table import Lazy, LazyTable
    from improvement_frameworks.tables.lazy_value import Values
    from improvement_frameworks.tables.options import Options
