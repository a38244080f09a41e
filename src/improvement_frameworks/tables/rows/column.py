"""The columns of a framework's table: derived from its record, one row an entry.

The columns of the record come first, then those of the contributor who speaks, then those of the
entry. What stands once in a record (its title, its group) is repeated in its rows or written in the
first of them only.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast, get_args, get_origin

from attrs import evolve, field, frozen
from pydantic import TypeAdapter

from improvement_frameworks.core.content.tag import listed_tags
from improvement_frameworks.core.record.constructor import FREE
from improvement_frameworks.core.record.docstring import described_fields
from improvement_frameworks.core.record.extension import extensions_of
from improvement_frameworks.core.record.field import find_model, find_note, is_list
from improvement_frameworks.core.record.header import Contributor, Entry
from improvement_frameworks.core.record.listed import find_vocabulary
from improvement_frameworks.core.record.reference import Refers
from improvement_frameworks.core.record.types import (
    DATE,
    ID,
    LINE,
    TIMESTAMP,
    Line,
    Tagged,
    Text,
    Whole,
)
from improvement_frameworks.core.registry import (
    get_framework,
    get_record_type,
    remember_until_declared,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

    from improvement_frameworks.core.content.vocabulary import Term, Vocabulary
    from improvement_frameworks.core.record.record import Record

Kind: TypeAlias = Literal[
    "code", "date", "moment", "number", "yes-no", "id", "text", "json", "constant"
]
Place: TypeAlias = Literal["record", "contributor", "entry"]

RECORD: Final = "record"
"""The column whose value tells which rows belong to one record."""
GROUP: Final = "group_name"
"""The column of the team or service that a record is about."""
FRAMEWORK: Final = "framework"
"""The column that names the framework."""
CONTRIBUTOR: Final = "contributor"
"""The column of the contributor's id."""
PERSON_NAME: Final = "contributor_name"
"""The column of people's names."""
TITLE: Final = "title"
"""The column of the record's title."""

_OWNER_NAMES: Final = (
    "owner, who, lead, responsible, by whom, who is responsible, who will do it, action owner, "
    "verantwortlich, wer, responsable"
)
_DUE_NAMES: Final = (
    "due, due date, by when, deadline, target date, bis wann, échéance, fecha límite, erbyn pryd"
)

# What people call the nouns that all frameworks share, by place and path.
_COMMON_NAMES: Final[Mapping[tuple[Place, tuple[str, ...]], str]] = {
    ("entry", ("text",)): (
        "answer, answers, response, responses, comment, comments, statement, note, notes, reply, "
        "description, what, details, feedback, sticky, content, observation, idea, reflection, "
        "card, karte, sticky note, body, entry, point raised, antwort, kommentar, beschreibung, "
        "aussage, réponse, commentaire, respuesta, comentario, ateb, sylw, sylwadau, word, "
        "message, remark, remarks, bemerkung, anmerkung, notiz, remarque, observación"
    ),
    ("entry", ("happened_on",)): (
        "date, day, when, date raised, date noticed, date noted, date submitted, date recorded, "
        "week commencing, week beginning, w c, datum, tag, fecha, jour, dyddiad"
    ),
    ("record", ("recorded_on",)): ("date of meeting, meeting date, date held, date of session"),
    ("entry", ("mentions",)): (
        "votes, likes, upvotes, count, mentions, number of mentions, how many, times mentioned, "
        "anzahl, frequency, number of people, stimmen"
    ),
    ("entry", ("contributor",)): "interviewee, participant, participant id, interviewee id",
    ("record", ("group", "name")): (
        "team, ward, department, service, site, unit, which team are you in, your team, your ward, "
        "which ward do you work on, which service do you work in, station, abteilung, équipe, "
        "equipo, tîm"
    ),
    ("contributor", ("role",)): (
        "role, job, job title, profession, staff group, who said it, who told it, said by, "
        "told by, raised by, who from, from whom, speaker, rolle, funktion, berufsgruppe, rôle, "
        "fonction, rol, rôl"
    ),
    ("entry", ("follow_up", "text")): (
        "action, actions, action to take, action needed, actions needed, next step, next steps, "
        "what next, maßnahme, nächster schritt, nächste schritte, prochaine étape, acción, "
        "próximo paso, cam nesaf"
    ),
    ("entry", ("follow_up", "owner")): _OWNER_NAMES,
    ("entry", ("follow_up", "due")): _DUE_NAMES,
    ("entry", ("follow_up", "status")): "status, action status, progress, rag, rag status",
}

# The same for the items of a list of nouns, such as actions, on a sheet of their own.
_NOUN_NAMES: Final[Mapping[tuple[str, ...], str]] = {
    ("text",): "what, details, description, note, notes, comment",
    ("owner",): _OWNER_NAMES,
    ("due",): _DUE_NAMES,
    ("on",): "date, day, when",
    ("works_on",): "entry, entries, about, for",
}

