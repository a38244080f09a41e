"""The nouns of every record's header: who, where, when, why, and under which agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import VERSION, BaseModel, ConfigDict

from improvement_frameworks.core.docstring import describe_properties, remember_place
from improvement_frameworks.core.framework import JUDGEMENT, Term, Vocabulary
from improvement_frameworks.core.listed import Listed, first_paragraph, write_title
from improvement_frameworks.core.reference import ContributorRef
from improvement_frameworks.core.types import (
    Code,
    Date,
    Distinct,
    Id,
    Label,
    Line,
    Many,
    Opt,
    Prose,
    Url,
)

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


def _list(name: str, title: str, *terms: tuple[str, str, str]) -> Vocabulary:
    built = (
        Term(code=code, label=label, definition=definition, sources=(JUDGEMENT,))
        for code, label, definition in terms
    )
    return Vocabulary(id=name, title=title, terms=tuple(built))


GROUP_LEVELS: Final = _list(
    "group-level",
    "How wide the group is whose learning this is",
    ("individual", "Individual", "One person."),
    ("team", "Team", "People who work together from day to day."),
    ("organisation", "Organisation", "A trust, a practice, a council, a charity."),
    ("community", "Community", "People who share a place or an interest."),
    ("system", "System", "Several organisations and communities that serve the same people."),
)
CONSENTS: Final = _list(
    "consent-status",
    "Whether people agreed to what is recorded about them",
    ("given", "Given", "Everyone whose words are recorded agreed to the uses that are named."),
    ("partly", "Partly given", "Some agreed, or only to some uses; the note says which."),
    ("not-needed", "Not needed", "Nothing in the record can be traced to a person."),
    ("not-asked", "Not asked", "Nobody was asked yet; the record should not be shared."),
)
CONSENT_USES: Final = _list(
    "consent-use",
    "What may be done with the record",
    ("learn-in-group", "Learn in the group", "Used within the group that made it."),
    ("share-in-organisation", "Share in the organisation", "Shown to others there."),
    ("publish", "Publish", "Made public."),
    ("quote", "Quote", "Words may be quoted as they stand."),
)
FOLLOW_UP_STATUSES: Final = _list(
    "follow-up-status",
    "How far a next step has come",
    ("planned", "Planned", "Agreed, not begun."),
    ("in-progress", "In progress", "Begun."),
    ("done", "Done", "Finished."),
    ("dropped", "Dropped", "Will not be done; the entry's text or notes should say why."),
)

GroupLevel = Annotated[str, Listed(GROUP_LEVELS, "GroupLevel")]
ConsentStatus = Annotated[str, Listed(CONSENTS, "ConsentStatus")]
ConsentUse = Annotated[str, Listed(CONSENT_USES, "ConsentUse")]
FollowUpStatus = Annotated[str, Listed(FOLLOW_UP_STATUSES, "FollowUpStatus")]


_IS_BUILT_AT_FIRST_USE: Final = tuple(map(int, VERSION.split(".")[:2])) >= (2, 14)
"""Whether a class waits for its first use, since most nouns are only needed as parts of a record.

Before its release 2.14, pydantic does not do this safely in several threads at once, and cannot
write an object of a class that waits, where it does not expect one.
"""


class Noun(BaseModel, frozen=True):
    """Base of every object in a record: it cannot be changed and takes no unknown fields.

    Python code may give ``None`` for what is absent. A dict is read as a document, where what is
    absent is left out.
    """

    model_config = ConfigDict(
        extra="forbid",
        defer_build=_IS_BUILT_AT_FIRST_USE,
        allow_inf_nan=False,
        model_title_generator=lambda model: write_title(model.__name__),
    )

    def __init__(self, /, **data: Any) -> None:  # noqa: ANN401 - the fields say their types
        super().__init__(**{name: value for name, value in data.items() if value is not None})

    # Pydantic then calls this only for Python code, never for a document it validates.
    __init__.__dict__["__pydantic_base_init__"] = True

    @classmethod
    def __pydantic_init_subclass__(cls, **words: object) -> None:
        """Let every class find the words under its fields again."""
        super().__pydantic_init_subclass__(**words)
        remember_place(cls)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe each field, and keep the schema that others make, as FastAPI, short as ours."""
        written = handler(schema)
        about = handler.resolve_ref_schema(written)
        if "description" in about:
            about["description"] = first_paragraph(str(about["description"]))
        properties = about.get("properties", {})
        for field in properties.values():
            field.pop("title", None)
        describe_properties(cls, properties, handler)
        return written


class Purpose(Noun, frozen=True):
    """Why the group captures this: what it wants to know and what it will do with the answer."""

    question: Opt[Prose] = None
    """What the group wants to learn."""
    use: Opt[Prose] = None
    """What the answer will be used for, and by whom."""


class Group(Noun, frozen=True):
    """The team, organisation, community or system whose learning this is."""

    name: Line
    """What the group is called."""
    level: Opt[GroupLevel] = None
    """How wide the group is."""


class Period(Noun, frozen=True):
    """The time that the learning is about."""

    start: Date
    """Its first day."""
    end: Opt[Date] = None
    """Its last day; absent while it goes on."""


class Contributor(Noun, frozen=True):
    """Somebody who contributed. A role is enough; a name is never needed."""

    id: Id
    """How entries refer to this contributor, such as c1."""
    role: Opt[Line] = None
    """The role in which they speak, such as clinic nurse or patient."""
    organisation: Opt[Line] = None
    """Where they work or whom they represent."""
    name: Opt[Line] = None
    """Their name, only if they want it to be recorded."""


class Consent(Noun, frozen=True):
    """Whether people agreed to the record and to what may be done with it."""

    status: ConsentStatus
    """Whether they agreed."""
    uses: Distinct[ConsentUse] = ()
    """What they agreed to."""
    note: Opt[Prose] = None
    """What else was agreed."""


class Reference(Noun, frozen=True):
    """Something else to read: a document, a data set, another record."""

    title: Line
    """What it is called."""
    url: Opt[Url] = None
    """Where it can be found."""
    framework: Opt[Id] = None
    """If it is another record: the id of its framework, such as iceberg."""
    note: Opt[Prose] = None
    """What it adds."""


class OwnPart(Noun, frozen=True):
    """A part that a record declares itself, where only some parts of the framework are known."""

    code: Code
    """How the entries name it, such as shared-budget."""
    label: Line
    """How people name it, such as Shared budget."""
    definition: Opt[Prose] = None
    """What it means."""


class FollowUp(Noun, frozen=True):
    """What will be done about an entry, by whom and by when."""

    action: Opt[Prose] = None
    """What will be done."""
    owner: Opt[Line] = None
    """Who sees to it: a role is enough."""
    due: Opt[Date] = None
    """The day by which it will be done."""
    status: Opt[FollowUpStatus] = None
    """How far it has come."""


class Entry(Noun, frozen=True):
    """One thing that somebody said about a part of the framework."""

    id: Opt[Id] = None
    """How other entries refer to this one, such as e1."""
    text: Opt[Prose] = None
    """What was said, in the contributor's words."""
    contributor: Opt[ContributorRef] = None
    """The id of the contributor who said it."""
    happened_on: Opt[Date] = None
    """The day on which it happened."""
    evidence: Many[Prose] = ()
    """Where this can be seen: a figure, a document, an observation, one a line."""
    tags: Distinct[Label] = ()
    """Words to find it by."""
    follow_up: Opt[FollowUp] = None
    """What will be done about an entry, by whom and by when."""
