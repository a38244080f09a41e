"""Every engine gives the verdicts of the hand-made table; what differs stands in the pinned one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import for_each
from tests.parity.case_table import CASES
from tests.parity.engine import MODELS
from tests.parity.panel import Panel, differing, read_documents, why_unread
from tests.parity.pinned import PINNED
from tests.parity.subject import SAMPLER, Sampler
from tests.parity.unread_table import UNREAD

if TYPE_CHECKING:
    from tests.parity.node import Worker

    from improvement_frameworks.problems.problem import Problem

FIELDS: Final = tuple(Sampler.model_fields)


@pytest.fixture(scope="session")
def sampler(worker: Worker) -> Panel:
    return Panel(SAMPLER, worker, PINNED)


def put(field: str, fragment: str) -> bytes:
    return f'{{"{field}": {fragment}}}'.encode("utf-8", "surrogatepass")


def test_every_type_has_rows_on_both_sides() -> None:
    taken = {field for _, fields in CASES.values() for field in fields.split()}
    assert taken == set(FIELDS)


@for_each(CASES)
def test_every_engine_gives_the_verdict_of_the_table(
    fragment: str, fields: str, sampler: Panel
) -> None:
    accepting = fields.split()
    documents = [one for field in FIELDS for one in read_documents(put(field, fragment))]
    verdicts = zip(FIELDS, documents, sampler.verdicts(documents), strict=True)
    for field, document, said in verdicts:
        expected = "accepts" if field in accepting else "refuses"
        assert said[MODELS] == expected, field
        for engine in differing(said):
            row = next((r for r in PINNED if r.explains(sampler, engine, said, document)), None)
            assert row, f"{field}: {engine} {said[engine]}"


@for_each(UNREAD)
def test_our_reader_refuses_what_no_schema_can_see(fragment: str, problem: Problem) -> None:
    for field in FIELDS:
        data = put(field, fragment)
        assert read_documents(data) == []
        assert why_unread(data) == [problem.code]
