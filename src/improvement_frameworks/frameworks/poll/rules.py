"""What no common check can say about polls: codes that are known, and readers who agree."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core import (
    Findings,
    alpha_by_code,
    at,
    find_circles,
    find_disputed,
    rule,
)

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.poll.record import Poll

ONE_EACH: Final = frozenset({"single-choice", "rating"})
"""How people answer if everyone gives one answer."""


@rule("POLL-E2")
def heading_used(record: Poll) -> Findings:
    headings = {one.code: one.label for one in record.codebook if one.codable is False}
    for index, coding in enumerate(record.codings):
        for number, code in enumerate(coding.codes):
            if code in headings:
                yield at("codings", index, "codes", number, label=headings[code])


@rule("POLL-E4")
def code_below_itself(record: Poll) -> Findings:
    circles = find_circles(record.codebook)
    for index, one in enumerate(record.codebook):
        if one.code in circles:
            yield at("codebook", index, "parent", label=one.label)


@rule("POLL-E8")
def question_unknown(record: Poll) -> Findings:
    known = {*record.about.part_vocabulary.codes, *record.part_codes}
    for index, one in enumerate(record.asked):
        if one.question not in known:
            yield at("asked", index, "question", code=one.question)


@rule("POLL-W2")
def code_unclear(record: Poll, *, answers: int, thousandths: int) -> Findings:
    places = {one.code: index for index, one in enumerate(record.codebook)}
    for code, found in alpha_by_code(record.by_reader()).items():
        is_low = found.value is not None and found.value * 1_000 < thousandths
        if is_low and found.items >= answers and code in places:
            label = record.codebook[places[code]].label
            yield at("codebook", places[code], label=label, alpha=f"{found.value:.2f}")


@rule("POLL-W4")
def more_than_voted(record: Poll) -> Findings:
    chosen, most = Counter[str](), Counter[str]()
    for one in record.entries:
        chosen[one.question] += one.mentions or 0
        most[one.question] = max(most[one.question], one.mentions or 0)
    times = Counter(one.question for one in record.asked)
    for index, asked in enumerate(record.asked):
        if asked.voted is None or asked.kind is None or times[asked.question] > 1:
            continue  # nobody knows to which asking the answers belong
        counted = {"multi-choice": most, **dict.fromkeys(ONE_EACH, chosen)}.get(asked.kind)
        if counted and counted[asked.question] > asked.voted:
            yield at("asked", index, "voted", voted=asked.voted, sum=counted[asked.question])


@rule("POLL-I1")
def one_reader(record: Poll) -> Findings:
    if len({one.coder for one in record.codings}) == 1:
        yield at("codings", count=len(record.codings))


@rule("POLL-I2")
def not_coded(record: Poll) -> Findings:
    coded = {one.entry for one in record.codings}
    left = sum(one.id not in coded for one in record.entries)
    if coded and left:
        yield at("codings", count=left, all=len(record.entries))


@rule("POLL-I3")
def readers_differ(record: Poll) -> Findings:
    disputed = find_disputed(record.by_reader())
    if disputed:
        ids = tuple(one.item for one in disputed[:10])
        yield at("codings", count=len(disputed), ids=ids)
