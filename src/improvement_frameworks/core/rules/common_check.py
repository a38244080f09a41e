"""Common checks: what the rules of several frameworks look for.

A rule in ``rules.toml`` names one with ``check`` and says under ``with`` what it needs to know;
each argument of a function here is a key there. What the rule declares as limits, words and
patterns is handed over by name too. No other Python is needed for such a rule::

    [[rules]]
    code = "ICE-E2"
    check = "link-to-other-part"
    with = { field = "explained_by", least = 1, most = 1 }
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final, cast

from attrs import frozen

from improvement_frameworks.core.pointer import write_pointer
from improvement_frameworks.core.record.action import find_worked_on
from improvement_frameworks.core.record.field import find_values
from improvement_frameworks.core.record.header import Entry
from improvement_frameworks.core.record.listed import find_vocabulary
from improvement_frameworks.core.record.record import Record
from improvement_frameworks.core.rules.code_file import CommonCheck, list_nothing
from improvement_frameworks.core.rules.condition import (
    ALL,
    RECORD,
    Conditions,
    is_given,
    look_up,
    steps_of,
    walk,
)
from improvement_frameworks.core.rules.links import Links
from improvement_frameworks.core.rules.rules import Finding, Findings, at
from improvement_frameworks.core.rules.setting import (
    EntryField,
    EntryIs,
    ItemField,
    ItemIs,
    RecordField,
    RecordIs,
)
from improvement_frameworks.core.wording import even, fold
from improvement_frameworks.problems.problem import Own, quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

    from improvement_frameworks.core.content.vocabulary import Term
    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.privacy import PersonalKind
    from improvement_frameworks.problems.problem import Param


CHECKS: Final[dict[str, CommonCheck[Finding]]] = {}
"""The common checks by their names."""


def _common(
    facts: Mapping[str, str] | None = None,
    list_patterns: Callable[..., Mapping[str, str]] = list_nothing,
    list_words: Callable[..., Mapping[str, tuple[str, ...]]] = list_nothing,
) -> Callable[[Callable[..., Findings]], Callable[..., Findings]]:
    def declare(function: Callable[..., Findings]) -> Callable[..., Findings]:
        name = function.__name__.replace("_", "-")
        CHECKS[name] = CommonCheck(name, function, facts or {}, list_patterns, list_words)
        return function

    return declare


@_common(facts={"label": "The label of the part."})
def found_where(
    record: Record,
    *,
    of: str = "entries",
    when: ItemIs = ALL,
    lacking: tuple[ItemField, ...] = (),
    record_is: RecordIs = ALL,
    some: EntryIs | None = None,
    none: EntryIs | None = None,
    at_field: ItemField = "",
) -> Findings:
    """Find what fits some conditions: a field that is missing, values that do not go together.

    Facts: ``label`` (of the entry's part), ``missing`` (the fields that are), and what each field
    that ``when`` names holds, under its name.

    Args:
        record: The record.
        of: What is looked at: ``entries``, another list such as ``actions`` or
            ``entries.examples``, or the ``record`` itself.
        when: What has to be so of it.
        lacking: Fields of which one at least has to be missing.
        record_is: What has to be so of the record.
        some: What has to be so of one entry at least.
        none: What may be so of no entry.
        at_field: The field that is shown as the place.
    """
    if not _suits(record, record_is, some, none):
        return
    place = steps_of(at_field) if at_field else ()
    for path, item in walk(record, of):
        if not when.hold(item):
            continue
        missing = tuple(name for name in lacking if not is_given(look_up(item, steps_of(name))))
        if missing or not lacking:
            facts = when.facts(item)
            facts["missing"] = tuple(steps_of(name)[-1] for name in missing)
            yield at(*path, *place, **facts, **_label_of(record, item))


def _suits(
    record: Record, record_is: Conditions, some: Conditions | None, none: Conditions | None
) -> bool:
    return (
        record_is.hold(record)
        and (some is None or any(map(some.hold, record.entries)))
        and (none is None or not any(map(none.hold, record.entries)))
    )


def _label_of(record: Record, item: object) -> dict[str, Param]:
    """Return the label of an entry's part as a fact, if it has one."""
    parts = record.parts_of(item) if isinstance(item, Entry) else ()
    return {"label": record.find_part(parts[0]).label} if parts else {}


@_common(facts={"label": "The label of the part.", "day": "Since when an action is due."})
def entry_without_action(
    record: Record, *, when: EntryIs = ALL, since: RecordField = ""
) -> Findings:
    """Find entries on which no action works.

    Facts: as `found_where`, and ``day`` (since when an action is due).

    Args:
        record: The record.
        when: What has to be so of an entry.
        since: The field of the record with the day from which on an action is due; without it an
            action is always due.
    """
    day = _day(record, record, since) if since else None
    if since and (day is None or record.recorded_on is None or record.recorded_on < day):
        return
    due = {"day": day.isoformat()} if day else {}
    wanted = [(index, entry) for index, entry in enumerate(record.entries) if when.hold(entry)]
    worked_on = find_worked_on(record) if wanted else frozenset[int]()
    for index, entry in wanted:
        if index not in worked_on:
            yield at("entries", index, **when.facts(entry), **_label_of(record, entry), **due)


@_common(
    facts={
        "earlier": "The earlier day.",
        "later": "The later day.",
    }
)
def days_apart(
    record: Record,
    *,
    earlier: ItemField,
    later: ItemField,
    days: int,
    at_field: ItemField,
    of: str = RECORD,
    when: ItemIs = ALL,
    none: EntryIs | None = None,
) -> Findings:
    """Find days that are more than so many days apart.

    Facts: ``earlier`` and ``later`` (the days), ``days`` (how many lie between them).

    Args:
        record: The record.
        earlier: The field with the day that should be no more than so many days before the other,
            such as ``period.end``; ``record.recorded_on`` is a field of the record.
        later: The field with the other day.
        days: How many days at most.
        at_field: The field that is shown as the place.
        of: What is looked at, as for `found_where`.
        when: What has to be so of it.
        none: What may be so of no entry.
    """
    if not _suits(record, ALL, None, none):
        return
    for path, item in walk(record, of):
        first, last = _day(record, item, earlier), _day(record, item, later)
        if first and last and (last - first).days > days and when.hold(item):
            facts = {"earlier": first.isoformat(), "later": last.isoformat()}
            yield at(*path, *steps_of(at_field), **facts, days=(last - first).days)


def _day(record: Record, item: object, name: str) -> date | None:
    value = _look_up_from(record, item, name)
    return value if isinstance(value, date) else None


def _look_up_from(record: Record, item: object, name: str) -> object:
    """Return what a field of an item holds, or one of the record if its name says so."""
    steps = steps_of(name)
    return look_up(record, steps[1:]) if steps[0] == RECORD else look_up(item, steps)


@_common(
    facts={
        "word": "The first of the words that were found, as it was written.",
        "words": "The words that were found, in lower case.",
    }
)
def words_in_text(
    record: Record,
    *,
    wanted: re.Pattern[str],
    excused: re.Pattern[str] | None = None,
    left_out: re.Pattern[str] | None = None,
    field: ItemField = "text",
    of: str = "entries",
    when: ItemIs = ALL,
) -> Findings:
    """Find texts with certain words.

    Facts: ``word`` (the first that was found), ``words`` (all of them, in lower case).

    Args:
        record: The record.
        wanted: The pattern of the words.
        excused: The pattern of words with which a text is left alone.
        left_out: The pattern of what is not looked at, such as what is in quotation marks.
        field: The field with the text.
        of: What is looked at, as for `found_where`.
        when: What has to be so of it.
    """
    for path, item in walk(record, of):
        text = look_up(item, (field,))
        if not isinstance(text, str) or not when.hold(item):
            continue
        seen = left_out.sub(" ", text) if left_out else text
        found = [match[0].strip() for match in wanted.finditer(seen)]
        if found and not (excused and excused.search(seen)):
            words = tuple(dict.fromkeys(word.lower() for word in found))
            yield at(*path, field, word=found[0], words=words)


def _list_personal_patterns(kind: str) -> Mapping[str, str]:
    from improvement_frameworks.privacy import PERSONAL_KINDS

    return {name: pattern.text for name, pattern in PERSONAL_KINDS[kind].patterns.items()}


def _list_personal_words(kind: str) -> Mapping[str, tuple[str, ...]]:
    from improvement_frameworks.privacy import PERSONAL_KINDS

    return PERSONAL_KINDS[kind].words


@_common(
    facts={"count": "How often it was found there."},
    list_patterns=_list_personal_patterns,
    list_words=_list_personal_words,
)
def personal_data(record: Record, *, kind: str) -> Findings:
    """Find texts in which something looks personal: an address, a number, a name after a title.

    Every field of the record is searched in which people write freely.

    Facts: ``count``.

    Args:
        record: The record.
        kind: The kind that is looked for: its code in ``privacy.toml``, or ``contributor-name``.
    """
    from improvement_frameworks.core.work.masking import find_in_record

    for path, count in find_in_record(record).get(kind, {}).items():
        yield at(*path, count=count)


def _find_indirect() -> dict[str, PersonalKind]:
    from improvement_frameworks.privacy import PERSONAL_KINDS

    return {code: kind for code, kind in PERSONAL_KINDS.items() if kind.indirect}


def _list_indirect_patterns(**_settings: object) -> Mapping[str, str]:
    found = _find_indirect().values()
    return {name: one.text for kind in found for name, one in kind.patterns.items()}


def _list_indirect_words(**_settings: object) -> Mapping[str, tuple[str, ...]]:
    return {name: words for kind in _find_indirect().values() for name, words in kind.words.items()}


@_common(
    facts={"traces": "What was found, in words."},
    list_patterns=_list_indirect_patterns,
    list_words=_list_indirect_words,
)
def words_that_identify(
    record: Record,
    *,
    fields: tuple[EntryField, ...],
    when: EntryIs = ALL,
    record_is: RecordIs = ALL,
) -> Findings:
    """Find texts with words that together could tell who is meant, such as a role with a place.

    What tells it alone (a number, a name) the rules of every record find; see `personal_data`.

    Facts: ``traces``.

    Args:
        record: The record.
        fields: The fields of an entry with the texts.
        when: What has to be so of an entry.
        record_is: What has to be so of the record.
    """
    from improvement_frameworks.privacy import find_personal_data

    if not record_is.hold(record):
        return
    indirect = _find_indirect()
    for index, entry in enumerate(record.entries):
        if when.hold(entry):
            for name in fields:
                found = dict.fromkeys(
                    one.kind for one in find_personal_data(getattr(entry, name) or "")
                )
                traces = tuple(indirect[kind].label for kind in found if kind in indirect)
                if traces:
                    yield at("entries", index, name, traces=traces)


_LEFT_OUT: Final = re.compile(r"\[?(?:…|\.\.\.)\]?")


def _list_left_out(**_settings: object) -> Mapping[str, str]:
    return {"left_out": _LEFT_OUT.pattern}


@_common(list_patterns=_list_left_out)
def quote_not_in_text(record: Record, *, field: EntryField) -> Findings:
    """Find quotes that are no exact part of the text of their entry.

    White space does not count, and three dots stand for words that are left out.

    Args:
        record: The record.
        field: The field of an entry with a quote, or with a list of them.
    """
    for index, entry in enumerate(record.entries):
        held = getattr(entry, field)
        if isinstance(held, str):
            if not _is_part_of(held, entry.text or ""):
                yield at("entries", index, field)
            continue
        for number, quoted in enumerate(cast("tuple[str, ...]", held or ())):
            if not _is_part_of(quoted, entry.text or ""):
                yield at("entries", index, field, number)


def _is_part_of(quoted: str, text: str) -> bool:
    """Whether the pieces of a quote stand in a text, in their order."""
    rest = " ".join(text.split())
    for piece in _LEFT_OUT.split(quoted):
        words = " ".join(piece.split())
        if words:
            _, found, rest = rest.partition(words)
            if not found:
                return False
    return True


@_common(facts={"part": "What was written.", "parts": "The codes of the scheme's parts."})
def part_outside_scheme(record: Record) -> Findings:
    """Find parts that the record's scheme does not have.

    Facts: ``part`` (what was written), ``scheme``, ``parts``.
    """
    scheme = record.part_scheme
    allowed = frozenset(record.part_codes)
    for path, value in find_values(record, _Lists(record.about.part_vocabulary.id)):
        if isinstance(value, str) and value not in allowed and value in record.about:
            yield at(*path, part=quote(value), scheme=scheme.id, parts=scheme.parts)


@frozen(repr=False)
class _Lists:
    """Whether a field takes the codes of a vocabulary."""

    vocabulary: str

    def __call__(self, field: FieldInfo) -> bool:
        vocabulary = find_vocabulary(field)
        return vocabulary is not None and vocabulary.id == self.vocabulary


@_common()
def part_skipped(record: Record, *, optional: tuple[str, ...] = ()) -> Findings:
    """Find parts of the scheme without entries where a later part has some.

    Facts: ``label``, ``prompt`` (the questions of the part).

    Args:
        record: The record.
        optional: The parts that may be left out.
    """
    coverage, parts = record.coverage(), record.part_scheme.parts
    filled = [place for place, code in enumerate(parts) if coverage[code]]
    for place, code in enumerate(parts):
        if filled and place < filled[-1] and not coverage[code] and code not in optional:
            part = record.find_part(code)
            yield at("entries", label=part.label, prompt=Own(" ".join(part.prompts)))


@_common(facts={"missing": "The labels of the parts."})
def parts_missing(record: Record) -> Findings:
    """Find parts of the scheme without entries, in a record that has some.

    Facts: ``missing`` (labels), ``filled`` (how many parts have entries), ``all``.
    """
    counts, parts = record.coverage(), record.part_scheme.parts
    missing = tuple(record.find_part(code).label for code in parts if not counts[code])
    if record.entries and missing:
        yield at("entries", missing=missing, filled=len(parts) - len(missing), all=len(parts))


@_common()
def parts_unknown(record: Record) -> Findings:
    """Find that the default scheme has fewer parts than there are by all accounts.

    The number that there are is ``expected_size`` in ``content.toml``; parts that a record declares
    itself count too. Facts: ``count`` (the parts in the record's list), ``all``.
    """
    size, count = record.about.expected_size, len(record.part_codes)
    if size is not None and record.part_scheme.default and count < size:
        yield at("entries", count=count, all=size)


@_common()
def part_twice(record: Record) -> Findings:
    """Find entries about a part that an earlier entry is about.

    Facts: ``label``, ``place`` (of the first), ``times``.
    """
    counts = Counter(code for entry in record.entries for code in record.parts_of(entry))
    seen: dict[str, int] = {}
    for index, entry in enumerate(record.entries):
        for code in record.parts_of(entry):
            first = seen.setdefault(code, index)
            if first != index:
                yield at(
                    *("entries", index, record.about.part_field),
                    label=record.find_part(code).label,
                    place=f"/entries/{first}",
                    times=counts[code],
                )


@_common(
    facts={
        "label": "The label of the part.",
        "other": "What the earlier one says in the field in which they differ.",
    }
)
def same_fields_twice(
    record: Record,
    *,
    fields: tuple[ItemField, ...],
    of: str = "entries",
    differ: ItemField = "",
    at_field: ItemField = "",
) -> Findings:
    """Find what is said for a second time: the same in some fields as in an earlier one.

    Facts: what these fields hold, under their names; ``place`` (of the first); ``label`` (of an
    entry's part); with ``differ`` what that field holds, under its name, and ``other``.

    Args:
        record: The record.
        fields: The fields that say the same. Two that both leave one empty are alike in it.
        of: What is looked at, as for `found_where`.
        differ: A field in which the two say different things; each has to say something there.
        at_field: The field that is shown as the place.
    """
    first: dict[tuple[object, ...], tuple[Path, object]] = {}
    for path, item in walk(record, of):
        said = look_up(item, (differ,)) if differ else None
        if differ and not is_given(said):
            continue
        place, earlier = first.setdefault(tuple(getattr(item, f) for f in fields), (path, item))
        if earlier is item or (differ and look_up(earlier, (differ,)) == said):
            continue
        told = Conditions(dict.fromkeys((*fields, *filter(None, [differ])), True))
        other = {"other": told.facts(earlier)[differ]} if differ else {}
        yield at(
            *(*path, *(steps_of(at_field) if at_field else ())),
            **told.facts(item),
            **other,
            **_label_of(record, item),
            place=write_pointer(place),
        )


@_common(
    facts={
        "part": "The label of the other entry's part.",
        "words": "The words of the earlier entry.",
    }
)
def same_words_twice(record: Record, *, field: EntryField = "text") -> Findings:
    """Find entries under two parts that hold the same words.

    Facts: ``part`` (the label of the earlier entry's part), ``words`` (as it has them), ``place``.

    Args:
        record: The record.
        field: The field of an entry with the words.
    """
    seen: dict[str, int] = {}
    for index, entry in enumerate(record.entries):
        said = fold(getattr(entry, field) or "")
        earlier = seen.setdefault(said, index) if said else index
        parts, own = record.parts_of(record.entries[earlier]), record.parts_of(entry)
        if parts and own and parts != own:
            words: str = getattr(record.entries[earlier], field)
            label, place = record.find_part(parts[0]).label, f"/entries/{earlier}"
            yield at("entries", index, field, part=label, words=words, place=place)


@_common(
    facts={
        "field": "The field.",
        "parts": "The labels of the parts for which the field is meant.",
        "part": "The label of the entry's part.",
    }
)
def field_of_other_part(
    record: Record, *, fields: Mapping[EntryField, tuple[str, ...]]
) -> Findings:
    """Find fields that are meant for some parts on entries about others.

    Facts: ``field``, ``parts`` and ``part`` (labels).

    Args:
        record: The record.
        fields: For each field of an entry, the parts for which it is meant.
    """
    for index, entry in enumerate(record.entries):
        own = record.parts_of(entry)
        for field, meant in fields.items():
            if own and getattr(entry, field) is not None and not set(meant) & set(own):
                labels = tuple(record.find_part(part).label for part in meant)
                part = record.find_part(own[0]).label
                yield at("entries", index, field, field=field, parts=labels, part=part)


@_common(
    facts={
        "value": "The label of what is chosen.",
        "meant": "The labels of what it goes with.",
        "other": "The label of what is chosen in the other field.",
    }
)
def does_not_go_with(
    record: Record, *, field: EntryField, other: EntryField, detail: str, when: EntryIs = ALL
) -> Findings:
    """Find codes in two fields of an entry that do not go together.

    Which codes go with a code is a detail of it, see ``details`` in ``codes.json``. Facts:
    ``value``, ``meant`` and ``other``.

    Args:
        record: The record.
        field: The field of an entry with a code that goes with certain others.
        other: The field of the same entry with the other code.
        detail: The detail that holds the codes that it goes with, one or a list.
        when: What has to be so of an entry.
    """
    for index, entry in enumerate(record.entries):
        code, chosen = getattr(entry, field), getattr(entry, other)
        if code is None or chosen is None or not when.hold(entry):
            continue
        meant = _vocabulary(type(entry), field)[code].details[detail]
        allowed = cast("tuple[str, ...]", meant if isinstance(meant, tuple) else (meant,))
        if chosen not in allowed:
            labels = tuple(_label(type(entry), other, one) for one in allowed)
            facts = {
                "value": _label(type(entry), field, code),
                "other": _label(type(entry), other, chosen),
            }
            yield at("entries", index, field, **facts, meant=labels)


@cache
def _vocabulary(model: type[BaseModel], field: str) -> Mapping[str, Term]:
    found = find_vocabulary(model.model_fields[field])
    return {term.code: term for term in found.terms} if found else {}


def _label(model: type, field: str, value: str) -> str:
    """Return the label of a code in a field; other texts are returned as they are."""
    term = _vocabulary(model, field).get(value)
    return term.label if term else value


@_common(
    facts={
        "count": "How many say it.",
        "value": "What all of them say: the label of a code, or the text.",
    }
)
def all_alike(
    record: Record,
    *,
    field: EntryField,
    entries: int = 1,
    only: tuple[str, ...] = (),
    when: EntryIs = ALL,
    detail: str = "",
    like: RecordField = "",
    everyone: bool = False,
) -> Findings:
    """Find fields that say the same in all entries that say something.

    Facts: ``count`` (of these entries), ``value`` (a label, or the text).

    Args:
        record: The record.
        field: The field of an entry. Of several codes in it each counts.
        entries: How many entries at least have to say something.
        only: The codes of which it is told; all of them if it is left out.
        when: What has to be so of an entry.
        detail: The detail of a part in ``content.toml`` that says it for an entry about this part
            which leaves the field empty.
        like: The field of the record that has to say the same.
        everyone: Whether nothing is told if one of these entries says nothing.
    """
    wanted = [entry for entry in record.entries if when.hold(entry)]
    said = [said for entry in wanted if (said := _values_of(record, entry, field, detail))]
    values = [value for one in said for value in one]
    is_told = len(said) >= entries and not (everyone and len(said) < len(wanted))
    if not is_told or len({fold(value) for value in values}) != 1:
        return
    value = values[0]
    if (not only or value in only) and (not like or value == str(look_up(record, steps_of(like)))):
        yield at("entries", count=len(said), value=_label(type(wanted[0]), field, value))


def _values_of(record: Record, entry: Entry, field: str, detail: str) -> tuple[str, ...]:
    """Return what a field says, each of several codes; or what the entry's part says for it."""
    value = getattr(entry, field)
    if not is_given(value) and detail:
        value = tuple(record.find_part(part).details[detail] for part in record.parts_of(entry))
    if not is_given(value):
        return ()
    return tuple(
        map(str, cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,))
    )


