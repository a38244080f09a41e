"""The facts of parts, terms and schemes, read into classes that a framework declares.

They stand in a framework's content under ``details``. A class with a field for each of them
gives them types, and whoever writes the content is told file and key of what does not fit.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar, Union, cast, get_args, get_origin

import attrs

from improvement_frameworks.core.errors import ContentError
from improvement_frameworks.frozen import freeze_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core.content.framework import Framework

T = TypeVar("T")

Fact: TypeAlias = "str | int | bool | tuple[Fact, ...] | Mapping[str, Fact]"
Facts: TypeAlias = Mapping[str, Fact]

FROM_TERM = frozenset({"code", "label", "definition"})
"""Fields that come from the part or term itself and not from its details."""


def freeze(value: object) -> Fact:
    """Return a fact that cannot be changed any more.

    Raises:
        TypeError: if the value is no text, whole number, truth value, list or table.
    """
    if isinstance(value, str | int | bool):
        return value
    if isinstance(value, Mapping):
        table = cast("Mapping[str, object]", value)
        return freeze_table({key: freeze(inner) for key, inner in table.items()})
    if isinstance(value, list | tuple):
        return tuple(freeze(inner) for inner in cast("list[object]", value))
    raise TypeError(f"{value!r} is no text, whole number, truth value, list or table")


def freeze_facts(value: Mapping[str, object]) -> Facts:
    """Return facts that cannot be changed any more.

    Raises:
        TypeError: if one is no text, whole number, truth value, list or table; it names its key.
    """
    frozen_facts: dict[str, Fact] = {}
    for key, inner in value.items():
        try:
            frozen_facts[key] = freeze(inner)
        except TypeError as fault:
            raise TypeError(f"details.{key}: {fault}") from None
    return freeze_table(frozen_facts)


def read_facts(framework: Framework | str, kind: type[T], of: str | None = None) -> Mapping[str, T]:
    """Return the facts of each part, or of each word of another list, by its code.

    Args:
        framework: The framework, or a module beside which its content is, such as ``__name__``:
            then it is read when the first fact is asked for.
        kind: A class made with attrs. Each field is a fact of the same name: text, a whole number,
            yes or no, a tuple, a mapping, another such class for a table, or one of these or
            ``None``. A field with a default may be missing. A field such as ``from_`` reads
            ``from``, which Python keeps for itself. The fields ``code``, ``label`` and
            ``definition`` come from the part itself. Facts without a field are left out.
        of: The id of a list, ``scheme`` for the framework's variants; the parts if not given.

    Raises:
        ContentError: if a fact is missing or has another form; it names the file and the key.
        KeyError: if the framework has no such list.

    Examples:
        >>> from attrs import frozen
        >>> from improvement_frameworks import get_framework
        >>> @frozen
        ... class Question:
        ...     label: str
        ...     one_answer: bool = False
        >>> questions = read_facts(get_framework("learning-grid"), Question)
        >>> questions["ten-year-hope"].one_answer
        True
    """
    if isinstance(framework, str):
        return _FactsBeside(framework, kind, of)
    found: dict[str, T] = {}
    place = "parts" if of is None or of == framework.part else f"vocabularies.{of}.codes"
    place = "schemes" if of == "scheme" else place
    for term in framework.vocabulary(of or framework.part).terms:
        fields = {_key(one) for one, _ in _fields_of(cast("type", kind))}
        known: dict[str, Fact] = {key: term.details[key] for key in term.details if key in fields}
        known |= {name: str(getattr(term, name)) for name in FROM_TERM if name in fields}
        reader = _Reader(framework.file)
        found[term.code] = cast("T", reader.table(known, kind, f"{place}.{term.code}.details"))
    return freeze_table(found)


class _FactsBeside(Mapping[str, T]):
    """The facts of a framework, which is read when one is asked for."""

    def __init__(self, module: str, kind: type[T], of: str | None) -> None:
        self._asked = module, kind, of

    @cached_property
    def _facts(self) -> Mapping[str, T]:
        from improvement_frameworks.core.content.content_file import read_content

        module, kind, of = self._asked
        return read_facts(read_content(module), kind, of)

    def __getitem__(self, code: str) -> T:
        return self._facts[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)


def read_table(table: Mapping[str, Fact], kind: type[T], file: str, where: str) -> T:
    """Read a table of a content file as a class, as `read_facts` reads facts.

    Raises:
        ContentError: if a key is missing, unknown or of another form.
    """
    return cast("T", _Reader(file).table(table, kind, where))


def read_fact(value: Fact, hint: object, file: str, where: str) -> object:
    """Read a value of a content file as what a type says, as `read_facts` reads facts.

    Raises:
        ContentError: if it has another form.
    """
    return _Reader(file).value(value, hint, where)


@cache
def _fields_of(kind: type) -> tuple[tuple[attrs.Attribute[object], object], ...]:
    """Return the fields of a class with their types.

    Raises:
        TypeError: if the class is not made with attrs.
    """
    if not attrs.has(kind):
        raise TypeError(f"{kind.__name__} is no class made with attrs, such as with @frozen")
    resolved = attrs.resolve_types(kind)
    return tuple((one, one.type) for one in attrs.fields(resolved))


def _key(one: attrs.Attribute[object]) -> str:
    return (one.alias or one.name).removesuffix("_")


@attrs.frozen
class _Reader:
    """Reads the facts of one file."""

    file: str

    def table(self, table: Mapping[str, Fact], kind: type, where: str) -> object:
        """Fill a class from a table."""
        values: dict[str, object] = {}
        fields = {_key(one): (one, hint) for one, hint in _fields_of(kind)}
        for key in table:
            if key not in fields:
                known = ", ".join(fields)
                raise ContentError(self.file, f"{where}.{key}", f"unknown key; known are {known}")
        for key, (one, hint) in fields.items():
            if key in table:
                values[one.alias or key] = self.value(table[key], hint, f"{where}.{key}")
            elif one.default is attrs.NOTHING:
                raise ContentError(self.file, f"{where}.{key}", "is missing")
        try:
            return kind(**values)
        except (TypeError, ValueError) as fault:
            raise ContentError(self.file, where, str(fault.args[0])) from None

    def value(self, value: Fact, hint: object, where: str) -> object:
        """Read one fact as what a field declares."""
        origin, inner = get_origin(hint), get_args(hint)
        if origin in {Union, UnionType}:
            (hint,) = (one for one in inner if one is not NoneType)  # a fact or nothing
            return self.value(value, hint, where)
        if origin is Literal:
            words = f"one of {', '.join(map(str, inner))}"
            return self._expect(value in inner, value, where, words)
        if origin is tuple:
            items = self._expect(isinstance(value, tuple), value, where, "a list")
            numbered = enumerate(cast("tuple[Fact, ...]", items))
            return tuple(self.value(item, inner[0], f"{where}[{i}]") for i, item in numbered)
        if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
            table = self._expect(isinstance(value, Mapping), value, where, "a table")
            pairs = cast("Mapping[str, Fact]", table).items()
            return freeze_table({k: self.value(v, inner[1], f"{where}.{k}") for k, v in pairs})
        if isinstance(hint, type) and attrs.has(hint):
            table = self._expect(isinstance(value, Mapping), value, where, "a table")
            return self.table(cast("Mapping[str, Fact]", table), hint, where)
        for plain, words in ((str, "text"), (int, "a whole number"), (bool, "true or false")):
            if hint is plain:
                return self._expect(type(value) is plain, value, where, words)
        raise TypeError(f"{where}: {hint!r} is no type that a fact can have")

    def _expect(self, is_fit: bool, value: Fact, where: str, words: str) -> Fact:  # noqa: FBT001 - a verdict
        if not is_fit:
            raise ContentError(self.file, where, f"{value!r} is given where {words} is expected")
        return value
