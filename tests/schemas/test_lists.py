"""``codes.json`` and ``rules.json``: complete, cited, and in step with the schemas."""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Final, Protocol, cast

import jsonschema_rs
import pytest
from attrs import evolve
from jsonschema import Draft202012Validator
from tests.conftest import for_each
from tests.made_rule import make_rule

from improvement_frameworks.core.content.source import JUDGEMENT
from improvement_frameworks.core.errors import ContentError
from improvement_frameworks.core.registry import (
    Declared,
    all_insights,
    forget,
    get_example,
    get_framework,
    get_record_type,
    get_rules,
    published_ids,
    register,
)
from improvement_frameworks.problems import PROBLEMS
from improvement_frameworks.problems.problem import PRINCIPLES, SEVERITIES
from improvement_frameworks.schemas.catalogue import json_schema
from improvement_frameworks.schemas.code_list import list_codes
from improvement_frameworks.schemas.keyword import FOLDER
from improvement_frameworks.schemas.rule_list import list_rules
from improvement_frameworks.testing import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core.rules.rules import Findings, Rule
    from improvement_frameworks.schemas.keyword import Schema

    class Valid(Protocol):
        """What validators have in common."""

        def is_valid(self, instance: object, /) -> bool: ...


FRAMEWORKS: Final = published_ids()
CODES: Final = list_codes(FRAMEWORKS)
LISTED: Final = list_rules(FRAMEWORKS)
RULES: Final = cast("list[Schema]", LISTED["problems"])

assert FRAMEWORKS, "no framework is published"


@pytest.fixture
def fresh_registry() -> Iterator[None]:
    yield
    forget()


def written(framework: str) -> Schema:
    found = cast("list[Schema]", CODES["frameworks"])
    return next(one for one in found if one["id"] == framework)


def lists(framework: str) -> list[Schema]:
    return cast("list[Schema]", written(framework)["lists"])


def codes(one: Schema) -> list[Schema]:
    return cast("list[Schema]", one["codes"])


def test_the_levels_of_the_iceberg_are_told_with_their_meaning() -> None:
    levels = lists("iceberg")[0]
    assert levels["id"] == "level"
    assert levels["definition_name"] == "IcebergLevel"
    assert [one["label"] for one in codes(levels)][:4] == [
        "Events",
        "Patterns",
        "Underlying structures",
        "Mental models",
    ]
    patterns = codes(levels)[1]
    assert patterns["order"] == 2
    assert "Trends" in cast("list[str]", patterns["aliases"])
    assert patterns["prompts"] == ["What trends have there been over time?"]
    assert cast("Schema", patterns["details"])["response"] == "Anticipate"
    assert patterns["sources"] == ["nwei-iceberg", "zhurnaly"]


@for_each(FRAMEWORKS)
def test_every_part_and_every_vocabulary_is_there(framework: str) -> None:
    content = get_framework(framework)
    found = {str(one["id"]): [code["code"] for code in codes(one)] for one in lists(framework)}
    assert found[content.part] == [part.code for part in content.parts]
    for vocabulary in content.vocabularies:
        assert found[vocabulary.id] == list(vocabulary.codes)
    assert ("scheme" in found) == bool(content.schemes)


@for_each(FRAMEWORKS)
def test_orders_run_from_one(framework: str) -> None:
    for one in lists(framework):
        assert [code["order"] for code in codes(one)] == list(range(1, len(codes(one)) + 1))


@for_each(FRAMEWORKS)
def test_every_code_is_cited(framework: str) -> None:
    sources = cast("list[Schema]", written(framework)["sources"])
    known = {str(source["id"]) for source in sources} | {JUDGEMENT}
    assert all(source["citation"] for source in sources)
    for one in lists(framework):
        for code in codes(one):
            named = cast("list[str]", code["sources"])
            assert named
            assert set(named) <= known