@_common(facts={"value": "What was written."})
def not_among(
    record: Record,
    *,
    field: ItemField,
    among: RecordField,
    of: tuple[str, ...] = ("entries",),
    record_is: RecordIs = ALL,
) -> Findings:
    """Find names that are not on a list of the record, such as codes that its codebook lacks.

    Nothing is told if one of the list leaves its name out: it may be the one that is meant. Case
    and spaces make no difference. Facts: ``value``.

    Args:
        record: The record.
        field: The field with a name, or with several.
        among: The field with the names that there are, such as ``codebook.code``.
        of: What is looked at: one list or several, each as for `found_where`.
        record_is: What has to be so of the record.
    """
    *steps, name = steps_of(among)
    names = [look_up(item, (name,)) for _, item in walk(record, ".".join(steps))]
    if None in names or not record_is.hold(record):
        return
    known = {even(str(one)) for one in names}
    for path, item in (found for one in of for found in walk(record, one)):
        value = look_up(item, (field,))
        several = isinstance(value, tuple)
        for number, said in enumerate(cast("tuple[object, ...]", value) if several else (value,)):
            if said is not None and even(str(said)) not in known:
                yield at(*path, field, *((number,) if several else ()), value=str(said))


@_common(facts={"known": "How many entries say it."})
def how_many_without(record: Record, *, field: EntryField, known: int = 0) -> Findings:
    """Count the entries that leave a field empty.

    Facts: ``count`` (of them), ``known`` (of the others), ``all``.

    Args:
        record: The record.
        field: The field of an entry.
        known: How many entries at least have to say something.
    """
    said = sum(is_given(getattr(entry, field)) for entry in record.entries)
    count = len(record.entries) - said
    if count and said >= known:
        yield at("entries", count=count, known=said, all=len(record.entries))


