"""What is planted in sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import absent, is_rare, said, some_places

from improvement_frameworks.testing import Bed, entries_of

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

SESSION: Final = "session"


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        kinds = ["welcome", "talk"]
        kinds += [] if garden.plants("SESS-A1") else ["review"]
        kinds += [] if garden.plants("SESS-A2") and not is_rare(group, wave) else ["discussion"]
        entries = [{"kind": kind, "text": garden.words(), "contributor": "c1"} for kind in kinds]
        garden.add(SESSION, entries, group=group, wave=wave)


def only_speakers(garden: Garden) -> None:
    records = [
        own
        for own, session in garden.of_framework(SESSION).items()
        if {entry["kind"] for entry in entries_of(session)} <= {"welcome", "talk"}
    ]
    garden.expect("SESS-A2", SESSION, records=records)


def fewer_come(garden: Garden) -> None:
    """In one series fewer come each time, in another one more at the end."""
    for falls, series, numbers in (
        (True, "Learning in summer", (40, 31, 18)),
        (False, "Learning at noon", (40, 31, 32)),
    ):
        records = [
            said(
                *(garden, SESSION, {"kind": "discussion"}, 0, wave),
                series=series,
                participants=number,
                held_on=garden.waves[wave].isoformat(),
            )[0]
            for wave, number in enumerate(numbers)
        ]
        if falls:
            garden.expect("SESS-A3", SESSION, records=records, first=40, last=18)


BED: Final = Bed(
    noise,
    {
        "SESS-A2": only_speakers,
        "SESS-A3": fewer_come,
        "SESS-A1": absent("SESS-A1", SESSION, "Review and next steps"),
    },
)
