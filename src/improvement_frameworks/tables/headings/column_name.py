"""By which names the columns of a framework are known, and the words for its parts."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, cast

from attrs import asdict, field, frozen

from improvement_frameworks.core.errors import nearest
from improvement_frameworks.core.record.extension import has_extensions
from improvement_frameworks.core.registry import (
    framework_ids,
    get_framework,
    published_ids,
    remember_until_declared,
)
from improvement_frameworks.core.wording import find_gist, fold, index_names
from improvement_frameworks.tables.headings.everyday import (
    EverydayWords,
    index_gists,
    index_words,
    respell,
)
from improvement_frameworks.tables.rows.column import columns_of
from improvement_frameworks.tables.rows.noun_list import noun_lists_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from improvement_frameworks.tables.rows.column import Column


_SCALE: Final = re.compile(r"\s[0-9] ?(?:-|\u2013|to) ?[0-9]{1,2}$")
_POINT: Final = re.compile(r"([0-9]{1,2})[ =:(\u2013-]+[^\W\d]+(?: [^\W\d]+){0,2}\)?")
_BRACKETS: Final = {")": "(", "]": "["}
PART_NAMES: Final = (
    "column",
    "section",
    "area",
    "frame",
    "category",
    "list",
    "lane",
    "box",
    "prompt",
    "kategorie",
    "spalte",
    "bereich",
    "catégorie",
    "categoría",
)
"""What boards of sticky notes and people call the column of the parts."""
_PARKED: Final = ("car park", "parking lot", "parked", "uncoded", "not coded", "unassigned")
"""Where people put what belongs to no part."""
HEADINGS_FILE: Final = "headings.json"
"""The file that keeps how the columns of this library's frameworks are named."""
_VAGUE: Final = frozenset(word for text in ("how", "came", "lead") for word in find_gist(text))
"""What is left of some names, and of "How did we do?", "What came of it" and "Leads to" as well."""
_LIKE: Final = 0.75
"""The share of letters in common from which a heading is like a name."""
ROLE: Final = "contributor_role"
"""The column of the role in which somebody speaks."""
LONGEST_NAME: Final = 60
"""How many characters a heading has at most to be compared by its words."""


@remember_until_declared
def words_for_column(column: Column, framework: str) -> EverydayWords:
    """Return the words that people write in a column of codes of a framework."""
    is_part = column.name == part_column(framework)
    return words_for_parts(framework) if is_part else EverydayWords.of(column.terms)


@remember_until_declared
def words_for_parts(framework: str) -> EverydayWords:
    """Return the words that people write for the parts of a framework."""
    return EverydayWords(headings_of(framework).parts)


@remember_until_declared
def name_parts(text: str, *, is_like: bool = False) -> Mapping[str, str]:
    """Return by framework which of its parts a text names, for all that have such a part.

    Args:
        text: What a cell says.
        is_like: Whether the stem of a word is enough, such as "Start" for "Started".

    >>> name_parts("Paterns"), name_parts("2. Mental models")
    ({}, {'iceberg': 'mental-models'})
    """
    lists = {name: words_for_parts(name) for name in sorted(find_speaking(text))}
    found = {n: w.find(text) or (w.find_like(text) if is_like else None) for n, w in lists.items()}
    return {name: code for name, code in found.items() if code}


@remember_until_declared
def find_speaking(text: str) -> frozenset[str]:
    """Return the frameworks of whose parts one is named somewhere in a text, word by word.

    >>> "iceberg" in find_speaking("Patterns we saw"), find_speaking("Our budget")
    (True, frozenset())
    """
    index = _index_parts()
    said = (frozenset(respell(fold(text)).split()), find_gist(text))
    pairs = ((words, pair) for words in said for word in words for pair in index.get(word, ()))
    return frozenset(name for words, (key, name) in pairs if key <= words)


@remember_until_declared
def _index_parts() -> Mapping[str, Sequence[tuple[frozenset[str], str]]]:
    """Return by its first word: the words by which a part is known, and its framework."""
    found: dict[str, list[tuple[frozenset[str], str]]] = {}
    for framework in framework_ids():
        for key in headings_of(framework).part_keys:
            first, *others = key.split()
            found.setdefault(first, []).append((frozenset([first, *others]), framework))
    return found


def part_column(framework: str) -> str:
    """Return the name of the column of the parts."""
    return headings_of(framework).part


def _gather(words: Iterable[str]) -> frozenset[str]:
    return frozenset(words)


