"""Conditions for rapid change: three of eight are known, and a record may declare the others."""

from __future__ import annotations

import pytest
from tests.frameworks.made import codes_of, example_of, found, make, said

from improvement_frameworks import Record, get_framework

OTHERS = "workshop-enablers"  # a list that is complete


def one(condition: str = "space", **more: object) -> dict[str, object]:
    return {"condition": condition, "text": "A quiet room", **more}


def conditions(*entries: dict[str, object], **header: object) -> Record:
    return make("conditions-for-change", *entries, **{"scheme": OTHERS, **header})


def test_three_of_eight_are_known_and_none_is_made_up() -> None:
    framework = get_framework("conditions-for-change")
    eight = framework.default_scheme
    assert [framework[code].label for code in eight.parts] == [
        "Shared purpose",
        "Permission",
        "Cross-organisational systems",
    ]
    assert framework.open
    assert framework.expected_size == 8
    sizes = {scheme.id: len(scheme.parts) for scheme in framework.schemes if scheme != eight}
    assert sizes == {OTHERS: 10, "confed-2020": 6, "providers-2020": 5, "norfolk-2022": 4}
    assert "swahsn-2020" in eight.sources


def test_the_example_says_that_the_list_is_not_complete() -> None:
    record = example_of("conditions-for-change")
    assert found(record) == ["COND-I1 /entries"]
    assert said(record, "COND-I1").startswith("Conditions in this list: 4 of 8.")


def test_with_five_of_its_own_a_record_has_all_eight() -> None:
    own = [{"code": f"own-{n}", "label": f"Own {n}"} for n in range(5)]
    assert found(conditions(one("own-4"), own_parts=own, scheme="sw-ahsn")) == []
    assert found(conditions(one("own-3"), own_parts=own[:4], scheme="sw-ahsn")) == [
        "COND-I1 /entries"
    ]


BROKEN: dict[str, tuple[str, Record]] = {
    "strong and gone": (
        "COND-E1 /entries/1/state",
        conditions(one(state="strong"), one(state="gone")),
    ),
    "a condition of another list": (
        "COND-E2 /entries/0/condition",
        conditions(one("extra-money")),
    ),
    "an example from nowhere": (
        "COND-W1 /entries/0/examples/0",
        conditions(one(examples=[{"text": "Somewhere"}])),
    ),
    "not described": ("COND-W2 /entries/0", conditions({"condition": "space", "state": "gone"})),
    "reviewed 91 days ago": (
        "COND-W3 /entries/0/reviewed_on",
        conditions(one(reviewed_on="2020-04-01"), recorded_on="2020-07-01"),
    ),
    "fading": ("COND-W4 /entries/0", conditions(one(state="fading"))),
    "fewer than eight": ("COND-I1 /entries", conditions(one("permission"), scheme="sw-ahsn")),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_check_finds_what_it_is_for_and_nothing_else_is_found(case: str) -> None:
    expected, record = BROKEN[case]
    assert found(record) == [expected]


def test_every_check_has_a_case() -> None:
    assert codes_of("conditions-for-change") == {one.split()[0] for one, _ in BROKEN.values()}


KEPT: dict[str, Record] = {
    "nothing yet": conditions(),
    "at two times": conditions(
        one(state="strong", reviewed_on="2020-06-01"), one(state="gone", reviewed_on="2020-07-01")
    ),
    "an example with its place": conditions(one(examples=[{"text": "A rota", "place": "Coast"}])),
    "never there": conditions({"condition": "space", "state": "never-there"}),
    "reviewed 90 days ago": conditions(one(reviewed_on="2020-04-02"), recorded_on="2020-07-01"),
    "fading and held": conditions(one(state="fading", hold_on="Keep the room")),
    "fading with an action": conditions(
        one(id="e1", state="fading"), actions=[{"text": "Keep the room", "works_on": ["e1"]}]
    ),
}


@pytest.mark.parametrize("case", KEPT)
def test_no_check_speaks_where_nothing_is_wrong(case: str) -> None:
    assert found(KEPT[case]) == []
