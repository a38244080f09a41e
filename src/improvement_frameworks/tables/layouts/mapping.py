"""A house's own names for columns and codes, kept in a small TOML file beside its forms."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast, get_args

from attrs import evolve, field, fields_dict, frozen

from improvement_frameworks.core.errors import ImprovementFrameworksError, nearest
from improvement_frameworks.core.wording import Names, even
from improvement_frameworks.tables.cells.date_format import ADVICE, is_date_format
from improvement_frameworks.tables.rows.column import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from improvement_frameworks.tables.rows.column import Column


Table: TypeAlias = "dict[str, object]"
Meaning: TypeAlias = "str | Answer | Split"
"""What one column means: a column of the framework, an answer, several columns, or nothing."""

LayoutChoice: TypeAlias = Literal["auto", "long", "wide"]
PeopleChoice: TypeAlias = Literal["auto", "drop", "keep"]
# The standard library needs memory with the square of the parts of a key; three are ever needed.
_LONG_KEY: Final = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){20}"""
)
MAX_LETTERS: Final = 2_000_000
"""How long a mapping file may be."""
SPLIT: Final = "split"
"""In a meaning of the file: the columns that each cell names together."""
FILLS: Final = "fills"
"""In an answer of the file: the column of the entry that the cell fills, if it is not the text."""


class MappingError(ImprovementFrameworksError, ValueError):
    """A mapping file says something that cannot be used; the message names the file and the key."""

    def __init__(self, key: str, problem: str, file: str = "mapping") -> None:
        super().__init__(f"{file}: {key}: {problem}" if key else f"{file}: {problem}")
        self.file = file
        self.key = key
        self.problem = problem


@frozen(kw_only=True)
class Answer:
    """What a column of a wide table holds: one thing about entries that the column tells apart."""

    codes: Mapping[str, str]
    """The columns of the entry that the heading decides, such as question and level."""
    column: str = "text"
    """The column of the entry that the cell fills."""


@frozen
class Split:
    """What a column holds whose cells name two codes, or a code and a text: "Talk: our data"."""

    columns: tuple[str, ...] = field(converter=tuple[str, ...])
    """The columns of the entry: two of codes in any order, or one of codes and one of text."""


@frozen(kw_only=True)
class ColumnMapping:
    """Which of the house's own columns and words mean which of the framework's.

    Examples:
        >>> house = ColumnMapping(
        ...     framework="learning-grid",
        ...     columns={"We dropped (me)": Answer(codes={"question": "stopped"}), "Staff no": ""},
        ... )
        >>> house.columns["Staff no"]
        ''
    """

    framework: str = ""
    """The framework."""
    layout: LayoutChoice = "auto"
    """One row an entry (long), one row a respondent (wide), or as the header shows."""
    title: str = ""
    """The title of records that have none."""
    date_format: str = ""
    """How dates are written, such as ``%d/%m/%Y``."""
    blank: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    """Words that mean that there is nothing."""
    people: PeopleChoice = "auto"
    """Whether names in survey exports are kept."""
    columns: Mapping[str, Meaning | tuple[Meaning, ...]] = field(
        factory=dict[str, "Meaning | tuple[Meaning, ...]"]
    )
    """By heading: the column it stands for, the answer it holds, or nothing to leave it out.

    Of columns with the same heading, a list says what the first means, what the second, and so on.
    """
    constants: Mapping[str, str] = field(factory=dict[str, str])
    """By column: what is the same in every row and therefore in no column of the table."""
    words: Mapping[str, Mapping[str, str]] = field(factory=dict[str, "Mapping[str, str]"])
    """By column: the house's words and the codes that they mean."""


def read_mapping(path: Path) -> ColumnMapping:
    """Read a mapping file.

    Raises:
        MappingError: naming the file and the key, if it says something that cannot be used.
        UnknownFrameworkError: if no framework has the id in it.
        OSError: if the file cannot be read.
    """
    if not path.is_file():
        what = "this is no ordinary file" if path.exists() else "there is no such file"
        raise MappingError("", what, str(path))
    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(MAX_LETTERS + 1)
    except UnicodeDecodeError:
        raise MappingError("", "the file is not in UTF-8; save it so", str(path)) from None
    if len(text) > MAX_LETTERS:
        raise MappingError("", f"this is longer than {MAX_LETTERS:,} letters", str(path))
    return parse_mapping(text, str(path))


def _check_split(key: str, split: Split, columns: Mapping[str, Column]) -> None:
    for name in split.columns:
        _one_of(key, name, columns, "column")
    if not columns[split.columns[0]].codes:
        raise MappingError(key, f"{split.columns[0]} has no codes")


