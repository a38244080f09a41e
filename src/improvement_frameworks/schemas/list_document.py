"""The form of the lists that are published beside the schemas, field by field.

``codes.json`` holds the codes, ``rules.json`` the rules, ``index.json`` the files, and
``vectors/index.json`` the documents of the conformance kit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import Field

from improvement_frameworks.core.record.noun import Noun
from improvement_frameworks.core.record.types import Extensions, Opt, YesNo
from improvement_frameworks.schemas.report_document import (
    IssueSeverity,
    Number,
    Pointer,
    ProblemCode,
    Words,
)

if TYPE_CHECKING:
    from pydantic import BaseModel

Codes = tuple[Words, ...]
Edition = Annotated[str, Field(pattern="^[0-9]{4}[.][0-9]{1,3}$")]
Version = Annotated[str, Field(pattern="^[0-9]{1,3}[.][0-9]{1,3}$")]
Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class CodeTerm(Noun):
    """One code of a list, with its meaning."""

    code: Words
    """What documents hold."""
    label: Words
    """What people read."""
    definition: str
    """What it means."""
    order: Annotated[int, Field(ge=1)]
    """Its place in the list, from 1."""
    aliases: tuple[str, ...]
    """Other names for it."""
    prompts: Opt[tuple[str, ...]] = None
    """For a part: the questions that it asks."""
    details: Opt[Extensions] = None
    """Further facts that the framework's page explains."""
    sources: Codes
    """Where its meaning is known from: ids of sources, or judgement."""


class CodeSet(Noun):
    """One list of codes."""

    id: Words
    """Its name within the framework."""
    definition_name: Opt[Words] = None
    """Its name among the definitions of the schemas, if a record uses it."""
    title: Words
    """What it lists."""
    open: Opt[YesNo] = None
    """Whether only some of its codes are known, so that a record may declare others."""
    expected_size: Opt[Annotated[int, Field(ge=1)]] = None
    """How many codes an open list has by all accounts, if that is known."""
    codes: tuple[CodeTerm, ...]
    """The codes, in order."""


class CodeScheme(Noun):
    """A choice of the parts of a framework that a record can follow."""

    id: Words
    """Its code."""
    default: YesNo
    """Whether records follow it that do not name one."""
    parts: Codes
    """The codes of its parts, in order."""
    details: Opt[Extensions] = None
    """Further facts that the framework's page explains."""


class CodeSource(Noun):
    """Something that a framework is known from."""

    id: Words
    """Its name within the framework."""
    citation: Words
    """How it is cited."""
    url: Opt[Words] = None
    """Where it can be read."""
    year: Opt[int] = None
    """When it was published."""
    supports: str
    """What it is a source for."""
    verified: YesNo
    """Whether it has been seen itself."""


class CodeExtent(Noun):
    """How many minutes or people something takes."""

    least: Opt[Number] = None
    """At least so many."""
    most: Opt[Number] = None
    """At most so many; no limit if it is left out."""


class CodeConfusion(Noun):
    """Another framework that one is often taken for."""

    framework: Words
    """The id of the other framework."""
    difference: Words
    """How the two differ."""


class CodeSuits(Noun):
    """What a framework is good for, to choose it or another one."""

    situations: Codes
    """What it is used to do, each to be read after the words: use it to."""
    not_for: Opt[Codes] = None
    """What it is no use for, each to be read after the words: do not use it to."""
    bring: Opt[Codes] = None
    """What to have in hand."""
    minutes: Opt[CodeExtent] = None
    """How many minutes it takes, from filling it in quickly to working through it together."""
    people: Opt[CodeExtent] = None
    """How many people it needs."""
    confused_with: Opt[tuple[CodeConfusion, ...]] = None
    """What it is often taken for."""
    sources: Codes
    """Ids of the sources that it rests on."""


class CodeMeetingStep(Noun):
    """One step of a meeting."""

    minutes: Number
    """How many minutes it takes."""
    title: Words
    """What it is, in a few words."""
    text: Words
    """What to do, in a sentence or two."""


class CodeMeeting(Noun):
    """How to work through a framework together, step by step."""

    steps: tuple[CodeMeetingStep, ...]
    """The steps, in order."""
    sources: Codes
    """Ids of the sources that it rests on."""


