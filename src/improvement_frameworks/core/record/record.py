"""What people collect with a framework: one header, the same for all, and a list of entries."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, Self, cast, get_args

from pydantic import (
    Field,
    JsonValue,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import SchemaValidator

from improvement_frameworks.core.expected import expect, expect_all
from improvement_frameworks.core.record.action import Action
from improvement_frameworks.core.record.constructor import offer_names
from improvement_frameworks.core.record.extension import Extensible
from improvement_frameworks.core.record.field import find_model
from improvement_frameworks.core.record.header import (
    Consent,
    Contributor,
    Entry,
    Group,
    OwnPart,
    Period,
    Purpose,
    Reference,
    Tag,
)
from improvement_frameworks.core.record.types import (
    ABSENT,
    EMPTY,
    Distinct,
    Entries,
    Id,
    Language,
    Line,
    Many,
    Opt,
    OptDate,
    OptExtensions,
    OptNoun,
    Prose,
)
from improvement_frameworks.version import SCHEMA_VERSION, SchemaVersion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic_core import CoreSchema

    from improvement_frameworks.core.content.framework import (
        Framework,  # noqa: TC004 - the type of a class variable is not looked up
        Part,
        Scheme,
    )


NOT_PLACED: Final = "Not placed"
"""What people read above the entries that name no part."""


def given() -> Any:  # noqa: ANN401 - a type checker must take it as the value of any field
    """Declare a field that documents must give and that Python code may leave to the class."""
    return Field()


class _Content:
    """Reads the content of a class's framework when somebody asks for it."""

    def __get__(self, _record: Record | None, owner: type[Record]) -> Framework:
        return _read_content(owner)


@cache
def _read_content(record: type[Record]) -> Framework:
    """Return the content that is beside a class, or beside the one that it extends."""
    from improvement_frameworks.core.content.content_file import has_content, read_content

    for one in record.__mro__:
        if has_content(one.__module__):
            return read_content(one.__module__)
    raise AttributeError("about")  # that of the core alone, which is of no framework


