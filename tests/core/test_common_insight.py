"""Common insights find what they are about, and leave alone what nearly is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from improvement_frameworks import Iceberg, Interview, LearningGrid, Record
from improvement_frameworks.core import collect
from improvement_frameworks.core.insights.common_insight import COMMON_INSIGHTS
from improvement_frameworks.core.registry import all_insights, get_shared_insights
from improvement_frameworks.core.rules.condition import Conditions

if TYPE_CHECKING:
    from improvement_frameworks.core import Evidence


def look(check: str, *records: Record, **settings: object) -> list[Evidence]:
    """Return what a common insight finds in records."""
    return list(COMMON_INSIGHTS[check].function(collect(records), **settings))


def grid(
    *answers: tuple[str, str],
    group: str = "Ward 1",
    wave: int = 0,
    roles: tuple[str | None, ...] = ("nurse",),
    level: str = "system",
) -> LearningGrid:
    """Return a grid with answers, each a question and words, given in turn by people in roles."""
    people = [{"id": f"c{number}", "role": role} for number, role in enumerate(roles)]
    entries = [
        {
            "question": question,
            "level": level,
            "text": text,
            "contributor": f"c{number % len(roles)}",
        }
        for number, (question, text) in enumerate(answers)
    ]
    return LearningGrid(
        title="A grid",
        group={"name": group},
        period={"start": f"2020-0{wave + 1}-01", "end": f"2020-0{wave + 1}-20"},
        contributors=people,
        entries=entries,
    )


def when(**wanted: object) -> Conditions:
    return Conditions({name: (code,) for name, code in wanted.items()})


def test_groups_are_counted_and_not_entries() -> None:
    same = ("started", "A huddle")
    twice = grid(same, ("started", "a huddle!"), ("started", "A  huddle"))
    assert look("same-words-in-groups", twice, groups=2) == []
    (one,) = look("same-words-in-groups", twice, grid(same, group="Ward 2"), groups=2)
    assert len(one.said) == 4
    other = grid(("more", "A huddle"), group="Ward 2")
    assert look("same-words-in-groups", twice, other, groups=2) == []
    wanted = {"groups": 2, "when": when(question="stopped")}
    assert look("same-words-in-groups", twice, grid(same, group="Ward 2"), **wanted) == []


def test_codes_in_groups_need_no_same_words() -> None:
    grids = [grid(("more", str(n)), group=f"Ward {n}") for n in range(3)]
    (one,) = look("same-code-in-groups", *grids, groups=3)
    assert one.params["label"] == "More of"
    assert look("same-code-in-groups", *grids, groups=4) == []
    assert look("same-code-in-groups", *grids, groups=3, values=("less",)) == []


SIDES = {"one": when(question="stopped"), "other": when(question="started")}


def test_both_sides_are_of_different_groups_unless_told_otherwise() -> None:
    both = grid(("stopped", "Forms"), ("started", "Forms"))
    assert look("same-words-on-both-sides", both, **SIDES) == []
    assert len(look("same-words-on-both-sides", both, **SIDES, where="anywhere")) == 1
    one, other = grid(("stopped", "Forms")), grid(("started", "forms"), group="Ward 2")
    assert len(look("same-words-on-both-sides", one, other, **SIDES)) == 1
    assert look("same-words-on-both-sides", one, grid(("started", "Lists")), **SIDES) == []
    # Two groups that first stopped something and then started it again do not differ.
    changed = [
        grid((question, "Forms"), group=group, wave=wave)
        for group in ("Ward 1", "Ward 2")
        for wave, question in enumerate(("stopped", "started"))
    ]
    assert look("same-words-on-both-sides", *changed, **SIDES) == []
    # Nor do they if one of them has come round to what the other says.
    assert look("same-words-on-both-sides", *changed[1:], **SIDES) == []
    assert len(look("same-words-on-both-sides", changed[0], changed[3], **SIDES)) == 1


def test_what_one_group_says_on_both_sides_is_not_what_two_groups_say() -> None:
    one, other = grid(("stopped", "Forms")), grid(("started", "forms"), group="Ward 2")
    same = grid(("stopped", "Lists"), ("started", "lists"))
    found = look("same-words-on-both-sides", one, other, same, **SIDES, where="together")
    assert [[said.entry.text for said in each.said] for each in found] == [["Lists", "lists"]]


def test_each_side_has_a_share_of_the_groups() -> None:
    grids = [grid(("started", str(n)), group=f"Ward {n}") for n in range(8)]
    grids += [grid(("stopped", str(n)), group=f"Clinic {n}") for n in range(2)]
    settings = {**SIDES, "field": "level", "groups": 2}
    assert len(look("same-code-on-both-sides", *grids, **settings, percent=20)) == 1
    assert look("same-code-on-both-sides", *grids, **settings, percent=21) == []
    assert look("same-code-on-both-sides", *grids, **{**settings, "groups": 3}, percent=20) == []


def test_one_role_is_only_one_if_all_roles_are_known() -> None:
    elsewhere = grid(("more", "Calls"), roles=("clerk",), level="personal", group="Ward 2")
    settings = {"field": "level", "values": ("system",), "entries": 2}
    two = (("more", "a"), ("less", "b"))
    (one,) = look("one-role-only", grid(*two), elsewhere, **settings)
    assert list(one.named["role"]) == ["nurse"]
    assert look("one-role-only", grid(*two, roles=("nurse", "clerk")), elsewhere, **settings) == []
    assert look("one-role-only", grid(*two, roles=("nurse", None)), elsewhere, **settings) == []
    cooks = grid(("more", "Meals"), roles=("cook",), level="personal", group="Ward 3")
    assert look("one-role-only", grid(*two, roles=(None,)), elsewhere, cooks, **settings) == []
    assert look("one-role-only", grid(two[0]), elsewhere, **settings) == []
    assert look("one-role-only", grid(*two), **settings) == []  # nobody else speaks at all


WAVES: dict[str, tuple[tuple[int, int, int], str | None]] = {
    "twice as many": ((1, 1, 2), "grows"),
    "not twice as many": ((2, 2, 3), None),
    "more, but fewer in between": ((2, 1, 4), None),
    "new at the end": ((0, 1, 3), None),
    "half as many": ((4, 4, 2), "fades"),
    "none left": ((2, 1, 0), "fades"),
    "one, then none": ((1, 0, 0), None),
    "fewer, but more in between": ((4, 5, 2), None),
    "gone and back": ((1, 0, 1), "returns"),
    "never gone": ((1, 1, 1), None),
}


@pytest.mark.parametrize(("counts", "expected"), WAVES.values(), ids=WAVES)
def test_what_changes_over_waves(counts: tuple[int, int, int], expected: str | None) -> None:
    grids = [
        grid(
            ("more", "Calls" if place < number else f"{place} {wave}"), group=str(place), wave=wave
        )
        for wave, number in enumerate(counts)
        for place in range(6)
    ]
    for change in ("grows", "fades", "returns"):
        found = look("changed-over-waves", *grids, change=change)
        said = [sorted({one.member.wave for one in each.said if one.member.wave}) for each in found]
        assert len(said) == (change == expected), change
    assert look("changed-over-waves", *grids, change=expected or "grows", units=6) == []


def test_parts_that_nobody_names_are_those_of_the_schemes_in_use() -> None:
    four = Iceberg(title="A", entries=[{"level": "events", "text": "Late"}])
    found = [one.params["label"] for one in look("never-answered", four, records=1)]
    assert found == ["Patterns", "Underlying structures", "Mental models"]
    (one,) = look("never-answered", four, values=("patterns",), records=1)
    assert one.params["label"] == "Patterns"


def test_a_part_is_never_answered_among_the_records_that_ask_for_it() -> None:
    def interview(number: int, question: str = "") -> Interview:
        own = [{"code": "own", "label": question}] if question else []
        said = [{"question": "work-changed", "text": f"A shift, {number}"}]
        return Interview(title=f"Interview {number}", own_parts=own, entries=said)

    asked = [interview(number, "Who was left out?") for number in range(2)]
    others = [interview(3, "Who gained?"), interview(4)]
    found = look("never-answered", *asked, *others, records=2)
    (one,) = [each for each in found if each.params["label"] == "Who was left out?"]
    assert (len(one.members), len(one.among)) == (2, 2)
    assert "Who gained?" not in [each.params["label"] for each in found]


def test_a_role_is_heard_under_any_of_its_names() -> None:
    wanted = re.compile(r"(?i)\bpatients?\b")
    nurses = [grid(("more", "a"), group=str(n)) for n in range(3)]
    assert len(look("role-never-heard", *nurses, wanted=wanted, records=3)) == 1
    guest = grid(("more", "a"), roles=("Expert patient",))
    assert look("role-never-heard", *nurses, guest, wanted=wanted, records=3) == []
    assert (
        look("role-never-heard", grid(("more", "a"), roles=(None,)), wanted=wanted, records=1) == []
    )
    assert look("role-never-heard", *nurses, wanted=wanted, records=4) == []
    german = [one.replace(language="de") for one in nurses]
    assert look("role-never-heard", *german, wanted=wanted, records=1) == []


ROLES: dict[str, bool] = {
    "Expert patient": True,
    "Member of the public": True,
    "family carer": True,
    "Community nurse": False,
    "Patient safety manager": False,
    "Consultant in public health": False,
    "Resident doctor": False,
    "physiotherapist": False,
}


def test_staff_whose_role_names_patients_or_the_public_are_not_they() -> None:
    (declared,) = [one for one in get_shared_insights() if one.code == "REC-A1"]
    pattern = re.compile(declared.patterns["wanted"])
    assert {role: bool(pattern.search(role)) for role in ROLES} == ROLES


def test_one_says_most_only_among_several() -> None:
    limits = {"percent": 75, "entries": 4, "records": 1}
    answers = [("more", str(n)) for n in range(4)]

    def said_by(*who: int) -> LearningGrid:
        made = grid(*answers, roles=("nurse", "clerk", "porter", "cook"))
        entries = [
            entry.model_copy(update={"contributor": f"c{place}"})
            for entry, place in zip(made.entries, who, strict=True)
        ]
        return made.replace(entries=entries)

    assert len(look("few-say-most", said_by(0, 0, 0, 1), **limits)) == 1
    assert look("few-say-most", said_by(0, 0, 1, 1), **limits) == []
    assert look("few-say-most", grid(*answers), **limits) == []
    assert look("few-say-most", said_by(0, 0, 0, 1), **{**limits, "entries": 5}) == []
    assert look("few-say-most", said_by(0, 0, 0, 1), **{**limits, "records": 2}) == []


def test_what_is_missing_is_told_from_a_share_on() -> None:
    def some(*tagged: bool) -> LearningGrid:
        made = grid(*(("more", str(n)) for n, _ in enumerate(tagged)))
        entries = [
            entry.model_copy(update={"tags": ("a",) if has else ()})
            for entry, has in zip(made.entries, tagged, strict=True)
        ]
        return made.replace(entries=entries)

    limits = {"lacking": ("tags",), "percent": 50, "items": 4}
    (one,) = look("often-missing", some(True, True, False, False), **limits)
    assert one.counts == {"count": 2, "all": 4}
    assert [said.index for said in one.said] == [2, 3]
    (one,) = look("often-missing", some(False, False, False, False), grid(), **limits)
    assert len(one.among) == 1  # the record without entries was not looked at
    assert look("often-missing", some(True, True, True, False), **limits) == []
    assert look("often-missing", some(False, False, False), **limits) == []
    either = {**limits, "lacking": ("tags", "contributor")}
    assert look("often-missing", some(False, False, False, False), **either) == []


LEVELS = ("events", "patterns", "structures", "mental-models")


def iceberg(*levels: str) -> Iceberg:
    entries = [{"level": level, "text": f"{level} {len(levels)}"} for level in levels]
    return Iceberg(title="A", entries=entries, notes=" ".join(levels) or None)


def test_records_stop_at_the_deepest_part_that_they_have() -> None:
    shallow = [iceberg(*LEVELS[:2]), iceberg("patterns")]
    (one,) = look("stops-at-same-part", *shallow, iceberg(*LEVELS), percent=60)
    assert (one.params["label"], one.params["next"]) == ("Patterns", "Underlying structures")
    assert len(one.members) == 2
    (one,) = look("stops-at-same-part", *shallow, iceberg(), percent=60)
    assert (len(one.members), len(one.among)) == (2, 2)
    assert look("stops-at-same-part", *shallow, iceberg(*LEVELS), percent=70) == []
    assert look("stops-at-same-part", iceberg(*LEVELS), iceberg(), percent=10) == []


def test_a_part_is_skipped_only_by_those_who_go_further() -> None:
    limits = {"percent": 60, "records": 3}
    jumping = [iceberg("events", "structures"), iceberg("events", "mental-models", "structures")]
    assert look("often-skipped", *jumping, iceberg("events"), **limits) == []
    further = [*jumping, iceberg("events", "patterns", "structures")]
    (one,) = look("often-skipped", *further, **limits)
    assert (one.params["label"], len(one.members)) == ("Patterns", 2)
    (one,) = look("often-skipped", *further, iceberg("events"), **limits)
    assert len(one.among) == 3
    assert look("often-skipped", *further, percent=70, records=3) == []


def test_most_is_more_than_half() -> None:
    told = [one for one in all_insights() if " most " in f" {one.problem.message.lower()} "]
    shares = {one.code: one.limits["percent"] for one in told if "percent" in one.limits}
    assert shares
    assert {code: share for code, share in shares.items() if share <= 50} == {}
