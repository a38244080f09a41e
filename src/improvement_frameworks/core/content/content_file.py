"""Reads a framework's ``content.toml`` and tells its author what is wrong in it."""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar, cast

import attrs

from improvement_frameworks.core.content.figure_plan import FIGURE_KEYS, FigurePlan
from improvement_frameworks.core.content.framework import (
    Framework,
    Part,
    PartSequence,
    Prompt,
    Scheme,
)
from improvement_frameworks.core.content.head_count import HeadCount
from improvement_frameworks.core.content.meeting import Meeting, MeetingStep
from improvement_frameworks.core.content.relation import Carry, Relation
from improvement_frameworks.core.content.source import JUDGEMENT, Source
from improvement_frameworks.core.content.suits import Confusion, Extent, PartDetails, Suits
from improvement_frameworks.core.content.tag import TagList
from improvement_frameworks.core.content.vocabulary import Term, Vocabulary
from improvement_frameworks.core.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable

    _Cited = Term | Scheme | Relation | Prompt | PartSequence | Suits | Meeting

T = TypeVar("T")

CONTENT: Final = "content.toml"
"""The file of a framework's folder with its content."""
_PARTS_OF_TAGS: Final[tuple[tuple[str, type[object]], ...]] = (("codes", Term), ("sources", Source))
_KINDS: Final[dict[str, tuple[type, str]]] = {
    "str": (str, "text"),
    "int": (int, "a whole number"),
    "bool": (bool, "true or false"),
    "tuple": (list, "a list"),
    "Facts": (dict, "a table"),
    "Mapping": (dict, "a table"),
    "FigurePlan": (FigurePlan, "a table"),
    "Extent": (Extent, "a table"),
    "Suits": (Suits, "a table"),
    "Meeting": (Meeting, "a table"),
    "PartDetails": (PartDetails, "a table"),
}


@cache
def read_framework(package: str) -> Framework:
    """Read the framework that a package holds, once. The package itself is not imported for it.

    Args:
        package: The dotted name of the folder with the ``content.toml``.

    Raises:
        ContentError: if the file is missing or says something unusable.
    """
    file = find_folder(package) / CONTENT
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentError(str(file), "(file)", "there is no such file") from None
    except UnicodeDecodeError as fault:
        raise ContentError(str(file), "(file)", f"not UTF-8: {fault.reason}") from None
    return parse_framework(text, str(file))


def has_content(module: str) -> bool:
    """Whether there is a ``content.toml`` beside a module."""
    package = _package_of(module)
    return bool(package) and (find_folder(package) / CONTENT).is_file()


def read_content(module: str) -> Framework:
    """Read the framework beside a module, once.

    Args:
        module: The dotted name of a module of the package, such as its ``__name__``.

    Raises:
        ContentError: if the file is missing or says something unusable.
    """
    return read_framework(_package_of(module))


def _package_of(module: str) -> str:
    loaded = sys.modules.get(module)
    return (loaded and loaded.__package__) or module.rpartition(".")[0]


def find_folder(package: str) -> Traversable:
    """Return the folder of a package, without importing more than the packages above it.

    Raises:
        ContentError: if there is no such package.
    """
    try:
        spec = find_spec(package)
    except ModuleNotFoundError:  # one of those above it is missing
        spec = None
    if spec is None or spec.submodule_search_locations is None:
        raise ContentError(package, "(package)", "no package of this name is installed")
    folder = Path(spec.submodule_search_locations[0])
    # In an archive only its loader can read. A folder needs no loader, and that of pytest, which is
    # used wherever this library's plug-in is, knows no files of a package that did not run.
    return folder if folder.is_dir() else files(module_from_spec(spec))


def parse_framework(text: str, file: str = "content.toml") -> Framework:
    """Build a framework from the text of a ``content.toml``.

    Raises:
        ContentError: if the text is no TOML, or a key in it is missing, unknown or unusable.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise ContentError(file, "(file)", f"no valid TOML: {fault}") from None
    return _Reader(file).framework(data)


def parse_tags(text: str, file: str) -> TagList:
    """Build a shared list of tags from the text of its file.

    Raises:
        ContentError: if the text is no TOML, or a key in it is missing, unknown or unusable.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise ContentError(file, "(file)", f"no valid TOML: {fault}") from None
    return _Reader(file).tags(data)