@_common(facts={"count": "The number, or how many there are."})
def number_outside(
    record: Record, *, field: RecordField, least: int | None = None, most: int | None = None
) -> Findings:
    """Find a number of the record, or a list, that is too small or too large.

    Facts: ``count``, ``least``, ``most``.

    Args:
        record: The record.
        field: The field of the record: a whole number or a list.
        least: The smallest number that is well.
        most: The largest number that is well.
    """
    value = look_up(record, steps_of(field))
    count = len(cast("tuple[object, ...]", value)) if isinstance(value, tuple) else value
    if isinstance(count, int) and (
        (least is not None and count < least) or (most is not None and count > most)
    ):
        limits = {"least": least, "most": most}
        known = {name: limit for name, limit in limits.items() if limit is not None}
        yield at(*steps_of(field), count=count, **known)


@_common(facts={"number": "The number.", "limit": "The number that it should not be above."})
def number_above(
    record: Record,
    *,
    field: ItemField,
    limit: ItemField,
    of: str = RECORD,
    at_field: ItemField = "",
) -> Findings:
    """Find a number that is larger than another one.

    Facts: ``number``, ``limit``.

    Args:
        record: The record.
        field: The field with the number.
        limit: The field with the number that it should not be above; ``record.voted`` is a field
            of the record.
        of: What is looked at, as for `found_where`; the record itself if it is left out.
        at_field: The field that is shown as the place, if it is another one.
    """
    for path, item in walk(record, of):
        number, most = _look_up_from(record, item, field), _look_up_from(record, item, limit)
        if isinstance(number, int) and isinstance(most, int) and number > most:
            yield at(*path, *steps_of(at_field or field), number=number, limit=most)


