"""The nouns of every record's header: who, where, when, why, and under which agreement."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core.action import Action
from improvement_frameworks.core.listed import Listed, list_terms
from improvement_frameworks.core.noun import Noun
from improvement_frameworks.core.reference import ContributorRef
from improvement_frameworks.core.types import (
    ABSENT,
    EMPTY,
    Code,
    Date,
    Distinct,
    Id,
    Label,
    Language,
    Line,
    Many,
    Opt,
    OptDate,
    OptNoun,
    Prose,
    Url,
)

GROUP_LEVELS: Final = list_terms(
    "group-level",
    "How wide the group is whose learning this is",
    ("individual", "Individual", "One person."),
    ("team", "Team", "People who work together from day to day."),
    ("organisation", "Organisation", "A trust, a practice, a council, a charity."),
    ("community", "Community", "People who share a place or an interest."),
    ("system", "System", "Several organisations and communities that serve the same people."),
)
CONSENTS: Final = list_terms(
    "consent-status",
    "Whether people agreed to what is recorded about them",
    ("given", "Given", "Everyone whose words are recorded agreed to the uses that are named."),
    ("partly", "Partly given", "Some agreed, or only to some uses; the note says which."),
    ("not-needed", "Not needed", "Nothing in the record can be traced to a person."),
    ("not-asked", "Not asked", "Nobody was asked yet; the record should not be shared."),
)
CONSENT_USES: Final = list_terms(
    "consent-use",
    "What may be done with the record",
    ("learn-in-group", "Learn in the group", "Used within the group that made it."),
    ("share-in-organisation", "Share in the organisation", "Shown to others there."),
    ("publish", "Publish", "Made public."),
    ("quote", "Quote", "Words may be quoted as they stand."),
)

GroupLevel = Annotated[
    Literal["individual", "team", "organisation", "community", "system"],
    Listed(GROUP_LEVELS, "GroupLevel"),
]
ConsentStatus = Annotated[
    Literal["given", "partly", "not-needed", "not-asked"], Listed(CONSENTS, "ConsentStatus")
]
ConsentUse = Annotated[
    Literal["learn-in-group", "share-in-organisation", "publish", "quote"],
    Listed(CONSENT_USES, "ConsentUse"),
]


class Purpose(Noun):
    """Why the group captures this: what it wants to know and what it will do with the answer."""

    question: Opt[Prose] = None
    """What the group wants to learn."""
    use: Opt[Prose] = None
    """What the answer will be used for, and by whom."""


class Group(Noun):
    """The team, organisation, community or system whose learning this is."""

    name: Line
    """What the group is called."""
    level: Opt[GroupLevel] = None
    """How wide the group is."""


class Period(Noun):
    """The time that the learning is about."""

    start: Date
    """Its first day."""
    end: OptDate = ABSENT
    """Its last day; absent while it goes on."""


class Contributor(Noun):
    """Somebody who contributed. A role is enough; a name is never needed."""

    id: Id
    """How entries refer to this contributor, such as c1."""
    role: Opt[Line] = None
    """The role in which they speak, such as clinic nurse or patient."""
    organisation: Opt[Line] = None
    """Where they work or whom they represent."""
    name: Opt[Line] = None
    """Their name, only if they want it to be recorded."""


class Consent(Noun):
    """Whether people agreed to the record and to what may be done with it."""

    status: ConsentStatus
    """Whether they agreed."""
    uses: Distinct[ConsentUse] = EMPTY
    """What they agreed to."""
    note: Opt[Prose] = None
    """What else was agreed."""


class Reference(Noun):
    """Something else to read: a document, a data set, another record."""

    title: Line
    """What it is called."""
    url: Opt[Url] = None
    """Where it can be found."""
    framework: Opt[Id] = None
    """If it is another record: the id of its framework, such as iceberg."""
    record: Opt[Id] = None
    """If it is another record: the id in its header, such as ward-7-iceberg."""
    note: Opt[Prose] = None
    """What it adds."""


class OwnPart(Noun):
    """A part that a record declares itself, where only some parts of the framework are known."""

    code: Code
    """How the entries name it, such as shared-budget."""
    label: Line
    """How people name it, such as Shared budget."""
    definition: Opt[Prose] = None
    """What it means."""


class Entry(Noun):
    """One thing that somebody said about a part of the framework."""

    id: Opt[Id] = None
    """How other entries refer to this one, such as e1."""
    text: Opt[Prose] = None
    """What was said, in the contributor's words."""
    contributor: Opt[ContributorRef] = None
    """The id of the contributor who said it."""
    happened_on: OptDate = ABSENT
    """The day on which it happened."""
    evidence: Many[Prose] = EMPTY
    """Where this can be seen: a figure, a document, an observation, one a line."""
    tags: Distinct[Label] = EMPTY
    """Words to find it by."""
    language: Opt[Language] = None
    """The language of its words, if it is another one than the record's, such as cy."""
    follow_up: OptNoun[Action] = ABSENT
    """What will be done about this entry, by whom and by when."""