class Record(Extensible):
    """Base of every record. A subclass names its framework, its entries and its own header fields.

    In Python, ``framework`` and ``schema_version`` need not be given; in a document they must be.
    """

    about: ClassVar[Framework] = cast("Framework", _Content())
    """The reference content of the record's framework: that beside the module of its class."""

    schema_uri: Opt[Line] = Field(default=None, alias="$schema")
    """The address or path at which an editor finds the schema; it changes nothing in the record.
    Example: ../schemas/iceberg.schema.json."""
    framework: str = given()
    """The ID of the framework that the record belongs to. Example: iceberg."""
    schema_version: SchemaVersion = given()
    """The version of the schema that the document follows. Example: 1.0."""
    id: Opt[Id] = None
    """A short ID, by which other records refer to this one. Example: ward-7-iceberg."""
    title: Line
    """What the record is about. Example: Video consultations in outpatient physiotherapy."""
    language: Opt[Language] = None
    """The language in which the record is written. Example: en-GB."""
    purpose: OptNoun[Purpose] = ABSENT
    """Why the group captures this: what it wants to know and what it will do with the answer."""
    group: OptNoun[Group] = ABSENT
    """The team, organisation, community or system whose learning this is."""
    period: OptNoun[Period] = ABSENT
    """The time that the learning is about."""
    recorded_on: OptDate = ABSENT
    """The day on which the record was written down. Example: 2020-07-16."""
    contributors: Many[Contributor] = EMPTY
    """The people who contributed. Give each an ID and a role; names are not needed."""
    consent: OptNoun[Consent] = ABSENT
    """Whether people agreed to the record and to what may be done with it."""
    references: Many[Reference] = EMPTY
    """Documents, data and other records that belong to this one, each with a title."""
    tags: Distinct[Tag] = EMPTY
    """Words to find the record by. A tag of a shared list is the name of the list, a colon and a
    code. Example: nhs-reset:mental-health."""
    notes: Opt[Prose] = None
    """Anything else worth keeping. Example: Written up by the team lead after the huddle."""
    extensions: OptExtensions = ABSENT
    """What an organisation adds of its own, under a name of its own. Example of a name:
    org.example."""
    entries: Entries[Entry]
    """What was said, each entry about a part of the framework; the list may be empty."""
    actions: Many[Action] = EMPTY
    """What people will do about what was said."""

    def __init__(self, /, **data: Any) -> None:  # noqa: ANN401 - the fields say their types
        super().__init__(**{**self._constants(), **data})

    # Pydantic then calls this only for Python code, never for a document it validates.
    __init__.__dict__["__pydantic_base_init__"] = True

    @classmethod
    def __pydantic_init_subclass__(cls, **words: object) -> None:
        """Let whoever takes up a record build it, such as FastAPI; or else its first use does.

        Raises:
            TypeError: if a subclass adds fields that no document of the framework may have.
        """
        super().__pydantic_init_subclass__(**words)
        _refuse_own_fields(cls)
        cls.model_config["defer_build"] = False  # FastAPI warns about a body that says otherwise

    @model_validator(mode="wrap")
    @classmethod
    def _say_in_words(cls, data: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Say what is wrong in a body, or in a model of others, as a constructor does."""
        try:
            return handler(data)
        except ValidationError as fault:
            raise offer_names(fault, cls) from None

    @classmethod
    def model_validate_json(
        cls,
        json_data: str | bytes | bytearray,
        *,
        strict: bool | None = None,
        extra: Literal["allow", "ignore", "forbid"] | None = None,
        context: object = None,
        by_alias: bool | None = None,
        by_name: bool | None = None,
    ) -> Self:
        """Read JSON as pydantic does, without making Python objects of all of it first."""
        try:
            record: Self = plain_validator(cls).validate_json(
                json_data,
                strict=strict,
                extra=extra,
                context=context,
                by_alias=by_alias,
                by_name=by_name,
            )
        except ValidationError as fault:
            raise offer_names(fault, cls) from None
        return record

    @classmethod
    def _constants(cls) -> dict[str, str]:
        return {"framework": framework_of(cls), "schema_version": SCHEMA_VERSION}

    @classmethod
    def blank(cls, title: str = "Untitled") -> Self:
        """Return a record without entries, to be built upon."""
        return cls(title=title, entries=())

    def replace(self, **changes: object) -> Self:
        """Return a copy in which some fields are changed; the copy is checked as any record is.

        Args:
            **changes: Fields by their names; ``None`` leaves one out.

        Raises:
            ValidationError: if a field is unknown or a value does not fit.

        Examples:
            >>> from improvement_frameworks import Iceberg
            >>> Iceberg(title="Huddles", entries=[]).replace(title="Ward huddles").title
            'Ward huddles'
        """
        fields = type(self).model_fields
        held = {field.alias or name: getattr(self, name) for name, field in fields.items()}
        named = {(fields[n].alias or n if n in fields else n): v for n, v in changes.items()}
        return type(self)(**{**held, **named})

    def add(self, *entries: Entry | Mapping[str, object]) -> Self:
        """Return a copy with further entries at its end, each an entry or the dict of one.

        Raises:
            ValidationError: if an entry does not fit.
        """
        return self.replace(entries=(*self.entries, *entries))

    def without(self, *ids: str) -> Self:
        """Return a copy without some entries; what refers to them no longer does.

        Args:
            *ids: The ids of the entries.

        Raises:
            KeyError: if no entry has one of the ids.
            ValueError: if something that needs an entry refers to one of them; it says what.
        """
        from improvement_frameworks.core.record.reference import leave_out

        wanted = expect_all("ids", ids, str, "the ids of entries")
        return type(self).model_validate(leave_out(self, wanted))

    @property
    def part_scheme(self) -> Scheme:
        """The variant that this record follows; the default one if it names none."""
        return self.about.scheme(self.__dict__.get("scheme"))

    @property
    def part_codes(self) -> tuple[str, ...]:
        """The codes of the parts of its scheme, in order, then of those that it declares itself."""
        own = (part.code for part in self._own_parts)
        return tuple(dict.fromkeys((*self.part_scheme.parts, *own)))

    def find_part(self, code: str) -> Part:
        """Return a part by its code: one of the framework, or one that the record declares itself.

        Where the framework has further parts than are known, a code that stands for none of them
        stands for itself.

        Raises:
            KeyError: if there is no such part, and the framework has no others than are known.
        """
        if expect("code", code, str, "the code of a part") in self.about or not self.about.open:
            return self.about[code]
        from improvement_frameworks.core.content.framework import Part
        from improvement_frameworks.core.content.source import JUDGEMENT

        own = next((part for part in self._own_parts if part.code == code), None)
        label, definition = (own.label, own.definition or own.label) if own else (code, code)
        order = len(self.about.parts) + 1
        return Part(
            code=code, label=label, definition=definition, order=order, sources=(JUDGEMENT,)
        )

    @property
    def _own_parts(self) -> tuple[OwnPart, ...]:
        own: tuple[OwnPart, ...] = self.__dict__.get("own_parts", ())
        return own

    def parts_of(self, entry: Entry) -> tuple[str, ...]:
        """Return the codes of the parts that an entry speaks about: one, several or none."""
        try:
            value: str | tuple[str, ...] | None = getattr(entry, self.about.part_field)
        except AttributeError:
            raise TypeError(f"This takes an entry of the record, not {entry!r}.") from None
        return (value,) if isinstance(value, str) else value or ()

    def unplaced(self) -> tuple[Entry, ...]:
        """Return the entries that name no part, where the framework lets them."""
        return tuple(entry for entry in self.entries if not self.parts_of(entry))

    def by_part(self) -> dict[str, tuple[Entry, ...]]:
        """Return the entries of each part of the scheme, in its order, empty parts included.

        Parts that the record declares itself follow. An entry about several parts stands under each
        of them; what names no part is `unplaced`.
        """
        found: dict[str, list[Entry]] = {code: [] for code in self.part_codes}
        for entry in self.entries:
            for code in dict.fromkeys(self.parts_of(entry)):
                found.setdefault(code, []).append(entry)
        return {code: tuple(entries) for code, entries in found.items()}

    def coverage(self) -> dict[str, int]:
        """Return how many entries speak about each part of the scheme; a count, not a score."""
        counts = Counter(code for codes in map(self.parts_of, self.entries) for code in codes)
        return {code: counts[code] for code in dict.fromkeys((*self.part_codes, *counts))}

    def minutes_of(self, entry: Entry) -> int | None:
        """Return how long an entry takes, if the framework's figure is a timeline with minutes."""
        name = self.about.figure.minutes
        minutes: int | None = getattr(entry, name) if name else None
        return minutes

    def to_dict(self) -> dict[str, JsonValue]:
        """Return the record as a JSON document in plain dicts, lists, texts and numbers.

        >>> from improvement_frameworks import Iceberg
        >>> Iceberg(title="Huddles", recorded_on="2020-07-16", entries=[]).to_dict()["recorded_on"]
        '2020-07-16'
        """
        return self.model_dump(mode="json")

    def to_json(self, *, indent: int | None = 2) -> str:
        """Return the record as a JSON document; what is absent is left out."""
        if indent is not None:
            expect("indent", indent, int, "a number of spaces")
        return self.model_dump_json(indent=indent)

    def to_markdown(self, *, names: bool = True) -> str:
        """Return the record as a Markdown page.

        Args:
            names: Whether names of people are written: those of contributors, and those after a
                title.
        """
        from improvement_frameworks.core.record.record_text import write_record
        from improvement_frameworks.core.work.masking import leave_out_names

        return write_record(self if names else leave_out_names(self))

    @classmethod
    def merge(cls, records: Iterable[Self], *, title: str | None = None) -> Self:
        """Join what several people recorded with one framework, and keep who said what.

        Ids that stand for different things in different records are renamed, and all references
        with them. Contributors are taken for one person only where both records have the same id,
        name and other details, and where the joined record is then still valid. Each entry gets a
        tag for the record that it comes from, and the references say which record and which group
        that is. What the headers do not agree on is left out; the period spans all of them.

        Raises:
            ValueError: if there is no record, the records follow different schemes, their notes
                together are too long for one record, or they would not be
                valid together.
        """
        from improvement_frameworks.core.work.merge import merge_records

        own = expect_all("records", records, Record, "a list of records")
        if title is not None:
            expect("title", title, str, "the title of the joined record")
        return merge_records(cast("list[Self]", [*own]), title)

    def __str__(self) -> str:
        from improvement_frameworks.problems.problem import show

        counts = {self.find_part(code).label: n for code, n in self.coverage().items()}
        counts[NOT_PLACED] = len(self.unplaced())
        said = ", ".join(f"{show(label)} {number}" for label, number in counts.items() if number)
        return f"{self.about.title}: {show(self.title)} ({said or 'no entries'})"

    def _repr_markdown_(self) -> str:
        return self.to_markdown()


def _refuse_own_fields(record: type[Record]) -> None:
    """Refuse fields that only a subclass of a framework's records has: nothing would read them."""
    framework = get_args(record.model_fields["framework"].annotation)
    for base in record.__mro__[1:]:
        if not issubclass(base, Record) or not framework:
            return
        if get_args(base.model_fields["framework"].annotation) != framework:
            continue
        for place, added in _find_added(record, base):
            if added:
                owner = "record" if place == "record" else "entry"
                raise TypeError(
                    f"{record.__name__} adds fields to the records of {framework[0]}, which no "
                    f"document may have: {', '.join(sorted(added))}. Put them into a class of "
                    f"their own, and declare it: declare_extension({framework[0]!r}, "
                    f"'org.example', {owner}=YourClass)."
                )


def _find_added(record: type[Record], base: type[Record]) -> Iterator[tuple[str, set[str]]]:
    """Yield which fields a class adds to those of its base: of the record, and of what it holds."""
    yield "record", record.model_fields.keys() - base.model_fields.keys()
    for name, field in base.model_fields.items():
        own, usual = find_model(record.model_fields[name]), find_model(field)
        if own and usual and own is not usual:
            yield name, own.model_fields.keys() - usual.model_fields.keys()


class OpenRecord(Record):
    """Base of the records of a framework of which only some parts are known."""

    own_parts: Many[OwnPart] = EMPTY
    """The parts that the record declares itself: code, label and meaning; entries name them."""


@cache
def plain_validator(record: type[Record]) -> SchemaValidator:
    """Return what validates a record and says what is wrong in pydantic's own words.

    The report says it in other words anyway, and to read JSON takes less time in this way.
    """
    record.model_rebuild()  # its schema may still wait for the first use
    return SchemaValidator(_leave_out_words(record.__pydantic_core_schema__))


def _leave_out_words(schema: CoreSchema) -> CoreSchema:
    if schema["type"] == "definitions":
        return {**schema, "schema": _leave_out_words(schema["schema"])}
    return schema["schema"] if schema["type"] == "function-wrap" else schema


def framework_of(record: type[Record]) -> str:
    """Return the id of the framework that a record class belongs to."""
    values = get_args(record.model_fields["framework"].annotation)
    if len(values) != 1:
        raise TypeError(f"{record.__name__} must declare framework: Literal['its-id'] = given()")
    return str(values[0])