class CodeSequence(Noun):
    """Parts that go well one after the other."""

    code: Words
    """Its code."""
    title: Words
    """Its name for people."""
    purpose: Words
    """What it is for."""
    situations: Codes
    """What it is used to do, each to be read after the words: use it to."""
    parts: Codes
    """The codes of its parts, in order."""
    minutes: Number
    """How many minutes all of it takes."""
    note: Opt[Words] = None
    """What each part adds, in the order of the parts."""
    sources: Codes
    """Ids of the sources that it rests on."""


class CodeFramework(Noun):
    """What a framework is and which codes it has."""

    id: Words
    """Its id."""
    title: Words
    """Its name for people."""
    summary: str
    """What it is, in a few sentences."""
    licence: Words
    """Under which licence its words are."""
    part: Words
    """The field of an entry that names a part."""
    direction: str
    """Where the order of its parts leads."""
    suits: Opt[CodeSuits] = None
    """What it is good for, and what not."""
    meeting: Opt[CodeMeeting] = None
    """How to work through it in a meeting."""
    sequences: Opt[tuple[CodeSequence, ...]] = None
    """Parts that go well one after the other."""
    schemes: tuple[CodeScheme, ...]
    """The choices of its parts that records can follow."""
    lists: tuple[CodeSet, ...]
    """Its closed lists: its parts, its schemes if it has any, then the others."""
    details: Extensions
    """Further facts that the framework's page explains."""
    sources: tuple[CodeSource, ...]
    """What it is known from."""


class CodeTag(Noun):
    """One tag of a shared list."""

    tag: Words
    """What documents hold: the ID of the list, a colon and a code."""
    label: Words
    """What people read."""
    definition: Words
    """What it means."""
    sources: Codes
    """Where its meaning is known from: ids of sources of the list, or judgement."""


class CodeTagList(Noun):
    """A list of tags that any record or entry may use."""

    id: Words
    """How a tag names it."""
    title: Words
    """Its name for people."""
    about: Words
    """What it is and who made it."""
    tags: tuple[CodeTag, ...]
    """Its tags, in order."""
    sources: tuple[CodeSource, ...]
    """What it is known from."""


class CodeListDocument(Noun):
    """Every part and every other code of the frameworks, with its meaning."""

    schema_version: Version
    """The schema version in which these are the codes."""
    content_edition: Edition
    """The edition of the words."""
    judgement: Words
    """What the source judgement means."""
    common: tuple[CodeSet, ...]
    """The lists that records of every framework use."""
    tags: tuple[CodeTagList, ...]
    """The shared lists of tags; a record may use other tags as well."""
    frameworks: tuple[CodeFramework, ...]
    """The frameworks with their own lists."""


class RulePrinciple(Noun):
    """A learning principle that rules serve."""

    code: Words
    """Its code."""
    label: Words
    """Its name for people."""


class RuleReference(Noun):
    """A field that names something else in the same record by its id."""

    framework: Words
    """The framework whose records have the field."""
    path: Words
    """Where it is: a JSON pointer in which * means every item of a list."""
    list: Literal["entries", "contributors"]
    """In which list of the record the id must be. If it is not there, that is REC-E2."""


class RuleItem(Noun):
    """A code that a report can hold."""

    code: ProblemCode
    """The short, stable name."""
    kind: Literal["rule", "insight", "format"]
    """`rule`: a practice check. `insight`: what many records say together. `format`: what is wrong
    with the format of a document or a file, or worth knowing about it."""
    frameworks: Opt[Codes] = None
    """For a rule or an insight: the frameworks that have it."""
    severity: IssueSeverity
    """How bad it is unless the caller is stricter."""
    title: Words
    """What it is, in a few words."""
    asks: Opt[Words] = None
    """For a rule: what the practice check asks for."""
    why: Opt[Words] = None
    """For an insight: why it matters."""
    needs: Opt[dict[str, Number]] = None
    """For an insight: how many records, groups and waves it needs at least."""
    message: Words
    """What was found. Names in braces are replaced by the facts of the case."""
    hint: Words
    """What to do about it."""
    check: Opt[Words] = None
    """For a rule or an insight: the check that it shares with rules of other frameworks, one of
    `checks`. A rule without it looks for what `asks` says in a way of its own."""
    settings: Opt[Extensions] = Field(default=None, alias="with")
    """For a rule or an insight: what the check has to know, such as fields and conditions. A
    condition says what a field holds: one of some codes, none of them (`not`), anything (true) or
    nothing (false)."""
    facts: Opt[dict[str, str]] = None
    """For a rule or an insight: what each fact in message and hint means."""
    limits: Opt[dict[str, Number]] = None
    """For a rule or an insight: the numbers from which it speaks."""
    words: Opt[dict[str, tuple[str, ...]]] = None
    """For a rule or an insight: the words or codes that it looks for, by what they are."""
    patterns: Opt[dict[str, str]] = None
    """For a rule or an insight: the patterns of words that it looks for, as Python writes them."""
    principle: Opt[Words] = None
    """For a rule or an insight: the learning principle that it serves."""
    source: Opt[Words] = None
    """For a rule or an insight: the id of its source in the framework, or judgement."""
    citation: Opt[Words] = None
    """For a rule or an insight: its source as it is cited."""