@_common(
    facts={
        "sum": "What the numbers make together.",
        "limit": "The number that they should not be above.",
        "label": "The label of the part.",
    }
)
def sum_above(
    record: Record,
    *,
    field: EntryField,
    limit: RecordField,
    each_part: bool = False,
    record_is: RecordIs = ALL,
) -> Findings:
    """Find numbers of entries that make more together than a number of the record.

    Facts: ``sum``, ``limit``, ``label`` (of the part, if each is looked at by itself).

    Args:
        record: The record.
        field: The field of an entry with the number; an entry without one adds nothing.
        limit: The field of the record with the number that they should not be above.
        each_part: Whether the entries of each part are added up by themselves.
        record_is: What has to be so of the record.
    """
    most = look_up(record, steps_of(limit))
    if not isinstance(most, int) or not record_is.hold(record):
        return
    sums = Counter[str]()
    for index, entry in enumerate(record.entries):
        number = look_up(entry, steps_of(field))
        for part in record.parts_of(entry) if each_part else ("",):
            before = sums[part]
            sums[part] += number if isinstance(number, int) else 0
            if before <= most < sums[part]:
                facts = {"label": record.find_part(part).label} if part else {}
                yield at("entries", index, *steps_of(field), sum=sums[part], limit=most, **facts)


