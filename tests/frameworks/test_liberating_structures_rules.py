"""Each rule about plans speaks when it should, and is silent when it should be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import pytest
import yaml

from improvement_frameworks.core.registry import get_framework, get_rules
from improvement_frameworks.core.rules.rules import run_rules
from improvement_frameworks.frameworks.liberating_structures import LiberatingStructures
from improvement_frameworks.frameworks.liberating_structures.structure import all_structures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from improvement_frameworks.problems.problem import Issue

RULES: Final = get_rules("liberating-structures")
STORY: Final = Path(__file__).parents[2] / "examples/video-consultations/liberating-structures.yaml"
ENTRY: Final[Mapping[str, object]] = {
    "structure": "what-so-what-now-what",
    "text": "To look back",
    "invitation": "What did you notice?",
    "backups": ["conversation-cafe"],
    "transition_minutes": 1,
}
THINK: Final = {"what": "Think", "unit": "individual", "minutes": 2}
SHARE: Final = {"what": "Share", "unit": "small-group", "minutes": 10}
CLOSE: Final = {"what": "Hear all", "unit": "whole-group", "minutes": 6}


def entry(structure: str, **more: object) -> dict[str, object]:
    changed = {**ENTRY, "structure": structure, **more}
    return {key: value for key, value in changed.items() if value is not None}


LAST: Final = entry("what-so-what-now-what")


def plan(*entries: Mapping[str, object], **header: object) -> LiberatingStructures:
    document = {
        "framework": "liberating-structures",
        "schema_version": "1.0",
        "title": "A session",
        "purpose": {"question": "What do we keep?"},
        "entries": entries,
        **header,
    }
    present = {name: value for name, value in document.items() if value is not None}
    return LiberatingStructures.model_validate_json(json.dumps(present))


def issues(record: LiberatingStructures) -> list[Issue]:
    spoken = run_rules(record, RULES)
    assert "RULE-FAULT" not in {issue.code for issue in spoken}
    return spoken


def found(record: LiberatingStructures, code: str) -> list[tuple[str, Mapping[str, object]]]:
    return [(i.where.pointer, i.params) for i in issues(record) if i.code == code]


def places(record: LiberatingStructures, code: str) -> list[str]:
    return [pointer for pointer, _ in found(record, code)]


def codes(found_issues: Iterable[Issue]) -> set[str]:
    return {issue.code for issue in found_issues}


def test_severities_are_those_of_the_list_of_rules() -> None:
    severities = {rule.problem.code: rule.problem.severity for rule in RULES}
    own = {code: severity for code, severity in severities.items() if code.startswith("LS-")}
    assert own == {
        **dict.fromkeys(("LS-T2", "LS-T4", "LS-G2", "LS-G3", "LS-G5", "LS-D7"), "error"),
        **dict.fromkeys(("LS-D1", "LS-D2", "LS-G1"), "warning"),
        **dict.fromkeys(("LS-T1", "LS-T2-W", "LS-T3", "LS-T5", "LS-G2-W", "LS-G4"), "warning"),
        **dict.fromkeys(("LS-P1", "LS-P2", "LS-P3", "LS-P4", "LS-O1"), "warning"),
        **dict.fromkeys(("LS-D2-W", "LS-D3", "LS-D4"), "warning"),
        **dict.fromkeys(("LS-T6", "LS-D5", "LS-D6"), "info"),
    }


def test_every_rule_cites_a_source_of_the_menu() -> None:
    sources = {source.id for source in get_framework("liberating-structures").sources}
    own = [rule.problem for rule in RULES if rule.problem.code.startswith("LS-")]
    assert {problem.source for problem in own} <= sources | {"judgement"}


def test_a_careful_plan_is_without_faults() -> None:
    assert issues(plan(entry("triz"), LAST, participants=8, minutes=100)) == []


def test_the_story_holds_no_more_than_one_remark() -> None:
    document = json.dumps(yaml.safe_load(STORY.read_text(encoding="utf-8")), default=_write)
    record = LiberatingStructures.model_validate_json(document)
    assert codes(issues(record)) == {"LS-D5"}
    assert record.participants == 12
    assert record.minutes == 90


def _write(value: object) -> str:
    return cast("date | datetime", value).isoformat()


@pytest.mark.parametrize("structure", [s.code for s in all_structures()])
def test_the_menu_itself_is_never_reported(structure: str) -> None:
    """Printed totals that do not add up are explained, so a plain plan is not blamed for them."""
    record = plan(entry(structure), LAST, scheme="fieldbook-2026")
    assert codes(issues(record)) & {"LS-T1", "LS-T4", "LS-T6", "LS-G3"} == set()


# Time


def test_t1_own_steps_that_do_not_add_up() -> None:
    short = plan(entry("min-specs", minutes=40, steps=[THINK, SHARE, CLOSE]), LAST)
    assert found(short, "LS-T1") == [("/entries/0/steps", {"steps": 18, "minutes": 40})]
    exact = plan(entry("min-specs", minutes=18, steps=[THINK, SHARE, CLOSE]), LAST)
    assert found(exact, "LS-T1") == []


def test_t1_an_own_step_without_minutes_fills_the_rest() -> None:
    rest = {"what": "Hear all", "unit": "whole-group"}
    assert found(plan(entry("min-specs", minutes=40, steps=[THINK, SHARE, rest])), "LS-T1") == []
    over = plan(entry("min-specs", minutes=10, steps=[THINK, SHARE, rest]))
    assert places(over, "LS-T1") == ["/entries/0/steps"]


def test_t1_counts_repeated_steps() -> None:
    thrice = {**SHARE, "minutes": 4, "times": 3}
    assert found(plan(entry("min-specs", minutes=14, steps=[THINK, thrice])), "LS-T1") == []


def test_t2_a_plan_longer_than_its_session() -> None:
    pause = entry("triz", transition_minutes=5, break_minutes=10)
    assert found(plan(pause, LAST, minutes=95), "LS-T2") == [
        ("/minutes", {"planned": 35 + 15 + 45 + 1, "session": 95})
    ]
    assert found(plan(pause, LAST, minutes=96), "LS-T2") == []
    assert found(plan(pause, LAST), "LS-T2") == []


@pytest.mark.parametrize(
    ("session", "spoken"), [(93, False), (92, False), (91, True), (166, False), (167, True)]
)
def test_t2_w_between_half_and_nine_tenths_of_the_time(session: int, *, spoken: bool) -> None:
    # 35 + 1 + 45 + 1 = 82 minutes: 49.1 % of 167, 49.4 % of 166, 89.1 % of 92, 90.1 % of 91.
    record = plan(entry("triz"), LAST, minutes=session)
    if session == 166:
        record = plan(entry("triz", transition_minutes=2), LAST, minutes=166)  # 83 is the half
    assert bool(found(record, "LS-T2-W")) == spoken


def test_t2_w_takes_nine_tenths_and_tells_the_share() -> None:
    end = entry("what-so-what-now-what", transition_minutes=None)
    assert found(plan(entry("triz"), end, minutes=90), "LS-T2-W") == []  # 81 of 90
    ((_, params),) = found(plan(entry("triz"), end, minutes=81), "LS-T2-W")
    assert params["share"] == 100
    assert found(plan(entry("triz"), end, minutes=81), "LS-T2") == []
    assert found(plan(entry("triz"), end), "LS-T2-W") == []
    assert found(plan(minutes=90), "LS-T2-W") == []


def test_t2_w_is_silent_when_the_plan_does_not_fit_at_all() -> None:
    assert codes(issues(plan(entry("triz"), LAST, minutes=30))) >= {"LS-T2"}
    assert found(plan(entry("triz"), LAST, minutes=30), "LS-T2-W") == []


def test_t3_groups_change_without_time() -> None:
    record = plan(entry("triz", transition_minutes=None), LAST)
    ((pointer, params),) = found(record, "LS-T3")
    assert pointer == "/entries/0"
    assert (params["last"], params["first"]) == ("small group", "whole group")


def test_t3_looks_at_own_steps_first() -> None:
    own = entry("min-specs", steps=[THINK, SHARE, CLOSE], transition_minutes=None)
    assert found(plan(own, LAST), "LS-T3") == []  # both in the whole group
    apart = entry("min-specs", steps=[THINK, CLOSE, SHARE], transition_minutes=None)
    assert places(plan(apart, LAST), "LS-T3") == ["/entries/0"]


def test_t3_a_break_is_time_and_so_is_staying_together() -> None:
    pause = entry("triz", transition_minutes=None, break_minutes=5)
    assert found(plan(pause, LAST), "LS-T3") == []
    together = entry("celebrity-interview", transition_minutes=None)
    assert found(plan(together, LAST), "LS-T3") == []  # both in the whole group
    unknown = entry("spiral-journal", transition_minutes=None)
    assert found(plan(unknown, LAST, scheme="fieldbook-2026"), "LS-T3") == []


@pytest.mark.parametrize(
    ("structure", "count", "minutes", "needed"),
    [
        ("troika-consulting", None, 21, 22),
        ("wise-crowds", 4, 45, 60),
        ("shift-and-share", 7, 90, 96),
        ("purpose-to-practice", None, 100, 195),
        ("fifteen-percent-solutions", 4, 30, 37),
    ],
)
def test_t4_too_short_for_all_turns(
    structure: str, count: int | None, minutes: int, needed: int
) -> None:
    ((pointer, params),) = found(
        plan(entry(structure, count=count, minutes=minutes), LAST), "LS-T4"
    )
    assert pointer == "/entries/0/minutes"
    assert params["needed"] == needed
    enough = plan(entry(structure, count=count, minutes=needed), LAST)
    assert found(enough, "LS-T4") == []


def test_t4_counts_the_people_in_the_largest_group() -> None:
    record = plan(entry("wise-crowds", minutes=60), LAST, participants=9)
    ((_, params),) = found(record, "LS-T4")
    assert (params["turns"], params["needed"]) == (5, 75)


def test_t4_an_explained_printed_total_is_not_blamed() -> None:
    assert found(plan(entry("purpose-to-practice", minutes=120), LAST), "LS-T4") == []
    assert found(plan(entry("fifteen-percent-solutions", minutes=20), LAST), "LS-T4") == []


def test_t5_a_step_without_time() -> None:
    record = plan(entry("twenty-five-ten-crowd-sourcing"), LAST)
    assert places(record, "LS-T5") == ["/entries/0"]
    longer = plan(entry("twenty-five-ten-crowd-sourcing", minutes=34), LAST)
    assert found(longer, "LS-T5") == []
    own = plan(entry("min-specs", minutes=12, steps=[THINK, SHARE, {"what": "End"}]), LAST)
    assert places(own, "LS-T5") == ["/entries/0"]


def test_t5_a_step_that_may_be_left_out_needs_no_time() -> None:
    assert found(plan(entry("what-so-what-now-what", minutes=20)), "LS-T5") == []


def test_t6_another_length_needs_a_reason() -> None:
    record = plan(entry("triz", minutes=50), LAST)
    ((pointer, params),) = found(record, "LS-T6")
    assert pointer == "/entries/0/minutes"
    assert (params["printed"], params["steps"]) == ("35", "35")
    reasoned = entry("triz", minutes=50, minutes_reason="A second pass")
    assert found(plan(reasoned, LAST), "LS-T6") == []


@pytest.mark.parametrize("minutes", [15, 42, 45])
def test_t6_takes_what_is_printed_and_what_the_steps_take(minutes: int) -> None:
    assert found(plan(entry("what-so-what-now-what", minutes=minutes)), "LS-T6") == []


def test_t6_counts_clients() -> None:
    crowd = entry("wise-crowds", minutes=60)
    assert found(plan(crowd, LAST, participants=4), "LS-T6") == []


# People and groups


@pytest.mark.parametrize(
    ("structure", "people"),
    [
        ("one-two-four-all", 13),
        ("impromptu-networking", 7),
        ("troika-consulting", 10),
        ("wicked-questions", 7),
        ("conversation-cafe", 9),
        ("generative-relationships-star", 6),
    ],
)
def test_g1_people_left_over(structure: str, people: int) -> None:
    record = plan(entry(structure), LAST, participants=people)
    assert "/entries/0" in places(record, "LS-G1")
    told = plan(entry(structure, remainder="One trio"), LAST, participants=people)
    assert "/entries/0" not in places(told, "LS-G1")


@pytest.mark.parametrize(
    ("structure", "people"),
    [("one-two-four-all", 12), ("wise-crowds", 7), ("what-so-what-now-what", 9), ("triz", 11)],
)
def test_g1_is_silent_where_people_divide(structure: str, people: int) -> None:
    assert found(plan(entry(structure), participants=people), "LS-G1") == []


def test_g1_offers_the_nearest_division() -> None:
    params = [p for _, p in found(plan(entry("one-two-four-all"), participants=13), "LS-G1")]
    assert [p["split"] for p in params] == [
        "1 group of 3 and 5 groups of 2",
        "1 group of 5 and 2 groups of 4",
    ]


def test_g2_fewer_than_the_text_states() -> None:
    record = plan(entry("open-space-technology"), LAST, participants=9)
    ((_, params),) = found(record, "LS-G2")
    assert (params["least"], params["people"]) == (10, 9)
    assert found(plan(entry("open-space-technology"), LAST, participants=10), "LS-G2") == []


def test_g2_w_fewer_than_others_advise() -> None:
    record = plan(entry("twenty-five-ten-crowd-sourcing"), LAST, participants=12)
    ((_, params),) = found(record, "LS-G2-W")
    assert params["least"] == 15
    assert found(record, "LS-G2") == []
    enough = plan(entry("twenty-five-ten-crowd-sourcing"), LAST, participants=15)
    assert found(enough, "LS-G2-W") == []


def test_g2_w_looks_at_the_structures_inside() -> None:
    record = plan(entry("drawing-together"), LAST, participants=3)  # takes 2; 1-2-4-All inside, 4
    labels = [params["label"] for pointer, params in found(record, "LS-G2-W") if "0" in pointer]
    assert labels == ["1-2-4-All"]


def test_g2_w_knows_that_calm_tea_takes_fewer_online() -> None:
    tea = entry("mad-tea")
    online = plan(tea, LAST, participants=6, mode="online", scheme="fieldbook-2026")
    assert found(online, "LS-G2-W") == []
    in_the_room = plan(tea, LAST, participants=6, scheme="fieldbook-2026")
    assert places(in_the_room, "LS-G2-W") == ["/entries/0/structure"]


@pytest.mark.parametrize(
    ("structure", "count", "allowed"),
    [
        ("user-experience-fishbowl", 8, "3 to 7"),
        ("what-i-need-from-you", 2, "3 to 7"),
        ("shift-and-share", 8, "3 to 7"),
        ("wise-crowds", 8, "1 to 7"),
        ("troika-consulting", 2, "3"),
    ],
)
def test_g3_a_number_outside_the_bounds(structure: str, count: int, allowed: str) -> None:
    ((pointer, params),) = found(plan(entry(structure, count=count), LAST), "LS-G3")
    assert pointer == "/entries/0/count"
    assert params["allowed"] == allowed


def test_g3_everyone_in_a_group_has_a_turn() -> None:
    record = plan(entry("wise-crowds", count=3), LAST, participants=10)
    ((_, params),) = found(record, "LS-G3")
    assert params["allowed"] == "5"
    assert found(plan(entry("wise-crowds", count=5), LAST, participants=10), "LS-G3") == []
    assert found(plan(entry("wise-crowds", count=3), LAST), "LS-G3") == []
    circle = entry("user-experience-fishbowl", count=4)
    assert found(plan(circle, LAST, participants=16), "LS-G3") == []
    own = entry("wise-crowds", count=3, steps=[SHARE])
    assert found(plan(own, LAST, participants=10), "LS-G3") == []


def test_g4_partners_run_out() -> None:
    few = plan(entry("impromptu-networking"), LAST, participants=3)
    ((_, params),) = found(few, "LS-G4")
    assert (params["rounds"], params["needed"]) == (3, 4)
    assert found(plan(entry("impromptu-networking"), LAST, participants=4), "LS-G4") == []
    assert found(plan(entry("impromptu-networking"), LAST), "LS-G4") == []
    own = entry("impromptu-networking", steps=[SHARE])
    assert found(plan(own, LAST, participants=3), "LS-G4") == []
    cards = entry("twenty-five-ten-crowd-sourcing")
    assert places(plan(cards, LAST, participants=5), "LS-G4") == ["/entries/0"]
    assert found(plan(cards, LAST, participants=6), "LS-G4") == []


def test_g5_more_groups_than_places() -> None:
    record = plan(entry("troika-consulting"), LAST, participants=12, rooms=3)
    assert found(record, "LS-G5") == [
        ("/entries/0", {"label": "Troika Consulting", "needed": 4, "rooms": 3})
    ]
    assert found(plan(entry("troika-consulting"), LAST, participants=12, rooms=4), "LS-G5") == []
    assert found(plan(entry("troika-consulting"), LAST, participants=12), "LS-G5") == []


def test_g5_counts_the_smallest_groups() -> None:
    ((_, params),) = found(plan(entry("one-two-four-all"), participants=12, rooms=4), "LS-G5")
    assert params["needed"] == 6


def test_g5_counts_stations() -> None:
    record = plan(entry("shift-and-share", count=5), LAST, rooms=4)
    assert places(record, "LS-G5") == ["/entries/0"]


def test_o1_hard_online() -> None:
    improv = entry("improv-prototyping")
    assert places(plan(improv, LAST, mode="online"), "LS-O1") == ["/entries/0/structure"]
    assert places(plan(improv, LAST, mode="hybrid"), "LS-O1") == ["/entries/0/structure"]
    assert found(plan(improv, LAST, mode="in-the-room"), "LS-O1") == []
    adapted = entry("improv-prototyping", riff="Voices only, cameras off")
    assert found(plan(adapted, LAST, mode="online"), "LS-O1") == []
    assert found(plan(entry("user-experience-fishbowl"), LAST, mode="online"), "LS-O1") == []


# Design and participation


def test_d1_a_missing_element() -> None:
    record = plan(entry("triz", invitation=None), LAST)
    ((pointer, params),) = found(record, "LS-D1")
    assert pointer == "/entries/0"
    assert params["elements"] == ("invitation",)


def test_d1_of_a_newer_structure_only_the_invitation_is_asked() -> None:
    bare = plan(entry("positive-gossip", invitation=None), LAST, scheme="fieldbook-2026")
    ((_, params),) = found(bare, "LS-D1")
    assert params["elements"] == ("invitation",)


def test_d1_the_three_questions_are_an_invitation() -> None:
    assert found(plan(entry("what-so-what-now-what", invitation=None)), "LS-D1") == []


def test_d2_structures_without_a_purpose() -> None:
    assert places(plan(LAST, purpose=None), "LS-D2") == ["/purpose"]
    assert places(plan(LAST, purpose={}), "LS-D2") == ["/purpose"]
    assert found(plan(LAST, purpose={"use": "The autumn plan"}), "LS-D2") == []
    assert found(plan(purpose=None), "LS-D2") == []


def test_d2_w_a_structure_without_an_aim() -> None:
    assert places(plan(entry("triz", text=None), LAST), "LS-D2-W") == ["/entries/0"]


@pytest.mark.parametrize(
    ("invitation", "reason"),
    [
        ("Tell us what you saw.", "does not end with a question mark"),
        ("Did you like it?", "can be answered with yes or no"),
        ("We met in June. Is it better now?", "can be answered with yes or no"),
        ("We met. We talked. What now?", "is longer than two sentences"),
    ],
)
def test_d3_an_invitation_that_does_not_open_the_talk(invitation: str, reason: str) -> None:
    ((pointer, params),) = found(plan(entry("triz", invitation=invitation), LAST), "LS-D3")
    assert pointer == "/entries/0/invitation"
    assert params == {"reason": reason, "invitation": invitation}


@pytest.mark.parametrize(
    "invitation",
    [
        "What did you see?",
        "We met in June. What is better now?",
        "Island life: how was it?",
        "“What did you see?”",
        "ما الذي لاحظته؟",  # Arabic
        "你注意到了什么？",  # Chinese  # noqa: RUF001
    ],
)
def test_d3_is_silent_about_open_questions(invitation: str) -> None:
    assert found(plan(entry("triz", invitation=invitation), LAST), "LS-D3") == []


def test_d4_no_look_back() -> None:
    assert places(plan(LAST, entry("triz")), "LS-D4") == ["/entries/1/structure"]
    assert found(plan(entry("triz"), LAST), "LS-D4") == []
    assert found(plan(entry("what-i-need-from-you")), "LS-D4") == []  # ends with one inside


def test_d5_nothing_in_reserve() -> None:
    assert places(plan(entry("triz", backups=None), LAST), "LS-D5") == ["/entries/0"]


def test_d6_the_same_structure_twice_in_a_row() -> None:
    assert places(plan(entry("triz"), entry("triz"), LAST), "LS-D6") == ["/entries/1/structure"]
    apart = plan(entry("triz"), entry("nine-whys"), entry("triz"), LAST)
    assert found(apart, "LS-D6") == []


def test_d7_a_structure_that_the_menu_does_not_have() -> None:
    record = plan(entry("mad-tea", backups=["triz", "spiral-journal"]), LAST)
    assert places(record, "LS-D7") == ["/entries/0/structure", "/entries/0/backups/1"]
    listed = plan(entry("mad-tea", backups=["spiral-journal"]), LAST, scheme="fieldbook-2026")
    assert found(listed, "LS-D7") == []


def test_p1_talk_before_thought() -> None:
    assert places(plan(entry("min-specs", steps=[SHARE, THINK])), "LS-P1") == ["/entries/0/steps"]
    opening = {"what": "Explain", "unit": "whole-group", "minutes": 2}
    assert found(plan(entry("min-specs", steps=[opening, THINK, SHARE])), "LS-P1") == []
    assert found(plan(entry("triz", steps=[SHARE])), "LS-P1") == []  # it starts in groups anyway


def test_p2_most_of_the_time_together() -> None:
    ((pointer, params),) = found(plan(entry("celebrity-interview")), "LS-P2")
    assert pointer == "/entries"
    assert cast("int", params["share"]) > 50
    think = {**THINK, "minutes": 4}
    ((_, exact),) = found(plan(entry("min-specs", steps=[think, CLOSE])), "LS-P2")
    assert exact["share"] == 60
    half = [{**THINK, "minutes": 6}, CLOSE]
    assert found(plan(entry("min-specs", steps=half)), "LS-P2") == []
    assert found(plan(entry("one-two-four-all")), "LS-P2") == []  # 5 of 12 minutes
    assert found(plan(), "LS-P2") == []


def test_p3_more_groups_than_minutes_to_hear_them() -> None:
    record = plan(entry("one-two-four-all"), LAST, participants=24)  # six groups, five minutes
    assert [p for _, p in found(record, "LS-P3") if p["label"] == "1-2-4-All"] == [
        {"label": "1-2-4-All", "groups": 6, "minutes": 5}
    ]
    enough = plan(entry("one-two-four-all"), participants=20)
    assert found(enough, "LS-P3") == []
    sampled = plan(entry("one-two-four-all", riff="Four ideas only"), participants=24)
    assert found(sampled, "LS-P3") == []


def test_p4_unequal_turns() -> None:
    turns = [THINK, {**SHARE, "minutes": 8}, {**SHARE, "what": "share ", "minutes": 5}]
    ((pointer, params),) = found(plan(entry("min-specs", steps=turns)), "LS-P4")
    assert pointer == "/entries/0/steps/2"
    assert (params["first"], params["second"]) == (8, 5)
    assert found(plan(entry("min-specs", steps=[THINK, SHARE, SHARE])), "LS-P4") == []


def test_every_message_and_hint_can_be_written() -> None:
    bad = plan(
        entry("mad-tea", invitation="Go.", text=None, backups=None, transition_minutes=None),
        entry("open-space-technology", minutes=5, invitation=None),
        entry("troika-consulting", minutes=5, count=2, transition_minutes=None),
        entry("impromptu-networking"),
        entry("impromptu-networking"),
        entry("improv-prototyping", steps=[SHARE, {**SHARE, "minutes": 1}, {"what": "x"}]),
        entry("min-specs", minutes=9, steps=[SHARE]),
        entry("celebrity-interview", minutes=400),
        participants=3,
        minutes=60,
        mode="online",
        rooms=0,
        purpose=None,
    )
    spoken = issues(bad)
    assert len(codes(spoken)) > 15
    assert not any("{" in issue.message + issue.hint for issue in spoken)
