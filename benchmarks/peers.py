"""The contenders: each goes through a file of JSON Lines and counts the bad documents."""

from __future__ import annotations

import json
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Final, Literal

from made_up import FRAMEWORK

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Counts = tuple[int, int]
"""How many documents are bad, and how many errors were found in all."""
FEW: Final = 2_000
"""So many documents are enough for the slowest."""


def loop_pydantic(file: Path) -> Counts:
    """Call pydantic for each line, as everybody would write it."""
    from pydantic import ValidationError

    from improvement_frameworks import LearningGrid

    bad = errors = 0
    with file.open("rb") as lines:
        for line in lines:
            try:
                LearningGrid.model_validate_json(line)
            except ValidationError as fault:
                bad += 1
                errors += len(fault.errors())
    return bad, errors


def _validate(file: Path, *, rules: bool, jobs: int = 1) -> Counts:
    from improvement_frameworks import validate

    report = validate(file, rules=rules, jobs=jobs)
    return 0, report.count("error")


def shape(file: Path) -> Counts:
    """Check the form only, with the extra ``fast``."""
    return _validate(file, rules=False)


def shape_two(file: Path) -> Counts:
    """Check the form only, in two processes."""
    return _validate(file, rules=False, jobs=2)


def shape_plain(file: Path) -> Counts:
    """Check the form only, as if the extra were not installed."""
    import sys

    sys.modules["orjson"] = None  # type: ignore[assignment]
    return _validate(file, rules=False)


def rules(file: Path) -> Counts:
    """Check the form and all rules."""
    return _validate(file, rules=True)


def rules_two(file: Path) -> Counts:
    """Check the form and all rules in two processes."""
    return _validate(file, rules=True, jobs=2)


def loop_jsonschema_rs(file: Path) -> Counts:
    """Parse with orjson and ask the compiled schema; no key that stands twice is found."""
    import jsonschema_rs
    import orjson

    from improvement_frameworks import json_schema

    check = jsonschema_rs.Draft202012Validator(json_schema(FRAMEWORK), validate_formats=True)
    bad = errors = 0
    with file.open("rb") as lines:
        for line in lines:
            found = sum(1 for _ in check.iter_errors(orjson.loads(line)))
            bad += found > 0
            errors += found
    return bad, errors


def loop_fastjsonschema(file: Path) -> Counts:
    """Ask code that fastjsonschema wrote; it stops at the first error."""
    import fastjsonschema

    from improvement_frameworks import json_schema

    check = fastjsonschema.compile(json_schema(FRAMEWORK, profile="draft-07"))
    bad = 0
    with file.open("rb") as lines:
        for line in lines:
            try:
                check(json.loads(line))
            except fastjsonschema.JsonSchemaValueException:
                bad += 1
    return bad, bad


def loop_jsonschema(file: Path) -> Counts:
    """Ask the validator written in Python, of the first documents only."""
    import jsonschema

    from improvement_frameworks import json_schema

    check = jsonschema.Draft202012Validator(json_schema(FRAMEWORK))
    bad = errors = 0
    with file.open("rb") as lines:
        for line in islice(lines, FEW):
            found = sum(1 for _ in check.iter_errors(json.loads(line)))
            bad += found > 0
            errors += found
    return bad, errors


def loop_msgspec(file: Path) -> Counts:
    """Read into msgspec's classes, and let pydantic explain what they refuse."""
    import msgspec
    from pydantic import ValidationError

    from improvement_frameworks import LearningGrid

    read = msgspec.json.Decoder(_make_structs()).decode
    bad = errors = 0
    with file.open("rb") as lines:
        for line in lines:
            try:
                read(line)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                try:
                    LearningGrid.model_validate_json(line)
                except ValidationError as fault:
                    bad += 1
                    errors += len(fault.errors())
    return bad, errors


def _make_structs() -> type:
    """Write the part of a learning grid that the documents use as msgspec's classes."""
    import msgspec

    from improvement_frameworks import get_framework
    from improvement_frameworks.core.record import types
    from improvement_frameworks.core.record.action import ACTION_STATUSES
    from improvement_frameworks.core.record.header import GROUP_LEVELS

    def text(form: types.Text) -> object:
        return Annotated[str, msgspec.Meta(pattern=form.pattern, max_length=form.longest)]

    def code(codes: tuple[str, ...]) -> object:
        return Literal[codes]  # type: ignore[valid-type]

    def struct(title: str, /, **fields: object) -> type:
        must = [(key, kind) for key, kind in fields.items() if not key.endswith("_")]
        may = [(key[:-1], kind, None) for key, kind in fields.items() if key.endswith("_")]
        given: list[object] = [*must, *may]
        return msgspec.defstruct(title, given, forbid_unknown_fields=True)  # type: ignore[arg-type]

    line, prose, id_, date = (text(t) for t in (types.LINE, types.PROSE, types.ID, types.DATE))
    about = get_framework(FRAMEWORK)
    follow_up = struct(
        "Action", text_=prose, owner_=line, due_=date, status_=code(ACTION_STATUSES.codes)
    )
    entry = struct(
        "Entry",
        question=code(tuple(part.code for part in about.parts)),
        level=code(about.vocabulary("level").codes),
        text=prose,
        id_=id_,
        contributor_=id_,
        happened_on_=date,
        perspective_=code(about.vocabulary("perspective").codes),
        evidence_=list[prose],  # type: ignore[valid-type]
        follow_up_=follow_up,
    )
    return struct(
        "Grid",
        framework=code((FRAMEWORK,)),
        schema_version=code(("1.0",)),
        title=line,
        entries=list[entry],  # type: ignore[valid-type]
        purpose_=struct("Purpose", question_=prose, use_=prose),
        group_=struct("Group", name=line, level_=code(GROUP_LEVELS.codes)),
        period_=struct("Period", start=date, end_=date),
        recorded_on_=date,
        contributors_=list[struct("Person", id=id_, role_=line)],  # type: ignore[misc]
        tags_=list[text(types.LABEL)],  # type: ignore[misc]
    )


PEERS: Final[dict[str, Callable[[Path], Counts]]] = {
    "pydantic, a loop": loop_pydantic,
    "validate, form only": shape,
    "validate, form only, two processes": shape_two,
    "validate, form only, without the extra": shape_plain,
    "validate, all rules": rules,
    "validate, all rules, two processes": rules_two,
    "msgspec, then pydantic": loop_msgspec,
    "orjson and jsonschema-rs": loop_jsonschema_rs,
    "fastjsonschema": loop_fastjsonschema,
    "jsonschema": loop_jsonschema,
}
"""Every contender in Python, by the name that tables show."""


def share_of(name: str, documents: int) -> float:
    """Return which share of the documents a contender goes through."""
    return min(FEW / documents, 1) if name == "jsonschema" else 1.0


with suppress(ImportError):
    import resource

    def peak_memory() -> float:
        """Return the peak memory of this process and of the largest that it started, in MB."""
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        others = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        return (own + others) / 1024
