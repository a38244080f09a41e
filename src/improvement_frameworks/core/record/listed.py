"""Codes as a type: a field that takes the words of a list, closed or open.

The list is declared once, in a framework's content; the model, the schema and the help follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal, cast, get_args, get_origin

from attrs import field, frozen
from pydantic_core import core_schema as core
from typing_extensions import TypeAliasType

from improvement_frameworks.core.content.source import JUDGEMENT
from improvement_frameworks.core.content.vocabulary import ScaleOrder, Term, Vocabulary
from improvement_frameworks.core.record.field import find_note
from improvement_frameworks.core.record.types import CODE, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.fields import FieldInfo
    from pydantic.json_schema import JsonSchemaValue

    from improvement_frameworks.core.content.framework import Framework


def list_terms(
    name: str, title: str, *terms: tuple[str, str, str], aliases: Mapping[str, str] | None = None
) -> Vocabulary:
    """Declare a closed list of the language itself: code, label and definition of each term.

    Other names in use are given by code, with commas between them.
    """
    known = aliases or {}
    built = (
        Term(
            code=code,
            label=label,
            definition=definition,
            aliases=tuple(filter(None, known.get(code, "").split(", "))),
            sources=(JUDGEMENT,),
        )
        for code, label, definition in terms
    )
    return Vocabulary(id=name, title=title, terms=tuple(built))


@frozen
class ListIn:
    """A list of a framework's content, which is read when somebody asks for its words.

    A class of records is needed more often than the words of its codes: to read a document, a
    program needs the codes alone.
    """

    module: str
    """The module beside which the content is."""
    id: str
    """The id of the list."""

    def read(self) -> Vocabulary:
        """Return the list.

        Raises:
            ContentError: if the content is unusable.
            KeyError: if it has no such list.
        """
        from improvement_frameworks.core.content.content_file import read_content

        return read_content(self.module).vocabulary(self.id)


def _read(words: Vocabulary | ListIn) -> Vocabulary:
    return words.read() if isinstance(words, ListIn) else words


@frozen
class Listed:
    """Restricts a string to the codes of a vocabulary: ``Annotated[str, Listed(...)]``."""

    words: Vocabulary | ListIn
    """The closed list, or where it is."""
    name: str
    """The name of its definition in the schema, such as ``IcebergLevel``."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The closed list."""
        return _read(self.words)

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core.CoreSchema:
        codes = get_args(source) if get_origin(source) is Literal else self.vocabulary.codes
        return handler.generate_schema(_name_type(self.name, _Codes(self, codes)))


@frozen
class _Codes:
    """What stands behind the name: the codes and their meaning."""

    listed: Listed
    codes: tuple[str, ...]

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: GetCoreSchemaHandler
    ) -> core.CoreSchema:
        return core.literal_schema(list(self.codes))

    def __get_pydantic_json_schema__(
        self, _schema: core.CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "title": write_title(self.listed.name),
            "description": describe(self.listed.vocabulary),
            "type": "string",
            "enum": list(self.codes),
        }


@frozen
class Known(Text):
    """The form of a code of an open list: one that is known, or any other code."""

    words: Vocabulary | ListIn = field(kw_only=True)
    """The open list, or where it is."""
    name: str = field(kw_only=True)
    """The name of its definition in the schema."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The open list."""
        return _read(self.words)

    def __get_pydantic_core_schema__(
        self, _source: object, handler: GetCoreSchemaHandler
    ) -> core.CoreSchema:
        return handler.generate_schema(_name_type(self.name, _AnyCode(self)))

    def __get_pydantic_json_schema__(
        self, schema: core.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(schema)  # its definition says it all


@frozen
class _AnyCode:
    """What stands behind the name of an open list: the form of a code, and the known ones."""

    known: Known

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: GetCoreSchemaHandler
    ) -> core.CoreSchema:
        return self.known.text_schema()

    def __get_pydantic_json_schema__(
        self, schema: core.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        form = Text.__get_pydantic_json_schema__(self.known, schema, handler)
        first, *lines = describe(self.known.vocabulary).split("\n")
        return {
            **form,
            "title": write_title(self.known.name),
            "description": "\n".join([f"{first} {self.known.sentence}", *lines]),
        }


def _name_type(name: str, note: object) -> object:
    """Give a type a definition of its own in the schema, as pydantic does for named types."""
    make = cast("Callable[[str, object], object]", TypeAliasType)  # the name is data here
    return make(name, Annotated[str, note])


def find_vocabulary(field: FieldInfo) -> Vocabulary | None:
    """Return the list of codes, closed or open, from which a field takes its words."""
    found = find_note(field, Listed) or find_note(field, Known)
    return found.vocabulary if found else None


def code_of(framework: Framework, vocabulary: str) -> Listed | Known:
    """Take one of a framework's lists as a type.

    Args:
        framework: The framework.
        vocabulary: The id of the list; the method's own word for a part gives its parts, and
            ``scheme`` its named variants.

    Raises:
        KeyError: if the framework has no such list.
    """
    words = framework.vocabulary(vocabulary)
    name = camel(framework.id) + camel(vocabulary)
    return _take_open(words, name) if words.open else Listed(words, name)


def code_in(module: str, vocabulary: str, name: str) -> Listed:
    """Take a closed list of a framework as a type; its content is read for the words only.

    Args:
        module: The module beside which the content is, such as ``__name__``.
        vocabulary: The id of the list, as for `code_of`.
        name: The name of its definition in the schema, such as ``IcebergLevel``.
    """
    return Listed(ListIn(module, vocabulary), name)


def open_code_in(module: str, vocabulary: str, name: str) -> Known:
    """Take an open list of a framework as a type, as `code_in` does a closed one."""
    return _take_open(ListIn(module, vocabulary), name)


def _take_open(words: Vocabulary | ListIn, name: str) -> Known:
    return Known(CODE.pattern, CODE.longest, CODE.expected, words=words, name=name)


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
    """Write a list as plain lines: its title, then each code with label and meaning."""
    title = f"{vocabulary.title}.{ORDERS[vocabulary.order]}"
    lines = [title, *(_line(term) for term in vocabulary.terms)]
    if vocabulary.open:
        size = vocabulary.expected_size
        known = f"Known are {len(vocabulary.terms)} of {size}." if size else "Not all are known."
        lines.append(f"{known} A record may declare others in own_parts, and use their codes here.")
    return "\n".join(lines)


ORDERS: Final[Mapping[ScaleOrder, str]] = {
    "up": " A scale, from the lowest to the highest.",
    "down": " A scale, from the highest to the lowest.",
    "none": "",
}
"""What is said of a list whose words are the answers of a scale."""


def _line(term: Term) -> str:
    return f"- {term.code}: {term.label.rstrip('.')}. {' '.join(term.definition.split())}"
