"""What is planted in records of any framework. It is grown last, and looks at all of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, cast

from improvement_frameworks import validate
from improvement_frameworks.problems.problem import principle_label
from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

    Tree = dict[str, object]

RATING: Final = "session-rating"
OPEN: Final = ("planned", "in-progress")


def noise(garden: Garden) -> None:
    """A patient says something."""
    if not garden.plants("REC-A1"):
        own = log(garden, 0, 0)
        garden.documents[own]["contributors"] = [{"id": "c1", "role": "Patient"}]


def log(garden: Garden, group: int, wave: int, *actions: Tree, number: int = 1) -> str:
    entries = [{"text": garden.words(), "contributor": "c1"} for _ in range(number)]
    return garden.add(RATING, entries, group=group, wave=wave, actions=list(actions))


def not_heard(garden: Garden) -> None:
    garden.expect("REC-A1", records=garden.documents)


def one_says_most(garden: Garden) -> None:
    records: list[str] = []
    for group in garden.some_groups(3):
        own = log(garden, group, 1, number=5)
        document = garden.documents[own]
        cast("list[Tree]", document["entries"])[0]["contributor"] = "c2"
        cast("list[Tree]", document["contributors"]).append({"id": "c2", "role": "service manager"})
        records.append(own)
    garden.expect("REC-A2", records=records)


def actions_of(garden: Garden) -> list[tuple[str, Tree]]:
    """Return every action with the id of its record; noise has none."""
    return [
        (own, action)
        for own, document in garden.documents.items()
        for action in cast("list[Tree]", document.get("actions", []))
    ]


def act(garden: Garden) -> None:
    """Plan actions: in the earlier waves none is done, and most are overdue and have no owner."""
    late: Tree = {"due": "2020-05-20"}
    first, last = garden.some_groups(2)
    ended = len(garden.waves) - 1
    for number in range(5):
        log(garden, first, number % ended, {"text": garden.words(), **late})
    log(garden, last, 0, {"text": garden.words(), "owner": "team lead", "due": "2021-03-01"})
    log(garden, last, 1, {"text": garden.words(), "owner": "team lead", "status": "in-progress"})
    for number in range(6):
        outcome: Tree = {"outcome": garden.words()} if number % 3 == 0 else {}
        done: Tree = {"text": garden.words(), "status": "done", "owner": "team lead", **outcome}
        log(garden, last, ended, done)


def plan_same(garden: Garden) -> None:
    text = garden.words()
    records = [
        log(garden, group, 2, {"text": text, "owner": "ward clerk"})
        for group in garden.some_groups(2)
    ]
    garden.expect("REC-A6", records=records, groups=2)


def expect_share(garden: Garden, code: str, field: str, *, is_open: bool) -> None:
    looked_at = [
        pair for pair in actions_of(garden) if (pair[1].get("status") != "done") == is_open
    ]
    lacking = [(own, action) for own, action in looked_at if field not in action]
    records = [own for own, _ in lacking]
    garden.expect(code, records=records, count=len(lacking), all=len(looked_at))


def without_owner(garden: Garden) -> None:
    act(garden)
    expect_share(garden, "REC-A3", "owner", is_open=True)


def overdue(garden: Garden) -> None:
    day = max(str(one["recorded_on"]) for one in garden.documents.values())
    dated = [pair for pair in actions_of(garden) if "due" in pair[1]]
    late = [own for own, action in dated if str(action["due"]) < day]
    garden.expect("REC-A4", records=late, day=day, count=len(late), all=len(dated))


def without_outcome(garden: Garden) -> None:
    expect_share(garden, "REC-A5", "outcome", is_open=False)


def principle_missed(garden: Garden) -> None:
    """What the validator finds in each document is another way to the same."""
    missed: dict[str, list[str]] = defaultdict(list)
    for own, document in garden.documents.items():
        for principle in validate(document).neglected:
            missed[principle].append(own)
    for code, records in missed.items():
        if len(records) >= 0.6 * len(garden.documents):
            garden.expect("REC-A7", records=records, principle=principle_label(code))


def never_looked_back(garden: Garden) -> None:
    last = garden.waves[-1].isoformat()
    earlier = [
        own
        for own, _ in actions_of(garden)
        if cast("Tree", garden.documents[own]["period"])["start"] != last
    ]
    garden.expect("REC-A8", records=earlier, count=len(earlier))


BED: Final = Bed(
    noise,
    {
        "REC-A2": one_says_most,
        "REC-A6": plan_same,
        "REC-A3": without_owner,
        "REC-A4": overdue,
        "REC-A5": without_outcome,
        "REC-A8": never_looked_back,
        "REC-A1": not_heard,
        "REC-A7": principle_missed,
    },
)
