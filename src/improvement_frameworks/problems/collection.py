"""What is worth knowing about records that are taken together."""

from __future__ import annotations

from typing import Final

from improvement_frameworks.problems.problem import Problem

COLL_TWICE: Final = Problem(
    "COLL-TWICE",
    "info",
    "Same record twice",
    "The same record was read before, word by word: {first}. It counts once.",
    "Keep one of the two.",
)
COLL_LANGUAGES: Final = Problem(
    "COLL-LANGUAGES",
    "info",
    "Records in several languages",
    "The records are in more than one language: {languages}. Words of different languages are "
    "never taken for the same.",
    "Look at one language at a time where wording matters.",
)
COLL_PERIODS: Final = Problem(
    "COLL-PERIODS",
    "info",
    "Periods that overlap and differ",
    "Periods overlap and are not the same, so each counts as a wave of its own. Periods: {count}.",
    "Say on which days your waves begin: --wave DAY.",
)
COLL_WAVES: Final = Problem(
    "COLL-WAVES",
    "info",
    "Many waves",
    "With many waves, few groups speak in each, and what grew or faded is seldom seen. "
    "Waves: {count}.",
    "Say on which days longer waves begin: --wave DAY.",
)
COLL_NO_DAY: Final = Problem(
    "COLL-NO-DAY",
    "info",
    "Records of no wave",
    "Records that say neither their period nor their day belong to no wave. Records: {count}.",
    "Add the period, or the day of recording, if waves are to be compared.",
)
