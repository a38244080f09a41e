"""The schemas of a choice of frameworks, with those that every choice has besides.

``any-record`` takes a record of any of the frameworks; ``report`` describes what a check returns,
``insight-report`` what many records say together, ``tally`` how much there is of what.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, cast

from attrs import field, frozen

from improvement_frameworks.core.errors import ContentError
from improvement_frameworks.core.expected import expect
from improvement_frameworks.core.record.record import Record, framework_of
from improvement_frameworks.core.registry import (
    get_example,
    get_framework,
    get_record_type,
    published_ids,
)
from improvement_frameworks.schemas.bundle import bundle_schemas
from improvement_frameworks.schemas.generate import generate_schema
from improvement_frameworks.schemas.insight_report_document import InsightReportDocument
from improvement_frameworks.schemas.keyword import (
    ANY_RECORD,
    DIALECTS,
    INSIGHT_REPORT,
    REPORT,
    TALLY,
    id_of,
)
from improvement_frameworks.schemas.list_document import LISTS
from improvement_frameworks.schemas.listing import find_lists
from improvement_frameworks.schemas.llm import ask_for_answers
from improvement_frameworks.schemas.llm_limit import MOST_NULLS
from improvement_frameworks.schemas.profile import rename_for_draft_07, spell_out_for_forms
from improvement_frameworks.schemas.report_document import ReportDocument
from improvement_frameworks.schemas.tally_document import TallyDocument

if TYPE_CHECKING:
    from attrs import Attribute
    from pydantic import BaseModel

    from improvement_frameworks.schemas.keyword import Profile, Schema


def json_schema(
    wanted: str | type[Record], profile: Profile = "canonical", *, base_url: str | None = None
) -> Schema:
    """Return a JSON Schema, to validate documents with it in any language.

    Args:
        wanted: The id of a framework, or the class of its records; or ``any-record``, which takes a
            record of any framework of this library; or ``report``, which describes the reports of
            ``validate``; or ``insight-report``, which describes those of ``insights``; or
            ``tally``, which describes what ``tally`` counts; or one of ``codes``, ``rules``,
            ``index`` and ``vectors``, which describe the published lists.
        profile: ``canonical`` for validators and code generators; ``draft-07`` for tools that read
            no newer dialect; ``form`` for form builders and editors; ``llm`` for the structured
            output of language models, whose answers ``from_llm`` makes documents of;
            ``llm-small`` for those whose strict mode allows few fields that may be null.
        base_url: Where the folder of exported schemas is served. The ``$id`` is then an address
            there; otherwise it is a constant name.

    Raises:
        UnknownFrameworkError: if no framework has this id.
        ContentError: if a framework's record has a shape that not every validator reads alike.
        ValueError: if there is no such profile, the base is no web address, or a language model
            is to write something else than a record, or any record in the small profile.

    Examples:
        >>> from improvement_frameworks import json_schema
        >>> schema = json_schema("iceberg")
        >>> schema["$id"]
        'urn:improvement-frameworks:schema:1.0:iceberg'
        >>> schema["required"]
        ['framework', 'schema_version', 'title', 'entries']
    """
    expect("profile", profile, str, "a form of the schema, such as canonical")
    name = wanted if isinstance(wanted, str) else _name_of(wanted)
    return Catalogue(published_ids(), base_url).schema(name, profile)


def _name_of(wanted: object) -> str:
    kind = type(wanted).__name__
    if isinstance(wanted, type) and issubclass(wanted, Record):
        name = framework_of(wanted)
        if get_record_type(name) is wanted:
            return name
        raise TypeError(f"{wanted.__name__} is not the class of the records of {name}.")
    raise TypeError(
        "A schema is named by the id of a framework or by the class of its records, not by a "
        f"value of the type {kind}."
    )


def _check_names(_instance: object, _attribute: Attribute[tuple[str, ...]], value: object) -> None:
    taken = {ANY_RECORD, *DOCUMENTS}.intersection(cast("tuple[str, ...]", value))
    if taken:
        raise ContentError(min(taken), "id", "is the name of a schema that is no framework's")


DOCUMENTS: Final[dict[str, type[BaseModel]]] = {
    REPORT: ReportDocument,
    INSIGHT_REPORT: InsightReportDocument,
    TALLY: TallyDocument,
    **LISTS,
}
"""What this library writes besides records: reports, and the lists beside the schemas."""


@frozen
class Catalogue:
    """The schemas of a choice of frameworks."""

    frameworks: tuple[str, ...] = field(validator=_check_names)
    """The ids of the frameworks whose records ``any-record`` takes."""
    base_url: str | None = None
    """Where the exported folder is served, if it is."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all schemas of the choice."""
        return (*self.frameworks, ANY_RECORD, REPORT, INSIGHT_REPORT, TALLY)

    def schema(self, wanted: str, profile: Profile) -> Schema:
        """Return one schema in one form; see ``json_schema``."""
        if profile in {"llm", "llm-small"}:
            if wanted in DOCUMENTS:
                raise ValueError("This is written by this library, not by language models.")
            if wanted == ANY_RECORD and profile == "llm-small":
                raise ValueError("One small answer is for one framework; name the framework.")
            most_nulls = MOST_NULLS if profile == "llm-small" else None
            canonical = self._canonical(wanted, explain_codes=True)
            return ask_for_answers(canonical, most_nulls=most_nulls)
        if profile not in DIALECTS:
            raise ValueError(
                f"{profile!r} is none of the profiles {', '.join(DIALECTS)}, llm, llm-small"
            )
        schema: Schema = {
            "$schema": DIALECTS[profile],
            "$id": id_of(wanted, profile, self.base_url),
        }
        canonical = self._canonical(wanted, explain_codes=profile == "form")
        if profile == "draft-07":
            canonical = rename_for_draft_07(canonical)
        elif profile == "form":
            lists = {
                name: vocabulary
                for model in self._models(wanted)
                for name, vocabulary in find_lists(model).items()
            }
            canonical = spell_out_for_forms(canonical, lists)
        return {**schema, **self._notice(wanted), **canonical}

    def _notice(self, wanted: str) -> Schema:
        """Say which rights there are in the words of the frameworks: some must be told onwards."""
        if wanted in DOCUMENTS:
            return {}
        wanted_ids = self.frameworks if wanted == ANY_RECORD else (wanted,)
        about = [get_framework(one) for one in wanted_ids]
        rights = [f"{one.title}: {' '.join(one.licence.split())}" for one in about]
        return {"$comment": " ".join(("Rights in the words of this file.", *rights))}

    def _models(self, wanted: str) -> tuple[type[BaseModel], ...]:
        if wanted in DOCUMENTS:
            return (DOCUMENTS[wanted],)
        wanted_ids = self.frameworks if wanted == ANY_RECORD else (wanted,)
        return tuple(get_record_type(one) for one in wanted_ids)

    def _canonical(self, wanted: str, *, explain_codes: bool) -> Schema:
        if wanted in DOCUMENTS:
            return generate_schema(DOCUMENTS[wanted], explain_codes=explain_codes)
        if wanted == ANY_RECORD:
            return bundle_schemas(
                {
                    get_record_type(one).__name__: _generate(one, explain_codes=explain_codes)
                    for one in self.frameworks
                }
            )
        return _generate(wanted, explain_codes=explain_codes)


def _generate(framework: str, *, explain_codes: bool) -> Schema:
    """Return the schema of a framework's record before it takes a form, with its worked example."""
    schema = generate_schema(get_record_type(framework), explain_codes=explain_codes)
    defs = schema.pop("$defs", {})
    with suppress(KeyError):  # a framework that a program declared has no example
        schema["examples"] = [cast("Schema", get_example(framework))]
    return {**schema, "$defs": defs}
