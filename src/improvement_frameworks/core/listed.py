"""Codes as a type: a field that takes only the words of a closed list.

The list is declared once, in a framework's content; the model, the schema and the help follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

from attrs import frozen
from pydantic_core import core_schema as core
from typing_extensions import TypeAliasType

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

    from improvement_frameworks.core.framework import Framework, Term, Vocabulary


@frozen
class Listed:
    """Restricts a string to the codes of a vocabulary: ``Annotated[str, Listed(...)]``."""

    vocabulary: Vocabulary
    """The closed list."""
    name: str
    """The name of its definition in the schema, such as ``IcebergLevel``."""

    def __get_pydantic_core_schema__(
        self, _source: object, handler: GetCoreSchemaHandler
    ) -> core.CoreSchema:
        # An alias type is pydantic's own way to give a definition a name of its own.
        make = cast("Callable[[str, object], object]", TypeAliasType)  # the name is data here
        alias = make(self.name, Annotated[str, _Codes(self)])
        return handler.generate_schema(alias)


@frozen
class _Codes:
    """What stands behind the name: the codes and their meaning."""

    listed: Listed

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: GetCoreSchemaHandler
    ) -> core.CoreSchema:
        return core.literal_schema(list(self.listed.vocabulary.codes))

    def __get_pydantic_json_schema__(
        self, _schema: core.CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "title": write_title(self.listed.name),
            "description": describe(self.listed.vocabulary),
            "type": "string",
            "enum": list(self.listed.vocabulary.codes),
        }


def code_of(framework: Framework, vocabulary: str) -> Listed:
    """Take one of a framework's closed lists as a type.

    Args:
        framework: The framework.
        vocabulary: The id of the list; the method's own word for a part gives its parts, and
            ``scheme`` its named variants.

    Raises:
        KeyError: if the framework has no such list.
    """
    return Listed(framework.vocabulary(vocabulary), camel(framework.id) + camel(vocabulary))


def camel(code: str) -> str:
    """Write a code as the name of a class.

    >>> camel("ladder-of-inference")
    'LadderOfInference'
    """
    return "".join(word.capitalize() for word in code.split("-"))


def write_title(name: str) -> str:
    """Write the name of a class in words.

    >>> write_title("IcebergLevel")
    'Iceberg level'
    """
    words = "".join(" " + char.lower() if char.isupper() else char for char in name).split()
    return " ".join(words).capitalize()


def first_paragraph(text: str) -> str:
    r"""Return the first paragraph of a docstring on one line.

    >>> first_paragraph("What it\n    is.\n\n    More.")
    'What it is.'
    """
    return " ".join(text.split("\n\n", 1)[0].split())


def describe(vocabulary: Vocabulary) -> str:
    """Write a closed list as plain lines: its title, then each code with label and meaning."""
    return "\n".join([f"{vocabulary.title}.", *(_line(term) for term in vocabulary.terms)])


def _line(term: Term) -> str:
    return f"- {term.code}: {term.label.rstrip('.')}. {' '.join(term.definition.split())}"
