"""The form of a report of insights as a JSON document: what ``InsightReport.to_dict`` writes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from improvement_frameworks.core.record.header import ConsentUse
from improvement_frameworks.core.record.noun import Noun
from improvement_frameworks.core.record.types import Extensions, Opt
from improvement_frameworks.schemas.report_document import (
    Number,
    Place,
    ProblemCode,
    ReportIssue,
    Words,
)


class NumberRange(Noun):
    """A number that is known to lie between two numbers, so that it points at nobody."""

    least: Number
    """The smallest number that it may be."""
    most: Number
    """The largest number that it may be."""


class StatementPart(Noun):
    """How many people in one group, wave, role or level are behind a statement."""

    name: Words
    """The group, the wave, the role or the code of the level."""
    people: NumberRange
    """How many people at least."""


class OpenedEntry(Noun):
    """An entry that a statement opens."""

    record: Words
    """The record: its ID, or its file and its place there."""
    entry: Opt[Words] = None
    """The entry: its ID, or # and its number; absent for the record itself."""
    quote: Opt[Words] = None
    """Its words, where people agreed to the use that was named."""


class InsightStatement(Noun):
    """One thing that many records say together, with what it rests on."""

    code: ProblemCode
    """The short, stable name of the kind of statement, such as GRID-A1."""
    framework: Opt[Words] = None
    """The ID of the framework of its records; absent for records of any."""
    title: Words
    """What it is about, in a few words."""
    topic: Opt[Words] = None
    """What it is about in the words of people, where one who used them agreed to be quoted."""
    message: Words
    """What the records say together."""
    why: Words
    """Why it matters."""
    hint: Words
    """What could be done."""
    principle: Words
    """The code of the learning principle that it serves."""
    facts: Extensions
    """The facts of the message, by the names that the message has for them."""
    people: NumberRange
    """How many people at least it rests on."""
    records: NumberRange
    """How many records it rests on."""
    of_people: NumberRange
    """How many people at least were in the records that were looked at."""
    of_records: NumberRange
    """How many records were looked at."""
    parts: tuple[StatementPart, ...]
    """How many people are behind it in each group, wave, role or level, if that was asked."""
    small_parts: Number
    """How many groups, waves, roles or levels are left out, since few people are behind them."""
    opened: tuple[OpenedEntry, ...]
    """The entries that show it, or the records where no entry does; the first of them."""
    not_opened: NumberRange
    """How many others there are, to which the report does not point."""
    not_quoted: NumberRange
    """How many entries are not quoted, since nobody agreed to it or they seem to name somebody."""


class InsightUnsaid(Noun):
    """An insight for which there were too few records, groups or waves."""

    code: ProblemCode
    """Its code."""
    framework: Opt[Words] = None
    """The ID of the framework of its records; absent for records of any."""
    title: Words
    """What it is about."""
    lacking: tuple[Words, ...]
    """What there is too little of, and how much is needed."""


class InsightReportDocument(Noun):
    """What a collection of records says, and what was left unsaid."""

    insight_report_version: Literal["1.0"]
    """The version of the form of the report."""
    records: Number
    """How many records were looked at."""
    people: NumberRange
    """How many people at least contributed to them."""
    waves: tuple[Words, ...]
    """The waves in which they were made, the earliest first."""
    repeated: Number
    """How many records were left out, since the same one was there already."""
    k: Place
    """How many people at least there are behind what is said."""
    by: Opt[Annotated[str, Field(pattern="^(?:group|wave|role|group-level)$")]] = None
    """By what it is said who is behind each statement."""
    use: Opt[ConsentUse] = None
    """What the report is for. People are quoted if they agreed to that."""
    statements: tuple[InsightStatement, ...]
    """What the records say together."""
    withheld: dict[str, Number]
    """For each code, how many statements are left out, since too few people are behind them."""
    unsaid: tuple[InsightUnsaid, ...]
    """The insights for which there was too little to say anything."""
    issues: tuple[ReportIssue, ...]
    """The insights that could not be run."""
