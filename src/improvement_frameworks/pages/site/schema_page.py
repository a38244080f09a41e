"""Writes the page of each published schema: its fields in words, its files, how to validate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from improvement_frameworks.core.record.types import TEXT_FORMS
from improvement_frameworks.pages.site.catalogue import SCHEMAS, schema_path
from improvement_frameworks.pages.site.markdown import (
    Page,
    fence,
    inline,
    link,
    slug,
    table,
    write,
)
from improvement_frameworks.schemas.catalogue import Catalogue as Schemas
from improvement_frameworks.schemas.keyword import (
    ANY_RECORD,
    INSIGHT_REPORT,
    PROFILES,
    REPORT,
    TALLY,
    file_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from improvement_frameworks.pages.site.catalogue import Catalogue
    from improvement_frameworks.schemas.keyword import Schema

DEFS: Final = "#/$defs/"
TEXTS: Final = {(form.pattern, form.longest): form.expected for form in TEXT_FORMS}
PROFILE_WORDS: Final = {
    "canonical": "JSON Schema 2020-12, for validators and code generators",
    "draft-07": "the same for tools that read no newer dialect",
    "form": "for form builders and editors: labels instead of codes",
}


def write_schemas(catalogue: Catalogue) -> Iterator[Page]:
    """Write the list of schemas and a page for each."""
    schemas = Schemas(catalogue.ids)
    written = {wanted: schemas.schema(wanted, "canonical") for wanted in schemas.ids}
    yield _write_list(written)
    for wanted, schema in written.items():
        here = schema_path(wanted)
        if wanted == ANY_RECORD:
            records = [written[one] for one in catalogue.ids]
            middle = _write_choice(catalogue, records, here)
        else:
            middle = _write_fields(schema)
        blocks = [*_write_head(wanted, schema), *middle, *_write_use(wanted)]
        yield Page(here, str(schema["title"]), write(blocks))


def definitions(schema: Schema) -> dict[str, Schema]:
    """Return the named parts of a schema."""
    return cast("dict[str, Schema]", schema.get("$defs", {}))


def shared_definitions(schemas: Iterable[Schema]) -> dict[str, Schema]:
    """Return the named parts that all of several schemas have."""
    first, *others = [definitions(schema) for schema in schemas]
    return {name: part for name, part in first.items() if all(name in one for one in others)}


def _write_head(wanted: str, schema: Schema) -> Iterator[str]:
    yield from (f"# {inline(str(schema['title']))}: the schema", "")
    yield from (inline(str(schema["description"])), "", "## Where it is", "")
    files = (
        [profile, f"`schemas/{file_of(wanted, profile)}`", PROFILE_WORDS[profile]]
        for profile in PROFILES
    )
    yield from (*table(["Profile", "File", "What it is for"], files), "")
    yield f"Its `$id` is `{schema['$id']}`: a constant name, not an address."
    yield f"`improve schema {wanted}` prints it, `--profile` chooses another form, and in Python"
    yield from (f'`json_schema("{wanted}")` returns it.', "")


def _write_fields(schema: Schema) -> Iterator[str]:
    parts = definitions(schema)
    yield from (
        "## Fields",
        "",
        "Other fields are refused; a field without a value is left out.",
        "",
    )
    yield from (*_field_table(schema, parts), "")
    yield from _write_definitions(parts, parts)


def _write_definitions(shown: Mapping[str, Schema], parts: Mapping[str, Schema]) -> Iterator[str]:
    for part in shown.values():
        yield from (f"### {inline(str(part['title']))}", "")
        if part.get("type") == "string":
            yield from (*_write_codes(part), "")
        else:
            yield from (inline(str(part.get("description", ""))), "")
            yield from (*_field_table(part, parts), "")


def _write_codes(part: Schema) -> Iterator[str]:
    """Write a list, closed or open: its description holds one line for each code."""
    for line in str(part["description"]).splitlines():
        code, colon, words = line.removeprefix("- ").partition(": ")
        if line.startswith("- ") and colon:
            yield f"- `{code}`: {inline(words)}"
        else:
            yield from (inline(line), "")


def _field_table(schema: Schema, parts: Mapping[str, Schema]) -> Iterator[str]:
    required = cast("list[str]", schema.get("required", []))
    fields = cast("dict[str, Schema]", schema.get("properties", {}))
    rows = (
        [
            f"`{name}`",
            "yes" if name in required else "",
            say_type(field, parts),
            inline(_meaning(field, parts)),
        ]
        for name, field in fields.items()
    )
    yield from table(["Field", "Required", "What it takes", "What it means"], rows)


def _meaning(field: Schema, parts: Mapping[str, Schema]) -> str:
    if "description" in field or "$ref" not in field:
        said = _say_text(field)  # which stands in a column of its own
        return str(field.get("description", "")).removesuffix(f" {said[0].upper()}{said[1:]}.")
    return str(parts[_name(field)].get("description", "")).partition("\n")[0]


def _name(field: Schema) -> str:
    return str(field["$ref"]).removeprefix(DEFS)


def say_type(field: Schema, parts: Mapping[str, Schema]) -> str:
    """Say in words what a field takes.

    >>> say_type({"type": "array", "items": {"type": "boolean"}, "uniqueItems": True}, {})
    'a list without repeats, each true or false'
    """
    match field:
        case {"$ref": _}:
            title = str(parts[_name(field)]["title"])
            said = f"[{inline(title).lower()}](#{slug(title)})"
        case {"const": value}:
            said = f"always `{value}`"
        case {"enum": [*codes]}:
            said = "one of " + ", ".join(f"`{code}`" for code in codes)
        case {"type": "array", "items": dict(items)}:
            repeats = " without repeats" if field.get("uniqueItems") else ""
            said = f"a list{repeats}, each {say_type(items, parts)}"
        case {"type": "object", "additionalProperties": dict(rest)}:
            said = f"an object with names of your own, each for {say_type(rest, parts)}"
        case {"type": "object"}:
            said = "an object with names of your own"
        case {"type": "integer"}:
            said = _say_whole(field)
        case {"type": "boolean"}:
            said = "true or false"
        case _:
            said = _say_text(field)
    return said


def _say_text(field: Schema) -> str:
    pattern, longest = field.get("pattern"), field.get("maxLength")
    for form, words in TEXTS.items():
        if form == (pattern, longest):
            return words
    return "text"


def _say_whole(field: Schema) -> str:
    least, most = field.get("minimum"), field.get("maximum")
    if isinstance(least, int) and isinstance(most, int):
        return f"a whole number from {least:,} to {most:,}"
    return "a whole number" + (f" from {least:,}" if isinstance(least, int) else "")


def _write_choice(catalogue: Catalogue, records: list[Schema], here: str) -> Iterator[str]:
    yield from ("## Which records", "")
    yield "The field `framework` says which of these a document is. A program reads it first"
    yield from ("and then uses the schema of that one, so that one error gives one message.", "")
    rows = (
        [f"`{one}`", link(inline(str(schema["title"])), schema_path(one), here)]
        for one, schema in zip(catalogue.ids, records, strict=True)
    )
    yield from (*table(["`framework`", "Schema"], rows), "")
    shared = shared_definitions(records)
    yield from ("## What all records share", "")
    yield from _write_definitions(shared, shared)


def _write_use(wanted: str) -> Iterator[str]:
    yield from ("## Validate with it", "", "In Python, the format only:", "")
    yield from fence(
        "import jsonschema\n"
        "from improvement_frameworks import json_schema\n\n"
        f'jsonschema.Draft202012Validator(json_schema("{wanted}")).validate(document)',
        "python",
    )
    if wanted not in {REPORT, INSIGHT_REPORT, TALLY}:
        yield from ("", "With the practice checks as well:", "")
        yield from fence(
            "from improvement_frameworks import validate\n\nprint(validate(document))", "python"
        )
    yield from ("", "In JavaScript, with Ajv (the class for 2020-12):", "")
    yield from fence(
        'import { readFileSync } from "node:fs";\n'
        'import Ajv2020 from "ajv/dist/2020.js";\n'
        'import addFormats from "ajv-formats";\n\n'
        f'const file = "schemas/{file_of(wanted, "canonical")}";\n'
        "const ajv = new Ajv2020({ allErrors: true });\n"
        "addFormats(ajv);\n"
        'const check = ajv.compile(JSON.parse(readFileSync(file, "utf8")));\n'
        "if (!check(document)) console.log(check.errors);",
        "js",
    )


def _write_list(written: Mapping[str, Schema]) -> Page:
    rows = (
        [
            link(inline(str(schema["title"])), schema_path(wanted), SCHEMAS),
            f"`{wanted}`",
            inline(str(schema["description"])),
        ]
        for wanted, schema in written.items()
    )
    profiles = ([f"`{profile}`", PROFILE_WORDS[profile]] for profile in PROFILES)
    blocks = [
        "# Schemas",
        "",
        "The format of every record is published as JSON Schema, so that programs in any language ",
        "can check documents without this library. The practice checks are beside it in ",
        "`rules.json`, the codes with their meanings in `codes.json`.",
        "",
        *table(["Schema", "Id", "What it describes"], rows),
        "",
        "Each comes in three profiles, which accept exactly the same documents:",
        "",
        *table(["Profile", "What it is for"], profiles),
    ]
    return Page(SCHEMAS, "All schemas", write(blocks))
