"""Clean records break no rule, and are more than the worked example over and over again."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Literal, cast

import pytest
from attrs import evolve
from hypothesis import given, strategies as st
from tests.conftest import for_each
from tests.made_rule import make_rule
from tests.testing.conftest import (
    GRID_ID,
    NEW_ID,
    OTHERS,
    any_framework,
    draw_many,
    sample,
    samples,
    validator_of,
)

from improvement_frameworks import (
    Iceberg,
    declare_grid,
    get_example,
    get_record_type,
    validate,
)
from improvement_frameworks.core import registry
from improvement_frameworks.core.record.record import Record, given as must_be_given
from improvement_frameworks.core.record.types import Entries
from improvement_frameworks.core.registry import Declared, published_ids
from improvement_frameworks.core.rules.rules import Findings, Rule, at
from improvement_frameworks.frameworks.iceberg.record import IcebergEntry
from improvement_frameworks.frameworks.learning_grid import GridLevel, GridQuestion
from improvement_frameworks.testing import documents, records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from improvement_frameworks.core.rules.rules import Findings, Rule

Document = dict[str, object]

FRAMEWORKS = published_ids()
assert FRAMEWORKS, "no framework is published"
each_framework = pytest.mark.parametrize("framework", FRAMEWORKS)


def find_faults(document: Mapping[str, object]) -> list[str]:
    return [str(issue.message) for issue in validate(document).issues if issue.severity != "info"]


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for name, inner in cast("Document", value).items():
            yield from leaves(inner, f"{path}/{name}")
    elif isinstance(value, list):
        for index, inner in enumerate(cast("list[object]", value)):
            yield from leaves(inner, f"{path}/{index}")
    else:
        yield path, value


@given(framework=any_framework, data=st.data())
def test_no_rule_finds_an_error_or_a_warning(framework: str, data: st.DataObject) -> None:
    document = data.draw(documents(framework, clean=True))
    assert not find_faults(document)


@each_framework
def test_clean_records_vary(framework: str) -> None:
    example = dict(leaves(get_example(framework)))
    words = [path for path in example if path.endswith(("/title", "/text", "/role", "/action"))]
    assert words
    too_few = ["nothing"]
    is_valid = validator_of(framework).is_valid
    found: dict[str, set[object]] = defaultdict(set)
    seen = 0
    for drawn, ends in samples(framework, clean=True):
        assert ends["invalid"] == 0
        for document in drawn[seen:]:
            assert is_valid(document)
            assert not find_faults(document)
            for path, value in leaves(document):
                found[path].add(value)
        seen = len(drawn)
        kept = {"/framework", "/schema_version"}
        assert all(found[path] == {example[path]} for path in kept)
        ids = [found[path] for path in found if re.fullmatch(r"/contributors/\d+/id", path)]
        more = {path.split("/")[1] for path in found} - {path.split("/")[1] for path in example}
        is_enough = {
            "texts": sum(len(found[path]) > 1 for path in words) >= 0.8 * len(words),
            "words": sum(len(found[path]) for path in words) > 3 * len(words),
            "days": len(found["/recorded_on"]) > len(drawn) // 8,
            "people": len(set[object]().union(*ids)) >= 20,
            "fields that the example does not have": len(more) > 1,
        }
        too_few = [what for what, enough in is_enough.items() if not enough]
        if not too_few:
            break
    assert not too_few


def test_there_are_more_people_and_fewer() -> None:
    drawn, _ = sample("iceberg", clean=True)
    counts = {len(cast("list[object]", document.get("contributors", []))) for document in drawn}
    assert len(counts) > 1


@for_each(FRAMEWORKS)
def test_the_days_of_a_clean_record_move_together(framework: str) -> None:
    model = get_record_type(framework)
    drawn = [model.model_validate(document) for document in sample(framework, clean=True).documents]
    example = model.model_validate(get_example(framework))
    assert example.recorded_on
    assert example.period is None or example.period.end
    days = {record.recorded_on for record in drawn if record.recorded_on}
    assert len(days) > len(drawn) // 10
    gaps = {
        record.recorded_on - record.period.start
        for record in drawn
        if record.recorded_on and record.period
    }
    usual = example.period and example.recorded_on - example.period.start
    assert usual is None or usual in gaps
    assert len(gaps) < len(days)  # they change only where one of the two was changed by itself


def test_a_drawn_document_can_be_changed_without_harm() -> None:
    drawn, _ = draw_many(documents("iceberg", clean=True), 20)
    for document in drawn:
        cast("list[Document]", document["entries"])[0].clear()
    again, _ = draw_many(documents("iceberg", clean=True), 20)
    assert not any(map(find_faults, again))


@pytest.mark.usefixtures("others")
@pytest.mark.parametrize("framework", OTHERS)
def test_frameworks_from_elsewhere_have_clean_records(framework: str) -> None:
    drawn, ends = draw_many(documents(framework, clean=True))
    assert ends["invalid"] == 0
    assert not any(map(find_faults, drawn))
    assert len({json.dumps(document) for document in drawn}) > len(drawn) // 2


@pytest.mark.usefixtures("others")
def test_the_plain_grid_answers_every_question() -> None:
    drawn, _ = draw_many(documents(GRID_ID, clean=True), 20)
    questions = {"kept", "dropped", "joy", "grief", "wish"}
    answered = [
        {entry["question"] for entry in cast("list[Document]", document["entries"])}
        for document in drawn
    ]
    assert questions in answered


@pytest.mark.usefixtures("others")
def test_a_plug_in_keeps_its_links() -> None:
    drawn, _ = draw_many(documents(NEW_ID, clean=True), 20)
    assert any("grows_from" in json.dumps(document) for document in drawn)


@pytest.fixture
def _forget() -> Iterator[None]:
    yield
    registry.forget()


@pytest.mark.usefixtures("_forget")
def test_a_plain_record_that_breaks_a_rule_is_told() -> None:
    def never(_record: Record) -> Findings:
        yield at("title")

    class Strict(Record):
        """A record that can never be clean."""

        about = evolve(Iceberg.about, id="strict")
        framework: Literal["strict"] = must_be_given()
        """Always strict."""
        entries: Entries[IcebergEntry]
        """What was said."""

    registry.register(
        Declared(Strict.about, Strict, (cast("Rule[object]", make_rule("STRICT-W1", never)),))
    )
    with pytest.raises(ValueError, match=r"strict.*plain record.*no worked example.*STRICT-W1"):
        records(Strict, clean=True)


@pytest.mark.usefixtures("_forget")
def test_a_grid_of_one_narrow_question_is_clean_too() -> None:
    grid = declare_grid(
        id="one-question",
        title="One question",
        stem="Today...",
        questions=[GridQuestion("kept", "Kept", "What have we kept?")],
        levels=[GridLevel("team", "Team")],
    )
    drawn, _ = draw_many(records(grid, clean=True), 20)
    assert all(type(record) is grid for record in drawn)


def test_clean_is_more_than_resolved() -> None:
    # without clean, icebergs break rules; otherwise the tests above would prove nothing
    drawn, _ = draw_many(records(Iceberg, resolve=True))
    clean = [record for record in drawn if not find_faults(record.to_dict())]
    assert len(clean) < len(drawn) // 2