@_common(facts={"contributor": "The ID of the contributor, if it is known."})
def one_voice(
    record: Record,
    *,
    when: EntryIs = ALL,
    record_is: RecordIs = ALL,
    entries: int = 1,
    all_named: bool = False,
    anyone: bool = False,
) -> Findings:
    """Find entries that should come from several people and come from one.

    An entry without a contributor may be by any of the record's contributors. Facts: ``count`` (of
    these entries), ``contributor``.

    Args:
        record: The record.
        when: What has to be so of an entry.
        record_is: What has to be so of the record.
        entries: How many such entries at least there have to be.
        all_named: Whether nothing is said unless each of these entries names its contributor.
        anyone: Whether it is enough that several people took part in the record.
    """
    made = [entry for entry in record.entries if when.hold(entry)]
    if len(made) >= entries and made and record_is.hold(record):
        voices = find_voices(record, record.entries if anyone else made)
        people = {person.id for person in record.contributors} if anyone else set[str]()
        named = all(entry.contributor for entry in made) or not all_named
        if len(voices | people) < 2 and named:
            yield at("entries", count=len(made), contributor=next(iter(voices), ""))


def find_voices(record: Record, entries: Iterable[Entry]) -> frozenset[str]:
    """Return the ids of those who may have said something.

    An entry without a contributor may be by any of the record's contributors.
    """
    voices = {entry.contributor for entry in entries}
    if None in voices:
        voices |= {person.id for person in record.contributors}
    return frozenset(voice for voice in voices if voice)


