"""Polls: questions, answers, the codebook, and readers who agree or do not."""

from __future__ import annotations

import pytest
from tests.frameworks.made import codes_of, example_of, found, make, said

from improvement_frameworks import Poll, Record
from improvement_frameworks.core import (
    cohen_kappa,
    find_disputed,
    krippendorff_alpha,
    masi_distance,
    share_agreed,
)

READERS = [{"id": "c1", "role": "nurse"}, {"id": "c2", "role": "carer"}]
CODES: tuple[dict[str, object], ...] = (
    {"code": "people", "label": "People", "definition": "What it does to people."},
    {"code": "pressure", "label": "Pressure", "definition": "Too much.", "parent": "people"},
    {"code": "old-ways", "label": "Old ways", "definition": "Rules return."},
)
AGREED = (("c1", "e1", "pressure"), ("c2", "e1", "pressure"))


def coded(
    *codings: tuple[str, str, str], answers: int = 1, codes: object = CODES, **header: object
) -> Record:
    """Return a poll with codings of a reader, an answer and codes that commas keep apart."""
    made = [
        {"coder": coder, "entry": entry, **({"codes": given.split(",")} if given else {})}
        for coder, entry, given in codings
    ]
    entries: list[dict[str, object]] = [
        {"id": f"e{n}", "question": "lock-in-risk", "text": f"Answer {n}"}
        for n in range(1, answers + 1)
    ]
    header = {"contributors": READERS, "codebook": codes, "codings": made, **header}
    return make("poll", *entries, **header)


def answered(**header: object) -> Record:
    entry: dict[str, object] = {
        "id": "e1",
        "question": "lock-in-risk",
        "text": "The form",
        "mentions": 9,
    }
    return make("poll", entry, **header)


def parent(of: int, parent: str) -> list[dict[str, object]]:
    return [{**code, "parent": parent} if n == of else code for n, code in enumerate(CODES)]


def test_the_readers_of_the_example_differ_on_one_answer_of_five() -> None:
    record = example_of("poll")
    assert isinstance(record, Poll)
    assert found(record) == ["POLL-I3 /codings"]
    codings = record.by_reader()
    (disputed,) = find_disputed(codings)
    assert (disputed.item, *disputed.disputed) == ("e3", "pressure")
    assert share_agreed(codings).value == 0.8
    # by chance 5 of 25 pairs would agree: 1 + 1 + 2 * 1 + 1
    assert cohen_kappa(codings, "c1", "c2").value == pytest.approx((4 / 5 - 5 / 25) / (1 - 5 / 25))
    # within e3 two pairs are 2/3 apart; of all 90 pairs 12 are alike and 10 are 2/3 apart
    expected = 1 - 9 * (2 * 2 / 3) / (90 - 12 - 10 + 10 * 2 / 3)
    assert krippendorff_alpha(codings, masi_distance).value == pytest.approx(expected)


def test_answers_of_a_code_are_those_of_its_parts_as_well() -> None:
    record = coded(("c1", "e1", "pressure"), ("c2", "e2", "people,old-ways"), answers=3)
    assert isinstance(record, Poll)
    ids = {code: [one.id for one in some] for code, some in record.by_code().items()}
    assert ids == {"people": ["e1", "e2"], "pressure": ["e1"], "old-ways": ["e2"]}


def test_an_answer_goes_only_after_its_codings() -> None:
    with pytest.raises(ValueError, match="/codings/1/entry needs this entry"):
        coded(*AGREED).without("e1")


