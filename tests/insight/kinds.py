"""What is planted for kinds of insights that several frameworks have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.testing import entries_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from improvement_frameworks.testing import Garden

    Plant = Callable[[Garden], None]
    Fields = Mapping[str, object]

EVERY = 3
"""Of how many groups one has noise of a framework, so that gardens stay small."""


def some_places(garden: Garden) -> Iterator[tuple[int, int]]:
    """Yield groups and waves for noise."""
    for wave in range(len(garden.waves)):
        for group in range(wave % EVERY, len(garden.groups), EVERY):
            yield group, wave


def is_rare(group: int, wave: int) -> bool:
    """Whether a place is one of those few that are unlike the others."""
    return (group // EVERY + wave) % 6 == 0


def said(
    garden: Garden,
    framework: str,
    fields: Fields,
    group: int,
    wave: int = 0,
    *,
    text: str = "",
    **header: object,
) -> tuple[str, str]:
    """Add a record with one entry, and return the place of the entry."""
    entry = {"text": text or garden.words(), "contributor": "c1", **fields}
    return garden.add(framework, [entry], group=group, wave=wave, **header), "e1"


def same_words(code: str, framework: str, fields: Fields, groups: int = 3) -> Plant:
    """Let several groups say the same."""

    def plant(garden: Garden) -> None:
        text = garden.words()
        places = [
            said(garden, framework, fields, group, number % 2, text=text)
            for number, group in enumerate(garden.some_groups(groups))
        ]
        garden.expect(code, framework, entries=places, groups=groups)

    return plant


def both_sides(
    code: str, framework: str, one: Fields, other: Fields, *, words: bool = True, **facts: str
) -> Plant:
    """Let groups say on the one side what others say on the other.

    In the same words, one on each side will do; in words of their own, there are two on each.
    """

    def plant(garden: Garden) -> None:
        text = garden.words() if words else ""
        groups = garden.some_groups(2 if words else 4)
        places = [
            said(garden, framework, (one, other)[number % 2], group, number % 2, text=text)
            for number, group in enumerate(groups)
        ]
        garden.expect(code, framework, entries=places, groups=len(groups), **facts)

    return plant


def again(code: str, framework: str, fields: Fields) -> Plant:
    """Let one group say the same in two waves, and another one twice in one."""

    def plant(garden: Garden) -> None:
        text = garden.words()
        one, other = garden.some_groups(2)
        places = [said(garden, framework, fields, one, wave, text=text) for wave in (0, 2)]
        for _ in range(2):
            said(garden, framework, fields, other, 1, text=text)
        garden.expect(code, framework, entries=places, groups=1)

    return plant


def linked_differently(code: str, framework: str, entries: Sequence[Fields]) -> Plant:
    """Let two groups say the same in their first entry, with other words in the second.

    Two more groups say something else, and have the same words in the second entry as well.
    """

    def plant(garden: Garden) -> None:
        places: list[tuple[str, str]] = []
        same = [(garden.words(), garden.words()) for _ in range(2)]
        for number, group in enumerate(garden.some_groups(4)):
            text, second = same[number // 2]
            texts = (text, garden.words() if number < 2 else second, garden.words())
            given = [
                {"text": words, "contributor": "c1", **fields}
                for words, fields in zip(texts, entries, strict=False)
            ]
            own = garden.add(framework, given, group=group)
            places += [(own, "e1"), (own, "e2")] if number < 2 else []
        garden.expect(code, framework, entries=places, groups=2)

    return plant


def in_groups(
    code: str,
    framework: str,
    one: Fields,
    other: Fields,
    label: str,
    *,
    before_too: str = "",
    after_too: str = "",
    scheme: str = "",
) -> Plant:
    """Let three groups say one thing in the first wave and the other in the last.

    A fourth group says the first thing twice, and a fifth says both in the last wave. Two other
    insights may see one half of it.
    """

    def plant(garden: Garden) -> None:
        def put(fields: Fields, group: int, wave: int) -> tuple[str, str]:
            own, entry = said(garden, framework, fields, group, wave)
            if scheme:
                garden.documents[own]["scheme"] = scheme
            return own, entry

        *changed, same, mixed = garden.some_groups(5)
        before = [put(one, group, 0) for group in changed]
        after = [put(other, group, 2) for group in changed]
        unchanged = [put(one, same, wave) for wave in (0, 2)]
        unchanged += [put(one, mixed, wave) for wave in (0, 2)]
        late = put(other, mixed, 2)
        fact = {"label": label}
        garden.expect(code, framework, entries=[*before, *after], groups=3, looked=5, **fact)
        if before_too:
            places = [*before, *unchanged]
            garden.expect(before_too, framework, entries=places, groups=5, **fact)
        if after_too:
            garden.expect(after_too, framework, entries=[*after, late], groups=4, **fact)

    return plant


def same_code(code: str, framework: str, fields: Fields, label: str, groups: int = 3) -> Plant:
    """Let several groups speak of the same part, each in its own words."""

    def plant(garden: Garden) -> None:
        places = [
            said(garden, framework, fields, group, number % 2)
            for number, group in enumerate(garden.some_groups(groups))
        ]
        garden.expect(code, framework, entries=places, label=label, groups=groups)

    return plant


def lacking(
    code: str, framework: str, field: str, when: Callable[[Fields], bool], of: Iterable[Fields] = ()
) -> Plant:
    """Expect the entries that lack a field, among those that should have it; add some before."""

    def plant(garden: Garden) -> None:
        for group, fields in zip(garden.some_groups(6), of, strict=False):
            said(garden, framework, fields, group)
        looked_at = [
            (own, entry)
            for own, document in garden.of_framework(framework).items()
            for entry in entries_of(document)
            if when(entry)
        ]
        places = [(own, str(entry["id"])) for own, entry in looked_at if not entry.get(field)]
        garden.expect(code, framework, entries=places, count=len(places), all=len(looked_at))

    return plant


def records_lacking(
    code: str, framework: str, field: str, when: Callable[[Fields], bool] = bool
) -> Plant:
    """Expect the records that lack a field."""

    def plant(garden: Garden) -> None:
        documents = garden.of_framework(framework).items()
        records = [own for own, one in documents if when(one) and not one.get(field)]
        garden.expect(code, framework, records=records)

    return plant


def absent(code: str, framework: str, label: str, when: Callable[[Fields], bool] = bool) -> Plant:
    """Expect that no record says anything about a part."""

    def plant(garden: Garden) -> None:
        records = [own for own, one in garden.of_framework(framework).items() if when(one)]
        garden.expect(code, framework, records=records, label=label)

    return plant


def stops_at(
    code: str, framework: str, field: str, parts: Iterable[str], label: str, following: str
) -> Plant:
    """Expect the records that have entries on some parts and on none of those that follow."""
    reached = set(parts)

    def plant(garden: Garden) -> None:
        records = [
            own
            for own, document in garden.of_framework(framework).items()
            if {entry[field] for entry in entries_of(document)} == reached
        ]
        garden.expect(code, framework, records=records, label=label, next=following)

    return plant