class RuleCheck(Noun):
    """A check that several rules or insights share."""

    id: Words
    """How rules name it in `check`."""
    finds: Words
    """What it finds. `Facts` are what a message can name."""
    takes: Opt[dict[str, str]] = None
    """What it takes, by name: what a rule says under `with`, and its limits, words and patterns."""


class RuleListDocument(Noun):
    """Every rule of the frameworks, and every other code that a report can hold."""

    schema_version: Version
    """The schema version of the documents that the rules are for."""
    content_edition: Edition
    """The edition of the words and of the rules."""
    principles: tuple[RulePrinciple, ...]
    """The six learning principles."""
    references: tuple[RuleReference, ...]
    """The fields that name something else in the same record."""
    checks: tuple[RuleCheck, ...]
    """The checks that rules and insights share, each with what it finds and takes."""
    problems: tuple[RuleItem, ...]
    """The practice checks, then the insights, then the format errors."""


class IndexFile(Noun):
    """A published file."""

    id: Words
    """What it is about: a framework, any-record, report, or the name of a list."""
    profile: Opt[Literal["canonical", "draft-07", "form"]] = None
    """For a schema: in which form it is."""
    file: Words
    """Where it is, as seen from the index."""
    sha256: Hash
    """The SHA-256 hash of its bytes."""
    version: Version
    """The schema version."""
    title: Words
    """What it is, for people."""


class IndexDocument(Noun):
    """The files that are published for one schema version."""

    schema_version: Version
    """The schema version."""
    content_edition: Edition
    """The edition of the words."""
    notes: tuple[str, ...]
    """What a reader should know about the files."""
    files: tuple[IndexFile, ...]
    """Every file except the index and the conformance kit."""


class VectorWarning(Noun):
    """A warning or a note in the report on a document."""

    code: ProblemCode
    """What it is."""
    pointer: Pointer
    """Where it is, as a JSON pointer."""


class VectorItem(Noun):
    """A document of the conformance kit, and what is to be said of it."""

    file: Words
    """Where it is, as seen from the index."""
    framework: Words
    """The framework that it is about; an error may be that it names another."""
    title: Words
    """What it shows."""
    valid: YesNo
    """Whether it has no errors."""
    layer: Opt[Literal["shape", "sense", "practice"]] = None
    """Who finds what it shows: any validator, a rule that refuses, or one that advises."""
    code: Opt[ProblemCode] = None
    """What it shows: its only error, or a warning or note."""
    pointer: Opt[Pointer] = None
    """Where that is, as a JSON pointer."""
    warnings: Opt[tuple[VectorWarning, ...]] = None
    """Every warning and note of the report, sorted; none if it is left out."""


class VectorListDocument(Noun):
    """The documents of the conformance kit."""

    schema_version: Version
    """The schema version that they follow."""
    notes: tuple[str, ...]
    """What a reader should know about the documents."""
    vectors: tuple[VectorItem, ...]
    """The documents."""


LISTS: Final[dict[str, type[BaseModel]]] = {
    "codes": CodeListDocument,
    "rules": RuleListDocument,
    "index": IndexDocument,
    "vectors": VectorListDocument,
}
"""The form of each list by the name of its schema."""
