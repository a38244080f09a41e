"""Sessions: what ties the records of one day together, and who was heard."""

from __future__ import annotations

import pytest
from tests.frameworks.made import codes_of, example_of, found, make, said

from improvement_frameworks import Record, Session, validate

ASKED: dict[str, object] = {"purpose": {"question": "What shall we keep?"}, "meeting": "online"}
REVIEW: dict[str, object] = {"kind": "review"}


def held(*parts: dict[str, object], **header: object) -> Record:
    return make("session", *parts, **{**ASKED, **header})


def test_the_example_is_a_session_of_five_parts() -> None:
    record = example_of("session")
    assert isinstance(record, Session)
    assert found(record) == []
    assert [part.kind for part in record.entries][2:] == ["breakout", "poll", "review"]
    assert sum(filter(None, map(record.minutes_of, record.entries))) == 85
    assert [partner.organisation for partner in record.partners][1] == "Patient panel"


def test_speakers_are_contributors() -> None:
    record = example_of("session").replace(contributors=[{"id": "c1", "role": "lead"}])
    codes = [issue.code for issue in validate(record.to_dict()).errors]
    assert codes == ["REC-E2", "REC-E2"]


BROKEN: dict[str, tuple[str, Record]] = {
    "a next session on the same day": (
        "SESS-E1 /next_on",
        held(REVIEW, held_on="2020-07-16", next_on="2020-07-16"),
    ),
    "parts that are longer than the session": (
        "SESS-W1 /entries/1/minutes",
        held({"kind": "breakout", "minutes": 40}, {**REVIEW, "minutes": 21}, minutes=60),
    ),
    "no purpose": ("SESS-W2 /purpose", held(REVIEW, purpose={})),
    "not known where": ("SESS-W3 /meeting", make("session", REVIEW, purpose=ASKED["purpose"])),
    "a talk by nobody": ("SESS-W4 /entries/0", held({"kind": "talk"}, REVIEW)),
    "no review": ("SESS-I1 /entries", held({"kind": "breakout"})),
}

KEPT: dict[str, Record] = {
    "a next session later": held(REVIEW, held_on="2020-07-16", next_on="2020-08-07"),
    "parts that fill the session": held({**REVIEW, "minutes": 60}, minutes=60),
    "a use as the purpose": held(REVIEW, purpose={"use": "The plan for August"}),
    "a place": make("session", REVIEW, purpose=ASKED["purpose"], place="The library"),
    "a talk by somebody": held(
        {"kind": "talk", "speakers": ["c1"]}, REVIEW, contributors=[{"id": "c1", "role": "nurse"}]
    ),
    "nothing yet": make("session"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_check_finds_what_it_is_for_and_nothing_else_is_found(case: str) -> None:
    expected, record = BROKEN[case]
    assert found(record) == [expected]


def test_only_speakers_were_heard() -> None:
    record = held({"kind": "welcome"}, {"kind": "break"})
    assert found(record) == ["SESS-W5 /entries", "SESS-I1 /entries"]
    assert said(record, "SESS-W5") == "No part lets those who took part speak or vote."


def test_every_check_has_a_case() -> None:
    shown = {expected.split()[0] for expected, _ in BROKEN.values()}
    assert codes_of("session") == {*shown, "SESS-W5"}


@pytest.mark.parametrize("case", KEPT)
def test_no_check_speaks_where_nothing_is_wrong(case: str) -> None:
    assert found(KEPT[case]) == []