@frozen
class Headings:
    """How the columns of a framework are named."""

    own: Mapping[str, str]
    """Every way in which its own names are written, and the column's name."""
    common: Mapping[str, str]
    """Everyday names, which count where no column is called so itself."""
    gists: Mapping[str, str]
    """What their names mean, as its words in order, and the column's name."""
    days: frozenset[str] = field(converter=_gather)
    """The columns that hold days."""
    of_entries: frozenset[str] = field(converter=_gather)
    """The columns of an entry, or of who said it, but for the days and the part."""
    required: frozenset[str] = field(converter=_gather)
    """The columns without which no table is complete."""
    needed: frozenset[str] = field(converter=_gather)
    """Those of an entry, beside the part, without which it is not complete."""
    fills: Mapping[str, str]
    """The names, in folded words, of what a cell may say of an entry, and the column's name."""
    stems: tuple[str, ...] = field(converter=tuple[str, ...])
    """What is said to all its questions, in folded words."""
    axes: Mapping[str, Mapping[str, str]]
    """Those of an entry, beside the part, that say a code, which it needs or which say how it
    takes a side: they may be across in a drawing. With what people write for the codes, in folded
    words, and the codes."""
    part: str
    """The column of the parts."""
    parts: Mapping[str, str]
    """What people write for the parts, in folded words, and the part's code."""
    part_keys: frozenset[str] = field(converter=_gather)
    """The words of each of these, in the singular, and those that carry its meaning, in order."""
    beside: frozenset[str] = field(converter=_gather)
    """The words for what people write among the parts and is none."""
    lists: frozenset[str] = field(converter=_gather)
    """What the sheets with its lists of nouns are called, such as "actions"."""
    boxes: tuple[Sequence[str], Sequence[str]]
    """The names across and down of a matrix of boxes; none if it is drawn in another way."""

    told_by: Mapping[str, str]
    """By column that is filled in: the part of an entry whose part no column says."""

    telling: frozenset[str] = field(converter=_gather)
    """The headings, in folded words, that only its tables have."""

    def is_beside(self, text: str) -> bool:
        """Whether a text says only what is known to be among the parts and none of them."""
        words = find_gist(text) if self.beside else ()
        gist = {word for word in words if any(map(str.isalnum, word))}
        return bool(gist) and gist <= self.beside


@remember_until_declared
def headings_of(framework: str) -> Headings:
    """Return how the columns of a framework are named.

    To find out whose table it is, all frameworks are asked. To load all of their records for that
    takes half of the time in which a table of 1,000 rows is checked, so what follows from the
    declarations of this library is kept in a file.
    """
    if framework not in published_ids() or has_extensions():
        return _derive(framework)
    return Headings(**_read_kept()[framework])


@cache
def _read_kept() -> Mapping[str, Mapping[str, Any]]:
    text = files(__name__.rpartition(".")[0]).joinpath(HEADINGS_FILE).read_text(encoding="utf-8")
    return cast("Mapping[str, Mapping[str, Any]]", json.loads(text))


def compose_headings(frameworks: Iterable[str]) -> str:
    """Return the text of the file that keeps how columns are named."""
    found = {name: asdict(_derive(name)) for name in frameworks}
    return json.dumps(found, ensure_ascii=False, indent=1, default=sorted) + "\n"


def _derive(framework: str) -> Headings:
    columns = columns_of(framework)
    about = get_framework(framework)
    figure = about.figure
    part = (about.part or "").replace("-", "_")
    others = [(name, c.name) for c in columns for name in (c.label, *c.aliases)]
    own = {**index_names(others), **{fold(column.name): column.name for column in columns}}
    declared = about.column_names.items()
    pairs = [(name, c.name) for c in columns for name in c.common_names]
    pairs += [(name, part) for name in PART_NAMES]
    shared = index_names(pairs)  # what a framework declares itself outweighs it
    special = index_names((word, name) for name, words in declared for word in words)
    common = {key: name for key, name in {**shared, **special}.items() if key not in own}
    required = {c.name: c for c in columns if c.is_required}
    axes = {n for n, c in required.items() if c.place == "entry" and c.terms and n != part}
    if stance := about.dimensions.get("stance"):
        axes.add(stance)
    days = {c.name for c in columns if c.kind in {"date", "moment"}}
    of_entries = {c.name for c in columns if c.place != "record"} - days - {part}
    parts = dict(sorted(index_words(about.parts, about.parts).items()))  # the same every time
    dated = [(f"date {key}" if name in days else key, name) for key, name in own.items()]
    return Headings(
        own=own,
        common=common,
        gists=_index_gists([*common.items(), *dated]),
        days=frozenset(days),
        of_entries=frozenset(of_entries),
        required=frozenset(required),
        needed=frozenset(n for n, c in required.items() if c.place == "entry") - {part},
        fills={
            fold(name): c.name
            for c in columns
            for name in (c.name, c.label)
            if c.place == "entry" and c.name != part and c.path
        },
        stems=tuple(fold(prompt.text) for prompt in about.prompts),
        axes={
            c.name: dict(sorted(index_words(c.terms).items())) for c in columns if c.name in axes
        },
        part=part,
        parts=parts,
        part_keys=frozenset(
            _write_gist(words)
            for name in parts
            for words in (respell(name).split(), find_gist(name))
            if words
        ),
        beside=frozenset(w for text in (*about.beside_parts, *_PARKED) for w in find_gist(text)),
        told_by=dict(about.part_told_by),
        telling=frozenset(map(fold, about.telling_names)),
        lists=frozenset(fold(noun.label) for noun in noun_lists_of(framework)),
        boxes=(figure.across, figure.down) if figure.kind == "matrix" else ((), ()),
    )


