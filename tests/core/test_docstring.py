"""What stands under the fields of a class describes them, wherever the class was written."""

from __future__ import annotations

import linecache
import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Annotated, Final, Generic, TypeVar, cast
from zipfile import ZipFile

import pytest
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, create_model

from improvement_frameworks.core.record.action import Action
from improvement_frameworks.core.record.docstring import described_fields
from improvement_frameworks.core.record.header import Entry
from improvement_frameworks.core.record.noun import Noun
from improvement_frameworks.core.record.record import Record, given
from improvement_frameworks.core.record.types import (
    ABSENT,
    EMPTY,
    LINE,
    Line,
    Many,
    Opt,
    OptNoun,
    Prose,
)
from improvement_frameworks.frameworks.iceberg import IcebergEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

T = TypeVar("T")


class Tool(Noun):
    """Something to dig with."""

    class Handle(Noun):
        """Where it is held."""

        length: int
        """How long the handle is."""

    name: Line
    """What people call it,

    in the words
      of the shed.
    """
    maker: Opt[Line] = Field(
        default=None,
        description="Who made it.",
    )
    """These words do not count, since the field says its own."""
    handle: Opt[Handle] = None
    """Where it is held."""
    parts: Many[Tool] = EMPTY
    """What it is put together from."""
    length: int = 1
    weight: int = 1
    if sys.maxsize:
        colour: Opt[Line] = None
        """Which colour it has."""

    def swing(self) -> int:
        """Swing it."""
        length: int = 2
        """This is no field of the tool."""
        return length


def marked(kind: type[T]) -> type[T]:
    return kind


@marked
class Spade(
    Tool,
    str_max_length=1_000,
):
    """A tool that is also a lever."""

    weight: int = 2
    """How heavy it is."""
    name: Line
    blade: Annotated[int, Field(description="How wide.")] = 1
    """Not shown either."""
    note: int = Field(default=1, json_schema_extra={"description": "From the extra."})
    """Not shown."""
    short: int = Field(default=1, alias="brief")
    """How short it is."""
    wide: int = Field(default=1, validation_alias="wideIn", serialization_alias="wideOut")
    """How wide it is."""

    @classmethod
    def __pydantic_init_subclass__(cls, **words: object) -> None:
        super().__pydantic_init_subclass__(**words)


class Fork(Spade):
    """A spade with gaps."""

    prongs: int = 4
    """How many prongs it has."""


class Box(Noun, Generic[T]):
    """What holds one thing."""

    held: T
    """What it holds."""


Drawn = create_model("Drawn", __base__=Tool, depth=(int, Field(default=1, description="How deep.")))


def make_two() -> tuple[type[Noun], type[Noun]]:
    """Return two classes of one name."""

    def first() -> type[Noun]:
        class Same(Noun):
            field: int
            """The first."""

        return Same

    class Same(Noun):
        field: int
        """The second."""

    return first(), Same


def words(model: type[BaseModel]) -> dict[str, str | None]:
    return {name: field.description for name, field in described_fields(model).items()}


def shown(model: type[BaseModel], *, by_alias: bool = True, out: bool = False) -> dict[str, object]:
    schema = model.model_json_schema(
        by_alias=by_alias, mode="serialization" if out else "validation"
    )
    while "$ref" in schema:
        schema = {**schema["$defs"][schema["$ref"].rpartition("/")[2]]}
    fields = cast("dict[str, dict[str, object]]", schema["properties"])
    return {name: field.get("description") for name, field in fields.items()}


TOOL: Final = {
    "name": "What people call it,\n\nin the words\n  of the shed.",
    "maker": "Who made it.",
    "handle": "Where it is held.",
    "parts": "What it is put together from.",
    "length": None,
    "weight": None,
    "colour": "Which colour it has.",
}
SPADE: Final = {
    **TOOL,
    "weight": "How heavy it is.",
    "name": None,
    "blade": "How wide.",
    "note": "Not shown.",
    "short": "How short it is.",
    "wide": "How wide it is.",
}


def test_words_stand_under_their_field() -> None:
    assert words(Tool) == TOOL
    assert words(Tool.Handle) == {"length": "How long the handle is."}
    assert words(Box) == words(Box[int]) == {"held": "What it holds."}


def test_a_class_has_the_words_of_its_bases_but_not_for_what_it_declares_anew() -> None:
    assert words(Spade) == SPADE
    assert words(Fork) == {**SPADE, "prongs": "How many prongs it has."}
    assert words(Drawn) == {**TOOL, "depth": "How deep."}
    assert str(words(IcebergEntry)["contributor"]).startswith("The ID of the contributor who ")


def test_two_classes_of_one_name_are_told_apart() -> None:
    first, second = make_two()
    assert words(first) == {"field": "The first."}
    assert words(second) == {"field": "The second."}