def make_mapping(given: ColumnMapping | str | Path | Mapping[str, object]) -> ColumnMapping:
    """Return a mapping: as it is given, read from a file, or made of what a file would hold.

    Raises:
        MappingError: naming the key, if it says something that cannot be used.
        UnknownFrameworkError: if no framework has the id in it.
        OSError: if the file cannot be read.

    Examples:
        >>> make_mapping({"framework": "iceberg", "columns": {"Depth": "level"}}).columns
        {'Depth': 'level'}
    """
    if isinstance(given, ColumnMapping):
        return given
    if isinstance(given, str | Path):
        return read_mapping(Path(given))
    return _read(dict(given))


def parse_mapping(text: str, file: str = "mapping") -> ColumnMapping:
    r"""Read the text of a mapping file.

    Raises:
        MappingError: naming the file and the key, if it says something that cannot be used.
        UnknownFrameworkError: if no framework has the id in it.

    Examples:
        >>> house = parse_mapping('framework = "iceberg"\n[columns]\n"Depth" = "level"\n')
        >>> house.columns
        {'Depth': 'level'}
    """
    if _LONG_KEY.search(text):
        raise MappingError("", "a key in it has too many parts with dots between them", file)
    try:
        given = cast("Table", tomllib.loads(text))
    except (ValueError, RecursionError) as fault:
        raise MappingError("", f"this is not valid TOML: {fault}", file) from None
    try:
        return _read(given)
    except MappingError as fault:
        raise MappingError(fault.key, fault.problem, file) from None


def check_mapping(mapping: ColumnMapping, framework: str) -> None:
    """Make sure that a framework has the columns and codes that a mapping names.

    Raises:
        MappingError: if it has not.
    """
    columns = {column.name: column for column in columns_of(framework)}
    _tell_apart("columns", mapping.columns)
    for heading, meaning in _each_meaning(mapping):
        key = f"columns.{quote_key(heading)}"
        if isinstance(meaning, str):
            if meaning:
                _one_of(key, meaning, columns, "column")
            continue
        if isinstance(meaning, Split):
            _check_split(f"{key}.{SPLIT}", meaning, columns)
            continue
        _one_of(key, meaning.column, columns, "column")
        for name, code in meaning.codes.items():
            _one_of(key, name, columns, "column")
            _check_code(f"{key}.{name}", code, columns[name])
    for name, value in mapping.constants.items():
        _one_of(f"constants.{name}", name, columns, "column")
        if columns[name].codes:
            _check_code(f"constants.{name}", value, columns[name])
    for name, words in mapping.words.items():
        _one_of(f"words.{name}", name, columns, "column")
        _tell_apart(f"words.{name}", words)
        for word, code in words.items():
            if code:
                key = f"words.{name}.{quote_key(word)}"
                _check_code(key, code, columns[name])


def check_used(mapping: ColumnMapping, framework: str, headings: Mapping[int, str]) -> None:
    """Make sure that a framework has what a mapping says of a table that is one of its own.

    What the mapping says of other headings may be meant for another sheet.

    Raises:
        MappingError: if it has not.
    """
    used = [*read_headings(mapping, headings).values()]
    columns = {
        name: meaning
        for name, meaning in mapping.columns.items()
        if any(one in used for one in (meaning if isinstance(meaning, tuple) else (meaning,)))
    }
    check_mapping(evolve(mapping, columns=columns, words={}), framework)


def read_headings(mapping: ColumnMapping | None, headings: Mapping[int, str]) -> dict[int, Meaning]:
    """Return what a mapping says of the headings of a table, by their positions."""
    if mapping is None:
        return {}
    names = Names(mapping.columns.items())
    found: dict[int, Meaning] = {}
    seen = Counter[str]()
    for place, text in headings.items():
        meaning = names.find(text)
        number = seen[even(text)]
        seen[even(text)] += 1
        if isinstance(meaning, tuple):
            if number < len(meaning):
                found[place] = meaning[number]
        elif meaning is not None and not number:
            found[place] = meaning
    return found


def _each_meaning(mapping: ColumnMapping) -> Iterator[tuple[str, Meaning]]:
    for heading, meaning in mapping.columns.items():
        for one in meaning if isinstance(meaning, tuple) else (meaning,):
            yield heading, one


def _tell_apart(key: str, names: Mapping[str, object]) -> None:
    """Refuse two names that no table tells apart and that mean different things."""
    seen: dict[str, str] = {}
    for name in names:
        first = seen.setdefault(even(name), name)
        if names[first] != names[name]:
            reason = f"this is the same as {quote_key(first)}"
            raise MappingError(f"{key}.{quote_key(name)}", reason)


