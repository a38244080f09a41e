"""Says what changed between two schemas and what the version number must do.

A change is **documentation** if no document is judged differently, **widening** if more documents
are accepted and none is refused that was accepted, and **narrowing** if a document that was
accepted may be refused. What cannot be shown to be harmless counts as narrowing; what is written
in words that are not understood here is **unknown**.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast, get_args

from attrs import frozen

from improvement_frameworks.core.pointer import read_pointer, write_pointer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from improvement_frameworks.core.pointer import Path

Effect: TypeAlias = Literal["none", "documentation", "widening", "narrowing", "unknown"]
AnySchema: TypeAlias = "Mapping[str, object]"
"""A JSON Schema, whoever wrote it."""

EFFECTS: Final[tuple[Effect, ...]] = get_args(Effect)
"""The effects, from the least to the gravest."""
SAME_VERSION: Final = frozenset[Effect]({"none", "documentation"})
"""The effects that may go out under the version that is released."""
SAME_MAJOR: Final = frozenset[Effect]({*SAME_VERSION, "widening"})
"""The effects after which every document stays valid."""
ADVICE: Final[Mapping[Effect, str]] = {
    "none": "Nothing changes; no version number moves.",
    "documentation": "Only words change: the content edition moves, the schema version does not.",
    "widening": "More documents are accepted: the second number of the schema version goes up.",
    "narrowing": "Documents may be refused that were accepted: this is a new schema version, in a "
    "folder of its own, with a migration.",
    "unknown": "Some differences cannot be judged. Compare these places by hand.",
}

WORDS: Final = ("title", "description", "examples", "$comment")
"""The keywords that say something to people and nothing to a validator."""
_SAID: Final = (*WORDS, "default", "$id", "$schema")
_LEAST: Final = ("minLength", "minimum", "minItems", "exclusiveMinimum", "minProperties")
_MOST: Final = ("maxLength", "maximum", "maxItems", "exclusiveMaximum", "maxProperties")
_CHOICES: Final = ("oneOf", "anyOf")
_DEFINITIONS: Final = ("$defs", "definitions")
_KNOWN: Final = {
    *_SAID,
    *_LEAST,
    *_MOST,
    *_CHOICES,
    *_DEFINITIONS,
    *("type", "enum", "const", "pattern", "format", "uniqueItems", "properties", "required"),
    *("additionalProperties", "items", "$ref"),
}


@frozen
class Change:
    """One difference between two schemas."""

    effect: Effect
    """What it does to documents."""
    pointer: str
    """Where it is, as a JSON pointer through the properties of the document's schema."""
    reason: str
    """What is different."""


@frozen
class Comparison:
    """All differences between two schemas."""

    changes: tuple[Change, ...]
    """The differences, in the order of the new schema."""

    @property
    def effect(self) -> Effect:
        """The gravest effect of all changes."""
        effects: list[Effect] = ["none", *(change.effect for change in self.changes)]
        return max(effects, key=EFFECTS.index)

    @property
    def advice(self) -> str:
        """What the version number must do."""
        return ADVICE[self.effect]

    def to_text(self) -> str:
        """Return the differences as text, one a line, and what follows from them."""
        width = max((len(change.effect) for change in self.changes), default=0)
        lines = [
            f"{change.effect:{width}}  {change.pointer or '/'}: {change.reason}"
            for change in self.changes
        ]
        return "\n".join([*lines, f"In all: {self.effect}. {self.advice}"])


def compare(old: AnySchema, new: AnySchema) -> Comparison:
    """Compare two JSON Schemas, such as two versions of one record's.

    How a schema is put together does not count: names and order of definitions, a ``const`` or a
    list of one code, ``allOf`` around a single reference, the order of ``required``.

    Examples:
        >>> old = {"type": "object", "properties": {"a": {"maxLength": 5}}, "required": ["a"]}
        >>> new = {"type": "object", "properties": {"a": {"maxLength": 9}}, "required": ["a"]}
        >>> compare(old, new).changes
        (Change(effect='widening', pointer='/properties/a/maxLength', reason='5 becomes 9'),)

    Raises:
        ValueError: if one of the two is no JSON Schema, or refers to something outside of itself.
    """
    for schema in (old, new):
        _check_schema(schema)
    return Comparison(tuple(dict.fromkeys(_Comparer(old, new).compare(old, new, ()))))


