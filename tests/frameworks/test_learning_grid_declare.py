"""Grids that a group declares itself: model, schema, rules and checks like the built-in one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

import jsonschema
import pytest
from pydantic import ValidationError

from improvement_frameworks import insights, json_schema, load, validate
from improvement_frameworks.core.errors import DuplicateFrameworkError, UnknownFrameworkError
from improvement_frameworks.core.registry import (
    forget,
    framework_ids,
    get_framework,
    get_record_type,
    get_rules,
)
from improvement_frameworks.frameworks.learning_grid import (
    GridLevel,
    GridQuestion,
    LearningGrid,
    declare_grid,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from improvement_frameworks.core.report.report import Report
    from improvement_frameworks.frameworks.learning_grid import Grid

QUESTIONS = (
    GridQuestion("kept", "Kept", "What have we kept?", excludes="dropped"),
    GridQuestion("dropped", "Dropped", "What have we dropped?"),
    GridQuestion("joy", "Joy", "What gives us joy?", meaning="What lifts us", balances="grief"),
    GridQuestion("grief", "Grief", "What weighs on us?"),
    GridQuestion("wish", "Wish", "What one thing do we wish for?", one_answer=True),
)
LEVELS = (
    GridLevel("ward", "Ward", meaning="The people on one ward"),
    GridLevel("hospital", "Hospital", wider=True),
)


@pytest.fixture(autouse=True)
def _forget_what_was_declared() -> Iterator[None]:
    yield
    forget()


@pytest.fixture
def winter_grid() -> type[Grid]:
    return declare_grid(
        id="winter-grid",
        title="What winter is teaching us",
        stem="Since the winter plan began...",
        questions=QUESTIONS,
        levels=LEVELS,
    )


def document(entries: Sequence[Mapping[str, object]], **header: object) -> dict[str, object]:
    return {
        "framework": "winter-grid",
        "schema_version": "1.0",
        "title": "First week",
        "entries": entries,
        **header,
    }


def answer(question: str, level: str = "ward", by: str = "", text: str = "It") -> dict[str, str]:
    entry = {"question": question, "level": level, "text": text}
    return {**entry, "contributor": by} if by else entry


def codes(report: Report) -> list[str]:
    return [issue.code for issue in report.issues if issue.severity != "info"]


def test_a_declared_grid_is_a_framework_of_its_own(winter_grid: type[Grid]) -> None:
    framework = get_framework("winter-grid")
    assert framework is winter_grid.about
    assert get_record_type("winter-grid") is winter_grid
    assert "winter-grid" in framework_ids()
    assert [part.code for part in framework.parts] == ["kept", "dropped", "joy", "grief", "wish"]
    assert framework["kept"].prompts == ("What have we kept?",)
    assert framework["joy"].definition == "What lifts us"
    assert framework.vocabulary("level").codes == ("ward", "hospital")
    assert framework.part == "question"


def test_its_records_work_like_those_of_the_built_in_grid(winter_grid: type[Grid]) -> None:
    record = winter_grid.model_validate(document([answer("kept"), answer("wish", "hospital")]))
    assert record.framework == "winter-grid"
    assert record.stem_in_use == "Since the winter plan began..."
    assert record.cell_coverage().cells == 10
    assert record.cell_coverage().by_level == {"ward": 1, "hospital": 1}
    assert type(load(record.to_json())) is winter_grid
    assert "# First week" in record.to_markdown()
    assert len(winter_grid.merge([record, record]).entries) == 4


@pytest.mark.parametrize("entry", [answer("started"), answer("kept", "personal")])
@pytest.mark.usefixtures("winter_grid")
def test_codes_of_the_built_in_grid_are_refused(entry: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        get_record_type("winter-grid").model_validate(document([entry]))
    assert codes(validate(document([entry]))) == ["VALUE-CODE"]


@pytest.mark.usefixtures("winter_grid")
def test_its_schema_gives_the_same_verdicts_as_its_model() -> None:
    assert fits(document([answer("wish", "hospital")], stem="Since May..."))
    for wrong in (
        document([answer("started")]),
        document([answer("kept", "personal")]),
        document([answer("kept", text=" ")]),
        document([], framework="learning-grid"),
    ):
        assert not fits(wrong)
    text = json.dumps(json_schema("winter-grid"))
    assert "What lifts us" in text
    assert "The people on one ward" in text


def test_its_schema_is_that_of_the_built_in_grid_but_for_names_and_codes() -> None:
    built_in = get_framework("learning-grid")
    declare_grid(
        id="winter-grid",
        title="Ours",
        stem="Now...",
        questions=[GridQuestion(part.code, part.label, part.prompts[0]) for part in built_in.parts],
        levels=[GridLevel(t.code, t.label) for t in built_in.vocabulary("level").terms],
    )
    assert bare_schema("winter-grid") == bare_schema("learning-grid")


def fits(value: dict[str, object]) -> bool:
    try:
        jsonschema.validate(value, json_schema("winter-grid"))
    except jsonschema.ValidationError:
        return False
    return True


def bare_schema(framework: str) -> object:
    """Return a schema without words, and without the framework's own name in codes and names."""
    schema = {key: one for key, one in json_schema(framework).items() if key != "$comment"}
    text = json.dumps(strip_words(schema))  # whose the words are is said in the comment
    text = text.replace("LearningGridPerspective", "Perspective")  # which both have in common
    name = framework.title().replace("-", "")
    return json.loads(text.replace(name, "Grid").replace(framework, "grid"))