_LONGEST_LABEL: Final = 64
"""How many characters a text has at most that no sentence fits into."""
_NOT_COLUMNS: Final = {"schema_uri", "contributors", "entries"}


@frozen(slots=False)  # slots and cached properties together are slow
class Column:
    """One column of a framework's table."""

    name: str
    """Its name, as the library writes it: small letters and underscores."""
    label: str
    """Its name for people."""
    kind: Kind
    """What stands in it."""
    place: Place
    """Whether it belongs to the record, to the contributor or to the entry."""
    path: tuple[str, ...]
    """The steps from there to the value; none for the column that tells records apart."""
    meaning: str
    """What it says, in words."""
    aliases: tuple[str, ...] = ()
    """Other names under which it is recognised."""
    common_names: tuple[str, ...] = ()
    """What people often call it; taken so where no other column is called so itself."""
    is_required: bool = False
    """Whether every entry (or record) needs it."""
    is_needed: bool = False
    """Whether its noun needs it, once anything else of the noun is said: a group needs a name."""
    separator: str | None = None
    """For a list, what stands between its items."""
    terms: tuple[Term, ...] = ()
    """The codes that are allowed, or those that are known if it is open."""
    offers: tuple[str, ...] = ()
    """Tags of the shared lists that are offered; any other may stand there as well."""
    is_open: bool = False
    """Whether other codes than these may stand in it."""
    constant: str = ""
    """The only value that is allowed, if there is only one."""
    text: Text | None = None
    """The form of a text."""
    whole: Whole | None = None
    """The bounds of a number."""
    inside: tuple[str | int, ...] = ()
    """For an item of a list of nouns: the steps to the item in a document."""
    line: str = ""
    """For a list of nouns each of which needs only a text: the field that holds it. People write a
    line for each."""
    apart: tuple[str, ...] = ()
    """Of an object that may hold anything: what in it has columns of its own."""
    refers_to: Literal["entries", "contributors"] | None = None
    """What its ids point to."""
    annotation: object = field(default=None, repr=False, eq=False)
    """The type of its values in the record."""

    @cached_property
    def adapter(self) -> TypeAdapter[object] | None:
        """Validates a value exactly as the record does. Made when it is needed: it takes long."""
        if self.annotation is None:
            return None
        return TypeAdapter(cast("type[object]", self.annotation))

    @property
    def is_list(self) -> bool:
        """Whether a cell may hold several values."""
        return self.separator is not None

    @property
    def takes_commas(self) -> bool:
        """Whether people may also separate its items by commas: they are ids or short labels."""
        is_short = self.text is not None and self.text.longest <= _LONGEST_LABEL
        return self.separator == ";" and is_short and self.kind in {"id", "text"}

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that are allowed, or known."""
        return tuple(term.code for term in self.terms)

    def path_in_document(self, entry: int = 0, contributor: int = 0) -> tuple[str | int, ...]:
        """Return the steps to the value in a record's document."""
        starts: dict[Place, tuple[str | int, ...]] = {
            "record": (),
            "contributor": ("contributors", contributor),
            "entry": ("entries", entry),
        }
        return (*(self.inside or starts[self.place]), *self.path)


@remember_until_declared
def columns_of(framework: str) -> tuple[Column, ...]:
    """Return the columns of a framework's table, in their order.

    Raises:
        UnknownFrameworkError: if no framework has this id.

    Examples:
        >>> [column.name for column in columns_of("iceberg")][:5]
        ['framework', 'schema_version', 'record', 'record_id', 'title']
        >>> level = next(c for c in columns_of("iceberg") if c.name == "level")
        >>> level.kind, level.place, level.codes[0]
        ('code', 'entry', 'events')
    """
    names = get_framework(framework).column_names
    return tuple(
        evolve(column, common_names=(*column.common_names, *names.get(column.name, ())))
        for column in derive_columns(get_record_type(framework))
    )


def derive_columns(record: type[Record]) -> tuple[Column, ...]:
    """Derive the columns of a table from a record class."""
    entry = cast("type[Entry]", find_model(record.model_fields["entries"]) or Entry)
    said = list(_columns(entry, "entry"))
    taken = {column.name for column in said} | {RECORD}
    said += _extension_columns(entry, "entry", set[str]())
    taken |= {column.name for column in said}
    fields = {
        name: about for name, about in described_fields(record).items() if name not in _NOT_COLUMNS
    }
    head: list[Column] = []
    for name, about in fields.items():
        head.extend(_field_columns(name, about, "record", taken))
        if name == "schema_version":
            head.append(RECORD_COLUMN)
    head += _extension_columns(record, "record", taken)
    speaker = next(column for column in said if column.name == CONTRIBUTOR)
    said.remove(speaker)
    people = [
        column for column in _columns(Contributor, "contributor", taken) if column.path != ("id",)
    ]
    apart = {"record": tuple(extensions_of(record)), "entry": tuple(extensions_of(entry))}
    return tuple(
        evolve(column, apart=apart[column.place]) if column.path == (FREE,) else column
        for column in (*head, speaker, *people, *said)
    )


