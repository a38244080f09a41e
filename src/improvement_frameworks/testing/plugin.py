"""The pytest plug-in: worked examples as fixtures, and records that differ told place by place.

Pytest loads it in every project in which this library is installed. So it imports nothing but
pytest itself until a test asks for something.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.report.report import Report


@pytest.fixture
def framework_examples() -> dict[str, dict[str, object]]:
    """The worked example of each framework that brings one, as a document, by the framework's id.

    Each test gets a copy of its own, which it may change.
    """
    from improvement_frameworks.core.errors import ContentError
    from improvement_frameworks.core.registry import framework_ids, get_example

    found: dict[str, dict[str, object]] = {}
    for name in framework_ids():
        try:
            found[name] = get_example(name)
        except (ContentError, KeyError):  # a plug-in or a declared framework may have none
            continue
    return found


@pytest.fixture
def framework_records(framework_examples: dict[str, dict[str, object]]) -> dict[str, Record]:
    """The worked example of each framework that brings one, as a record, by the framework's id."""
    from improvement_frameworks.documents import load

    return {name: load(document) for name, document in framework_examples.items()}


@pytest.fixture
def assert_valid() -> Callable[..., Report]:
    """The function ``improvement_frameworks.testing.assert_valid``, without an import."""
    from improvement_frameworks.testing.assertion import assert_valid as check

    return check


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Tell in which places two records differ; leave everything else to pytest."""
    header = sys.modules.get("improvement_frameworks.core.record.header")
    if op != "==" or header is None:  # without that module there can be no records
        return None
    from improvement_frameworks.core.record.noun import Noun
    from improvement_frameworks.testing.difference import explain_difference

    if not (isinstance(left, Noun) and isinstance(right, Noun)):
        return None
    return explain_difference(left, right)