@for_each(FRAMEWORKS)
def test_every_list_in_a_schema_is_explained_here(framework: str) -> None:
    defs = cast("dict[str, Schema]", json_schema(framework)["$defs"])
    enums = {name: one["enum"] for name, one in defs.items() if "enum" in one}
    assert enums
    both = lists(framework) + cast("list[Schema]", CODES["common"])
    told = {
        str(one["definition_name"]): [code["code"] for code in codes(one)]
        for one in both
        if "definition_name" in one
    }
    assert enums.items() <= told.items()


def test_common_lists_stand_once() -> None:
    common = [one["id"] for one in cast("list[Schema]", CODES["common"])]
    assert common == ["action-status", "consent-status", "consent-use", "group-level"]


def test_every_rule_and_every_fault_is_there_once() -> None:
    rules = {rule.problem.code for one in FRAMEWORKS for rule in get_rules(one)}
    faults = {problem.code for problem in PROBLEMS}
    found = [str(one["code"]) for one in RULES]
    assert len(found) == len(set(found))
    assert {str(one["code"]) for one in RULES if one["kind"] == "rule"} == rules
    insights = {one.code for one in all_insights()}
    assert {str(one["code"]) for one in RULES if one["kind"] == "insight"} == insights
    assert {str(one["code"]) for one in RULES if one["kind"] == "format"} == faults


def test_a_rule_names_its_frameworks_its_principle_and_its_source() -> None:
    found = {str(one["code"]): one for one in RULES}
    assert found["REC-E1"]["frameworks"] == list(FRAMEWORKS)
    assert found["ICE-W1"]["frameworks"] == ["iceberg"]
    assert found["ICE-W1"]["source"] == "thinking-skills"
    assert "product-on-purpose" in str(found["ICE-W1"]["citation"])
    assert found["ICE-W9"]["citation"] == CODES["judgement"]
    for one in RULES:
        assert one["severity"] in SEVERITIES
        assert one["title"]
        assert one["hint"]
        assert ("why" in one) == (one["kind"] == "insight")
        if one["kind"] != "format":
            assert one["principle"] in PRINCIPLES
            assert one["citation"]
        else:
            assert not {"principle", "source", "frameworks"} & set(one)


def test_what_a_rule_tells_its_check_is_explained() -> None:
    checks = {str(one["id"]): one for one in cast("list[Schema]", LISTED["checks"])}
    named = {str(one["check"]) for one in RULES if "check" in one}
    assert set(checks) == named
    for one in RULES:
        if "check" in one:
            takes = cast("Schema", checks[str(one["check"])].get("takes", {}))
            told = {*cast("Schema", one.get("with", {})), *cast("Schema", one.get("limits", {}))}
            assert told <= takes.keys(), one["code"]
    assert checks["quote-not-in-text"] == {
        "id": "quote-not-in-text",
        "finds": "Find quotes that are no exact part of the text of their entry. White space does "
        "not count, and three dots stand for words that are left out.",
        "takes": {"field": "The field of an entry with a quote, or with a list of them."},
    }
    assert "as for `found-where`" in str(checks["days-apart"])


def test_messages_are_templates_that_programs_can_fill() -> None:
    for one in RULES:
        names = [name for _, name, _, _ in Formatter().parse(str(one["message"])) if name]
        assert all(name.isidentifier() for name in names), one["code"]


def declare(rules: tuple[Rule[object], ...]) -> str:
    """Declare a framework like the iceberg with other rules."""
    content = get_framework("iceberg")
    own = evolve(content, id="other-iceberg")
    register(Declared(own, get_record_type("iceberg"), rules))
    return own.id


def nothing(_record: object) -> Findings:
    return ()


@pytest.mark.usefixtures("fresh_registry")
def test_a_rule_without_a_known_source_is_refused() -> None:
    own = declare((make_rule("OWN-1", nothing, source="nobody"),))
    with pytest.raises(ContentError, match="'nobody' is not declared"):
        list_rules([own])


@pytest.mark.usefixtures("fresh_registry")
def test_two_rules_with_one_code_are_refused() -> None:
    own = declare((make_rule("ICE-W1", nothing),))
    with pytest.raises(ContentError, match="ICE-W1"):
        list_rules(["iceberg", own])


