"""Every engine says the same about drawn documents, about their mutants and about spoilt texts."""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Final, TypeAlias, cast

import pytest
from hypothesis import given, seed, settings, strategies as st
from tests.parity.extent import SEED, WANTED
from tests.parity.mutant import change, spoil, write
from tests.parity.panel import Panel
from tests.parity.pinned import PINNED
from tests.parity.subject import ANY, RECORDS, SAMPLER

from improvement_frameworks.testing import combine, documents, faults
from improvement_frameworks.testing.slot import ObjectSlot
from improvement_frameworks.testing.strategy.value import Maker

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.parity.node import Worker
    from tests.parity.subject import Subject

    from improvement_frameworks.testing import Fault

    Document: TypeAlias = dict[str, object]

FEWEST: Final = 6
"""How many examples are drawn at once at least; the first of them are always the simplest."""
EACH: Final = 4
"""So many different documents an example brings, or rather more."""


@cache
def draw_documents(subject: Subject) -> st.SearchStrategy[Document]:
    if not subject.frameworks:
        (model,) = subject.models
        return cast("st.SearchStrategy[Document]", Maker().make(ObjectSlot(model)))
    return st.one_of([documents(framework) for framework in subject.frameworks])


def draw_faults(draw: st.DrawFn, document: Document) -> tuple[Fault, Fault]:
    """Draw two of the faults that a document can have: first of what kind, then which."""
    planted: dict[str, list[Fault]] = {}
    for fault in faults(document):
        planted.setdefault(fault.title, []).append(fault)
    kinds = st.sampled_from(sorted(planted))
    one, other = (draw(st.sampled_from(planted[draw(kinds)])) for _ in range(2))
    return one, other


@st.composite
def texts(draw: st.DrawFn, subject: Subject) -> list[bytes]:
    """Draw a valid document, mutants of it with one change and with two, and a spoilt text."""
    document = draw(draw_documents(subject))
    drawn = [document, change(draw, document), change(draw, change(draw, document))]
    if subject.frameworks:
        one, other = draw_faults(draw, document)
        drawn += [one.document, change(draw, one.document), combine([other])]
    written = [write(one, escaped=draw(st.booleans())) for one in drawn]
    return [*written, spoil(draw, draw(st.sampled_from(written)))]


@pytest.mark.parametrize(
    "subject", [pytest.param(one, id=one.name) for one in (*RECORDS.values(), ANY, SAMPLER)]
)
def test_all_engines_agree(
    subject: Subject, worker: Worker, record_property: Callable[[str, object], None]
) -> None:
    panel = Panel(subject, worker, PINNED)

    def agree(drawn: list[bytes]) -> None:
        differences = panel.find_differences(drawn)
        assert not differences, "\n".join(map(str, differences))

    for number in count(SEED):
        missing = WANTED - panel.tally.documents.total()
        if missing <= 0:
            break
        examples = max(FEWEST, missing // EACH)
        search = settings(max_examples=examples, deadline=None, database=None)
        seed(number)(search(given(texts(subject))(agree)))()
    record_property("parity", panel.count())
