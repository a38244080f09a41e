"""The conformance kit: complete, as declared, and judged alike by the library and the schemas."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, Protocol, cast

import fastjsonschema
import jsonschema_rs
import pytest
from jsonschema import Draft7Validator
from tests.conftest import cases, for_each
from tests.vectors.kit import FRAMEWORKS, KIT, VECTORS

from improvement_frameworks import explain, framework_ids, get_rules, problems, validate
from improvement_frameworks.core.pointer import read_pointer
from improvement_frameworks.core.record.field import find_model
from improvement_frameworks.core.record.header import Entry
from improvement_frameworks.core.record.record import OpenRecord
from improvement_frameworks.core.registry import get_record_type, published_ids
from improvement_frameworks.schemas.catalogue import json_schema
from improvement_frameworks.schemas.keyword import PROFILES
from improvement_frameworks.testing.vector import INDEX, Vector, vectors

if TYPE_CHECKING:
    from collections.abc import Callable

    Judge = Callable[[object], bool]

    from improvement_frameworks.schemas.keyword import Schema

    class Valid(Protocol):
        """What two of the validators have in common."""

        def is_valid(self, instance: object, /) -> bool: ...

    class Fast(Protocol):
        def compile(self, definition: Schema) -> Callable[[object], object]: ...


LONGEST: Final = 3_000
LONG: Final = {"prose-at-the-length-limit", "one-character-over-the-length-limit"}
SHAPE_CODES: Final = {
    problem.code
    for problem in problems.PROBLEMS
    if problem.code.startswith(("FIELD-", "FRAMEWORK-", "VALUE-", "VERSION-"))
} - {"VERSION-MIGRATED", "VERSION-STUCK"}  # no older version is out
OF_OWN_PARTS: Final = {"REC-E5", "REC-E6"}  # only where a record may declare parts of its own

each_framework = pytest.mark.parametrize("framework", FRAMEWORKS)


def test_every_framework_has_vectors() -> None:
    assert published_ids() == FRAMEWORKS


@for_each(FRAMEWORKS)
def test_there_are_enough_vectors(framework: str) -> None:
    valid = [vector for vector in VECTORS[framework] if vector.is_valid]
    assert len(valid) >= 10
    assert len(VECTORS[framework]) - len(valid) >= 25


@for_each(FRAMEWORKS)
def test_some_valid_vectors_of_a_framework_are_about_what_only_it_has(framework: str) -> None:
    """What all frameworks share is shown once for each; it must not be all that there is."""
    others = {v.name for other in set(FRAMEWORKS) - {framework} for v in VECTORS[other]}
    assert sum(v.is_valid and v.name not in others for v in VECTORS[framework]) >= 5


@for_each(FRAMEWORKS)
def test_every_field_that_only_a_framework_has_is_shown_wrong(framework: str) -> None:
    record = get_record_type(framework)
    entry = find_model(record.model_fields["entries"])
    assert entry is not None
    own = {f"/{name}" for name in set(record.model_fields) - set(OpenRecord.model_fields)}
    own |= {f"/entries/{name}" for name in set(entry.model_fields) - set(Entry.model_fields)}
    wrong = [v for v in VECTORS[framework] if v.expected and is_shape(v)]
    # A missing field is told at the object that lacks it, so another fault of it is looked for.
    shown = {re.sub(r"/[0-9]+", "", v.expected.pointer) for v in wrong if v.expected}
    assert own
    assert own - shown == set()


def test_index_tells_of_every_vector_what_the_library_reads() -> None:
    index = json.loads((KIT / INDEX).read_text(encoding="utf-8"))
    assert [row["file"] for row in index["vectors"]] == [
        vector.file for framework in FRAMEWORKS for vector in VECTORS[framework]
    ]
    for row in index["vectors"]:
        shows = {"code", "pointer", "layer"} if "/valid/" not in row["file"] else set[str]()
        warns = {"warnings"} & row.keys()
        assert set(row) == {"file", "framework", "title", "valid"} | shows | warns
        assert row["valid"] is ("/invalid/" not in row["file"])


@for_each(FRAMEWORKS)
def test_vectors_are_made_to_be_read(framework: str) -> None:
    for vector in VECTORS[framework]:
        assert vector.title.endswith(".")
        assert vector.title[0].isupper() or vector.title[0].isdigit(), vector.title
        assert len(vector.text) < LONGEST or vector.name in LONG, vector.file


@each_framework
def test_library_finds_what_a_vector_shows_and_no_other_error(framework: str) -> None:
    for vector in VECTORS[framework]:
        for given in (vector.text, vector.document):
            assert_found(vector, given)


def assert_found(vector: Vector, given: str | dict[str, object]) -> None:
    shown = [(vector.expected.code, vector.expected.pointer)] if vector.expected else []
    report = validate(given)
    errors = [(issue.code, issue.where.pointer) for issue in report.errors]
    assert errors == ([] if vector.is_valid else shown), f"{vector.file}: {report}"
    assert report.ok is vector.is_valid, vector.file
    advice = [
        (issue.code, issue.where.pointer) for issue in report.issues if issue.severity != "error"
    ]
    assert tuple(sorted(advice)) == vector.warnings, vector.file
    if vector.is_valid:
        assert set(shown) <= set(advice), vector.file


def make_validators(framework: str) -> dict[str, Judge]:
    """Return what judges; jsonschema is asked about the canonical form by check-jsonschema."""
    canonical, draft_07, form = (json_schema(framework, profile) for profile in PROFILES)
    made: dict[str, object] = {
        "jsonschema, draft-07": Draft7Validator(
            draft_07, format_checker=Draft7Validator.FORMAT_CHECKER
        ),
        "jsonschema, form": Draft7Validator(form),
        "jsonschema_rs, canonical": jsonschema_rs.Draft202012Validator(canonical),
        "jsonschema_rs, draft-07": jsonschema_rs.Draft7Validator(draft_07),
        "jsonschema_rs, form": jsonschema_rs.Draft7Validator(form),
    }
    judges = {name: cast("Valid", one).is_valid for name, one in made.items()}
    for profile in PROFILES:
        judges[f"fastjsonschema, {profile}"] = compile_fast(json_schema(framework, profile))
    return judges


def compile_fast(schema: Schema) -> Judge:
    check = cast("Fast", fastjsonschema).compile(schema)

    def judge(document: object) -> bool:
        try:
            check(document)
        except fastjsonschema.JsonSchemaValueException:
            return False
        return True

    return judge


@each_framework
def test_schemas_refuse_faults_of_shape_and_nothing_else(framework: str) -> None:
    expected = [v.file for v in VECTORS[framework] if v.is_valid or is_sense(v)]
    for name, is_accepted in make_validators(framework).items():
        accepted = [v.file for v in VECTORS[framework] if is_accepted(v.document)]
        assert accepted == expected, name


FIRST: Final[dict[str, tuple[dict[str, object], str, str]]] = {
    "null before kind": ({"title": None}, "VALUE-NULL", "/title"),
    "kind before code": ({"level": 2}, "VALUE-KIND", "/entries/0/level"),
    "kind before range": ({"occurrences": "-1"}, "VALUE-KIND", "/entries/0/occurrences"),
    "code before blank": ({"level": ""}, "VALUE-CODE", "/entries/0/level"),
    "code before form": ({"level": "a\nb"}, "VALUE-CODE", "/entries/0/level"),
    "blank before long": ({"title": " " * 300}, "VALUE-BLANK", "/title"),
    "blank before form": ({"title": "\n"}, "VALUE-BLANK", "/title"),
    "long before form": ({"title": "a\n" * 300}, "VALUE-LONG", "/title"),
    "only free text is too long": ({"id": "a" * 300}, "VALUE-FORM", "/entries/0/id"),
    "an item before its list": ({"tags": ["a", "a", ""]}, "VALUE-BLANK", "/tags/2"),
    "the head before the rest": ({"schema_version": "9.0", "title": 1}, "VERSION-FUTURE", ""),
    "no framework before the rest": ({"framework": "x", "title": 1}, "FRAMEWORK-UNKNOWN", ""),
}


@pytest.mark.parametrize(("change", "code", "pointer"), cases(FIRST))
def test_the_first_error_of_a_value_is_the_one_that_the_page_says(
    change: dict[str, object], code: str, pointer: str
) -> None:
    document = vectors("iceberg")[0].document
    entry = cast("list[dict[str, object]]", document["entries"])[0]
    for name, value in change.items():
        (entry if name in {"level", "occurrences", "id"} else document)[name] = value
    (error,) = validate(document).errors
    assert error.code == code
    assert error.where.pointer == (pointer or f"/{next(iter(change))}")


@for_each(FRAMEWORKS)
def test_every_error_of_a_rule_is_shown(framework: str) -> None:
    rules = {r.problem.code for r in get_rules(framework) if r.problem.severity == "error"}
    if "own_parts" not in get_record_type(framework).model_fields:
        rules -= OF_OWN_PARTS
    assert rules
    shown = {v.expected.code for v in VECTORS[framework] if v.expected and is_sense(v)}
    assert shown == rules


@for_each(FRAMEWORKS)
def test_every_warning_and_note_is_shown(framework: str) -> None:
    """So that whoever has the kit only can write the rules, and see that they are right."""
    rules = {r.problem.code for r in get_rules(framework) if r.problem.severity != "error"}
    shown = {code for v in VECTORS[framework] for code, _ in v.warnings}
    assert rules <= shown
    assert {v.expected.code for v in VECTORS[framework] if v.expected and is_practice(v)} <= rules


@for_each(FRAMEWORKS)
def test_some_warnings_stay_silent(framework: str) -> None:
    """A program that always warns would pass otherwise."""
    told = [v for v in VECTORS[framework] if not v.expected or not is_shape(v)]
    for code in {code for v in told for code, _ in v.warnings}:
        with_it = sum(code in {one for one, _ in v.warnings} for v in told)
        assert with_it < len(told), code


@for_each(FRAMEWORKS)
def test_every_fault_of_form_that_a_value_can_have_is_shown(framework: str) -> None:
    shown = {v.expected.code for v in VECTORS[framework] if v.expected and is_shape(v)}
    has_numbers = '"type":"integer"' in json.dumps(json_schema(framework), separators=(",", ":"))
    assert shown == SHAPE_CODES - (set[str]() if has_numbers else {"VALUE-RANGE"})


def is_shape(vector: Vector) -> bool:
    return vector.expected is not None and vector.expected.layer == "shape"


def is_sense(vector: Vector) -> bool:
    return vector.expected is not None and vector.expected.layer == "sense"


def is_practice(vector: Vector) -> bool:
    return vector.expected is not None and vector.expected.layer == "practice"


@for_each(FRAMEWORKS)
def test_pointers_lead_to_what_is_there_or_to_a_field_that_a_rule_misses(framework: str) -> None:
    for vector in VECTORS[framework]:
        value: object = vector.document
        steps = read_pointer(vector.expected.pointer) if vector.expected else ()
        for step in steps if is_shape(vector) else steps[:-1]:
            value = step_into(value, step)


def step_into(value: object, step: str) -> object:
    if isinstance(value, list):
        return cast("list[object]", value)[int(step)]
    return cast("dict[str, object]", value)[step]


def test_expected_codes_are_known_to_explain() -> None:
    shown = [v for of_one in VECTORS.values() for v in of_one if v.expected]
    assert shown
    for vector in shown:
        assert vector.expected
        assert (explain(vector.expected.code).severity == "error") is not vector.is_valid


def test_names_of_vectors_are_unique_within_a_framework() -> None:
    for of_one in VECTORS.values():
        names = [vector.name for vector in of_one]
        assert len(set(names)) == len(names)


def test_documents_are_new_at_each_call() -> None:
    vector = vectors("iceberg")[0]
    vector.document.clear()
    assert vector.document


def test_frameworks_without_vectors_are_refused_with_the_nearest() -> None:
    with pytest.raises(LookupError, match="Did you mean 'iceberg'"):
        vectors("icberg")
    assert set(FRAMEWORKS) <= set(framework_ids())