def _index_gists(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Map what names mean to their columns; "Said by" tells who, where "Said" tells what."""
    gists = index_gists((key, name) for key, name in names if not key.endswith(" by"))
    found = {_write_gist(gist): name for gist, name in gists.items() if not gist <= _VAGUE}
    return dict(sorted(found.items()))


def _write_gist(gist: Iterable[str]) -> str:
    return " ".join(sorted(gist))


def find_name(framework: str, text: str) -> str | None:
    """Return the column that a heading names: as it is called, as people call it, or in its words.

    >>> find_name("iceberg", "Level"), find_name("iceberg", "Who is responsible?")
    ('level', 'follow_up_owner')
    >>> find_name("iceberg", "Level (1-4)"), find_name("iceberg", "Date first seen")
    ('level', 'first_seen')
    >>> find_name("iceberg", "From (role)"), find_name("iceberg", "Now (RAG)")
    ('contributor_role', None)
    >>> find_name("team-safety-survey", "7 = very accurate")
    'chose_7'
    """
    words = fold(text)
    names = headings_of(framework)
    name = names.own.get(words) or names.common.get(words)
    if name is None and (bare := drop_brackets(text)):
        point = fold(text.rstrip()[len(bare) :])
        of_point = names.common.get(point) if point.isdecimal() else None
        name = of_point or find_name(framework, bare)
        asked = names.own.get(point)
        return asked if name is None and asked == ROLE else name  # "From (role)"
    if name is None and (numbered := _POINT.fullmatch(text)):
        name = names.common.get(numbered[1])  # "1 = very inaccurate"
    if name is None and len(words) <= LONGEST_NAME:
        name = names.gists.get(_write_gist(find_gist(text)))
    return name


@remember_until_declared
def name_columns(text: str) -> Mapping[str, str]:
    """Return by framework which of its columns a heading names, for all that have such a column.

    >>> name_columns("Level (1-4)")["iceberg"], name_columns("7 = very accurate")
    ('level', {'team-safety-survey': 'chose_7'})
    """
    index = _index_columns()
    known = {name for key in _list_keys(text) for name in index.get(key, ())}
    found = {name: find_name(name, text) for name in sorted(known)}
    return {framework: name for framework, name in found.items() if name}


def _list_keys(text: str) -> Iterator[str]:
    """Yield all that a heading may be called, as its whole or without what is in brackets."""
    words = fold(text)
    yield words
    if numbered := _POINT.fullmatch(text):
        yield numbered[1]
    if len(words) <= LONGEST_NAME:
        yield _write_gist(find_gist(text))
    if bare := drop_brackets(text):
        yield fold(text.rstrip()[len(bare) :])
        yield from _list_keys(bare)


@remember_until_declared
def _index_columns() -> Mapping[str, set[str]]:
    """Return by name of a column: the frameworks that may have it."""
    found: dict[str, set[str]] = {}
    for framework in framework_ids():
        names = headings_of(framework)
        for key in (*names.own, *names.common, *names.gists):
            found.setdefault(key, set()).add(framework)
    return found


def drop_brackets(text: str) -> str:
    """Return a heading without what is in brackets at its end; nothing if there is no such thing.

    >>> drop_brackets("Likelihood (1-5)"), drop_brackets("Likelihood")
    ('Likelihood', '')
    """
    text = text.rstrip()
    if scale := _SCALE.search(text):
        return text[: scale.start()]
    opening = _BRACKETS.get(text[-1:])
    return text[: text.rfind(opening)].rstrip() if opening and opening in text else ""


def find_near_name(text: str, index: Mapping[str, str], seen: Mapping[str, int]) -> str | None:
    """Return the column whose name is nearest to a heading, of those not seen yet.

    A slip of the keyboard seldom changes the first letter, and most headings that are a little like
    a name are other words: "Votes" are no notes.
    """
    words = fold(text)
    keys = [key for key, name in index.items() if name not in seen and key[:1] == words[:1]]
    begun = [key for key in keys if key.startswith(f"{words} ") or words.startswith(f"{key} ")]
    key = nearest(words, begun or keys, likeness=0 if begun else _LIKE)
    return index[key] if key else None
