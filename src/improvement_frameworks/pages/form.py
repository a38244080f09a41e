"""A form to fill in by hand: the figure of a framework with room for entries, in one file.

It runs in any browser, from disk, without a network. What is saved is a record that `validate`
reads. Which fields there are follows from the record's model.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, NotRequired, TypedDict

from improvement_frameworks.core.content.tag import tag_lists
from improvement_frameworks.core.record.docstring import described_fields
from improvement_frameworks.core.record.field import find_model, find_note, is_list
from improvement_frameworks.core.record.listed import Listed, first_paragraph
from improvement_frameworks.core.record.reference import Refers
from improvement_frameworks.core.record.types import (
    DATE,
    LANGUAGE,
    LINE,
    PROSE,
    Tagged,
    Text,
    Whole,
)
from improvement_frameworks.core.record.words import write_field_title
from improvement_frameworks.core.registry import get_framework, get_record_type
from improvement_frameworks.figures import draw
from improvement_frameworks.figures.html import words
from improvement_frameworks.figures.scene import Scene
from improvement_frameworks.figures.style import write_style
from improvement_frameworks.pages.html_page import read_asset, write_html_page
from improvement_frameworks.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

    from improvement_frameworks.core.content.framework import Framework
    from improvement_frameworks.core.record.record import Record


class Field(TypedDict):
    """What the page needs to know of a field; the names are short, since they are sent along."""

    n: str
    """Its name."""
    t: str
    """Its title."""
    k: str
    """How it is filled in: line, prose, date, whole, yes, code, codes, tags, link, links or who."""
    r: NotRequired[bool]
    """Whether it must be filled in."""
    m: NotRequired[int]
    """How many characters it takes."""
    p: NotRequired[str]
    """The pattern of what it takes."""
    h: NotRequired[str]
    """What the pattern means, in words."""
    a: NotRequired[int]
    """The least number."""
    b: NotRequired[int]
    """The largest number."""
    o: NotRequired[list[list[str]]]
    """The codes to choose from, each with its label."""
    top: NotRequired[bool]
    """Whether it is seen at once or folded away."""


class Head(Field):
    """What the page needs to know of a field of the header."""

    path: list[str]
    """Where its value lies in the record."""
    group: str
    """The title of the object in which it lies, if it lies in one."""
    first: bool
    """Whether it stands at the top of the form."""
    need: bool
    """Whether the object in which it lies needs it."""


class ListSpec(TypedDict):
    """What the page needs to know of a list of objects, such as actions."""

    n: str
    t: str
    fields: list[Field]


class Spec(TypedDict):
    """What the page needs to know of a framework and its record."""

    framework: str
    title: str
    version: str
    lang: str
    part: str
    plural: bool
    waits: bool
    column: str
    run: bool
    entry: list[Field]
    head: list[Head]
    lists: list[ListSpec]
    tags: list[tuple[str, str, tuple[str, ...]]]


APART: Final = (
    *("schema_uri", "framework", "schema_version", "scheme", "extensions", "entries"),
    *("contributors", "references"),
)
"""The fields of a record that are filled in by themselves, or are kept as they are."""
SEEN_ONLY: Final = {"group", "first"}
"""What is said of a field of the header for the page alone, and not for its script."""
WHO: Final = "contributor"
"""The field of an entry that says whose it is."""
FIRST: Final = (["title"], ["recorded_on"], ["purpose", "question"])
"""Where the fields lie that stand at the top of the form."""


class FormScene(Scene):
    """A figure in which every place has a list of cards and a button that adds one."""

    def __init__(self, framework: Framework, level: int, *, may_wait: bool) -> None:
        super().__init__(framework, level)
        self._may_wait = may_wait
        """Whether an entry may be without a part."""

    def fill(self, part: str, column: str = "") -> str:
        """Write the place for the entries of a part."""
        label = self.framework[part].label
        if column and self.plan.columns:
            label = f"{label}, {self.framework.vocabulary(self.plan.columns)[column].label}"
        return write_place(label, part, column)

    def rest(self) -> str:
        """Write a place for entries without a part, and one for those that this form keeps."""
        other = write_place("Other entries", "", name="rest")
        if not self._may_wait:
            return other
        waiting = write_place("Not placed yet", "")
        head = f"<h{self.level}>Not placed yet</h{self.level}>"
        return f'<div class="fg-rest">{head}{waiting}</div>{other}'

    def caption(self) -> str:
        """Say where the words come from."""
        source = self.framework.sources[0].citation if self.framework.sources else ""
        return words(
            f"{self.framework.title}. Source: {source}" if source else self.framework.title
        )


def write_place(label: str, part: str, column: str = "", *, name: str = "") -> str:
    """Write a place, for which the script makes a list of cards and a button that adds one.

    One with a name stays hidden until something is put there.
    """
    known = f' id="{name}" hidden' if name else ""
    across = f' data-column="{words(column)}"' if column else ""
    return (
        f'<div class="place"{known} data-part="{words(part)}"{across} data-label="{words(label)}">'
        "</div>"
    )


def write_form(wanted: str, language: str = "") -> str:
    """Return the form of a framework as one page of HTML.

    Args:
        wanted: The id of the framework.
        language: The code of the language in which people will write, such as cy. The record says
            so, and the fields are marked for screen readers and spelling checks. The labels are in
            the language of the content.

    Raises:
        ValueError: if the language is no such code.
        UnknownFrameworkError: if no framework has this id.
    """
    framework, record = get_framework(wanted), get_record_type(wanted)
    if language and not re.fullmatch(LANGUAGE.pattern, language):
        raise ValueError(f"{language!r} is not {LANGUAGE.expected}.")
    spec = _specify(framework, record, language)
    body = (
        f"<header><h1>{words(framework.title)}</h1>"
        f'<p class="lead">{words(framework.summary)}</p></header>'
        f'<main><form autocomplete="off">{_bar()}{_meeting(framework)}{_head(spec)}'
        f"{_figure(framework, spec)}{''.join(_lists(spec, record))}</form></main>"
        f'<script type="application/json" id="spec">{_embed(spec)}</script>'
    )
    return write_html_page(
        title=framework.title,
        style=write_style([framework.figure]) + read_asset("form.css"),
        body=body,
        script=read_asset("form.js"),
    )


def _embed(spec: Spec) -> str:
    """Write what the script reads as JSON that cannot end the element in which it stands."""
    heads = [
        {name: value for name, value in one.items() if name not in SEEN_ONLY and value is not False}
        for one in spec["head"]
    ]
    text = json.dumps({**spec, "head": heads}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _bar() -> str:
    return (
        '<div class="bar"><button type="submit">Save</button>'
        '<label class="button">Open<input type="file" id="open" class="sr" accept=".json"></label>'
        '<button type="button" id="check">Check</button>'
        '<button type="button" id="print">Print</button>'
        '<p id="status" role="status"></p>'
        '<button type="button" id="undo" hidden>Undo</button></div>'
        '<p class="note">Save writes a file on this computer. Check opens the check '
        "page, if check.html is in the same folder. Nothing is sent anywhere.</p>"
        '<p class="note"><label><input type="checkbox" id="keep"> Keep a draft in this browser. '
        "Leave this off on a shared computer.</label></p>"
    )


def _meeting(framework: Framework) -> str:
    """Write how to fill it in together, folded away."""
    meeting = framework.meeting
    if meeting is None:
        return ""
    steps = "".join(
        f"<li><b>{words(step.title)}</b> {start} to {start + step.minutes} min. "
        f"{words(step.text)}</li>"
        for start, step in meeting.starts
    )
    return (
        f"<details><summary>How to run it in a meeting of {meeting.minutes} minutes</summary>"
        f"<ol>{steps}</ol></details>"
    )


def _head(spec: Spec) -> str:
    heads = spec["head"]
    first = "".join(_holder(one) for path in FIRST for one in heads if one["path"] == path)
    folded: dict[str, str] = {}
    for one in heads:
        if not one["first"]:
            group = one["group"]
            folded[group] = folded.get(group, "") + _holder(one)
    inner = folded.pop("", "")
    inner += "".join(
        f"<fieldset><legend>{words(title)}</legend>{fields}</fieldset>"
        for title, fields in folded.items()
    )
    return (
        f'<div class="two">{first}</div><details><summary>More about this record</summary>'
        f'<div class="fold">{inner}</div></details>'
    )


def _holder(about: Head) -> str:
    return f'<div class="field" id="h-{"-".join(about["path"])}"></div>'


def _figure(framework: Framework, spec: Spec) -> str:
    scene = FormScene(framework, 2, may_wait=spec["waits"])
    if spec["run"]:
        place = write_place(framework.title, "")
        inner = f"<h2>Steps, in the order in which they run</h2>{place}"
        return (
            f'<figure class="fg fg-h{framework.figure.hue}">{inner}'
            f"<figcaption>{scene.caption()}</figcaption></figure>"
        )
    return draw(scene)


def _lists(spec: Spec, record: type[Record]) -> Iterator[str]:
    fields = described_fields(record)
    for one in spec["lists"]:
        title, said = words(one["t"]), first_paragraph(fields[one["n"]].description or "")
        yield (
            f'<section class="list" data-name="{one["n"]}"><h2>{title}</h2>'
            f'<p class="note">{words(said)}</p><ul></ul>'
            f'<button type="button" class="add">Add<span class="sr"> to {title}</span></button>'
            "</section>"
        )


# --- What the page knows of the record, read from its model --------------------------------------


def _specify(framework: Framework, record: type[Record], language: str) -> Spec:
    entry = find_model(record.model_fields["entries"])
    if entry is None:  # pragma: no cover - the entries of every record are nouns
        raise TypeError(f"{record.__name__}.entries holds no model")
    plan = framework.figure
    part = entry.model_fields[framework.part_field]
    drawn = {framework.part_field, (plan.columns or "").replace("-", "_")}
    run = plan.minutes is not None
    top = {"text", WHO, plan.minutes, plan.value, plan.over, *plan.asks}
    fields = [one for one in _fields(entry) if run or one["n"] not in drawn]
    for one in fields:
        if one.get("r") or one["n"] in top:
            one["top"] = True
        if one["n"] == framework.part_field:  # what the scheme in use has, and what it is
            one |= {"k": "code", "o": _choices(framework), "r": True, "top": True}
    fields.sort(
        key=lambda one: (one["n"] != framework.part_field, one["n"] != "text", one["n"] == WHO)
    )
    return {
        "framework": framework.id,
        "title": framework.title,
        "version": SCHEMA_VERSION,
        "lang": language,
        "part": framework.part_field,
        "plural": is_list(part),
        "waits": not part.is_required(),
        "column": (plan.columns or "").replace("-", "_"),
        "run": run,
        "entry": fields,
        "head": list(_heads(record)),
        "lists": list(_own(record)),
        "tags": [
            (one.title, one.id, tuple(term.code for term in one.codes)) for one in tag_lists()
        ],
    }


def _choices(framework: Framework) -> list[list[str]]:
    return [[code, framework[code].label] for code in framework.default_scheme.parts]


def _heads(record: type[Record]) -> Iterator[Head]:
    """Yield the simple fields of the header, those of the objects in it included."""
    for name, field in record.model_fields.items():
        if name in APART or (is_list(field) and not find_note(field, Tagged)):
            continue
        about = _field(name, field)
        if about is not None:
            yield {**about, "path": [name], "group": "", "first": [name] in FIRST, "need": False}
            continue
        title, model = write_field_title(name), find_model(field)
        for inner in _fields(model) if model else ():
            # The object is left out if nothing is said in it, so nothing in it must be at first.
            need = inner.pop("r", False)
            path = [name, inner["n"]]
            first = path in FIRST
            if first:  # away from its object, its title must say more
                inner["t"] = f"{inner['t']} ({title.lower()})"
            yield {**inner, "path": path, "group": title, "first": first, "need": need}


def _own(record: type[Record]) -> Iterator[ListSpec]:
    """Yield the lists of objects that are not entries or people, such as actions."""
    for name, field in record.model_fields.items():
        model = find_model(field)
        if name in APART or model is None or not is_list(field):
            continue
        fields = list(_fields(model))
        for one in fields:
            if one.get("r") or one["n"] in {"owner", "due", "text"}:
                one["top"] = True
        yield {"n": name, "t": write_field_title(name), "fields": fields}


def _fields(model: type[BaseModel]) -> Iterator[Field]:
    for name, field in model.model_fields.items():
        about = _field(name, field)
        if about is not None:
            yield about


def _field(name: str, field: FieldInfo) -> Field | None:
    """Say how a field is filled in; nothing for one that this form keeps and does not show."""
    if find_model(field) or name == "language":
        return None
    listed, refers = find_note(field, Listed), find_note(field, Refers)
    text, whole = find_note(field, Text), find_note(field, Whole)
    about: Field = {"n": name, "t": write_field_title(name), "k": "line"}
    if field.is_required():
        about["r"] = True
    many = is_list(field)
    if refers:
        return _reference(about, refers, many=many)
    if listed:
        choices = [[term.code, term.label] for term in listed.vocabulary.terms]
        return {**about, "k": "codes" if many else "code", "o": choices}
    if find_note(field, Tagged):
        return {**about, "k": "tags"}
    if many:
        return None
    if whole:
        return {**about, "k": "whole", "a": whole.least, "b": whole.most}
    if text is DATE:
        return {**about, "k": "date"}
    if text is not None:
        return _line(about, text)
    return {**about, "k": "yes"} if "bool" in str(field.annotation) else None


def _line(about: Field, text: Text) -> Field | None:
    about = {**about, "k": "prose" if text is PROSE else "line", "m": text.longest}
    if text.is_free:
        return about
    # The others are for programs; what must be there has to be written all the same.
    return {**about, "p": text.pattern, "h": text.expected} if about.get("r") else None


def _reference(about: Field, refers: Refers, *, many: bool) -> Field | None:
    if refers.to == "entries":
        return {**about, "k": "links" if many else "link"}
    # A person is written down by role.
    title = "Who (role)" if about["n"] == WHO else f"{about['t']} (role)"
    return None if many else {**about, "t": title, "k": "who", "m": LINE.longest}
