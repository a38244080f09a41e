"""Rules that many frameworks have, each made with the framework's own code and words.

A factory knows how to look; the framework says what it is called, how bad it is, what to tell
people, which principle it serves and on which source it rests::

    level_outside_scheme = part_outside_scheme(
        "ICE-E1",
        severity="error",
        title="Level outside the scheme",
        ...
    )
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypedDict, TypeVar

from attrs import frozen
from typing_extensions import Unpack  # noqa: TC002 - read with the signature

from improvement_frameworks.core.field import find_values
from improvement_frameworks.core.links import Links
from improvement_frameworks.core.listed import find_vocabulary
from improvement_frameworks.core.record import Record
from improvement_frameworks.core.rules import Findings, Rule, at, rule
from improvement_frameworks.core.wording import fold
from improvement_frameworks.problems.problem import Principle, Severity, quote

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import date

    from pydantic.fields import FieldInfo

    from improvement_frameworks.core.header import Entry
    from improvement_frameworks.core.pointer import Path

R = TypeVar("R", bound=Record)

LATE_AFTER_DAYS: Final = 30
"""How many days after the end of its period a record counts as late; our judgement."""


class Words(TypedDict):
    """What a framework says of a rule that is made by a factory; as for the decorator ``rule``."""

    severity: Severity
    title: str
    message: str
    hint: str
    principle: Principle
    source: str
    asks: str
    """What good use asks, in one sentence."""


def _declare(
    code: str,
    check: Callable[[R], Findings],
    words: Words,
    facts: Mapping[str, str],
    limits: Mapping[str, int] | None = None,
) -> Rule[R]:
    check.__doc__ = words["asks"]
    said = words["message"] + words["hint"]
    return rule(
        code,
        severity=words["severity"],
        title=words["title"],
        message=words["message"],
        hint=words["hint"],
        principle=words["principle"],
        source=words["source"],
        facts={name: facts[name] for name in facts if f"{{{name}}}" in said},
        limits=limits,
    )(check)


def part_outside_scheme(code: str, **words: Unpack[Words]) -> Rule[Record]:
    """Make the rule that all parts that a record names are those of its scheme.

    Facts: ``part`` (what was written), ``scheme``, ``parts``.
    """

    def check(record: Record) -> Findings:
        scheme = record.part_scheme
        allowed = frozenset(record.part_codes)
        for path, value in find_values(record, _Lists(record.about.part_vocabulary.id)):
            if isinstance(value, str) and value not in allowed and value in record.about:
                yield at(*path, part=quote(value), scheme=scheme.id, parts=scheme.parts)

    facts = {"part": "What was written.", "parts": "The codes of the scheme's parts."}
    return _declare(code, check, words, facts)


@frozen
class _Lists:
    """Whether a field takes the codes of a vocabulary."""

    vocabulary: str

    def __call__(self, field: FieldInfo) -> bool:
        vocabulary = find_vocabulary(field)
        return vocabulary is not None and vocabulary.id == self.vocabulary


def link_to_other_part(
    code: str, *, field: str, is_wrong: Callable[[int], bool], **words: Unpack[Words]
) -> Rule[Record]:
    """Make the rule that links lead as far along the scheme as they should.

    Facts: ``part``, ``other`` and ``skipped`` (labels), ``id``.

    Args:
        code: The code of the rule.
        field: The field of an entry that holds the ids of others.
        is_wrong: Whether a link that leads so many parts down the scheme is wrong.
        words: What the framework says of the rule.
    """

    def check(record: Record) -> Findings:
        about = record.about
        for link in Links(record, record.entries, field).all:
            if link.distance is None or not is_wrong(link.distance):
                continue  # the rule about schemes speaks of parts outside the scheme
            (part,), (other,) = record.parts_of(link.entry), record.parts_of(link.target)
            yield at(
                *link.path,
                part=about[part].label,
                id=link.target.id or "",
                other=about[other].label,
                skipped=tuple(about[between].label for between in link.skipped),
            )

    facts = {
        "part": "The label of the entry's part.",
        "other": "The label of the part to which the link leads.",
        "skipped": "The labels of the parts in between.",
    }
    return _declare(code, check, words, facts)


def same_words_twice(code: str, **words: Unpack[Words]) -> Rule[Record]:
    """Make the rule that no two parts hold the same words.

    Facts: ``part`` (the label of the earlier entry's part), ``place``.
    """

    def check(record: Record) -> Findings:
        seen: dict[str, int] = {}
        for index, entry in enumerate(record.entries):
            said = fold(entry.text or "")
            earlier = seen.setdefault(said, index) if said else index
            parts, own = record.parts_of(record.entries[earlier]), record.parts_of(entry)
            if parts and own and parts != own:
                label = record.about[parts[0]].label
                yield at("entries", index, "text", part=label, place=f"/entries/{earlier}")

    facts = {"part": "The label of the other entry's part."}
    return _declare(code, check, words, facts)


def field_of_other_part(
    code: str, *, fields: Mapping[str, Collection[str]], **words: Unpack[Words]
) -> Rule[Record]:
    """Make the rule that fields which are meant for some parts are used on these only.

    Facts: ``field``, ``parts`` and ``part`` (labels).

    Args:
        code: The code of the rule.
        fields: For each field of an entry, the parts for which it is meant.
        words: What the framework says of the rule.
    """

    def check(record: Record) -> Findings:
        about = record.about
        for index, entry in enumerate(record.entries):
            own = record.parts_of(entry)
            for field, meant in fields.items():
                if own and getattr(entry, field) is not None and not set(meant) & set(own):
                    labels = tuple(about[part].label for part in meant)
                    part = about[own[0]].label
                    yield at("entries", index, field, field=field, parts=labels, part=part)

    facts = {
        "field": "The field.",
        "parts": "The labels of the parts for which the field is meant.",
        "part": "The label of the entry's part.",
    }
    return _declare(code, check, words, facts)


def one_voice(
    code: str, *, claims: Callable[[R], Sequence[Entry]], **words: Unpack[Words]
) -> Rule[R]:
    """Make the rule that some entries come from more than one person.

    An entry without a contributor may be by any of the record's contributors. Facts: ``count`` (of
    these entries).

    Args:
        code: The code of the rule.
        claims: Returns the entries that need several voices.
        words: What the framework says of the rule.
    """

    def check(record: R) -> Findings:
        made = claims(record)
        voices = {entry.contributor for entry in made}
        if None in voices:
            voices = {*voices, *(person.id for person in record.contributors)} - {None}
        if made and len(voices) < 2:
            yield at("entries", count=len(made))

    return _declare(code, check, words, {})


def purpose_missing(
    code: str,
    *,
    needs: Literal["all", "any"],
    when: Callable[[R], bool],
    **words: Unpack[Words],
) -> Rule[R]:
    """Make the rule that a record says what it is for.

    Facts: ``missing`` (the fields of the purpose that are empty).

    Args:
        code: The code of the rule.
        needs: Whether question and use are both needed, or one of them.
        when: Whether a record needs a purpose.
        words: What the framework says of the rule.
    """

    def check(record: R) -> Findings:
        purpose = record.purpose
        stated = {"question": purpose and purpose.question, "use": purpose and purpose.use}
        missing = tuple(name for name, said in stated.items() if not said)
        if len(missing) > (0 if needs == "all" else 1) and when(record):
            yield at("purpose", missing=missing)

    facts = {"missing": "The fields of the purpose that are missing."}
    return _declare(code, check, words, facts)


def recorded_long_after(
    code: str, *, recorded: Callable[[R], tuple[Path, date | None]], **words: Unpack[Words]
) -> Rule[R]:
    """Make the rule that a record is written while its period goes on, or soon after.

    Facts: ``end``, ``recorded``, ``days``.

    Args:
        code: The code of the rule.
        recorded: Returns the day of recording, if it is known, and where it is.
        words: What the framework says of the rule.
    """

    def check(record: R) -> Findings:
        path, day = recorded(record)
        end = record.period.end if record.period else None
        if end and day and (day - end).days > LATE_AFTER_DAYS:
            days = (day - end).days
            yield at(*path, end=end.isoformat(), recorded=day.isoformat(), days=days)

    facts = {"recorded": "The day of recording."}
    return _declare(code, check, words, facts, {"days": LATE_AFTER_DAYS})