class _Comparer:
    def __init__(self, old_root: AnySchema, new_root: AnySchema) -> None:
        self._old_root = old_root
        self._new_root = new_root
        self._seen: set[tuple[str, str]] = set()

    def compare(self, old: object, new: object, path: Path) -> Iterator[Change]:
        old_schema, old_name = _normalise(old, self._old_root)
        new_schema, new_name = _normalise(new, self._new_root)
        if old_name and new_name:
            if (old_name, new_name) in self._seen:
                return
            self._seen.add((old_name, new_name))
        if old_schema is None or new_schema is None:  # false, which accepts nothing
            if old_schema is not new_schema:
                wider = old_schema is None
                yield _change(wider=wider, path=path, reason=_accepts(wider=wider))
            return
        for keyword in (*_LEAST, *_MOST):
            yield from _compare_bound(keyword, old_schema, new_schema, path)
        yield from _compare_types(old_schema, new_schema, path)
        yield from _compare_codes(old_schema, new_schema, path)
        for keyword in ("pattern", "format", "uniqueItems"):
            yield from _compare_demand(keyword, old_schema, new_schema, path)
        yield from self._compare_objects(old_schema, new_schema, path)
        if "items" in old_schema or "items" in new_schema:
            items = old_schema.get("items", True), new_schema.get("items", True)
            yield from self.compare(*items, (*path, "items"))
        for keyword in _CHOICES:
            yield from self._compare_choices(keyword, old_schema, new_schema, path)
        for keyword in sorted({*old_schema, *new_schema} - _KNOWN):
            if old_schema.get(keyword) != new_schema.get(keyword):
                reason = "differs in a keyword that is not understood here"
                yield Change("unknown", write_pointer((*path, keyword)), reason)
        yield from _compare_words(old_schema, new_schema, path)

    def _compare_objects(self, old: AnySchema, new: AnySchema, path: Path) -> Iterator[Change]:
        demanded = {str(name) for name in _list(old, "required")}
        demands = {str(name) for name in _list(new, "required")}
        for name in sorted(demands - demanded):
            yield Change("narrowing", write_pointer((*path, "required")), f"now demands {name}")
        for name in sorted(demanded - demands):
            reason = f"no longer demands {name}"
            yield Change("widening", write_pointer((*path, "required")), reason)
        others = old.get("additionalProperties", True), new.get("additionalProperties", True)
        olds, news = _table(old, "properties"), _table(new, "properties")
        for name in dict.fromkeys((*news, *olds)):
            place = (*path, "properties", name)
            before, after = olds.get(name, others[0]), news.get(name, others[1])
            if name not in olds and before is False:
                yield Change("widening", write_pointer(place), "is new")
            elif name not in news and after is False:
                yield Change("narrowing", write_pointer(place), "is gone")
            else:
                yield from self.compare(before, after, place)
        if others != (True, True):
            yield from self.compare(*others, (*path, "additionalProperties"))

    def _compare_choices(
        self, keyword: str, old: AnySchema, new: AnySchema, path: Path
    ) -> Iterator[Change]:
        place = (*path, keyword)
        if (keyword in old) != (keyword in new):
            wider = keyword in old
            verb = "is gone" if wider else "is new"
            yield _change(wider=wider, path=place, reason=f"the choice {verb}")
            return
        olds = self._tag(_list(old, keyword), self._old_root)
        news = self._tag(_list(new, keyword), self._new_root)
        if olds is None or news is None:
            if old.get(keyword) != new.get(keyword):
                reason = "nothing tells the choices apart, and they differ"
                yield Change("unknown", write_pointer(place), reason)
            return
        for tag in dict.fromkeys((*news, *olds)):
            if tag not in olds:
                yield Change("widening", write_pointer((*place, tag)), "is a new choice")
            elif tag not in news:
                yield Change("narrowing", write_pointer((*place, tag)), "is no choice any more")
            else:
                yield from self.compare(olds[tag], news[tag], (*place, tag))

    def _tag(self, choices: list[object], root: AnySchema) -> dict[str, object] | None:
        """Name each choice by what tells it apart: its own constant, or that of a property."""
        tagged: dict[str, object] = {}
        for choice in choices:
            schema, _ = _normalise(choice, root)
            tagged[_find_tag(schema or {}, root)] = choice
        return None if "" in tagged or len(tagged) < len(choices) else tagged


def _normalise(schema: object, root: AnySchema) -> tuple[AnySchema | None, str]:
    """Follow references and undo what only a generator's habits make different.

    Returns the schema (nothing for ``false``), and the name of the definition it stands in.
    """
    name = ""
    for _ in range(100):
        if schema is True:
            return {}, name
        if schema is False:
            return None, name
        table = cast("AnySchema", schema)
        several = _list(table, "allOf")
        if len(several) == 1:
            schema = _join(table, "allOf", several[0])
        elif "$ref" in table:
            name = str(table["$ref"])
            schema = _join(table, "$ref", _resolve(name, root))
        else:
            return table, name
    raise ValueError(f"The reference {name} leads back to itself.")


