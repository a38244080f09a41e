"""What the strict modes of language models take, as their providers document it.

The limits are kept here because no schema validator knows them, and a request that breaks one is
refused. They are read from the documentation of 2026; the services themselves were not called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from attrs import field, frozen

from improvement_frameworks.schemas.generate import DEFS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.schemas.keyword import Schema

MOST_NULLS: Final = 16
"""How many fields of a small answer may be null; no provider allows fewer."""

_COMMON: Final = frozenset(
    {
        *("description", "type", "enum", "anyOf", "$ref", "$defs"),
        *("items", "properties", "required", "additionalProperties"),
    }
)
_NO_LIMIT: Final = 1_000_000


@frozen(kw_only=True)
class Provider:
    """What the strict structured output of one provider takes."""

    name: str
    """Who it is."""
    reference: str
    """Where the limits are documented."""
    keywords: frozenset[str] = _COMMON
    """The keywords of JSON Schema that it takes, as far as an answer needs them."""
    all_required: bool = False
    """Whether every field of an object must be required."""
    deepest: int = _NO_LIMIT
    """How many objects and lists may lie within each other."""
    most_fields: int = _NO_LIMIT
    """How many fields all objects may have."""
    most_codes: int = _NO_LIMIT
    """How many values all lists of codes may have."""
    most_characters: int = _NO_LIMIT
    """How long the names of fields and definitions and the codes may be in all."""
    most_unions: int = _NO_LIMIT
    """How many fields may hold values of several types, null among them, or be left out."""


PROVIDERS: Final = (
    Provider(
        name="OpenAI",
        reference="https://developers.openai.com/api/docs/guides/structured-outputs#supported-schemas",
        keywords=_COMMON | {"const"},
        all_required=True,
        deepest=10,
        most_fields=5_000,
        most_codes=1_000,
        most_characters=120_000,
    ),
    Provider(
        name="Anthropic",
        reference="https://platform.claude.com/docs/en/build-with-claude/structured-outputs",
        keywords=_COMMON | {"const"},
        most_unions=MOST_NULLS,
    ),
    Provider(
        name="Google Gemini",
        reference="https://ai.google.dev/gemini-api/docs/structured-output",
    ),
)
"""The providers whose limits the profiles are held to."""


@frozen
class _Size:
    """What is counted in a schema as it looks when every reference is followed."""

    keywords: set[str] = field(factory=set[str])
    characters: list[int] = field(factory=list[int])
    codes: list[object] = field(factory=list[object])
    fields: list[str] = field(factory=list[str])
    unions: list[str] = field(factory=list[str])
    optional: list[str] = field(factory=list[str])
    open: list[str] = field(factory=list[str])
    depths: list[int] = field(factory=lambda: [0])


def find_breaches(schema: Schema, provider: Provider) -> tuple[str, ...]:
    """Return, in words, every limit of a provider that a schema breaks.

    Args:
        schema: A schema of the profile ``llm`` or ``llm-small``.
        provider: One of `PROVIDERS`.

    Raises:
        ValueError: if a definition contains itself; none that this library writes does.
    """
    return tuple(_find_breaches(_measure(schema), schema, provider))


def _find_breaches(size: _Size, schema: Schema, provider: Provider) -> Iterator[str]:
    if schema.get("type") != "object" or "anyOf" in schema:
        yield "The answer must be one object."
    for keyword in sorted(size.keywords - provider.keywords):
        yield f"The keyword {keyword} is not known."
    if provider.all_required:
        yield from (f"{name} must be required." for name in size.optional)
    yield from (f"{name} is an object that takes any field." for name in size.open)
    counts = {
        "levels": (max(size.depths), provider.deepest),
        "fields": (len(size.fields), provider.most_fields),
        "codes": (len(size.codes), provider.most_codes),
        "characters of names and codes": (sum(size.characters), provider.most_characters),
        "fields that may be null or left out": (
            len({*size.unions, *size.optional}),
            provider.most_unions,
        ),
    }
    for what, (found, most) in counts.items():
        if found > most:
            yield f"Too many {what}: {found}, at most {most}."


def _measure(root: Schema) -> _Size:
    size = _Size()
    definitions = cast("dict[str, Schema]", root.get("$defs", {}))
    size.characters.extend(len(name) for name in definitions)

    def walk(schema: Schema, place: str, depth: int, within: tuple[str, ...]) -> None:
        size.keywords.update(schema)
        size.depths.append(depth)
        if "$ref" in schema:
            name = str(schema["$ref"]).removeprefix(DEFS)
            if name in within:
                raise ValueError(f"{name} contains itself.")
            walk(definitions[name], place, depth, (*within, name))
        codes = cast("list[object]", schema.get("enum", []))
        size.codes.extend(codes)
        size.characters.extend(len(str(code)) for code in codes)
        if "anyOf" in schema or isinstance(schema.get("type"), list):
            size.unions.append(place)
        for one in cast("list[Schema]", schema.get("anyOf", [])):
            walk(one, place, depth, within)
        if "items" in schema:
            walk(cast("Schema", schema["items"]), f"{place}/items", depth + 1, within)
        if schema.get("type") == "object":
            if schema.get("additionalProperties") is not False:
                size.open.append(place or "/")
            required = cast("list[str]", schema.get("required", []))
            for name, inner in cast("dict[str, Schema]", schema.get("properties", {})).items():
                here = f"{place}/{name}"
                size.fields.append(here)
                size.characters.append(len(name))
                if name not in required:
                    size.optional.append(here)
                walk(inner, here, depth + 1, within)

    walk(root, "", 0, ())
    return size