@_common(
    facts={
        "part": "The label of the entry's part.",
        "other": "The label of the part to which the link leads.",
        "skipped": "The labels of the parts in between.",
    }
)
def link_to_other_part(
    record: Record, *, field: EntryField, least: int | None = None, most: int | None = None
) -> Findings:
    """Find links that do not lead as far along the scheme as they should.

    Facts: ``part``, ``other`` and ``skipped`` (labels), ``id``.

    Args:
        record: The record.
        field: The field of an entry that holds the ids of others.
        least: How many parts at least a link leads further on; less than 0 for earlier parts.
        most: How many parts at most.
    """
    for link in Links(record, record.entries, field).all:
        if link.distance is None:
            continue  # the rule about schemes speaks of parts outside the scheme
        if (least is not None and link.distance < least) or (
            most is not None and link.distance > most
        ):
            (part,), (other,) = record.parts_of(link.entry), record.parts_of(link.target)
            yield at(
                *link.path,
                part=record.find_part(part).label,
                id=link.target.id or "",
                other=record.find_part(other).label,
                skipped=tuple(record.find_part(between).label for between in link.skipped),
            )


@_common(facts={"label": "The label of the part."})
def no_link_to(
    record: Record, *, field: EntryField, when: EntryIs = ALL, by: EntryIs = ALL
) -> Findings:
    """Find entries to which no other entry has a link.

    Facts: as `found_where`.

    Args:
        record: The record.
        field: The field of an entry that holds the ids of others.
        when: What has to be so of the entry to which no link leads.
        by: What has to be so of an entry whose links count.
    """
    linked = {
        wanted
        for entry in record.entries
        if by.hold(entry)
        for wanted in cast("tuple[str, ...]", getattr(entry, field))
    }
    for index, entry in enumerate(record.entries):
        if entry.id not in linked and when.hold(entry):
            yield at("entries", index, **when.facts(entry), **_label_of(record, entry))


@_common(facts={"label": "The label of the part."})
def rests_on_none(
    record: Record, *, field: EntryField, when: EntryIs = ALL, on: EntryIs = ALL
) -> Findings:
    """Find entries whose links lead to none of the entries on which they should rest, near or far.

    Facts: as `found_where`.

    Args:
        record: The record.
        field: The field of an entry that holds the ids of others.
        when: What has to be so of the entry.
        on: What has to be so of one entry at least that its links lead to.
    """
    grounds = [place for place, entry in enumerate(record.entries) if on.hold(entry)]
    grounded = Links(record, record.entries, field).leading_to(grounds)
    for index, entry in enumerate(record.entries):
        if index not in grounded and when.hold(entry):
            yield at("entries", index, **when.facts(entry), **_label_of(record, entry))
