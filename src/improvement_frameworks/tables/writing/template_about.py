"""Writes the sheet of a form that explains the framework and how the form is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from improvement_frameworks.core.content.tag import tag_lists
from improvement_frameworks.tables.writing.template_canvas import has_canvas
from improvement_frameworks.tables.writing.template_plan import show_choices
from improvement_frameworks.tables.writing.workbook import count_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from improvement_frameworks.core.content.framework import Framework
    from improvement_frameworks.core.content.vocabulary import Term
    from improvement_frameworks.tables.writing.template_plan import Form
    from improvement_frameworks.tables.writing.workbook import NewWorkbook, Worksheet

Kind: TypeAlias = Literal["title", "heading", "line"]
AboutLine: TypeAlias = "tuple[Kind, str, str, str]"
"""How a row looks and what stands in its three cells."""

WIDTHS: Final = (26, 72, 60)
"""How wide the three columns are, in characters."""
LINE_HEIGHT: Final = 15
_TEXT: Final[Mapping[str, object]] = {"text_wrap": True, "valign": "top"}
_LOOKS: Final[Mapping[Kind, Mapping[str, object]]] = {
    "title": {"bold": True, "font_size": 18, "font_color": "#1F4E79"},
    "heading": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E79", "valign": "vcenter"},
    "line": _TEXT,
}


def write_about(form: Form, workbook: NewWorkbook, page: Worksheet) -> None:
    """Write what the framework is, how to fill in the form, what its words mean, its sources."""
    styles = {kind: workbook.add_format(look) for kind, look in _LOOKS.items()}
    name = workbook.add_format({**_TEXT, "bold": True})
    for column, width in enumerate(WIDTHS):
        page.set_column(column, column, width)
    page.hide_gridlines(2)
    page.fit_to_pages(1, 0)
    for row, (kind, *cells) in enumerate(_lines(form)):
        lines = max(map(count_lines, cells, WIDTHS))
        page.set_row(row, LINE_HEIGHT * lines if kind == "line" else 26)
        for column, text in enumerate(cells):
            if text or kind == "heading":
                style = name if kind == "line" and column == 0 else styles[kind]
                page.write_string(row, column, text, style)


def _lines(form: Form) -> Iterator[AboutLine]:
    framework = form.framework
    yield "title", framework.title, "", ""
    yield "line", "", framework.summary, ""
    yield from _blank()
    yield "heading", "How to fill in this form", "", ""
    yield from _steps(form)
    for number, paragraph in enumerate(framework.how_to_record.split("\n\n")):
        yield "line", "" if number else "What to write", " ".join(paragraph.split()), ""
    yield from _blank()
    yield "heading", _in_words(framework.part), "What it means", "Questions that help"
    for part in framework.parts:
        yield "line", part.label, part.definition, "\n".join(part.prompts)
    yield from _blank()
    if framework.prompts:
        yield "heading", "Questions for all parts", "", ""
        for prompt in framework.prompts:
            yield "line", "", prompt.text, ""
        yield from _blank()
    yield from _columns(form)
    yield from _words(form)
    yield from _background(framework)


def _steps(form: Form) -> Iterator[AboutLine]:
    yield "line", "Sheet Record", "What the record is about: fill it in once.", ""
    yield "line", "Sheet Entries", "One row for each thing that somebody said.", ""
    if has_canvas(form):
        text = "The same as a drawing to print. Fill in either the entries or the canvas."
        yield "line", "Sheet Canvas", text, ""
    for one in form.lists:
        text = f"{one.noun.meaning} One row for each."
        yield "line", f"Sheet {one.noun.label}", text, ""
    yield "line", "Orange", "It is needed.", ""
    yield "line", "Green columns", "They are about the single row.", ""
    yield "line", "Purple columns", "They are about the person who speaks. A role is enough.", ""
    yield "line", "Several records", "Use a copy of this workbook for each of them.", ""
    if form.has_example:
        text = "The grey row is an example. It is left out as long as nobody changes it."
        yield "line", "The example", text, ""
    if any(not question.is_shown for question in form.questions):
        text = "More rows and columns are folded away. The plus sign beside them opens them."
        yield "line", "More columns", text, ""
    yield "line", "Help", "A note on each heading says what belongs there.", ""
    yield "line", "When done", "Save the file and run: improve validate FILE", ""


def _columns(form: Form) -> Iterator[AboutLine]:
    yield "heading", "Column", "What it says", "How to fill it in"
    for question in (*form.of_entries, *form.of_record):
        how = question.how + (" Needed." if question.column.is_required else "")
        yield "line", question.column.label, question.column.meaning, how
    yield from _blank()


def _words(form: Form) -> Iterator[AboutLine]:
    """Yield what the words in the lists mean, each list once; the parts stand further up."""
    done: set[tuple[Term, ...]] = {form.framework.parts}
    for question in form.questions:
        column = question.column
        if not column.terms or column.terms in done:
            continue
        done.add(column.terms)
        yield "heading", f"Words for: {column.label}", "What they mean", ""
        for shown, term in zip(show_choices(column), column.terms, strict=True):
            yield "line", shown, " ".join(term.definition.split()), ""
        yield from _blank()
    if any(question.column.offers for question in form.questions):
        yield from _tags()


def _tags() -> Iterator[AboutLine]:
    """Yield the shared lists of tags, each tag as it is written in a cell."""
    for one in tag_lists():
        yield "heading", f"Tags: {one.title}", one.about, ""
        for tag, term in zip(one.tags, one.codes, strict=True):
            yield "line", tag, f"{term.label}. {term.definition}", ""
        yield from _blank()


def _background(framework: Framework) -> Iterator[AboutLine]:
    yield "heading", "Background", "", ""
    facts = {
        "Purpose": framework.purpose,
        "Where it comes from": framework.origin,
        "What is known": framework.evidence,
        "Rights": framework.licence,
    }
    for title, text in facts.items():
        yield "line", title, " ".join(text.split()), ""
    yield from _blank()
    yield "heading", "Sources", "", "What rests on them"
    for source in framework.sources:
        checked = "" if source.verified else " (not seen in a copy of the source)"
        cited = "\n".join(part for part in (source.citation, source.url) if part)
        yield "line", str(source.year or ""), cited, source.supports + checked


def _blank() -> Iterator[AboutLine]:
    yield "line", "", "", ""


def _in_words(code: str) -> str:
    return code.replace("-", " ").capitalize()
