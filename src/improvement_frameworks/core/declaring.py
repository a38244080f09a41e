"""Frameworks that a group declares in Python, in the form of a built-in one: own grid, own themes.

The built-in framework has a base class whose fields take any code. What is declared takes the codes
of its own lists there, and has the rules, the figure and the methods of the base.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from copy import copy
from types import GenericAlias
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Final,
    Literal,
    NamedTuple,
    TypeVar,
    cast,
    get_args,
)

from pydantic import Field, create_model

from improvement_frameworks.core.content.content_file import read_content
from improvement_frameworks.core.content.framework import Framework
from improvement_frameworks.core.insights.insight_content import read_insights
from improvement_frameworks.core.record.field import find_model
from improvement_frameworks.core.record.listed import camel, code_of
from improvement_frameworks.core.record.noun import Noun
from improvement_frameworks.core.record.record import Record
from improvement_frameworks.core.record.types import CODE
from improvement_frameworks.core.registry import (
    Declared,
    get_framework,
    get_record_type,
    register,
)
from improvement_frameworks.core.rules.rule_content import read_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from improvement_frameworks.core.content.framework import Part, Prompt
    from improvement_frameworks.core.content.vocabulary import Vocabulary
    from improvement_frameworks.core.insights.insights import Insight
    from improvement_frameworks.core.rules.rules import Rule

R = TypeVar("R", bound=Record)

_LISTS: Final = {"entries": "Entry", "actions": "Action"}
"""The lists whose objects name codes, and what the class of such an object is called."""


class Recipe(NamedTuple):
    """What a declared framework is made of; it goes along to other processes."""

    base: type[Record]
    """What its records extend."""
    framework: Framework
    """Its reference content."""
    rules: tuple[Rule[Any], ...]
    """Its rules of good use."""
    insights: tuple[Insight, ...] = ()
    """Its insights."""


def declare(  # noqa: PLR0913 - each is said by its name
    base: type[R],
    module: str,
    *,
    id: str,  # noqa: A002 - the word that documents and content files use
    title: str,
    summary: str,
    own: str,
    parts: Iterable[Part],
    vocabularies: Iterable[Vocabulary],
    purpose: str = "",
    prompts: Iterable[Prompt] = (),
) -> type[R]:
    """Make a group's own framework known, in the form of another one; return its class of records.

    It has the rules, insights and figure of the other framework, and what that says of its parts.

    Args:
        base: What its records extend. A field of its entries and actions that takes any code, and
            has the name of one of the lists, takes the codes of that list.
        module: The dotted name of a module in the folder of the other framework.
        id: How documents name it in ``framework``: small letters, figures and single hyphens.
        title: Its name in words.
        summary: What it is, in a sentence.
        own: What the group brings of its own, in a word, such as questions.
        parts: The parts, in order.
        vocabularies: The lists that its records take codes from.
        purpose: When and why the group uses it; as the other framework says if left out.
        prompts: The words that introduce all parts.

    Raises:
        DuplicateFrameworkError: if an installed package offers a framework with this id.
    """
    usual = read_content(module)
    framework = Framework(
        id=id,
        title=title,
        summary=summary,
        purpose=purpose or usual.purpose,
        origin=f"Declared by a group for its own use, in the form of: {usual.title}.",
        evidence=f"None: the group's own {own}.",
        licence=f"The {own} belong to the group that declared them.",
        how_to_record=usual.how_to_record,
        part=usual.part,
        direction=usual.direction,
        parts=parts,
        prompts=prompts,
        vocabularies=vocabularies,
        details=usual.details,
        dimensions=usual.dimensions,
        figure=usual.figure,
        sources=usual.sources,
    )
    folder = module.rpartition(".")[0]
    rules, insights = read_rules(f"{folder}.rules"), read_insights(f"{folder}.insights")
    return cast("type[R]", _declare(Recipe(base, framework, rules, insights)))


def expect_codes(word: str, codes: Iterable[str]) -> None:
    """Check that there are codes, and that each is there once.

    Args:
        word: What has the codes, such as "question".
        codes: The codes.

    Raises:
        ValueError: if there is none, or two are alike; hyphens do not count.
    """
    times = Counter(code.replace("-", "") for code in codes)
    if not times:
        raise ValueError(f"At least one {word} is needed.")
    for code, number in times.items():
        if number > 1:
            raise ValueError(f"The {word} {code!r} is given {number} times (hyphens do not count).")


def _declare(recipe: Recipe) -> type[Record]:
    record = _make_record(recipe)
    register(Declared(recipe.framework, record, recipe.rules, insights=recipe.insights))
    return record


def _make_record(recipe: Recipe) -> type[Record]:
    base, framework = recipe.base, recipe.framework
    name = camel(framework.id)
    fields: dict[str, Any] = {
        "framework": (Literal[framework.id], Field(description=f"Always {framework.id}."))
    }
    for place, ending in _LISTS.items():
        held = base.model_fields[place]
        noun = cast("type[Noun]", find_model(held))
        codes: dict[str, Any] = dict(_find_codes(noun, framework))
        if codes:
            bases = (_DeclaredNoun, noun)
            made = cast(
                "type[_DeclaredNoun]",
                create_model(name + ending, __base__=bases, __doc__=noun.__doc__, **codes),
            )
            made.recipe, made.place = recipe, place
            fields[place] = (GenericAlias(tuple, (made, ...)), copy(held))
    record = cast(
        "type[_DeclaredRecord]",
        create_model(
            name, __base__=(_DeclaredRecord, base), __doc__=f"{framework.title}.", **fields
        ),
    )
    record.about, record.recipe = framework, recipe
    return record


def _find_codes(noun: type[Noun], framework: Framework) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Yield the fields that take any code and have a list of the framework, with its codes."""
    lists = {one.id for one in framework.vocabularies} | {framework.part}
    for name, field in noun.model_fields.items():
        words = name.replace("_", "-")
        if words in lists and CODE in field.metadata:
            codes = copy(field)
            codes.metadata = [code_of(framework, words) if n is CODE else n for n in field.metadata]
            yield name, (str, codes)
        elif words in lists and Annotated[str, CODE] in get_args(field.annotation):
            item = Annotated[str, code_of(framework, words)]
            yield name, (GenericAlias(tuple, (item, ...)), copy(field))


class _DeclaredNoun(Noun):
    """An object that takes the declaration of its framework along to other processes."""

    recipe: ClassVar[Recipe]
    place: ClassVar[str]

    def __reduce__(self) -> tuple[object, ...]:
        return _read_noun, (self.recipe, self.place, self.model_dump_json())


class _DeclaredRecord(Record):
    """A record that takes its declaration along to other processes."""

    recipe: ClassVar[Recipe]

    def __reduce__(self) -> tuple[object, ...]:
        return _read_record, (self.recipe, self.to_json(indent=None))


def _read_record(recipe: Recipe, text: str) -> Record:
    return _find_again(recipe).model_validate_json(text)


def _read_noun(recipe: Recipe, place: str, text: str) -> Noun:
    noun = cast("type[Noun]", find_model(_find_again(recipe).model_fields[place]))
    return noun.model_validate_json(text)


def _find_again(recipe: Recipe) -> type[Record]:
    """Return the class of a framework's records, and declare it where it is not known."""
    with suppress(LookupError):
        if get_framework(recipe.framework.id) == recipe.framework:
            return get_record_type(recipe.framework.id)
    return _declare(recipe)
