"""What is planted in polls whose answers two people coded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import is_rare, some_places

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

POLL: Final = "poll"
CODEBOOK: Final = [
    {"code": "calls", "label": "Calls"},
    {"code": "forms", "label": "Forms"},
    {"code": "quiet", "label": "Quiet"},
]


def ask(garden: Garden, group: int, wave: int, codes: list[tuple[str, str]]) -> str:
    """Add a poll with an answer for each pair of codes; a blank code is none."""
    entries = [
        {"question": "own-behaviour", "text": garden.words(), "contributor": f"c{number % 2 + 1}"}
        for number, _ in enumerate(codes)
    ]
    codings = [
        {"entry": f"e{number}", "coder": f"c{coder}", "codes": [code] if code else []}
        for number, pair in enumerate(codes, start=1)
        for coder, code in enumerate(pair, start=1)
    ]
    return garden.add(
        POLL, entries, group=group, wave=wave, codebook=CODEBOOK, codings=codings, anonymous=False
    )


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        differ = garden.plants("POLL-A1") and not is_rare(group, wave)
        same = [("calls", "calls"), ("forms", "forms"), ("calls", "calls")]
        apart = [("calls", "forms"), ("forms", "calls"), ("calls", "calls")]
        ask(garden, group, wave, apart if differ else same)


def seen_by_one(garden: Garden) -> None:
    (group,) = garden.some_groups(1)
    own = ask(garden, group, 1, [("quiet", ""), ("quiet", ""), ("quiet", "calls")])
    said = [(own, entry) for entry in ("e1", "e2", "e3")]
    garden.expect("POLL-A2", POLL, entries=said, label="Quiet", count=3)


def low_agreement(garden: Garden) -> None:
    polls = garden.of_framework(POLL)
    garden.expect("POLL-A1", POLL, records=polls, all=3 * len(polls))


BED: Final = Bed(noise, {"POLL-A2": seen_by_one, "POLL-A1": low_agreement})
