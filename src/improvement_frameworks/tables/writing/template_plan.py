"""What a form asks for: facts of the record, entries, lists; with choices, help and an example.

A form is derived from the columns of a framework and from its content, whatever kind of file it is
written as.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Final

from attrs import frozen

from improvement_frameworks.core.errors import ContentError
from improvement_frameworks.core.record.record import Record
from improvement_frameworks.core.registry import get_example, get_framework, get_record_type
from improvement_frameworks.core.wording import fold, index_terms
from improvement_frameworks.tables.rows.column import CONTRIBUTOR, RECORD, columns_of
from improvement_frameworks.tables.rows.example_row import EXAMPLE
from improvement_frameworks.tables.rows.noun_list import noun_lists_of
from improvement_frameworks.tables.writing.record_table import write_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.core.content.framework import Framework
    from improvement_frameworks.core.content.vocabulary import Term
    from improvement_frameworks.tables.rows.column import Column, Kind
    from improvement_frameworks.tables.rows.noun_list import NounList

LONGEST_NOTE: Final = 1_800
"""Up to how many characters the guiding questions stand in a note; else they are pointed to."""
NOT_ASKED: Final[tuple[Kind, ...]] = ("constant", "json")
"""Kinds of columns that nobody fills in by hand."""


@frozen
class Question:
    """One column of a form."""

    column: Column
    """The column."""
    is_shown: bool
    """Whether it is in view, or folded away because it is rarely used."""
    choices: tuple[str, ...]
    """What may be chosen, in words for people; nothing if it is free."""
    how: str
    """How it is filled in."""
    help: str
    """What it means, how it is filled in, and for a part the guiding questions."""
    example: str
    """What the example row says; empty if nothing."""


@frozen
class ListForm:
    """What is asked about each item of a list of nouns, such as an action."""

    noun: NounList
    """The list."""
    questions: tuple[Question, ...]
    """The columns."""


@frozen
class Form:
    """What is asked for a framework."""

    framework: Framework
    """The framework."""
    questions: tuple[Question, ...]
    """The columns of a table in the order of filling in: those in view first."""
    lists: tuple[ListForm, ...]
    """The lists of nouns: first those that only this framework has."""

    @property
    def has_example(self) -> bool:
        """Whether there is an example row."""
        return any(question.example for question in self.questions)

    @property
    def of_entries(self) -> tuple[Question, ...]:
        """What is asked about each entry and about who says it."""
        return tuple(one for one in self.questions if one.column.place != "record")

    @property
    def of_record(self) -> tuple[Question, ...]:
        """What is asked once about the record."""
        own = (one for one in self.questions if one.column.place == "record")
        return tuple(one for one in own if one.column.path)


def plan_form(framework: str) -> Form:
    """Derive the form of a framework.

    What its worked example uses is in view; without an example, everything is.

    Raises:
        UnknownFrameworkError: if no framework has this id.

    Examples:
        >>> [question.column.label for question in plan_form("iceberg").questions][:2]
        ['Level', 'Text']
    """
    about = get_framework(framework)
    part = about.part.replace("-", "_")
    asked = [column for column in columns_of(framework) if column.kind not in NOT_ASKED]
    used, shown = _read_example(framework)
    questions = [
        _ask(
            column,
            is_shown=not used or column.is_required or column.name in used,
            parts_of=about if column.name == part else None,
            example=_example_cell(column, shown.get(column.name, "")) if shown else "",
        )
        for column in asked
    ]
    lists = noun_lists_of(framework)
    of_all = [noun for noun in lists if noun.name in Record.model_fields]
    own = [noun for noun in lists if noun not in of_all]
    return Form(
        about,
        tuple(sorted(questions, key=partial(_order, part))),
        tuple(map(_ask_items, (*own, *reversed(of_all)))),
    )


def _order(part: str, question: Question) -> tuple[bool, int, int]:
    """Order columns: the part and the text, what else is said, its id, who says it, the record."""
    column = question.column
    speaks = column.place == "contributor" or column.name == CONTRIBUTOR
    place = 2 if column.place == "record" else int(speaks)
    ranks = (column.name == part, column.path == ("text",), column.is_required, True)
    rank = ranks.index(True) + (column.path == ("id",)) if place == 0 else 0
    return not question.is_shown, place, rank


def _ask_items(noun: NounList) -> ListForm:
    asked = (c for c in noun.columns if c.name != RECORD and c.kind not in NOT_ASKED)
    return ListForm(noun, tuple(map(_ask, asked)))


def _ask(
    column: Column, *, is_shown: bool = True, parts_of: Framework | None = None, example: str = ""
) -> Question:
    how = _how(column)
    return Question(
        column, is_shown, show_choices(column), how, _help(column, how, parts_of), example
    )


def _read_example(framework: str) -> tuple[frozenset[str], Mapping[str, str]]:
    """Return the columns that the worked example uses, and its fullest row."""
    try:
        document = get_example(framework)
    except (KeyError, ContentError):
        return frozenset(), {}
    record = get_record_type(framework).model_validate_json(json.dumps(document))
    rows = list(write_rows([record]))
    used = frozenset(name for row in rows for name in row)
    return used, max(rows, key=len) | {RECORD: EXAMPLE}


def show_choices(column: Column) -> tuple[str, ...]:
    """Return what may be chosen in a column, in words for people; nothing if it is free."""
    if column.kind == "yes-no":
        return ("yes", "no")
    return tuple(_show_term(term, column) for term in column.terms) or column.offers


def _show_term(term: Term, column: Column) -> str:
    """Return the label of a code, or the code itself where the label would not be read as it."""
    is_clear = index_terms(column.terms).get(fold(term.label)) == term.code
    is_whole = column.separator is None or column.separator not in term.label
    return term.label if is_clear and is_whole else term.code


def _example_cell(column: Column, cell: str) -> str:
    """Write the codes of an example's cell as people would choose them."""
    shown = dict(zip(column.codes, show_choices(column), strict=False))
    if not column.terms or column.separator is None:
        return shown.get(cell, cell)
    return column.separator.join(shown.get(code, code) for code in cell.split(column.separator))


