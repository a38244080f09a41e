"""Each common check finds what it is for, at its place and with its facts, and nothing else."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import cases
from tests.frameworks.made import make

from improvement_frameworks.core.pointer import write_pointer
from improvement_frameworks.core.registry import get_own_rules, published_ids
from improvement_frameworks.core.rules.common_check import CHECKS
from improvement_frameworks.core.rules.condition import Conditions, is_given

if TYPE_CHECKING:
    from improvement_frameworks import Record

Fields = dict[str, object]
Found = list[tuple[str, Fields]]


def when(**wanted: object) -> Conditions:
    """Return conditions; two underscores stand for a dot."""
    return Conditions({name.replace("__", "."): value for name, value in wanted.items()})


def look(check: str, record: Record, **settings: object) -> Found:
    """Return what a check finds: the pointers and the facts that say something."""
    return [
        (write_pointer(one.path), {name: v for name, v in one.params.items() if v != ()})
        for one in CHECKS[check].function(record, **settings)
    ]


iceberg = partial(make, "iceberg")
ladder = partial(make, "ladder-of-inference")
habits = partial(make, "improver-habits")


def level(code: str, **more: object) -> Fields:
    return {"level": code, "text": "a", **more}


EVENT: Final = level("events", id="e1")
PATTERN: Final = level("patterns", id="e2")
STRUCTURE: Final = level("structures", id="e3")
MODEL: Final = level("mental-models", id="e4")
DEEP: Final = when(level=("structures", "mental-models"))
PEOPLE: Final = {"contributors": [{"id": "c1"}, {"id": "c2"}]}


# --- Conditions ---------------------------------------------------------------------------------

HELD: Final[dict[str, tuple[Fields, Conditions, bool]]] = {
    "nothing is asked": ({}, when(), True),
    "something is given": ({"focus": "success"}, when(focus=True), True),
    "something is missing": ({}, when(focus=True), False),
    "nothing is given": ({}, when(focus=False), True),
    "nothing is asked for and something is given": ({"focus": "success"}, when(focus=False), False),
    "no says nothing": ({"one_off": False}, when(one_off=True), False),
    "yes says something": ({"one_off": True}, when(one_off=True), True),
    "an empty list says nothing": ({}, when(tags=True), False),
    "a list says something": ({"tags": ["a"]}, when(tags=True), True),
    "a code of several": ({"focus": "problem"}, when(focus=("success", "problem")), True),
    "another code": ({"focus": "neutral"}, when(focus=("success", "problem")), False),
    "no code": ({}, when(focus=("success",)), False),
    "not a code": ({"focus": "success"}, when(focus={"not": ("success",)}), False),
    "not another code": ({"focus": "success"}, when(focus={"not": ("problem",)}), True),
    "not a code where there is none": ({}, when(focus={"not": ("problem",)}), True),
    "one of a list": ({"tags": ["a", "b"]}, when(tags=("b", "c")), True),
    "none of a list": ({"tags": ["a"]}, when(tags=("b", "c")), False),
    "a list without it": ({"tags": ["a"]}, when(tags={"not": ("b",)}), True),
    "a list with it": ({"tags": ["a", "b"]}, when(tags={"not": ("b",)}), False),
    "all have to be so": ({"focus": "success"}, when(focus=True, one_off=True), False),
    "within an object": ({"consent": {"status": "given"}}, when(consent__status=("given",)), True),
    "an object that is missing": ({}, when(consent__status=("given",)), False),
    "what is missing within": ({}, when(consent__status=False), True),
}


@pytest.mark.parametrize(("fields", "conditions", "is_so"), cases(HELD))
def test_conditions_hold_of_what_fields_say(
    fields: Fields,
    conditions: Conditions,
    is_so: bool,  # noqa: FBT001 - what is expected
) -> None:
    assert conditions.hold(iceberg(**fields)) is is_so


def test_nought_says_something() -> None:
    assert is_given(0)
    assert not is_given("")


@pytest.mark.parametrize(
    "wanted", ["events", 1, None, {"not": "events"}, {"no": ("a",)}, {}, (1,), {"not": (1,)}]
)
def test_conditions_that_there_are_not_are_refused(wanted: object) -> None:
    with pytest.raises(ValueError, match="level is to hold"):
        Conditions({"level": wanted})


def test_facts_are_what_the_fields_hold() -> None:
    entry = iceberg(level("patterns", first_seen="2020-04-01", occurrences=3)).entries[0]
    asked = when(level=True, first_seen=True, occurrences=True, last_seen=False)
    facts = {"level": "patterns", "first_seen": "2020-04-01", "occurrences": 3}
    assert asked.facts(entry) == facts
    record = iceberg(consent={"status": "given", "uses": ["publish", "quote"]})
    assert when(consent__uses=True).facts(record) == {"uses": ("publish", "quote")}


# --- What is missing, and what does not go together -----------------------------------------------


def test_found_where_finds_entries() -> None:
    record = iceberg(EVENT, level("structures", structure_kind="rituals"), STRUCTURE)
    found = look("found-where", record, when=when(level=("structures",), structure_kind=False))
    assert found == [("/entries/2", {"level": "structures", "label": "Underlying structures"})]
    found = look("found-where", record, when=when(structure_kind=True), at_field="structure_kind")
    assert [pointer for pointer, _ in found] == ["/entries/1/structure_kind"]


def test_found_where_finds_objects_of_other_lists_and_the_record() -> None:
    record = iceberg(EVENT, actions=[{"text": "a"}, {"text": "b", "owner": "nurse"}])
    assert look("found-where", record, of="actions", when=when(owner=False)) == [("/actions/0", {})]
    assert look("found-where", record, of="record", when=when(focus=False)) == [("", {})]
    assert look("found-where", record, of="record", when=when(focus=True)) == []
    some = {"condition": "permission", "examples": [{"text": "a"}, {"text": "b", "place": "c"}]}
    nested = make("conditions-for-change", {"condition": "permission"}, some)
    found = look("found-where", nested, of="entries.examples", when=when(place=False))
    assert found == [("/entries/1/examples/0", {})]
    purpose = iceberg(EVENT, purpose={"use": "a"})
    assert look("found-where", purpose, of="purpose", when=when(question=False)) == [
        ("/purpose", {})
    ]
    assert look("found-where", iceberg(EVENT), of="purpose", when=when(question=False)) == []
    activity = {"name": "Huddle", "captured": {"start": "2020-04-01"}}
    review = make("learning-principles", activity=activity)
    found = look("found-where", review, of="activity.captured", when=when(end=False))
    assert found == [("/activity/captured", {})]


def test_found_where_names_what_is_lacking() -> None:
    lacking = ("purpose.question", "purpose.use")
    half = iceberg(EVENT, purpose={"use": "a"})
    found = look("found-where", half, of="record", lacking=lacking, at_field="purpose")
    assert found == [("/purpose", {"missing": ("question",)})]
    found = look("found-where", iceberg(EVENT), of="record", lacking=lacking, at_field="purpose")
    assert found == [("/purpose", {"missing": ("question", "use")})]
    whole = iceberg(EVENT, purpose={"question": "a", "use": "b"})
    assert look("found-where", whole, of="record", lacking=lacking, at_field="purpose") == []


def test_found_where_looks_at_the_record_and_at_other_entries() -> None:
    record = iceberg(EVENT, STRUCTURE, focus="success")
    find = partial(look, "found-where", record, of="record")
    assert find(record_is=when(focus=("success",)))
    assert not find(record_is=when(focus=("problem",)))
    assert find(some=DEEP)
    assert not find(some=when(level=("patterns",)))
    assert find(none=when(level=("patterns",)))
    assert not find(none=DEEP)


def test_entry_without_action() -> None:
    works = {"actions": [{"text": "a", "works_on": ["e3"]}]}
    check = partial(look, "entry-without-action", when=DEEP)
    found = check(iceberg(EVENT, STRUCTURE, MODEL, **works))
    assert found == [("/entries/2", {"level": "mental-models", "label": "Mental models"})]
    assert check(iceberg(level("structures", follow_up={"text": "a"}))) == []
    assert check(iceberg(EVENT)) == []
    asked = {"side": "even-better", "text": "a"}
    wish = partial(make, "went-well", asked, next_session_on="2020-09-01")
    since = partial(look, "entry-without-action", since="next_session_on")
    facts = {"label": "Even better if", "day": "2020-09-01"}
    assert since(wish(recorded_on="2020-09-01")) == [("/entries/0", facts)]
    assert since(wish(recorded_on="2020-08-31")) == since(wish()) == []
    assert since(make("went-well", asked, recorded_on="2020-09-01")) == []


APART: Final[dict[str, tuple[Fields, list[str]]]] = {
    "as many days as may be": ({"recorded_on": "2020-07-30"}, []),
    "a day more": ({"recorded_on": "2020-07-31"}, ["/recorded_on"]),
    "before": ({"recorded_on": "2020-06-01"}, []),
    "no later day": ({}, []),
    "no earlier day": ({"recorded_on": "2020-07-31", "period": {"start": "2020-05-01"}}, []),
}


@pytest.mark.parametrize(("fields", "pointers"), cases(APART))
def test_days_apart(fields: Fields, pointers: list[str]) -> None:
    record = iceberg(EVENT, **{"period": {"start": "2020-05-01", "end": "2020-06-30"}, **fields})
    names: Fields = {"earlier": "period.end", "later": "recorded_on", "at_field": "recorded_on"}
    found = look("days-apart", record, days=30, **names)
    assert [pointer for pointer, _ in found] == pointers
    for _, facts in found:
        assert facts == {"earlier": "2020-06-30", "later": "2020-07-31", "days": 31}
    assert look("days-apart", record, days=30, **names, none=when(level=("events",))) == []
    assert look("days-apart", record, days=30, **names, when=when(focus=True)) == []


def test_days_apart_in_entries() -> None:
    first = level("patterns", first_seen="2020-06-01")
    record = iceberg(EVENT, first, recorded_on="2020-06-03")
    names: Fields = {"earlier": "first_seen", "later": "record.recorded_on"}
    found = look("days-apart", record, days=1, of="entries", at_field="first_seen", **names)
    facts = {"earlier": "2020-06-01", "later": "2020-06-03", "days": 2}
    assert found == [("/entries/1/first_seen", facts)]


# --- Words --------------------------------------------------------------------------------------

WANTED: Final = re.compile(r"(?i)\b(?:rota|form)\b")


def test_words_in_text() -> None:
    record = iceberg(
        level("events", text="Nothing."),
        level("patterns", text="The Rota, and the form, and the ROTA."),
        level("patterns", text='He said "rota".'),
        level("structures", text="The form, we believe."),
    )
    found = look("words-in-text", record, wanted=WANTED)
    assert [pointer for pointer, _ in found] == [f"/entries/{n}/text" for n in (1, 2, 3)]
    assert found[0][1] == {"word": "Rota", "words": ("rota", "form")}
    found = look("words-in-text", record, wanted=WANTED, left_out=re.compile('"[^"]*"'))
    assert [pointer for pointer, _ in found] == ["/entries/1/text", "/entries/3/text"]
    found = look("words-in-text", record, wanted=WANTED, excused=re.compile("believe"))
    assert [pointer for pointer, _ in found] == ["/entries/1/text", "/entries/2/text"]
    found = look("words-in-text", record, wanted=WANTED, when=DEEP)
    assert [pointer for pointer, _ in found] == ["/entries/3/text"]
    acts = iceberg(EVENT, actions=[{"owner": "a"}, {"text": "Change  rota", "outcome": "A form"}])
    found = look("words-in-text", acts, wanted=re.compile(r"\s*rota"), of="actions")
    assert found == [("/actions/1/text", {"word": "rota", "words": ("rota",)})]
    found = look("words-in-text", acts, wanted=WANTED, of="actions", field="outcome")
    assert found == [("/actions/1/outcome", {"word": "form", "words": ("form",)})]


def test_words_that_identify() -> None:
    record = make(
        "story",
        {"medium": "words", "text": "The nurse on ward 7 rang.", "caption": "The lead at Anytown."},
        {"medium": "picture", "caption": "Two rooms of Mrs Example."},
    )
    found = look("words-that-identify", record, fields=("text", "caption"))
    assert found == [
        ("/entries/0/text", {"traces": ("role together with a place",)}),
        ("/entries/0/caption", {"traces": ("role together with a place",)}),
    ]
    assert look("words-that-identify", record, fields=("caption",)) == found[1:]
    pictures = when(medium=("picture",))
    assert look("words-that-identify", record, fields=("text",), when=pictures) == []
    assert "porter" in CHECKS["words-that-identify"].list_words(fields=["text"])["roles"]


def test_personal_data() -> None:
    record = make(
        "story",
        {"medium": "words", "text": "Robin rang 01632 960 000 and 01632 960 001."},
        {"medium": "picture", "caption": "Of Mrs Example."},
        contributors=[{"id": "c1", "name": "Robin Example", "role": "Dr Example"}],
        extensions={"org.example": {"by": ["a@example.org", 1]}},
        actions=[{"owner": "Sister Example"}],
    )
    assert look("personal-data", record, kind="telephone-number") == [
        ("/entries/0/text", {"count": 2})
    ]
    assert [place for place, _ in look("personal-data", record, kind="name")] == [
        "/contributors/0/role",
        "/entries/1/caption",
        "/actions/0/owner",
    ]
    assert look("personal-data", record, kind="contributor-name") == [
        ("/entries/0/text", {"count": 1})
    ]
    assert look("personal-data", record, kind="email-address") == [
        ("/extensions/org.example/by/0", {"count": 1})
    ]
    assert look("personal-data", record, kind="postcode") == []


SAID: Final = "The queue  was long, and nobody came."
QUOTED: Final[dict[str, tuple[str, bool]]] = {
    "all of it": (SAID, True),
    "a part, whatever its spaces": ("queue was long", True),
    "pieces in their order": ("The queue ... nobody", True),
    "pieces in another order": ("nobody [...] The queue", False),
    "nothing but dots": ("\u2026", True),
    "one word more": ("a long queue", False),
}


@pytest.mark.parametrize(("quoted", "is_said"), cases(QUOTED))
def test_quote_not_in_text(
    quoted: str,
    is_said: bool,  # noqa: FBT001 - what is expected
) -> None:
    signals = {"text": SAID}, {"text": SAID, "quote": quoted}
    found = look("quote-not-in-text", make("risk-themes", *signals), field="quote")
    assert found == ([] if is_said else [("/entries/1/quote", {})])
    answer = {"question": "work-changed", "text": SAID, "highlights": ["The queue", quoted]}
    found = look("quote-not-in-text", make("interview", answer), field="highlights")
    assert found == ([] if is_said else [("/entries/0/highlights/1", {})])


# --- Parts --------------------------------------------------------------------------------------


def test_part_outside_scheme() -> None:
    record = iceberg(EVENT, MODEL, level("vision"), scheme="four-levels")
    parts = ("events", "patterns", "structures", "mental-models")
    facts = {"part": '"vision"', "scheme": "four-levels", "parts": parts}
    assert look("part-outside-scheme", record) == [("/entries/2/level", facts)]


def test_part_skipped() -> None:
    found = look("part-skipped", iceberg(EVENT, STRUCTURE))
    ((pointer, facts),) = found
    assert (pointer, facts["label"]) == ("/entries", "Patterns")
    assert str(facts["prompt"]).endswith("?")
    assert look("part-skipped", iceberg(EVENT, STRUCTURE), optional=("patterns",)) == []
    assert len(look("part-skipped", iceberg(MODEL))) == 3
    assert look("part-skipped", iceberg(EVENT, PATTERN)) == []
    assert look("part-skipped", iceberg()) == []


def test_parts_missing() -> None:
    found = look("parts-missing", iceberg(EVENT, PATTERN, PATTERN | {"id": "e9"}))
    missing = ("Underlying structures", "Mental models")
    assert found == [("/entries", {"missing": missing, "filled": 2, "all": 4})]
    assert look("parts-missing", iceberg(EVENT, PATTERN, STRUCTURE, MODEL)) == []
    assert look("parts-missing", iceberg()) == []


def test_part_twice() -> None:
    record = iceberg(EVENT, PATTERN, PATTERN | {"id": "e8"}, PATTERN | {"id": "e9"})
    facts = {"label": "Patterns", "place": "/entries/1", "times": 3}
    found = look("part-twice", record)
    assert found == [("/entries/2/level", facts), ("/entries/3/level", facts)]


def test_same_words_twice() -> None:
    words = level("patterns", text="The rota, again"), level("structures", text="the ROTA  again!")
    record = iceberg(level("patterns", text="b"), *words, level("patterns", text="b"))
    facts = {"part": "Patterns", "words": "The rota, again", "place": "/entries/1"}
    assert look("same-words-twice", record) == [("/entries/2/text", facts)]
    unplaced = {"text": "a"}, {"quadrant": "amplify", "text": "a"}
    assert look("same-words-twice", make("future-change-matrix", *unplaced)) == []
    pictures = {"medium": "picture"}, {"medium": "build"}
    assert look("same-words-twice", make("story", *pictures)) == []


def test_field_of_other_part() -> None:
    fields = {"first_seen": ("patterns", "structures"), "structure_kind": ("structures",)}
    day = {"first_seen": "2020-04-01"}
    record = iceberg(EVENT | day, PATTERN | day, STRUCTURE | day)
    parts = ("Patterns", "Underlying structures")
    facts = {"field": "first_seen", "parts": parts, "part": "Events"}
    assert look("field-of-other-part", record, fields=fields) == [("/entries/0/first_seen", facts)]


def test_does_not_go_with() -> None:
    matrix = make(
        "future-change-matrix",
        {"quadrant": "amplify", "text": "a", "decision": "retained"},
        {"quadrant": "let-go", "text": "b", "decision": "retained"},
        {"text": "c", "decision": "retained"},
        {"quadrant": "let-go", "text": "d"},
    )
    settings: Fields = {"field": "decision", "other": "quadrant", "detail": "quadrants"}
    ((pointer, facts),) = look("does-not-go-with", matrix, **settings)
    assert pointer == "/entries/1/decision"
    assert (facts["value"], facts["other"]) == ("Retained", "Let go")
    assert "Amplify" in str(facts["meant"])
    assert look("does-not-go-with", matrix, **settings, when=when(quadrant=("amplify",))) == []


# --- Sums ---------------------------------------------------------------------------------------


def answers(*mentions: int | None) -> Record:
    """Return answers with so many mentions, on both sides in turn, of a group of ten."""
    entries = [
        {"side": ("went-well", "even-better")[at % 2], "text": "a"} | ({"mentions": m} if m else {})
        for at, m in enumerate(mentions)
    ]
    return make("went-well", *entries, participants=10)


SUMS: Final[dict[str, tuple[tuple[int | None, ...], bool, Found]]] = {
    "as many as may be": ((6, 4), False, []),
    "the one that goes above, and none after it": (
        (6, None, 5, 1),
        False,
        [("/entries/2/mentions", {"sum": 11, "limit": 10})],
    ),
    "as many on each side as may be": ((6, 10, 4), True, []),
    "one more on a side": (
        (6, 10, 4, 1),
        True,
        [("/entries/3/mentions", {"sum": 11, "limit": 10, "label": "Even better if"})],
    ),
    "one more after as many as may be": (
        (10, None, 1, None, 1),
        True,
        [("/entries/2/mentions", {"sum": 11, "limit": 10, "label": "Went well"})],
    ),
}


@pytest.mark.parametrize(("mentions", "each", "expected"), cases(SUMS))
def test_sum_above(
    mentions: tuple[int | None, ...],
    each: bool,  # noqa: FBT001 - a case of the test
    expected: Found,
) -> None:
    settings: Fields = {"field": "mentions", "limit": "participants", "each_part": each}
    found = look("sum-above", answers(*mentions), **settings)
    assert found == expected
    one_vote = when(counting=("one-vote",))
    assert look("sum-above", answers(*mentions), **settings, record_is=one_vote) == []


# --- Counts -------------------------------------------------------------------------------------


def rated(*ratings: str | None) -> Record:
    return habits(*({"habit": "questioning"} | ({"rating": r} if r else {}) for r in ratings))


def test_all_alike() -> None:
    facts = {"count": 2, "value": "A strength"}
    alike = rated("strength", None, "strength")
    assert look("all-alike", alike, field="rating", entries=2) == [("/entries", facts)]
    assert look("all-alike", alike, field="rating", entries=3) == []
    assert look("all-alike", alike, field="rating", only=("okay",)) == []
    assert look("all-alike", alike, field="rating", only=("strength", "okay"))
    assert look("all-alike", rated("strength", "okay"), field="rating") == []
    assert look("all-alike", rated(None), field="rating") == []
    assert len(look("all-alike", rated("okay"), field="rating")) == 1
    stories = [{"medium": "words", "aspects": some} for some in (["home-life"], ["home-life"])]
    assert look("all-alike", make("story", *stories), field="aspects") == [
        ("/entries", {"count": 2, "value": "Home life"})
    ]
    stories[1]["aspects"] = ["home-life", "working-life"]
    assert look("all-alike", make("story", *stories), field="aspects") == []
    roles = [{"text": "a", "said_by": role} for role in ("Ward sister", "ward SISTER")]
    ((_, facts),) = look("all-alike", make("safety-phrases", *roles), field="said_by")
    assert facts == {"count": 2, "value": "Ward sister"}


def test_all_alike_asks_the_part_and_the_record() -> None:
    practices = [{"text": "a", "in_crisis": "started"}, {"text": "b", "quadrant": "amplify"}]
    matrix = partial(make, "future-change-matrix")
    halves = partial(look, "all-alike", field="in_crisis", detail="in_crisis", entries=2)
    assert halves(matrix(*practices)) == [("/entries", {"count": 2, "value": "Started"})]
    assert halves(matrix(*practices, {"text": "c", "quadrant": "restart"})) == []
    assert halves(matrix(*practices, {"text": "c"}))
    assert halves(matrix(*practices, {"text": "c"}), everyone=True) == []
    days = [{"text": "a", "decided_on": "2020-07-16"}, {"text": "b", "decided_on": "2020-07-16"}]
    at_once = partial(look, "all-alike", field="decided_on", like="recorded_on")
    assert len(at_once(matrix(*days, recorded_on="2020-07-16"))) == 1
    assert at_once(matrix(*days, recorded_on="2020-07-17")) == []
    assert at_once(matrix(*days)) == []


def test_same_fields_twice() -> None:
    conditions = partial(make, "conditions-for-change")
    strong = {"condition": "permission", "state": "strong", "reviewed_on": "2020-07-01"}
    gone = {**strong, "state": "gone"}
    twice = partial(look, "same-fields-twice", fields=("condition", "reviewed_on"))
    alike: Fields = {
        "condition": "permission",
        "reviewed_on": "2020-07-01",
        "label": "Permission",
        "place": "/entries/0",
    }
    assert twice(conditions(strong, strong)) == [("/entries/1", alike)]
    assert twice(conditions(strong, {**strong, "reviewed_on": "2020-07-02"})) == []
    assert twice(conditions(strong, strong), differ="state") == []
    silent = {name: value for name, value in strong.items() if name != "state"}
    assert twice(conditions(silent, gone), differ="state") == []
    found = twice(conditions(strong, strong, gone), differ="state", at_field="state")
    assert found == [("/entries/2/state", {**alike, "state": "gone", "other": "strong"})]
    codes = [{"code": code, "label": "a"} for code in ("one", "two", "one")]
    book = make("poll", codebook=codes)
    found = look("same-fields-twice", book, of="codebook", fields=("code",), at_field="code")
    assert found == [("/codebook/2/code", {"code": "one", "place": "/codebook/0"})]


def test_not_among() -> None:
    book = [{"code": "one", "label": "a"}, {"code": "two", "label": "b", "parent": "three"}]
    codings = [{"entry": "e1", "coder": "c1", "codes": ["two", "four"]}]
    poll = make("poll", codebook=book, codings=codings)
    codes = partial(look, "not-among", poll, among="codebook.code")
    assert codes(of=("codings",), field="codes") == [("/codings/0/codes/1", {"value": "four"})]
    assert codes(of=("codebook",), field="parent") == [("/codebook/1/parent", {"value": "three"})]
    roles = [{"id": "c1", "role": "Ward  sister"}, {"id": "c2", "role": "nurse"}]
    follow_up = {"text": "a", "owner": "Board"}
    actions = [
        {"text": "b", "owner": "ward sister"},
        {"text": "c"},
        {"text": "d", "owner": "Clerk"},
    ]
    owners = partial(
        look,
        "not-among",
        of=("actions", "entries.follow_up"),
        field="owner",
        among="contributors.role",
    )
    event = {**EVENT, "follow_up": follow_up}
    assert owners(iceberg(event, contributors=roles, actions=actions)) == [
        ("/actions/2/owner", {"value": "Clerk"}),
        ("/entries/0/follow_up/owner", {"value": "Board"}),
    ]
    assert owners(iceberg(event, contributors=[*roles, {"id": "c3"}])) == []
    assert len(owners(iceberg(event))) == 1
    assert owners(iceberg(event), record_is=when(contributors=True)) == []


def test_parts_unknown() -> None:
    open_list = partial(make, "conditions-for-change")
    assert look("parts-unknown", open_list()) == [("/entries", {"count": 3, "all": 8})]
    own = [{"code": f"own-{number}", "label": "a"} for number in range(5)]
    assert look("parts-unknown", open_list(own_parts=own)) == []
    assert look("parts-unknown", open_list(scheme="providers-2020")) == []
    assert look("parts-unknown", iceberg()) == []


def test_number_above() -> None:
    of = partial(make, "session-rating")
    above = partial(look, "number-above", field="voted", limit="present")
    assert above(of(voted=5, present=4)) == [("/voted", {"number": 5, "limit": 4})]
    assert above(of(voted=4, present=4)) == above(of(voted=4)) == above(of(present=4)) == []
    rated_by = of({"answers": ["good"], "count": 3}, {"answers": ["poor"], "count": 2}, voted=2)
    counts = partial(look, "number-above", of="entries", field="count", limit="record.voted")
    assert counts(rated_by) == [("/entries/0/count", {"number": 3, "limit": 2})]
    assert [at for at, _ in counts(rated_by, at_field="answers")] == ["/entries/0/answers"]
    period = {"start": "2020-04-01", "end": "2020-04-07"}
    log = make("learning-log", period=period, scheme="take-five")
    days = partial(look, "number-above", field="period.days", limit="most_days")
    assert days(log) == [("/period/days", {"number": 7, "limit": 1})]
    assert days(make("learning-log", period={"start": "2020-04-01"})) == []


def test_how_many_without() -> None:
    record = rated("strength", None, None)
    facts = {"count": 2, "known": 1, "all": 3}
    assert look("how-many-without", record, field="rating") == [("/entries", facts)]
    assert look("how-many-without", record, field="rating", known=1) == [("/entries", facts)]
    assert look("how-many-without", record, field="rating", known=2) == []
    assert look("how-many-without", rated("okay"), field="rating") == []
    assert len(look("how-many-without", rated(None), field="rating")) == 1


def test_number_outside() -> None:
    of = partial(make, "what-so-what-now-what")
    check = partial(look, "number-outside", field="people")
    assert [bool(check(of(people=n), least=4, most=6)) for n in (3, 4, 6, 7)] == [
        True,
        False,
        False,
        True,
    ]
    assert check(of(people=3), least=4) == [("/people", {"count": 3, "least": 4})]
    assert check(of(people=3), most=2) == [("/people", {"count": 3, "most": 2})]
    assert check(of(), least=4) == []
    focus = habits(focus=["questioning", "learning"])
    found = look("number-outside", focus, field="focus", most=1)
    assert found == [("/focus", {"count": 2, "most": 1})]


# --- People -------------------------------------------------------------------------------------

VOICES: Final[dict[str, tuple[Record, Fields, bool]]] = {
    "one person": (iceberg(EVENT | {"contributor": "c1"}, **PEOPLE), {}, True),
    "nobody is named, one took part": (iceberg(EVENT, contributors=[{"id": "c1"}]), {}, True),
    "nobody is named, several took part": (iceberg(EVENT, **PEOPLE), {}, False),
    "nobody is named at all": (iceberg(EVENT), {}, True),
    "two people": (
        iceberg(EVENT | {"contributor": "c1"}, MODEL | {"contributor": "c2"}, **PEOPLE),
        {},
        False,
    ),
    "one of these entries is by one": (
        iceberg(EVENT | {"contributor": "c1"}, MODEL | {"contributor": "c2"}, **PEOPLE),
        {"when": DEEP},
        True,
    ),
    "others took part": (
        iceberg(EVENT | {"contributor": "c1"}, MODEL | {"contributor": "c2"}, **PEOPLE),
        {"when": DEEP, "anyone": True},
        False,
    ),
    "others took part and said nothing": (
        iceberg(MODEL | {"contributor": "c2"}, **PEOPLE),
        {"anyone": True},
        False,
    ),
    "no such entry": (iceberg(EVENT), {"when": DEEP}, False),
    "as many entries as there have to be": (
        iceberg(EVENT | {"contributor": "c1"}, MODEL | {"contributor": "c1"}, **PEOPLE),
        {"entries": 2},
        True,
    ),
    "too few entries": (
        iceberg(EVENT | {"contributor": "c1"}, **PEOPLE),
        {"entries": 2},
        False,
    ),
    "not all are named": (
        iceberg(EVENT | {"contributor": "c1"}, MODEL, contributors=[{"id": "c1"}]),
        {"all_named": True},
        False,
    ),
    "all are named": (
        iceberg(EVENT | {"contributor": "c1"}, **PEOPLE),
        {"all_named": True},
        True,
    ),
    "another record": (iceberg(EVENT), {"record_is": when(focus=True)}, False),
    "no entries": (iceberg(), {"entries": 0}, False),
}


@pytest.mark.parametrize(("record", "settings", "is_found"), cases(VOICES))
def test_one_voice(record: Record, settings: Fields, is_found: bool) -> None:  # noqa: FBT001
    found = look("one-voice", record, **settings)
    assert [pointer for pointer, _ in found] == (["/entries"] if is_found else [])


def test_one_voice_counts_and_names() -> None:
    record = iceberg(EVENT | {"contributor": "c2"}, MODEL | {"contributor": "c2"}, **PEOPLE)
    assert look("one-voice", record) == [("/entries", {"count": 2, "contributor": "c2"})]
    assert look("one-voice", iceberg(EVENT)) == [("/entries", {"count": 1, "contributor": ""})]


# --- Links --------------------------------------------------------------------------------------


def chain(*levels: str) -> Record:
    """Return an iceberg in which each entry is explained by the next one."""
    last = len(levels) - 1
    entries = [level(code, id=f"e{number}") for number, code in enumerate(levels)]
    for number, entry in enumerate(entries):
        if number < last:
            entry["explained_by"] = [f"e{number + 1}"]
    return iceberg(*entries)


DISTANCES: Final = {"mental-models": 3, "structures": 2, "patterns": 1, "events": 0}


@pytest.mark.parametrize(("code", "distance"), DISTANCES.items())
def test_link_to_other_part(code: str, distance: int) -> None:
    check = partial(look, "link-to-other-part", field="explained_by")
    assert bool(check(chain("events", code), least=1)) is (distance < 1)
    assert bool(check(chain("events", code), most=1)) is (distance > 1)
    assert bool(check(chain(code, "events"), least=-1)) is (distance > 1)
    assert bool(check(chain(code, "events"), most=-1)) is (distance < 1)


def test_link_to_other_part_tells_where_it_leads() -> None:
    skipped = ("Patterns", "Underlying structures")
    facts = {"part": "Events", "id": "e1", "other": "Mental models", "skipped": skipped}
    found = look(
        "link-to-other-part", chain("events", "mental-models"), field="explained_by", most=1
    )
    assert found == [("/entries/0/explained_by/0", facts)]
    outside = iceberg(EVENT | {"explained_by": ["e9"]}, level("vision", id="e9"))
    assert look("link-to-other-part", outside, field="explained_by", least=1, most=1) == []


def test_no_link_to() -> None:
    record = chain("events", "patterns", "structures")
    check = partial(look, "no-link-to", record, field="explained_by")
    assert check() == [("/entries/0", {"label": "Events"})]
    assert check(when=DEEP) == []
    by_events = check(when=DEEP, by=when(level=("events",)))
    assert by_events == [("/entries/2", {"level": "structures", "label": "Underlying structures"})]
    without_id = iceberg(level("patterns"))
    assert [pointer for pointer, _ in look("no-link-to", without_id, field="explained_by")] == [
        "/entries/0"
    ]


def test_rests_on_none() -> None:
    record = chain("events", "patterns", "structures")
    check = partial(look, "rests-on-none", record, field="explained_by")
    events = when(level=("events",))
    assert check(when=events, on=when(level=("structures",))) == []
    assert check(when=events, on=when(level=("patterns",))) == []
    assert check(when=events, on=when(level=("mental-models",))) == [
        ("/entries/0", {"level": "events", "label": "Events"})
    ]
    assert [pointer for pointer, _ in check()] == ["/entries/2"]


# --- Where they are used --------------------------------------------------------------------------


def test_a_common_check_is_common() -> None:
    users: dict[str, set[str]] = {name: set() for name in CHECKS}
    for framework in published_ids():
        for rule in get_own_rules(framework):
            if rule.common:
                users[rule.common].add(framework)
    few = {name for name, frameworks in users.items() if len(frameworks) < 2}
    # Any levels can have fields of their own, and any open list a size that is known; what looks
    # personal is looked for in every record.
    assert few == {"field-of-other-part", "parts-unknown", "personal-data"}