def _join(table: AnySchema, keyword: str, inner: object) -> object:
    """Put what a keyword leads to in its place; the words beside it come first."""
    rest = {key: value for key, value in table.items() if key != keyword}
    if not isinstance(inner, dict):
        return inner if inner is False else rest
    there = cast("dict[str, object]", inner)
    both = sorted((rest.keys() & there.keys()) - {*_SAID, *_DEFINITIONS})
    if both:
        raise ValueError(f"{both[0]} is said twice: beside {keyword} and where that leads.")
    return {**there, **rest}


def _resolve(reference: str, root: AnySchema) -> object:
    schema: object = root
    try:
        if not reference.startswith("#"):
            raise LookupError
        for step in read_pointer(reference):
            schema = cast("dict[str, object]", schema)[step]
    except (LookupError, TypeError):
        raise ValueError(f"The reference {reference} leads to nothing in the schema.") from None
    return schema


def _check_schema(schema: AnySchema) -> None:
    from jsonschema.exceptions import SchemaError
    from jsonschema.validators import Draft202012Validator, validator_for

    dialect = validator_for(schema, default=Draft202012Validator)
    try:
        dialect.check_schema(dict(schema))
    except SchemaError as fault:
        raise ValueError(f"This is no JSON Schema: {fault.message}") from None


def _find_tag(schema: AnySchema, root: AnySchema) -> str:
    for inner in (schema, *_table(schema, "properties").values()):
        found, _ = _normalise(inner, root)
        codes = _codes(found or {}) or set[str]()
        if len(codes) == 1:
            return codes.pop().strip("'")
    return ""


def _change(*, wider: bool, path: Path, reason: str) -> Change:
    return Change("widening" if wider else "narrowing", write_pointer(path), reason)


def _accepts(*, wider: bool) -> str:
    return "accepts something now" if wider else "accepts nothing any more"


def _compare_bound(keyword: str, old: AnySchema, new: AnySchema, path: Path) -> Iterator[Change]:
    before, after = old.get(keyword), new.get(keyword)
    if before == after:
        return
    place = (*path, keyword)
    if before is None or after is None:
        wider = after is None
        reason = f"{before} is no longer a bound" if wider else f"{after} is a new bound"
    else:
        is_lower = cast("float", after) < cast("float", before)
        wider = is_lower == (keyword in _LEAST)
        reason = f"{before} becomes {after}"
    yield _change(wider=wider, path=place, reason=reason)


def _compare_types(old: AnySchema, new: AnySchema, path: Path) -> Iterator[Change]:
    yield from _compare_sets(_types(old), _types(new), (*path, "type"))


def _types(schema: AnySchema) -> set[str] | None:
    kind = schema.get("type")
    if kind is None:
        return None
    kinds = {kind} if isinstance(kind, str) else set(cast("list[str]", kind))
    return kinds | {"integer"} if "number" in kinds else kinds


def _compare_codes(old: AnySchema, new: AnySchema, path: Path) -> Iterator[Change]:
    yield from _compare_sets(_codes(old), _codes(new), (*path, "enum"))


def _codes(schema: AnySchema) -> set[str] | None:
    if "const" in schema:
        return {repr(schema["const"])}
    return {repr(code) for code in _list(schema, "enum")} if "enum" in schema else None


def _compare_sets(old: set[str] | None, new: set[str] | None, path: Path) -> Iterator[Change]:
    if old == new:
        return
    if old is None or new is None:
        wider = new is None
        words = ", ".join(sorted(old or new or set()))
        reason = f"no longer only {words}" if wider else f"only {words} now"
        yield _change(wider=wider, path=path, reason=reason)
        return
    for word in sorted(new - old):
        yield Change("widening", write_pointer(path), f"takes {word}")
    for word in sorted(old - new):
        yield Change("narrowing", write_pointer(path), f"no longer takes {word}")


def _compare_demand(keyword: str, old: AnySchema, new: AnySchema, path: Path) -> Iterator[Change]:
    before, after = old.get(keyword) or None, new.get(keyword) or None
    if before == after:
        return
    if after is None:
        yield Change("widening", write_pointer((*path, keyword)), "is no longer demanded")
    else:
        reason = "is now demanded" if before is None else "demands something else"
        yield Change("narrowing", write_pointer((*path, keyword)), reason)


def _compare_words(old: AnySchema, new: AnySchema, path: Path) -> Iterator[Change]:
    for keyword in _SAID:
        if old.get(keyword) != new.get(keyword):
            yield Change("documentation", write_pointer((*path, keyword)), "reads differently")


def _list(schema: AnySchema, keyword: str) -> list[object]:
    return cast("list[object]", schema.get(keyword, []))


def _table(schema: AnySchema, keyword: str) -> dict[str, object]:
    return cast("dict[str, object]", schema.get(keyword, {}))