def _help(column: Column, how: str, parts_of: Framework | None) -> str:
    lines = [column.meaning, how]
    if column.is_required:
        lines.append("Needed in every row." if column.place == "entry" else "Needed.")
    if column.name == RECORD:
        lines.append("Leave it blank if the sheet holds only one record.")
    if parts_of is not None:
        lines += ["", *_guide(parts_of)]
    if column.offers:
        lines.append("The sheet About says what each tag of the list means.")
    return "\n".join(lines).strip()


def _how(column: Column) -> str:
    """Say how a column is filled in."""
    several = ""
    if column.separator is not None:
        mark = "semicolons between them" if column.separator == ";" else "each on a line of its own"
        several = f" Several may be given, {mark}."
    if column.kind == "number" and column.whole is not None:
        return f"A whole number from {column.whole.least:,} to {column.whole.most:,}."
    words: dict[Kind, str] = {
        "code": f"Choose from the list{', or write a code of your own' * column.is_open}.",
        "yes-no": "Choose yes or no.",
        "date": "A day, such as 2020-03-16.",
        "moment": "A moment with its zone, such as 2020-07-13T09:30:00Z.",
        "id": "A short id without spaces, such as e1.",
    }
    if column.refers_to:
        word = {"entries": "The id of another row", "contributors": "The id of a contributor"}
        return f"{word[column.refers_to]}.{several}"
    longest = f"At most {column.text.longest:,} characters" if column.text else ""
    text = f"{longest}{' each' if several else ''}." if longest else ""
    return words.get(column.kind, text) + several


def _guide(framework: Framework) -> list[str]:
    """Return the guiding questions of each part, or where to find them if they are many."""
    lines = [
        f"{part.label}: {' '.join(part.prompts) or part.definition}" for part in framework.parts
    ]
    if len("\n".join(lines)) > LONGEST_NOTE:
        return ["The sheet About says what each of them means."]
    return lines
