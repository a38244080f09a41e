"""``codes.json`` and ``rules.json``: complete, cited, and in step with the schemas."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Final, cast

import pytest
from attrs import evolve

from improvement_frameworks.core.errors import ContentError
from improvement_frameworks.core.framework import JUDGEMENT
from improvement_frameworks.core.registry import (
    Declared,
    forget,
    get_framework,
    get_record_type,
    get_rules,
    published_ids,
    register,
)
from improvement_frameworks.core.rules import Findings, Rule, rule
from improvement_frameworks.problems import PROBLEMS
from improvement_frameworks.problems.problem import PRINCIPLES, SEVERITIES
from improvement_frameworks.schemas.catalogue import json_schema
from improvement_frameworks.schemas.code_list import list_codes
from improvement_frameworks.schemas.rule_list import list_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.schemas.keyword import Schema

FRAMEWORKS: Final = published_ids()
CODES: Final = list_codes(FRAMEWORKS)
RULES: Final = cast("list[Schema]", list_rules(FRAMEWORKS)["problems"])

assert FRAMEWORKS, "no framework is published"
each_framework = pytest.mark.parametrize("framework", FRAMEWORKS)


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


@each_framework
def test_every_part_and_every_vocabulary_is_there(framework: str) -> None:
    content = get_framework(framework)
    found = {str(one["id"]): [code["code"] for code in codes(one)] for one in lists(framework)}
    assert found[content.part] == [part.code for part in content.parts]
    for vocabulary in content.vocabularies:
        assert found[vocabulary.id] == list(vocabulary.codes)
    assert ("scheme" in found) == bool(content.schemes)


@each_framework
def test_orders_run_from_one(framework: str) -> None:
    for one in lists(framework):
        assert [code["order"] for code in codes(one)] == list(range(1, len(codes(one)) + 1))


@each_framework
def test_every_code_is_cited(framework: str) -> None:
    sources = cast("list[Schema]", written(framework)["sources"])
    known = {str(source["id"]) for source in sources} | {JUDGEMENT}
    assert all(source["citation"] for source in sources)
    for one in lists(framework):
        for code in codes(one):
            named = cast("list[str]", code["sources"])
            assert named
            assert set(named) <= known


@each_framework
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
    assert {str(one["code"]) for one in RULES if one["kind"] == "fault"} == faults


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
        if one["kind"] == "rule":
            assert one["principle"] in PRINCIPLES
            assert one["citation"]
        else:
            assert not {"principle", "source", "frameworks"} & set(one)


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


def make_rule(code: str, source: str) -> Rule[object]:
    @rule(
        code,
        severity="info",
        title="Made up",
        message="m",
        hint="h",
        principle="be-timely",
        source=source,
    )
    def check(_record: object) -> Findings:
        return ()

    return check


@pytest.mark.usefixtures("fresh_registry")
def test_a_rule_without_a_known_source_is_refused() -> None:
    own = declare((make_rule("OWN-1", "nobody"),))
    with pytest.raises(ContentError, match="'nobody' is not declared"):
        list_rules([own])


@pytest.mark.usefixtures("fresh_registry")
def test_two_rules_with_one_code_are_refused() -> None:
    own = declare((make_rule("ICE-W1", JUDGEMENT),))
    with pytest.raises(ContentError, match="ICE-W1"):
        list_rules(["iceberg", own])


@pytest.mark.usefixtures("fresh_registry")
def test_a_rule_of_two_frameworks_names_both() -> None:
    own = declare(tuple(get_rules("iceberg"))[-1:])
    found = cast("list[Schema]", list_rules(["iceberg", own])["problems"])
    shared = [one for one in found if one["code"] == "ICE-I1"]
    assert [one["frameworks"] for one in shared] == [["iceberg", own]]
