"""The nouns of every record's header: who, where, when, why, and under which agreement."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core.record.action import Action
from improvement_frameworks.core.record.extension import Extensible
from improvement_frameworks.core.record.listed import Listed, list_terms
from improvement_frameworks.core.record.noun import Noun
from improvement_frameworks.core.record.reference import ContributorRef
from improvement_frameworks.core.record.types import (
    ABSENT,
    EMPTY,
    LABEL,
    Code,
    Date,
    Distinct,
    Id,
    Language,
    Line,
    Many,
    Opt,
    OptDate,
    OptExtensions,
    OptNoun,
    Origin,
    PersonName,
    Prose,
    Tagged,
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
    ("quote", "Quote", "Words may be quoted exactly."),
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


Tag = Annotated[str, LABEL, Tagged()]
"""A tag: one of a shared list, or any other."""


class Purpose(Noun):
    """Why the group captures this: what it wants to know and what it will do with the answer."""

    question: Opt[Prose] = None
    """What the group wants to learn. Example: What should we keep when clinics reopen?"""
    use: Opt[Prose] = None
    """What the answer will be used for, and by whom. Example: The team plans next month's
    clinics with it."""


class Group(Noun):
    """The team, organisation, community or system whose learning this is."""

    name: Line
    """What the group is called. Example: Outpatient physiotherapy."""
    level: Opt[GroupLevel] = None
    """How wide the group is. Example: team."""


class Period(Noun):
    """The time that the learning is about."""

    start: Date
    """The first day. Example: 2020-03-16."""
    end: OptDate = ABSENT
    """The last day; leave it out while the period goes on. Example: 2020-06-30."""

    @property
    def days(self) -> int | None:
        """How many days it has, the first and the last included; nothing if it goes on."""
        return (self.end - self.start).days + 1 if self.end else None


class Contributor(Noun):
    """Somebody who contributed. A role is enough; a name is never needed."""

    id: Id
    """A short ID, by which entries refer to this contributor. Example: c1."""
    role: Opt[Line] = None
    """The role in which they speak. Example: clinic nurse."""
    organisation: Opt[Line] = None
    """Where they work or whom they represent. Example: patient panel."""
    name: Opt[PersonName] = None
    """Their name, only if they want it recorded; a role is enough."""


class Consent(Noun):
    """Whether people agreed to the record and to what may be done with it."""

    status: ConsentStatus
    """Whether people agreed. Example: given."""
    uses: Distinct[ConsentUse] = EMPTY
    """What people agreed to. Example: learn-in-group."""
    note: Opt[Prose] = None
    """What else was agreed. Example: Quotes are shown to the group before they are used."""


class Reference(Noun):
    """Something else to read: a document, a data set, another record."""

    title: Line
    """What it is called. Example: Survey of clinic staff."""
    url: Opt[Url] = None
    """The web address where it can be found. Example: https://example.org/survey."""
    framework: Opt[Id] = None
    """For another record: the ID of its framework. Example: iceberg."""
    record: Opt[Id] = None
    """For another record: the ID in its header. Example: ward-7-iceberg."""
    note: Opt[Prose] = None
    """What it adds to this record. Example: Figures for each clinic."""


class OwnPart(Noun):
    """A part that a record declares itself, where only some parts of the framework are known."""

    code: Code
    """The code by which entries name it. Example: shared-budget."""
    label: Line
    """The name that people read. Example: Shared budget."""
    definition: Opt[Prose] = None
    """What it means. Example: Money that all partners may spend together."""


class Entry(Extensible):
    """One thing that somebody said about a part of the framework."""

    id: Opt[Id] = None
    """A short ID, by which other entries refer to this one. Example: e1."""
    text: Opt[Prose] = None
    """What was said, in the contributor's words. Example: Fewer appointments are missed."""
    contributor: Opt[ContributorRef] = None
    """The ID of the contributor who said it. Example: c1."""
    happened_on: OptDate = ABSENT
    """The day on which it happened. Example: 2020-06-02."""
    evidence: Many[Prose] = EMPTY
    """What shows it: figures, documents or observations, each an item of its own. Example:
    Clinic diary, May 2020."""
    tags: Distinct[Tag] = EMPTY
    """Words to find the entry by. A tag of a shared list is the name of the list, a colon and a
    code. Example: nhs-reset:mental-health."""
    language: Opt[Language] = None
    """The language of the entry, if it differs from the record's. Example: cy."""
    follow_up: OptNoun[Action] = ABSENT
    """What will be done about this entry, by whom and by when."""
    came_from: Distinct[Origin] = EMPTY
    """The entries of other records that it was taken from, each as the ID of the record, a slash,
    and the ID of the entry. Example: ward-7-grid/e3."""
    extensions: OptExtensions = ABSENT
    """What an organisation adds of its own, under a name of its own. Example of a name:
    org.example."""