def quote_key(text: str) -> str:
    r"""Write a text as TOML does: in quotation marks, with all that is not plain escaped.

    >>> quote_key('We "stopped"\n'), quote_key("café")
    ('"We \\"stopped\\"\\n"', '"café"')
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _read(given: Table) -> ColumnMapping:
    for key in given:
        _one_of(key, key, fields_dict(ColumnMapping), "key")
    framework = _text(given, "framework")
    if not framework:
        raise MappingError("framework", "say here which framework it is for")
    mapping = ColumnMapping(
        framework=framework,
        columns={
            heading: _meanings(f"columns.{quote_key(heading)}", meaning)
            for heading, meaning in _table(given, "columns").items()
        },
        constants=_words("constants", _table(given, "constants")),
        words={
            name: _words(f"words.{name}", words) for name, words in _table(given, "words").items()
        },
        layout=cast("LayoutChoice", _choice(given, "layout", get_args(LayoutChoice))),
        title=_text(given, "title"),
        date_format=_date_format(given),
        blank=_texts(given, "blank"),
        people=cast("PeopleChoice", _choice(given, "people", get_args(PeopleChoice))),
    )
    check_mapping(mapping, framework)
    return mapping


def _text(given: Table, key: str) -> str:
    return _as_text(key, given.get(key, ""))


def _as_text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise MappingError(key, "write a text in quotation marks")
    return value


def _date_format(given: Table) -> str:
    form = _text(given, "date_format")
    if form and not is_date_format(form):
        raise MappingError("date_format", ADVICE)
    return form


def _choice(given: Table, key: str, allowed: tuple[str, ...]) -> str:
    value = _text(given, key) or allowed[0]
    _one_of(key, value, allowed, "choice")
    return value


def _texts(given: Table, key: str) -> tuple[str, ...]:
    value = given.get(key, [])
    if not isinstance(value, list):
        raise MappingError(key, 'write a list of texts, such as ["N/A", "-"]')
    return tuple(_as_text(key, item) for item in cast("list[object]", value))


def _table(given: Table, key: str) -> Table:
    return _as_table(key, given.get(key, {}))


def _as_table(key: str, value: object) -> Table:
    if not isinstance(value, dict):
        raise MappingError(key, f"write a table, begun by [{key}]")
    return cast("Table", value)


def _words(key: str, value: object) -> Mapping[str, str]:
    table = _as_table(key, value)
    return {word: _as_text(f"{key}.{quote_key(word)}", c) for word, c in table.items()}


def _meanings(key: str, value: object) -> Meaning | tuple[Meaning, ...]:
    if not isinstance(value, list):
        return _meaning(key, value)
    return tuple(_meaning(key, one) for one in cast("list[object]", value))


def _meaning(key: str, value: object) -> Meaning:
    if not isinstance(value, dict):
        return _as_text(key, value)
    if SPLIT in value:
        given = cast("Table", value)
        names = _texts(given, SPLIT)
        if len(given) > 1 or len(names) != 2:
            raise MappingError(key, "name the two columns and nothing else")
        return Split(names)
    parts = {name: _as_text(key, part) for name, part in cast("Table", value).items()}
    column = parts.pop(FILLS, "text")
    if not parts:
        raise MappingError(key, "an answer needs a code, such as the question")
    return Answer(codes=parts, column=column)


def _one_of(key: str, found: str, known: Iterable[str], kind: str) -> None:
    names = list(known)
    if found in names:
        return
    near = nearest(found, names)
    offer = f" Did you mean {near}?" if near else ""
    listed = "" if near else f" There are: {', '.join(names)}."
    raise MappingError(key, f"there is no {kind} {quote_key(found)}.{offer}{listed}")


def _check_code(key: str, code: str, column: Column) -> None:
    if not column.codes:
        raise MappingError(key, "this column takes any text, so it has no codes")
    if not column.is_open:
        _one_of(key, code, column.codes, "code")


def write_meaning(meaning: Meaning | tuple[Meaning, ...]) -> str:
    """Write what a heading means as TOML.

    >>> write_meaning(Answer(codes={"question": "stopped", "level": "personal"}))
    '{ question = "stopped", level = "personal" }'
    """
    if isinstance(meaning, str):
        return quote_key(meaning)
    if isinstance(meaning, tuple):
        return f"[{', '.join(map(write_meaning, meaning))}]"
    if isinstance(meaning, Split):
        return f"{{ {SPLIT} = [{', '.join(map(quote_key, meaning.columns))}] }}"
    parts = {**meaning.codes}
    if meaning.column != "text":
        parts[FILLS] = meaning.column
    inner = ", ".join(f"{name} = {quote_key(code)}" for name, code in parts.items())
    return f"{{ {inner} }}"