BROKEN: dict[str, tuple[str, Record]] = {
    "an unknown code": (
        "POLL-E1 /codings/1/codes/1",
        coded(AGREED[0], ("c2", "e1", "pressure,stress")),
    ),
    "a code below one that is not there": (
        "POLL-E3 /codebook/2/parent",
        coded(codes=parent(2, "rules")),
    ),
    "two codes of one name": ("POLL-E5 /codebook/3/code", coded(codes=[*CODES, CODES[0]])),
    "coded twice by one reader": (
        "POLL-E6 /codings/2",
        coded(*AGREED, ("c1", "e1", "pressure")),
    ),
    "anonymous with a contributor": (
        "POLL-E7 /entries/0/contributor",
        make(
            "poll",
            {"question": "at-its-best", "text": "There", "contributor": "c1"},
            anonymous=True,
            contributors=READERS,
        ),
    ),
    "an unknown question": ("POLL-E8 /asked/0/question", answered(asked=[{"question": "hopes"}])),
    "a code without a definition": (
        "POLL-W1 /codebook/0/definition",
        coded(codes=[{"code": "people", "label": "People"}]),
    ),
    "a role and a place in an anonymous poll": (
        "POLL-W3 /entries/0/text",
        make("poll", {"question": "at-its-best", "text": "The porter at Anytown"}, anonymous=True),
    ),
    "more answers than people": (
        "POLL-W4 /asked/0/voted",
        answered(asked=[{"question": "lock-in-risk", "kind": "single-choice", "voted": 8}]),
    ),
    "an option more often than people": (
        "POLL-W4 /asked/0/voted",
        answered(asked=[{"question": "lock-in-risk", "kind": "multi-choice", "voted": 8}]),
    ),
    "one reader": ("POLL-I1 /codings", coded(("c1", "e1", "pressure"))),
    "an answer that nobody coded": ("POLL-I2 /codings", coded(*AGREED, answers=2)),
    "readers who differ": (
        "POLL-I3 /codings",
        coded(("c1", "e1", "pressure"), ("c2", "e1", "")),
    ),
}

KEPT: dict[str, Record] = {
    "readers who agree": coded(*AGREED),
    "none of the codes fits": coded(("c1", "e1", ""), ("c2", "e1", "")),
    "a heading that nobody uses": coded(
        *AGREED, codes=[{**CODES[0], "codable": False}, *CODES[1:]]
    ),
    "as many answers as people": answered(
        asked=[{"question": "lock-in-risk", "kind": "single-choice", "voted": 9}]
    ),
    "several answers each": answered(
        asked=[{"question": "lock-in-risk", "kind": "word-cloud", "voted": 8}]
    ),
    "each option by everyone": answered(
        asked=[{"question": "lock-in-risk", "kind": "multi-choice", "voted": 9}]
    ),
    "asked twice": answered(
        asked=[{"question": "lock-in-risk", "kind": "single-choice", "voted": 5}] * 2
    ),
    "a question of one's own": answered(
        asked=[{"question": "hopes"}], own_parts=[{"code": "hopes", "label": "Your hopes?"}]
    ),
    "a name where nobody was promised anything": make(
        "poll", {"question": "at-its-best", "text": "Mr Example"}
    ),
    "nothing yet": make("poll"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_check_finds_what_it_is_for_and_nothing_else_is_found(case: str) -> None:
    expected, record = BROKEN[case]
    differ = ["POLL-I3 /codings"] if case == "an unknown code" else []
    assert found(record) == [expected, *differ]


def test_a_heading_is_not_given_to_answers() -> None:
    codes = [{**CODES[0], "codable": False}, *CODES[1:]]
    record = coded(("c1", "e1", "people"), ("c2", "e1", "people"), codes=codes)
    assert found(record) == ["POLL-E2 /codings/0/codes/0", "POLL-E2 /codings/1/codes/0"]


def test_codes_below_themselves_are_all_named_and_others_are_not() -> None:
    record = coded(codes=parent(0, "pressure"))
    assert found(record) == ["POLL-E4 /codebook/0/parent", "POLL-E4 /codebook/1/parent"]
    assert isinstance(record, Poll)
    assert record.by_code() == {"people": (), "pressure": (), "old-ways": ()}


@pytest.mark.parametrize(("answers", "expected"), [(10, ["POLL-W2 /codebook/1"]), (9, [])])
def test_readers_who_use_a_code_in_different_ways(answers: int, expected: list[str]) -> None:
    """Each gives "pressure" to half of the answers, and to others than the other; chance does."""
    codings = [
        (reader, f"e{n}", "pressure" if n % step == 0 else "old-ways" if n > 8 else "")
        for n in range(1, answers + 1)
        for reader, step in (("c1", 2), ("c2", 3))
    ]
    record = coded(*codings, answers=answers)
    assert [place for place in found(record) if "W2" in place and "/1" in place] == expected


def test_every_check_has_a_case() -> None:
    shown = {expected.split()[0] for expected, _ in BROKEN.values()}
    assert codes_of("poll") == {*shown, "POLL-E2", "POLL-E4", "POLL-W2"}


@pytest.mark.parametrize("case", KEPT)
def test_no_check_speaks_where_nothing_is_wrong(case: str) -> None:
    assert found(KEPT[case]) == []


def test_messages_name_the_answers_to_talk_about() -> None:
    record = example_of("poll")
    assert said(record, "POLL-I3").endswith("The first of them: e3.")