class _Reader:
    """Turns tables into classes and remembers where it is, so that a fault can be found."""

    def __init__(self, file: str) -> None:
        self.file = file

    def framework(self, data: Mapping[str, object]) -> Framework:
        tables = dict(data)
        parts = self._tables(tables, "parts")
        built: dict[str, object] = {
            "parts": [
                self._build(Part, {**part, "order": order}, f"parts[{order - 1}]")
                for order, part in enumerate(parts, start=1)
            ],
            "vocabularies": [
                self._vocabulary(table, f"vocabularies[{index}]")
                for index, table in enumerate(self._tables(tables, "vocabularies"))
            ],
            "relations": [
                self._relation(table, f"relations[{index}]")
                for index, table in enumerate(self._tables(tables, "relations"))
            ],
        }
        lists: tuple[tuple[str, type[object]], ...] = (
            ("schemes", Scheme),
            ("prompts", Prompt),
            ("sources", Source),
            ("sequences", PartSequence),
        )
        for key, kind in lists:
            built[key] = [
                self._build(kind, table, f"{key}[{index}]")
                for index, table in enumerate(self._tables(tables, key))
            ]
        if "suits" in tables:
            built["suits"] = self._suits(tables["suits"])
        if "meeting" in tables:
            built["meeting"] = self._meeting(tables["meeting"])
        if "figure" in tables:
            built["figure"] = self._figure(tables["figure"])
        if "head_count" in tables:
            built["head_count"] = self._build(
                HeadCount, self._table(tables["head_count"], "head_count"), "head_count"
            )
        if "file" in tables:
            raise ContentError(self.file, "file", "unknown key; the file knows where it is")
        framework = self._build(Framework, {**tables, **built, "file": self.file}, "")
        self._check(framework)
        return framework

    def tags(self, data: Mapping[str, object]) -> TagList:
        tables = dict(data)
        built: dict[str, object] = {
            key: [
                self._build(kind, table, f"{key}[{index}]")
                for index, table in enumerate(self._tables(tables, key))
            ]
            for key, kind in _PARTS_OF_TAGS
        }
        found = self._build(TagList, {**tables, **built}, "")
        self._check_unique("codes", (term.code for term in found.codes))
        known = {source.id for source in found.sources} | {JUDGEMENT}
        for index, term in enumerate(found.codes):
            self._check_known(f"codes[{index}].sources", term.sources or [""], known)
        return found

    def _tables(self, data: dict[str, object], key: str) -> list[dict[str, object]]:
        value = data.pop(key, [])
        if not isinstance(value, list):
            raise ContentError(self.file, key, "a list of tables is expected: write [[...]]")
        for index, item in enumerate(cast("list[object]", value)):
            if not isinstance(item, dict):
                raise ContentError(self.file, f"{key}[{index}]", "a table is expected here")
        return cast("list[dict[str, object]]", value)

    def _suits(self, table: object) -> Suits:
        rest = self._table(table, "suits")
        built: dict[str, object] = {
            "confused_with": [
                self._build(Confusion, one, f"suits.confused_with[{index}]")
                for index, one in enumerate(self._tables(rest, "confused_with"))
            ]
        }
        inner: tuple[tuple[str, type[object]], ...] = (
            ("minutes", Extent),
            ("people", Extent),
            ("part_details", PartDetails),
        )
        for key, kind in inner:
            if key in rest:
                where = f"suits.{key}"
                built[key] = self._build(kind, self._table(rest[key], where), where)
        return self._build(Suits, {**rest, **built}, "suits")

    def _meeting(self, table: object) -> Meeting:
        rest = self._table(table, "meeting")
        steps = [
            self._build(MeetingStep, one, f"meeting.steps[{index}]")
            for index, one in enumerate(self._tables(rest, "steps"))
        ]
        if not steps:
            raise ContentError(self.file, "meeting.steps", "a meeting has at least one step")
        return self._build(Meeting, {**rest, "steps": steps}, "meeting")

    def _table(self, value: object, where: str) -> dict[str, object]:
        if not isinstance(value, dict):
            raise ContentError(self.file, where, "a table is expected here")
        return dict(cast("dict[str, object]", value))

    def _figure(self, table: object) -> FigurePlan:
        if not isinstance(table, dict):
            raise ContentError(self.file, "figure", "a table is expected here: write [figure]")
        given = cast("dict[str, object]", table)
        plan = self._build(FigurePlan, given, "figure")
        needed, allowed = FIGURE_KEYS[plan.kind]
        for key in needed:
            if key not in given:
                raise ContentError(
                    self.file, f"figure.{key}", f"is missing: a figure of kind {plan.kind} needs it"
                )
        for key in given:
            if key not in {"kind", "hue", "asks", *needed, *allowed}:
                raise ContentError(
                    self.file, f"figure.{key}", f"a figure of kind {plan.kind} has no such key"
                )
        for key in ("across", "down"):
            if key in given and len(cast("list[str]", given[key])) != 2:
                raise ContentError(self.file, f"figure.{key}", "two titles are expected here")
        return plan

    def _relation(self, table: dict[str, object], where: str) -> Relation:
        rest = dict(table)
        carries = [
            self._build(Carry, carry, f"{where}.carries[{index}]")
            for index, carry in enumerate(self._tables(rest, "carries"))
        ]
        return self._build(Relation, {**rest, "carries": carries}, where)

    def _vocabulary(self, table: dict[str, object], where: str) -> Vocabulary:
        rest = dict(table)
        codes = self._tables(rest, "codes")
        terms = [
            self._build(Term, code, f"{where}.codes[{index}]") for index, code in enumerate(codes)
        ]
        return self._build(Vocabulary, {**rest, "terms": terms}, where)

    def _build(self, kind: type[T], table: Mapping[str, object], where: str) -> T:
        known = {
            field.name: field for field in attrs.fields(cast("type[attrs.AttrsInstance]", kind))
        }
        for key in table:
            if key not in known:
                raise ContentError(
                    self.file, _key(where, key), f"unknown key; known are {', '.join(known)}"
                )
        for name, field in known.items():
            if field.default is attrs.NOTHING and name not in table:
                raise ContentError(self.file, _key(where, name), "is missing")
        for name, value in table.items():
            self._check_kind(str(known[name].type), value, _key(where, name))
        try:
            return kind(**table)
        except (ValueError, TypeError) as fault:
            # The validators of attrs put more than words into their exception.
            raise ContentError(self.file, where or "(top level)", str(fault.args[0])) from None

    def _check_kind(self, wanted: str, value: object, where: str) -> None:
        first = re.split(r"[\[ ]", wanted, maxsplit=1)[0]
        kind, words = _KINDS.get(first, (object, ""))
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise ContentError(self.file, where, f"{value!r} is given where {words} is expected")
        if wanted.startswith("tuple[str"):
            for index, item in enumerate(cast("list[object]", value)):
                if not isinstance(item, str) or not item.strip():
                    raise ContentError(
                        self.file, f"{where}[{index}]", f"{item!r} is given where text is expected"
                    )

    def _check(self, framework: Framework) -> None:
        """Check what no single table can know: that names are unique and references resolve."""
        if not framework.parts:
            raise ContentError(self.file, "parts", "a framework has at least one part")
        self._check_names(framework)
        self._check_unique("parts", (part.code for part in framework.parts))
        self._check_unique("sources", (source.id for source in framework.sources))
        self._check_unique("schemes", (scheme.id for scheme in framework.schemes))
        self._check_unique("vocabularies", (item.id for item in framework.vocabularies))
        for vocabulary in framework.vocabularies:
            if vocabulary.id in {framework.part, "scheme"}:
                raise ContentError(
                    self.file, f"vocabularies.{vocabulary.id}", "the parts or schemes have this id"
                )
            self._check_unique(f"vocabularies.{vocabulary.id}", vocabulary.codes)
        if framework.schemes and sum(scheme.default for scheme in framework.schemes) != 1:
            raise ContentError(self.file, "schemes", "exactly one scheme has default = true")
        codes = {part.code for part in framework.parts}
        for scheme in framework.schemes:
            self._check_known(f"schemes.{scheme.id}.parts", scheme.parts, codes)
            self._check_unique(f"schemes.{scheme.id}.parts", scheme.parts)
        self._check_relations(framework, codes)
        terms = [term for vocabulary in framework.vocabularies for term in vocabulary.terms]
        for term in (*framework.parts, *terms):
            self._check_known(f"{term.code}.details", term.details, framework.details)
        for scheme in framework.schemes:
            self._check_known(f"schemes.{scheme.id}.details", scheme.details, framework.details)
        for one in framework.sequences:
            self._check_known(f"sequences.{one.code}.parts", one.parts, codes)
        if framework.suits and framework.suits.part_details:
            names = attrs.astuple(framework.suits.part_details)
            self._check_known("suits.part_details", names, framework.details)
        self._check_meeting(framework)
        self._check_figure(framework, codes)
        self._check_sources(framework)

    def _check_names(self, framework: Framework) -> None:
        for key, title in framework.details.items():
            if not isinstance(title, str):
                raise ContentError(self.file, f"details.{key}", f"{title!r} is no title")
        for key, names in framework.column_names.items():
            self._check_kind("tuple[str", list(names), f"column_names.{key}")
        codes = [part.code for part in framework.parts]
        for key, code in framework.part_told_by.items():
            self._check_known(f"part_told_by.{key}", [code], codes)
        for key, name in framework.dimensions.items():
            self._check_kind("str", name, f"dimensions.{key}")

    def _check_relations(self, framework: Framework, codes: Iterable[str]) -> None:
        for relation in framework.relations:
            if relation.part:
                self._check_known(f"relations.{relation.to}.part", [relation.part], codes)
            carried = [code for carry in relation.carries for code in carry.parts]
            self._check_known(f"relations.{relation.to}.carries.parts", carried, codes)

    def _check_meeting(self, framework: Framework) -> None:
        meeting, suits = framework.meeting, framework.suits
        if meeting and suits and suits.minutes and not suits.minutes.holds(meeting.minutes):
            raise ContentError(
                self.file,
                "meeting.steps",
                f"together they take {meeting.minutes} minutes, suits.minutes says {suits.minutes}",
            )

    def _check_figure(self, framework: Framework, codes: Iterable[str]) -> None:
        plan = framework.figure
        known: tuple[tuple[str, str | None, Iterable[str]], ...] = (
            ("waterline", plan.waterline, codes),
            ("columns", plan.columns, (one.id for one in framework.vocabularies)),
            ("parent", plan.parent, framework.details),
            ("printed", plan.printed, framework.details),
        )
        for key, name, names in known:
            if name is not None:
                self._check_known(f"figure.{key}", [name], tuple(names))
        if framework.heading is not None:
            self._check_known("heading", [framework.heading], framework.details)
        if plan.kind == "matrix" and len(framework.default_scheme.parts) != 4:
            raise ContentError(
                self.file, "figure.kind", "a matrix has four parts, one for each box"
            )

    def _check_sources(self, framework: Framework) -> None:
        known = {source.id for source in framework.sources} | {JUDGEMENT}
        citing: tuple[tuple[str, Iterable[_Cited]], ...] = (
            ("parts", framework.parts),
            *((f"vocabularies.{one.id}.codes", one.terms) for one in framework.vocabularies),
            ("schemes", framework.schemes),
            ("relations", framework.relations),
            ("prompts", framework.prompts),
            ("sequences", framework.sequences),
            ("suits", [framework.suits] if framework.suits else []),
            ("meeting", [framework.meeting] if framework.meeting else []),
        )
        for key, items in citing:
            for index, item in enumerate(items):
                where = f"{key}[{index}].sources"
                if not item.sources:
                    raise ContentError(
                        self.file, where, f'name a source, or ["{JUDGEMENT}"] for our own judgement'
                    )
                self._check_known(where, item.sources, known)

    def _check_unique(self, key: str, names: Iterable[str]) -> None:
        for name, times in Counter(name.replace("-", "") for name in names).items():
            if times > 1:
                raise ContentError(
                    self.file, key, f"{name!r} stands {times} times (hyphens do not count)"
                )

    def _check_known(self, key: str, names: Iterable[str], known: Iterable[str]) -> None:
        for name in names:
            if name not in known:
                raise ContentError(self.file, key, f"{name!r} is not declared in this file")


def _key(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name
