"""Insights on actions of records of any framework leave alone what is nearly as they say."""

from __future__ import annotations

from improvement_frameworks import Iceberg, Record, insights


def iceberg(day: str, *actions: dict[str, str], group: str = "Ward 1") -> Iceberg:
    return Iceberg(
        title="A", group={"name": group}, recorded_on=day, entries=[], actions=list(actions)
    )


def codes(*records: Record) -> set[str]:
    found = insights(records, select="REC", k=1)
    assert found.issues == ()
    return {one.code for one in found.statements}


def act(due: str = "", **more: str) -> dict[str, str]:
    return {"text": "Ask", "owner": "lead", **({"due": due} if due else {}), **more}


JULY, MAY = "2020-07-16", "2020-05-16"


def test_an_action_is_overdue_the_day_after() -> None:
    late = [act("2020-07-15")] * 3
    assert "REC-A4" in codes(iceberg(JULY, *late, *[act(JULY)] * 3), iceberg(MAY))
    assert "REC-A4" not in codes(iceberg(JULY, *late, *[act(JULY)] * 4), iceberg(MAY))
    done = [act("2020-07-15", status="done", outcome="It helped")] * 6
    assert "REC-A4" not in codes(iceberg(JULY, *done), iceberg(MAY))


def test_an_owner_is_asked_of_open_actions_only() -> None:
    nobody = {"text": "Ask"}
    assert "REC-A3" in codes(iceberg(JULY, *[nobody] * 5), iceberg(MAY))
    assert "REC-A3" not in codes(iceberg(JULY, *[nobody] * 4), iceberg(MAY))
    dropped = {**nobody, "status": "dropped", "outcome": "No time"}
    assert "REC-A3" not in codes(iceberg(JULY, *[dropped] * 5), iceberg(MAY))


def test_an_outcome_is_asked_of_finished_actions_only() -> None:
    assert "REC-A5" in codes(iceberg(JULY, *[act(status="done")] * 5), iceberg(MAY))
    assert "REC-A5" not in codes(iceberg(JULY, *[act(status="planned")] * 5), iceberg(MAY))
    told = [act(status="done", outcome="It helped")] * 3
    assert "REC-A5" not in codes(iceberg(JULY, *[act(status="done")] * 2, *told), iceberg(MAY))


def test_the_same_action_is_of_several_groups() -> None:
    one, other = iceberg(JULY, act()), iceberg(JULY, act(text="ask!"), group="Ward 2")
    assert "REC-A6" in codes(one, other)
    assert "REC-A6" not in codes(one, iceberg(MAY, act()), iceberg(MAY, group="Ward 2"))


def test_looking_back_is_asked_of_earlier_waves_only() -> None:
    planned = [act()] * 5
    records = [iceberg(JULY), iceberg(JULY, group="Ward 2")]
    assert "REC-A8" in codes(*records, iceberg("2020-01-16", *planned))
    assert "REC-A8" not in codes(*records, iceberg("2020-07-17", *planned), iceberg("2020-01-16"))
    dropped = act(status="dropped", outcome="No time")
    assert "REC-A8" not in codes(*records, iceberg("2020-01-16", *planned, dropped))
