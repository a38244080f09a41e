"""Logic models: links from column to column, and what can be measured."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.frameworks.made import codes_of, example_of, found, make, said

from improvement_frameworks import Record, get_framework

COLUMNS = ["inputs", "activities", "outputs", "outcomes", "impact"]


def one(column: str, *leads_to: str, **more: object) -> dict[str, object]:
    measured = {"indicator": "Calls"} if column == "outcomes" else {}
    words = {"text": "Carers know whom to call", "id": column, "leads_to": leads_to}
    return {"column": column, **words, **measured, **more}


def model(*entries: dict[str, object], **header: object) -> Record:
    held = {"population": "Carers", "assumptions": ["They have a telephone"]}
    return make("logic-model", *entries, **{**held, **header})


CHAIN = [one(a, b) for a, b in pairwise(COLUMNS)]
WHOLE = [*CHAIN, one("impact")]


def test_columns_and_years_are_those_of_the_guide() -> None:
    framework = get_framework("logic-model")
    assert [part.code for part in framework.parts] == COLUMNS
    years = [term.details["years"] for term in framework.vocabulary("horizon")]
    assert years == [{"min": 1, "max": 3}, {"min": 4, "max": 6}, {"min": 7, "max": 10}]


def test_the_example_leads_from_inputs_to_impact() -> None:
    record = example_of("logic-model")
    assert found(record) == []
    assert list(record.coverage().values()) == [2, 2, 1, 1, 1]


BROKEN: dict[str, tuple[str, Record]] = {
    "back to inputs": (
        "LOG-E1 /entries/1/leads_to/0",
        model(one("inputs"), one("activities", "inputs")),
    ),
    "within one column": (
        "LOG-E1 /entries/0/leads_to/0",
        model(one("inputs", "i"), one("inputs", id="i")),
    ),
    "over a column": (
        "LOG-W1 /entries/0/leads_to/0",
        model(one("inputs", "outputs"), one("outputs")),
    ),
    "out of nothing": ("LOG-W2 /entries/0", model(one("outputs"))),
    "trained": (
        "LOG-W3 /entries/3/text",
        model(*CHAIN[:3], one("outcomes", text="Train all carers")),
    ),
    "nothing assumed": ("LOG-W4 /assumptions", model(*WHOLE, assumptions=[])),
    "not measured": (
        "LOG-W5 /entries/3",
        model(*CHAIN[:3], {"column": "outcomes", "id": "outcomes", "text": "Carers know"}),
    ),
    "for nobody": (
        "LOG-W6 /population",
        make("logic-model", *WHOLE, assumptions=["They have a telephone"]),
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_check_finds_what_it_is_for_and_nothing_else_is_found(case: str) -> None:
    expected, record = BROKEN[case]
    assert found(record) == [expected]


def test_every_check_has_a_case() -> None:
    assert codes_of("logic-model") == {one.split()[0] for one, _ in BROKEN.values()}


KEPT: dict[str, Record] = {
    "nothing yet": model(),
    "from inputs to impact": model(*WHOLE),
    "people named at the outcome": make(
        "logic-model",
        *CHAIN[:3],
        one("outcomes", who="carers"),
        assumptions=["They have a telephone"],
    ),
    "an activity that trains": model(one("activities", text="Train all carers")),
    "no links yet": model(one("inputs"), assumptions=[]),
}


@pytest.mark.parametrize("case", KEPT)
def test_no_check_speaks_where_nothing_is_wrong(case: str) -> None:
    assert found(KEPT[case]) == []


def test_the_skipped_column_is_named() -> None:
    _, record = BROKEN["over a column"]
    assert said(record, "LOG-W1").endswith("Skipped: Activities.")
