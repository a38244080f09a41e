"""What the engines judge: each framework's record, any record, and a sampler of all types."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Annotated, Final

from attrs import field, frozen

from improvement_frameworks.core.record.header import (
    GROUP_LEVELS,
    Consent,
    Contributor,
    Group,
    GroupLevel,
    Period,
)
from improvement_frameworks.core.record.listed import Listed
from improvement_frameworks.core.record.noun import Noun
from improvement_frameworks.core.record.types import (
    ABSENT,
    EMPTY,
    Code,
    Count,
    Distinct,
    Extensions,
    Id,
    Label,
    Line,
    Many,
    Minutes,
    Opt,
    OptDate,
    OptNoun,
    OptTimestamp,
    People,
    Prose,
    Url,
    YesNo,
)
from improvement_frameworks.core.registry import get_record_type, published_ids
from improvement_frameworks.schemas.catalogue import json_schema
from improvement_frameworks.schemas.generate import generate_schema
from improvement_frameworks.schemas.keyword import ANY_RECORD, DIALECTS, PROFILES, Profile, Schema
from improvement_frameworks.schemas.listing import find_lists
from improvement_frameworks.schemas.profile import rename_for_draft_07, spell_out_for_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import BaseModel


@frozen(eq=False)
class Subject:
    """A kind of document with its model and its schemas."""

    name: str
    """The id of its framework, or a name of its own."""
    models: tuple[type[BaseModel], ...]
    """The models of which one must accept a document."""
    make_schemas: Callable[[], Mapping[Profile, Schema]] = field(repr=False)
    """Makes its schema in each form."""
    frameworks: tuple[str, ...] = ()
    """The ids of its frameworks, which our reader knows; the sampler has none."""

    @cached_property  # only the process that runs these tests needs them
    def schemas(self) -> Mapping[Profile, Schema]:
        """Its schema in each form."""
        return self.make_schemas()


class Sampler(Noun):
    """One field of each portable type, so that each trap can be set for each type."""

    line: Opt[Line] = None
    label: Opt[Label] = None
    prose: Opt[Prose] = None
    code: Opt[Code] = None
    id: Opt[Id] = None
    url: Opt[Url] = None
    date: OptDate = ABSENT
    timestamp: OptTimestamp = ABSENT
    count: Opt[Count] = None
    minutes: Opt[Minutes] = None
    people: Opt[People] = None
    yes_no: Opt[YesNo] = None
    listed: Opt[Annotated[str, Listed(GROUP_LEVELS, "GroupLevel")]] = None
    many: Many[Line] = EMPTY
    distinct: Distinct[Label] = EMPTY
    distinct_codes: Distinct[GroupLevel] = EMPTY
    noun: OptNoun[Group] = ABSENT
    nouns: Many[Contributor] = EMPTY
    period: OptNoun[Period] = ABSENT
    consent: OptNoun[Consent] = ABSENT
    extensions: Opt[Extensions] = None


def _make_sampler() -> Mapping[Profile, Schema]:
    canonical = generate_schema(Sampler)
    forms: dict[Profile, Schema] = {
        "canonical": canonical,
        "draft-07": rename_for_draft_07(canonical),
        "form": spell_out_for_forms(canonical, find_lists(Sampler)),
    }
    return {
        profile: {"$schema": DIALECTS[profile], "$id": f"urn:test:sampler:{profile}", **schema}
        for profile, schema in forms.items()
    }


def _publish(name: str) -> Mapping[Profile, Schema]:
    return {profile: json_schema(name, profile) for profile in PROFILES}


def _published(name: str, frameworks: tuple[str, ...]) -> Subject:
    models = tuple(get_record_type(framework) for framework in frameworks)
    return Subject(name, models, partial(_publish, name), frameworks)


FRAMEWORKS: Final = published_ids()
assert FRAMEWORKS, "no framework is published"

SAMPLER: Final = Subject("sampler", (Sampler,), _make_sampler)
RECORDS: Final = {name: _published(name, (name,)) for name in FRAMEWORKS}
ANY: Final = _published(ANY_RECORD, FRAMEWORKS)