def test_any_schema_shows_them() -> None:
    spade = {**SPADE, "note": "From the extra."}
    spade["handle"] = None  # the class that is referred to says the same
    for name in ("name", "colour", "maker"):  # what a line of text is stands beside its pattern
        spade[name] = f"{spade[name] or ''} {LINE.sentence}".strip()
    both = {name: text for name, text in spade.items() if name not in {"short", "wide"}}
    short, wide = spade["short"], spade["wide"]
    assert shown(Spade) == {**both, "brief": short, "wideIn": wide}
    assert shown(Spade, out=True) == {**both, "brief": short, "wideOut": wide}
    assert shown(Spade, by_alias=False) == spade
    schema = TypeAdapter(list[Spade]).json_schema()
    assert schema["$defs"]["Spade"]["properties"]["brief"]["description"] == short
    assert schema["$defs"]["Handle"]["properties"]["length"]["description"]


def make_shed() -> type[Noun]:
    class Shed(Noun):
        name: Line
        """What it is called."""
        spade: Opt[Spade] = None
        """What people dig with."""
        next_step: OptNoun[Action] = ABSENT
        """What will be done about an entry, by whom and by when."""
        more: Many[Shed] = EMPTY
        """Other sheds."""

    return Shed


def make_shed_as_pydantic_does() -> type[Noun]:
    class Shed(Noun):
        model_config = ConfigDict(use_attribute_docstrings=True)

        name: Line
        """What it is called."""
        spade: Opt[Spade] = None
        """What people dig with."""
        next_step: OptNoun[Action] = ABSENT
        """What will be done about an entry, by whom and by when."""
        more: Many[Shed] = EMPTY
        """Other sheds."""

    return Shed


def test_schema_is_that_which_pydantic_would_write() -> None:
    """Pydantic's own way, which reads the source while it makes a class, finds the same words."""
    ours, theirs = make_shed(), make_shed_as_pydantic_does()
    assert theirs.model_fields["name"].description == "What it is called."
    assert ours.model_fields["name"].description is None
    assert str(ours.model_json_schema()) == str(theirs.model_json_schema())


def test_fields_of_a_model_are_described_once_its_schema_was_asked_for() -> None:
    class Pot(Noun):
        depth: int
        """How deep it is."""

    class Jar(Pot):
        lid: int
        """How wide the lid is."""

    Jar.model_json_schema()
    assert Jar.model_fields["depth"].description == "How deep it is."
    assert Jar.model_fields["lid"].description == "How wide the lid is."


CODE: Final = '''
from improvement_frameworks.core.record.noun import Noun

class Cell(Noun):
    name: str
    """What it is called."""
'''


@pytest.fixture
def run() -> Iterator[Callable[[str, str], type[Noun]]]:
    module = ModuleType("a_module_of_this_test")
    sys.modules[module.__name__] = module

    def run_code(code: str, file: str) -> type[Noun]:
        exec(compile(code, file, "exec"), vars(module))  # noqa: S102 - as a notebook does
        return cast("type[Noun]", vars(module)["Cell"])

    yield run_code
    del sys.modules[module.__name__]


def test_a_cell_of_a_notebook_has_its_words(run: Callable[[str, str], type[Noun]]) -> None:
    file = "<cell 7>"
    lines: list[str] = [*CODE.splitlines(keepends=True)]
    linecache.cache[file] = (len(CODE), None, lines, file)
    assert words(run(CODE, file)) == {"name": "What it is called."}
    del linecache.cache[file]


def test_a_script_that_was_changed_and_runs_again_has_its_new_words(
    run: Callable[[str, str], type[Noun]], tmp_path: Path
) -> None:
    """As Streamlit runs it while somebody writes it."""
    file = tmp_path / "app.py"
    for number in range(3):
        code = "\n" * number + CODE.replace("What it is called", "One more time" + "!" * number)
        file.write_text(code, encoding="utf-8")
        assert words(run(code, str(file))) == {"name": f"One more time{'!' * number}."}


def test_a_program_packed_with_its_source_has_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ZipFile(tmp_path / "packed.zip", "w") as packed:
        packed.writestr("packed_module.py", CODE)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "packed.zip"), *sys.path])
    module = import_module("packed_module")
    monkeypatch.delitem(sys.modules, "packed_module")
    assert words(cast("type[Noun]", vars(module)["Cell"])) == {"name": "What it is called."}


def test_a_class_without_its_source_goes_without_words(
    run: Callable[[str, str], type[Noun]], tmp_path: Path
) -> None:
    assert words(run(CODE, "<nowhere>")) == {"name": None}
    other = tmp_path / "other.py"
    for text in ("", "x = 1\n" * 9, "no Python", "class Cell:\n    name: str\n", "\0"):
        other.write_text(text, encoding="utf-8")
        linecache.clearcache()
        cell = run(CODE, str(other))
        assert words(cell) == {"name": None}, text
        assert "description" not in cell.model_json_schema()["properties"]["name"]
        other = tmp_path / f"{other.name}.py"


def test_records_in_a_program_of_ones_own_keep_their_words() -> None:
    class Garden(Record):
        """What grew."""

        framework: str = given()
        title: Prose
        """What to call it."""
        beds: int = 1
        """How many beds there are."""

    assert words(Garden)["beds"] == "How many beds there are."
    assert words(Garden)["title"] == "What to call it."
    assert words(Garden)["framework"] is None
    assert str(words(Garden)["notes"]).startswith("Anything else worth keeping. ")
    assert str(words(Entry)["tags"]).startswith("Words to find the entry by. ")