def strip_words(schema: object) -> object:
    if isinstance(schema, dict):
        items = cast("dict[str, object]", schema).items()
        wordy = {"title", "description", "examples", "$comment"}
        return {
            key: strip_words(value)
            for key, value in items
            if key not in wordy or not isinstance(value, str | list)
        }
    if isinstance(schema, list):
        return [strip_words(value) for value in cast("list[object]", schema)]
    return schema


TWO = ({"id": "c1"}, {"id": "c2"})


@pytest.mark.parametrize(
    ("code", "entries"),
    [
        ("GRID-E3", [answer("wish", by="c1"), answer("wish", by="c1", text="Other")]),
        ("GRID-W2", [answer("joy")]),
        ("GRID-W2", [answer("grief")]),
        ("GRID-W3", [answer("dropped"), answer("kept")]),
        ("GRID-W4", [answer("kept", "hospital", by="c1")]),
        ("", [answer("kept", by="c1"), answer("kept", by="c1")]),
        ("", [answer("joy"), answer("grief", text="That")]),
        ("", [answer("kept"), answer("wish")]),
    ],
)
@pytest.mark.usefixtures("winter_grid")
def test_the_rules_follow_the_declaration(code: str, entries: list[dict[str, str]]) -> None:
    assert codes(validate(document(entries, contributors=TWO))) == ([code] if code else [])


@pytest.mark.usefixtures("winter_grid")
def test_the_widest_level_is_the_last_wider_one() -> None:
    trust = {"group": {"name": "Trust", "level": "organisation"}, "contributors": TWO}
    assert codes(validate(document([answer("kept")], **trust))) == ["GRID-W1"]
    both = [answer("kept"), answer("kept", "hospital")]
    assert codes(validate(document(both, **trust))) == []


def test_a_grid_without_wider_levels_asks_for_no_wider_view() -> None:
    declare_grid(
        id="winter-grid", title="Ours", stem="Now...", questions=QUESTIONS, levels=LEVELS[:1]
    )
    report = validate(document([answer("kept")], group={"name": "Trust", "level": "organisation"}))
    assert codes(report) == []


def test_declaring_again_replaces_what_was_declared(winter_grid: type[Grid]) -> None:
    again = declare_grid(
        id="winter-grid", title="Ours", stem="Now...", questions=QUESTIONS[1:2], levels=LEVELS
    )
    assert get_record_type("winter-grid") is again is not winter_grid
    assert len(get_rules("winter-grid")) == len(get_rules("learning-grid"))


def test_the_id_of_an_installed_framework_cannot_be_taken() -> None:
    with pytest.raises(DuplicateFrameworkError):
        declare_grid(
            id="learning-grid", title="Ours", stem="Now...", questions=QUESTIONS, levels=LEVELS
        )
    assert get_record_type("learning-grid") is LearningGrid


@pytest.mark.parametrize(
    ("message", "questions", "levels"),
    [
        ("At least one question", (), LEVELS),
        ("At least one level", QUESTIONS, ()),
        ("given 2 times", (*QUESTIONS, GridQuestion("ke-pt", "K", "K?")), LEVELS),
        ("given 2 times", QUESTIONS, (*LEVELS, LEVELS[0])),
        ("no other question", (GridQuestion("a", "A", "A?", excludes="b"),), LEVELS),
        ("no other question", (GridQuestion("a", "A", "A?", balances="a"),), LEVELS),
        ("not a code", (GridQuestion("What now", "A", "A?"),), LEVELS),
        ("is empty", QUESTIONS, (GridLevel("ward", ""),)),
    ],
)
def test_a_faulty_declaration_is_refused(
    message: str, questions: Sequence[GridQuestion], levels: Sequence[GridLevel]
) -> None:
    with pytest.raises(ValueError, match=message):
        declare_grid(
            id="winter-grid", title="Ours", stem="Now...", questions=questions, levels=levels
        )
    with pytest.raises(UnknownFrameworkError):
        get_framework("winter-grid")


def test_a_stem_of_its_own_needs_words() -> None:
    with pytest.raises(ValueError, match="text is empty"):
        declare_grid(id="winter-grid", title="Ours", stem=" ", questions=QUESTIONS, levels=LEVELS)


def test_many_records_of_a_declared_grid_say_something_together(winter_grid: type[Grid]) -> None:
    said = {"question": "kept", "level": "ward", "text": "A huddle"}
    grids = [winter_grid(title=f"Week {week}", entries=[said]) for week in range(3)]
    other = LearningGrid(title="Other", entries=[])
    found = insights([*grids, other], select="GRID-A4", k=1).statements
    assert {(one.framework, one.facts["label"]) for one in found} == {
        ("winter-grid", label) for label in ("Dropped", "Joy", "Grief", "Wish")
    }
