"""Tallies count what is there, whatever the records are kept in."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Final, Protocol, cast

import pytest
from hypothesis import assume, given, strategies as st
from jsonschema import Draft202012Validator
from tests.conftest import cases, few

from improvement_frameworks import (
    ImprovementIdea,
    LearningGrid,
    RiskThemes,
    Tally,
    get_example,
    json_schema,
    load,
    tally,
    to_frame,
)
from improvement_frameworks.core.insights.collection import collect
from improvement_frameworks.core.record.dimension import DIMENSIONS
from improvement_frameworks.core.registry import published_ids
from improvement_frameworks.core.wording import fold
from improvement_frameworks.schemas.tally_document import TallyDocument
from improvement_frameworks.testing import records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import polars as pl

    from improvement_frameworks import Record
    from improvement_frameworks.core.record.dimension import Dimension

NUMBERS: Final = count()
"""Tells records apart: of two that say the same, one is counted."""
WAVES: Final = (date(2020, 4, 1), date(2020, 7, 1))


def grid(*said: tuple[str, str], group: str = "", **header: object) -> LearningGrid:
    """Return a grid of entries, each a contributor (blank for nobody) and a question."""
    entries = [
        {"question": question, "level": "system", "text": "Huddles"}
        | ({"contributor": who} if who else {})
        for who, question in said
    ]
    document = LearningGrid.blank(f"Huddles {next(NUMBERS)}").to_dict() | {
        "contributors": [{"id": who} for who in sorted({who for who, _ in said if who})],
        "entries": entries,
        **({"group": {"name": group}} if group else {}),
        **header,
    }
    return LearningGrid.model_validate(document)


def numbers(found: Tally, **values: str) -> tuple[int, int, int, int]:
    """Return entries, people, entries without a name and records of a cell."""
    cell = found.get(**values)
    assert cell is not None, values
    return cell.entries, cell.people, cell.anonymous, cell.records


def test_entries_people_and_records_are_counted() -> None:
    one = grid(("c1", "started"), ("c1", "started"), ("c2", "stopped"))
    other = grid(("c1", "started"), ("", "started"), ("c2", "stopped"))
    found = tally([one, other], "part", k=1)
    assert numbers(found, part="started") == (4, 2, 1, 2)
    assert numbers(found, part="stopped") == (2, 2, 0, 2)
    assert numbers(found) == (6, 4, 1, 2)
    assert found.get(part="more") is None


def test_one_person_of_a_group_is_one_person_in_all_its_records() -> None:
    said = [("c1", "started"), ("c2", "stopped")]
    same = [grid(*said, group="Ward 7"), grid(*said, group="Ward 7")]
    assert numbers(tally(same, "framework", k=1)) == (4, 2, 0, 2)
    others = [grid(*said, group="Ward 7"), grid(*said, group="Ward 8"), grid(*said), grid(*said)]
    assert numbers(tally(others, "framework", k=1)) == (8, 8, 0, 4)


def test_a_name_makes_one_person_of_records_without_a_group() -> None:
    people = [{"id": "c1", "name": "Ada"}, {"id": "c2", "name": "Ada", "role": "nurse"}]
    said = [
        {"question": "more", "level": "system", "text": "x", "contributor": c} for c in ("c1", "c2")
    ]
    one = LearningGrid(title="A", contributors=people, entries=said)
    other = LearningGrid(title="B", contributors=people, entries=said)
    assert numbers(tally([one, other], "framework", k=1)) == (4, 2, 0, 2)


def test_nobody_is_one_person_unless_everyone_answers_once() -> None:
    said = [("", "started")] * 6
    silent = [grid(*said, group="Ward 7"), grid(*said, group="Ward 7"), grid(*said)]
    assert next(iter(tally(silent, "part").cells.values())).people_at_least == 2
    assert tally(silent, "part").shown == {}
    found = tally(silent, "part", one_answer_each=True)
    assert numbers(found, part="started") == (18, 0, 18, 3)


def test_an_entry_that_names_nobody_is_that_of_the_only_contributor() -> None:
    entries = [{"question": "more", "level": "system", "text": "x"}]
    one = LearningGrid(title="A", contributors=[{"id": "c1", "role": "nurse"}], entries=entries)
    assert numbers(tally([one], "role", k=1), role="nurse") == (1, 1, 0, 1)


def test_an_entry_counts_once_in_each_of_its_themes_and_once_in_all() -> None:
    entries: list[dict[str, object]] = [
        {"text": "a", "themes": ["silos", "no-evaluation"], "stance": "risk"},
        {"text": "b", "themes": ["silos"]},
        {"text": "c"},
    ]
    found = tally([RiskThemes(title="A", entries=entries)], ("part", "theme", "stance"), k=1)
    assert numbers(found, theme="silos") == (2, 0, 2, 1)
    assert numbers(found, part="silos", theme="silos", stance="risk") == (1, 0, 1, 1)
    assert numbers(found, theme="", stance="") == (1, 0, 1, 1)
    assert found.get(part="silos", theme="no-evaluation") is None
    assert numbers(found) == (3, 0, 3, 1)


def test_waves_begin_on_days_or_are_periods_and_months() -> None:
    march = grid(("c1", "started"), recorded_on="2020-03-31")
    april = grid(("c1", "started"), recorded_on="2020-04-01")
    period = {"start": "2020-06-30", "end": "2020-09-30"}
    summer = grid(("c1", "started"), period=period, recorded_on="2020-10-01")
    undated = grid(("c1", "started"))
    found = tally([march, april, summer, undated], "wave", waves=WAVES, k=1)
    assert {key: cell.entries for (key,), cell in found.shown.items()} == {
        "before 2020-04-01": 1, "from 2020-04-01": 2, "": 1, None: 4,
    }  # fmt: skip
    assert tally([march, april, summer, undated], "wave", k=1).values("wave") == (
        "2020-03", "2020-04", "2020-06-30 to 2020-09-30", "",
    )  # fmt: skip


def test_the_same_dimension_is_counted_across_frameworks() -> None:
    idea = ImprovementIdea(
        title="A", entries=[{"stage": "asked", "text": "x", "theme": "silos", "status": "open"}]
    )
    risks = RiskThemes(title="A", entries=[{"text": "a", "themes": ["silos"]}])
    found = tally([idea, risks], ("framework", "theme"), k=1)
    assert found.frameworks == ("improvement-idea", "risk-themes")
    assert numbers(found, theme="silos") == (2, 0, 2, 2)


def test_every_framework_counts_its_parts() -> None:
    for wanted in published_ids():
        record = load(get_example(wanted))
        found = tally([record], "part", k=1)
        per_part = Counter(
            part for entry in record.entries for part in set(record.parts_of(entry) or [""])
        )
        assert {p: numbers(found, part=p)[0] for p in found.values("part")} == per_part, wanted


# The same in every kind of frame


def _polars(record: Sequence[Record]) -> object:
    return to_frame(record)


def _lazy(record: Sequence[Record]) -> object:
    return to_frame(record).lazy()


def _duckdb(record: Sequence[Record]) -> object:
    duckdb = pytest.importorskip("duckdb")
    return duckdb.from_arrow(to_frame(record).to_arrow())


FRAMES: Final[Mapping[str, Callable[[Sequence[Record]], object]]] = {
    "polars": _polars,
    "polars lazy": _lazy,
    "pandas": partial(to_frame, backend="pandas"),
    "pyarrow": partial(to_frame, backend="pyarrow"),
    "duckdb": _duckdb,
}


def same_in(
    kind: str, found: Sequence[Record], by: Sequence[Dimension], *, each: bool = False
) -> None:
    frame = cast("pl.DataFrame", FRAMES[kind](found))
    there = tally(frame, by, k=1, one_answer_each=each, waves=WAVES)
    assert there == tally(found, by, k=1, one_answer_each=each, waves=WAVES)


@st.composite
def some_records(draw: st.DrawFn) -> list[Record]:
    """Return a few records of one framework; groups and contributors of them are the same."""
    wanted = draw(st.sampled_from(["learning-grid", "risk-themes", "improvement-idea", "iceberg"]))
    found = draw(st.lists(records(wanted), min_size=1, max_size=3))
    assume(all(map(is_told_alike, [{name for name in names if name} for names in _names(found)])))
    collection = collect(found)
    assume(not collection.repeated)
    return found


def _names(found: Sequence[Record]) -> Iterator[list[str | None]]:
    people = [person for record in found for person in record.contributors]
    yield [record.group.name for record in found if record.group]
    yield [person.role for person in people]
    yield [person.organisation for person in people]
    yield [person.name for person in people]


def is_told_alike(names: set[str]) -> bool:
    """Whether no two names differ only in what a frame takes for a difference, such as case."""
    return len({fold(name) for name in names}) == len(names) and all(map(fold, names))


by_some = st.lists(st.sampled_from(DIMENSIONS), min_size=1, max_size=3, unique=True)


@given(some_records(), by_some, st.sampled_from(["polars", "polars lazy"]), st.booleans())
def test_polars_counts_what_plain_python_counts(
    found: list[Record],
    by: list[Dimension],
    kind: str,
    each: bool,  # noqa: FBT001 - drawn by place
) -> None:
    same_in(kind, found, by, each=each)


EXAMPLES: Final[Mapping[str, tuple[Dimension, ...]]] = {
    "learning-grid": ("part", "level", "role"),
    "risk-themes": ("theme", "stance"),
    "improvement-idea": ("wave", "status"),
}


@pytest.mark.parametrize("kind", cases({name: name for name in FRAMES}))
def test_every_frame_counts_what_plain_python_counts(kind: str) -> None:
    for wanted, by in EXAMPLES.items():
        same_in(kind, [load(get_example(wanted))], by)


def test_spaces_around_a_name_or_a_theme_make_no_difference() -> None:
    idea = ImprovementIdea(
        title="A",
        group={"name": "\u00a0Ward 7 "},
        contributors=[{"id": "c1", "role": " nurse\u2003"}],
        entries=[{"stage": "asked", "text": "x", "theme": "\u200b waits ", "contributor": "c1"}],
    )
    by: tuple[Dimension, ...] = ("group", "role", "theme")
    assert numbers(tally([idea], by, k=1), group="Ward 7", role="nurse", theme="waits")[0] == 1
    for kind in FRAMES:
        same_in(kind, [idea], by)


@few
@given(st.data())
def test_every_engine_counts_any_records(data: st.DataObject) -> None:
    found = data.draw(some_records())
    same_in(data.draw(st.sampled_from(["pandas", "pyarrow", "duckdb"])), found, data.draw(by_some))


# What goes out


class Valid(Protocol):
    def is_valid(self, instance: object) -> bool: ...


def many() -> Tally:
    """Return a tally of which some numbers are of few people."""
    said = {"started": 9, "stopped": 6, "more": 3}
    found = [grid(("c1", part)) for part, number in said.items() for _ in range(number)]
    return tally(found, ("part", "level"))


def test_json_keeps_to_its_schema_and_holds_no_small_number() -> None:
    document = many().to_dict()
    schema = cast("Valid", Draft202012Validator(json_schema("tally")))
    assert schema.is_valid(document)
    assert TallyDocument.model_validate(document).k == 5
    cells = cast("list[dict[str, object]]", document["cells"])
    assert [cell["values"] for cell in cells] == [
        {"part": "started", "level": "system"},
        {"part": "started"},
        {"level": "system"},
        {},
    ]
    assert not schema.is_valid(document | {"score": 1})


def test_text_markdown_and_frames_hold_what_json_holds() -> None:
    found = many()
    assert "3" not in str(found).partition("Numbers about")[0].replace("All", "")
    assert str(found).splitlines()[1].split() == ["Started", "System", "9", "9", "0", "9"]
    assert "| Started | System | 9 | 9 | 0 | 9 |" in found.to_markdown()
    assert found.to_frame()["part"].to_list() == ["started"]
    assert repr(found) == "<Tally by part, level, k=5: 4 numbers shown>"
    assert found.cells["more", "system"].entries == 3


def test_words_of_people_do_not_act() -> None:
    record = grid(("c1", "more"), group="Ward | <b>7</b>\x1b")
    found = tally([record], "group", k=1)
    assert "\x1b" not in str(found)
    assert "<b>" not in found.to_markdown()
    assert "\\|" in found.to_markdown()


def test_what_cannot_be_counted_is_said() -> None:
    no_list = cast("list[Record]", grid())
    wrong: dict[str, Callable[[], object]] = {
        "Did you mean 'role'": lambda: tally([], cast("Dimension", "rolle")),
        "different dimensions": lambda: tally([], ("role", "role")),
        "Count by 1 to 4": lambda: tally([], ()),
        "from 1, not 0": lambda: tally([], k=0),
        "Write a list with it": lambda: tally(no_list),
        "source is a list": lambda: tally(cast("list[Record]", "grid.json")),
    }
    for message, ask in wrong.items():
        with pytest.raises((TypeError, ValueError), match=message):
            ask()
    frame = to_frame([grid(("c1", "more"))])
    with pytest.raises(ValueError, match="Name it"):
        tally(frame.drop("framework"), "part")
    assert tally(frame.drop("framework"), "part", framework="learning-grid", k=1).total
    with pytest.raises(ValueError, match="waves begin"):
        tally(frame, "wave")
    with pytest.raises(ValueError, match="does not count by 'role'"):
        many().values("role")
