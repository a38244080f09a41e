"""Makes records for tests of rules, and says what the rules find in them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from improvement_frameworks.core.registry import get_example, get_own_rules, get_record_type
from improvement_frameworks.core.rules.rules import run_rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks import Record


def make(framework: str, *entries: Mapping[str, object], **header: object) -> Record:
    """Return a record, read as a document is."""
    document = {
        "framework": framework,
        "schema_version": "1.0",
        "title": "A record",
        **header,
        "entries": entries,
    }
    return get_record_type(framework).model_validate_json(json.dumps(document))


def example_of(framework: str) -> Record:
    """Return the worked example as a record."""
    return get_record_type(framework).model_validate_json(json.dumps(get_example(framework)))


def found(record: Record) -> list[str]:
    """Return what the framework's own rules find: the code and the place of each."""
    issues = run_rules(record, get_own_rules(record.framework))
    return [f"{issue.code} {issue.where.pointer}" for issue in issues]


def said(record: Record, code: str) -> str:
    """Return the message of the only issue with a code."""
    issues = run_rules(record, get_own_rules(record.framework))
    (message,) = [issue.message for issue in issues if issue.code == code]
    return message


def codes_of(framework: str) -> set[str]:
    """Return the codes of the framework's own rules."""
    return {one.problem.code for one in get_own_rules(framework)}