RECORD_COLUMN: Final = Column(
    name=RECORD,
    label="Record",
    kind="text",
    place="record",
    path=(),
    meaning="Tells records apart: rows with the same value here are one record.",
    text=LINE,
    annotation=Line,
)
"""The column that tells records apart."""


def columns_within(noun: type[BaseModel]) -> Iterator[Column]:
    """Yield the columns of what is said of one item of a list of nouns."""
    for column in _columns(noun, "entry"):
        common = filter(None, _NOUN_NAMES.get(column.path, "").split(", "))
        yield evolve(column, common_names=tuple(common))


def is_column(name: str) -> bool:
    """Whether a field of a record has a column, and is not told by rows of their own."""
    return name not in _NOT_COLUMNS


def _columns(
    model: type[BaseModel], place: Place, taken: set[str] | None = None
) -> Iterator[Column]:
    for name, about in described_fields(model).items():
        yield from _field_columns(name, about, place, taken or set())


def _extension_columns(
    model: type[BaseModel], place: Place, taken: Container[str]
) -> Iterator[Column]:
    """Yield the columns of the fields that were declared in addition to those of a model."""
    for name, inner in extensions_of(model).items():
        for part, detail in described_fields(inner).items():
            own = "_".join((*re.split("[.-]", name), part))
            own = f"{place}_{own}" if own in taken else own
            column = _column((FREE, name, part), detail, place, set())
            yield evolve(column, name=own, label=own.replace("_", " ").capitalize())


def _field_columns(name: str, about: FieldInfo, place: Place, taken: set[str]) -> Iterator[Column]:
    """Yield the column of a field; a noun that stands alone gives one for each of its fields."""
    inner = find_model(about)
    if inner is None or is_list(about):
        yield _column((name,), about, place, taken)
        return
    for part, detail in described_fields(inner).items():
        column = _column((name, part), detail, place, taken)
        yield evolve(column, aliases=(*column.aliases, name)) if part == "name" else column


def _column(path: tuple[str, ...], about: FieldInfo, place: Place, taken: set[str]) -> Column:
    name = "_".join(path)
    aliases: tuple[str, ...] = ()
    if place == "contributor":
        name, aliases = f"{CONTRIBUTOR}_{name}", (name,)
    elif place == "record" and name in taken:
        name = f"{RECORD}_{name}"
    listed = find_vocabulary(about)
    refers = find_note(about, Refers)
    text, whole = find_note(about, Text), find_note(about, Whole)
    kind = _kind(about, listed, text, whole)
    constant = _constant(about)
    return Column(
        name=name,
        label=name.replace("_", " ").capitalize(),
        kind=kind,
        place=place,
        path=path,
        meaning=about.description or "",
        aliases=tuple(alias for alias in aliases if alias not in taken),
        is_required=about.is_required() and len(path) == 1 and not constant,
        is_needed=about.is_required() and len(path) > 1,
        separator=_separator(about, kind, text),
        terms=listed.terms if listed else (),
        offers=tuple(listed_tags()) if find_note(about, Tagged) else (),
        is_open=listed is not None and listed.open,
        constant=constant,
        text=text,
        whole=whole,
        refers_to=refers.to if refers else None,
        annotation=about.rebuild_annotation(),
        line=_line(about) if kind == "json" and is_list(about) and place == "entry" else "",
        common_names=tuple(filter(None, _COMMON_NAMES.get((place, path), "").split(", "))),
    )


def _line(about: FieldInfo) -> str:
    """Return the field of the only text that an item of a list of nouns needs, if that is all."""
    inner = find_model(about)
    fields = described_fields(inner).items() if inner else ()
    needed = [(name, field) for name, field in fields if field.is_required()]
    is_text = len(needed) == 1 and find_note(needed[0][1], Text) is not None
    return needed[0][0] if is_text else ""


def _kind(
    about: FieldInfo, words: Vocabulary | None, text: Text | None, whole: Whole | None
) -> Kind:
    if _constant(about):
        return "constant"
    if find_model(about) is not None:
        return "json"
    if words is not None:
        return "code"
    if whole is not None:
        return "number"
    if text is not None:
        kinds: dict[int, Kind] = {id(DATE): "date", id(TIMESTAMP): "moment", id(ID): "id"}
        return kinds.get(id(text), "text")
    return "yes-no" if "bool" in str(about.annotation) else "json"


def _constant(about: FieldInfo) -> str:
    values = get_args(about.annotation) if get_origin(about.annotation) is Literal else ()
    return str(values[0]) if len(values) == 1 else ""


def _separator(about: FieldInfo, kind: Kind, text: Text | None) -> str | None:
    """Separate long texts by line, since sentences hold semicolons, and anything else by ``;``."""
    if not is_list(about) or kind == "json":
        return None
    is_long = text is not None and text.is_free and text.longest > 1_000
    return "\n" if is_long else ";"