@pytest.mark.usefixtures("fresh_registry")
def test_a_rule_of_two_frameworks_names_both() -> None:
    own = declare(tuple(get_rules("iceberg"))[-1:])
    found = cast("list[Schema]", list_rules(["iceberg", own])["problems"])
    shared = [one for one in found if one["code"] == "ICE-I1"]
    assert [one["frameworks"] for one in shared] == [["iceberg", own]]


ROOT: Final = Path(__file__).parents[2] / "schemas" / FOLDER
LIST_FILES: Final = {
    "codes": "codes.json",
    "rules": "rules.json",
    "index": "index.json",
    "vectors": "vectors/index.json",
}


@pytest.mark.parametrize(("name", "file"), LIST_FILES.items())
def test_lists_have_the_form_of_their_published_schema(name: str, file: str) -> None:
    schema = json.loads((ROOT / f"{name}.schema.json").read_text(encoding="utf-8"))
    content = json.loads((ROOT / file).read_text(encoding="utf-8"))
    assert schema == json_schema(name)
    validators: list[object] = [
        Draft202012Validator(schema),
        jsonschema_rs.Draft202012Validator(schema),
        jsonschema_rs.Draft7Validator(json_schema(name, "draft-07")),
    ]
    for one in validators:
        validator = cast("Valid", one)
        assert validator.is_valid(content)
        for broken in break_list(content):
            assert not validator.is_valid(broken)


def break_list(content: Schema) -> Iterator[Schema]:
    """Yield the list with one thing wrong, at the top and in the first item of each list."""
    for key in content:
        yield {one: value for one, value in content.items() if one != key}
    yield {**content, "not_a_field": 1}
    for key, value in content.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield {**content, key: [{**value[0], "not_a_field": 1}, *value[1:]]}
            yield {**content, key: [{}, *value[1:]]}


def test_a_rule_says_what_good_use_asks_and_what_its_facts_mean() -> None:
    rules = [one for one in RULES if one["kind"] == "rule"]
    assert rules
    for one in rules:
        assert str(one["asks"]).endswith("."), one["code"]
        texts = (*Formatter().parse(str(one["message"])), *Formatter().parse(str(one["hint"])))
        named = {name for _, name, _, _ in texts if name}
        assert cast("Schema", one.get("facts", {})).keys() == named, one["code"]


def test_a_rule_says_its_limits_words_and_patterns() -> None:
    found = {str(one["code"]): one for one in RULES}
    assert found["GRID-W5"]["limits"] == {"days": 30}
    assert "rota" in str(cast("Schema", found["ICE-W5"]["patterns"])["wanted"])
    assert cast("Schema", found["GRID-W1"]["words"])["wide"] == [
        "community",
        "organisation",
        "system",
    ]


def test_patterns_hold_the_characters_themselves() -> None:
    """Languages differ in how a pattern names a character by its number."""
    patterns = [
        pattern for one in RULES for pattern in cast("Schema", one.get("patterns", {})).values()
    ]
    assert any("\N{RIGHT SINGLE QUOTATION MARK}" in str(pattern) for pattern in patterns)
    assert [one for one in patterns if re.search(r"\\[ux][0-9a-fA-F]", str(one))] == []


def test_references_are_the_fields_in_which_an_unknown_id_is_found() -> None:
    """As the mutants of the worked examples find them, from the documents and not the models."""
    told = {
        (str(one["framework"]), str(one["path"]))
        for one in cast("list[Schema]", list_rules(FRAMEWORKS)["references"])
    }
    all_found: set[tuple[str, str]] = set()
    for framework in FRAMEWORKS:
        found = {
            (framework, re.sub(r"/[0-9]+(?=/|$)", "/*", fault.pointer))
            for fault in faults(get_example(framework))
            if fault.code == "REC-E2"
        }
        assert found <= told
        all_found |= found
    assert all_found
