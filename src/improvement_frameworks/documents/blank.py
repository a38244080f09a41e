"""Writes a blank document of any framework, to be filled in with an editor."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Final, Literal

from improvement_frameworks.core.record.docstring import described_fields
from improvement_frameworks.core.record.field import find_model, is_list
from improvement_frameworks.core.record.listed import find_vocabulary
from improvement_frameworks.core.registry import get_framework, get_record_type
from improvement_frameworks.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

    from improvement_frameworks.core.content.framework import Framework
    from improvement_frameworks.core.record.record import Record

MANY_PARTS: Final = 12
"""With more parts than this, a blank document shows one entry and lists the codes."""
WIDTH: Final = 96
FIXED: Final = ("framework", "schema_version", "title", "entries")


def write_blank(wanted: str, kind: Literal["yaml", "json"]) -> str:
    """Return the text of a blank document; see ``new``."""
    framework = get_framework(wanted)
    record = get_record_type(wanted)
    if kind == "json":
        blank: dict[str, object] = {
            "framework": framework.id,
            "schema_version": SCHEMA_VERSION,
            "title": "",
            "entries": [_blank_entry(framework, record, code) for code in _codes(framework)],
        }
        return json.dumps(blank, indent=2, ensure_ascii=False) + "\n"
    return "\n".join(_write_yaml(framework, record)) + "\n"


def _codes(framework: Framework) -> tuple[str, ...]:
    codes = framework.default_scheme.parts
    return codes if len(codes) <= MANY_PARTS else codes[:1]


def _entry_model(record: type[Record]) -> type[BaseModel]:
    model = find_model(record.model_fields["entries"])
    if model is None:  # pragma: no cover - the entries of every record are nouns
        raise TypeError(f"{record.__name__}.entries holds no model")
    return model


def _blank_entry(framework: Framework, record: type[Record], code: str) -> dict[str, object]:
    fields = _entry_model(record).model_fields
    part = framework.part.replace("-", "_")
    entry: dict[str, object] = {part: [code] if is_list(fields[part]) else code}
    entry |= {name: "" for name, field in fields.items() if field.is_required() and name != part}
    if "text" in entry:
        entry["text"] = entry.pop("text")  # the words come last, where there is room for them
    return entry


def _write_yaml(framework: Framework, record: type[Record]) -> Iterator[str]:
    yield f"# {framework.title}"
    yield from _comment(framework.summary)
    yield "#"
    yield from _comment(
        "Fill in what you have and delete the rest. Lines that begin with # are comments: "
        "remove the # to use a field. Check the file with: improve validate FILE"
    )
    yield ""
    yield f"framework: {framework.id}"
    yield f'schema_version: "{SCHEMA_VERSION}"'
    yield ""
    fields = described_fields(record)
    yield from _write_field("title", fields["title"], "", blank='""')
    for name, field in fields.items():
        if name in FIXED or field.alias or name == "extensions":
            continue
        yield from _write_optional(name, field, "")
    yield ""
    yield "entries:"
    yield from _write_entries(framework, record)


def _write_entries(framework: Framework, record: type[Record]) -> Iterator[str]:
    model = _entry_model(record)
    codes = _codes(framework)
    every = framework.default_scheme.parts
    if len(codes) < len(every):
        words = ", ".join(every)
        yield from _comment(f"Codes for {framework.part}: {words}", "  ")
    for number, code in enumerate(codes):
        part = framework[code]
        yield from _comment(" ".join([f"{part.label}.", *part.prompts]), "  ")
        blank = _blank_entry(framework, record, code)
        lead = "  - "
        for name, value in blank.items():
            choices = _choices(model.model_fields[name]) if value == "" else ""
            yield f"{lead}{name}: {json.dumps(value) if value in ('', [code]) else value}{choices}"
            lead = "    "
        if number == 0:
            for name, field in described_fields(model).items():
                if name not in blank:
                    yield from _write_optional(name, field, "    ")
        yield ""


def _choices(field: FieldInfo) -> str:
    words = find_vocabulary(field)
    if words is None or len(words.codes) > MANY_PARTS:
        return ""
    others = ", or one of your own" if words.open else ""
    return f"  # {'any' if is_list(field) else 'one'} of: {', '.join(words.codes)}{others}"


def _write_field(name: str, field: FieldInfo, indent: str, *, blank: str) -> Iterator[str]:
    yield from _comment(field.description or "", indent)
    yield f"{indent}{name}: {blank}"
    yield ""


def _write_optional(name: str, field: FieldInfo, indent: str) -> Iterator[str]:
    yield from _comment(field.description or "", indent)
    for line in _outline(name, field):
        yield f"{indent}# {line}"


def _outline(name: str, field: FieldInfo) -> Iterator[str]:
    """Yield a field and the fields that stand in it, without their values."""
    model = find_model(field)
    if model is None:
        yield f"{name}:{' []' if is_list(field) else ''}{_choices(field)}"
        return
    yield f"{name}:"
    lead = "  - " if is_list(field) else "    "
    for inner, inner_field in model.model_fields.items():
        for line in _outline(inner, inner_field):
            yield lead + line
            lead = "    "


def _comment(text: str, indent: str = "") -> list[str]:
    lead = indent + "# "
    return textwrap.wrap(
        text, WIDTH, initial_indent=lead, subsequent_indent=lead, break_on_hyphens=False
    )
