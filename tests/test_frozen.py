from __future__ import annotations

import copy
import pickle

import pytest
from tests.conftest import cases

from improvement_frameworks import get_framework, validate
from improvement_frameworks.core.errors import (
    ContentError,
    DuplicateFrameworkError,
    InvalidRecordError,
    MissingExtraError,
    UnknownFrameworkError,
)
from improvement_frameworks.frozen import freeze_table


def test_a_table_cannot_be_changed() -> None:
    given = {"a": 1}
    table = freeze_table(given)
    given["b"] = 2
    assert dict(table) == {"a": 1}
    assert not hasattr(table, "__setitem__")


@pytest.mark.parametrize(
    "value",
    cases(
        {
            "report": validate('{"framework": "iceberg"}'),
            "framework": get_framework("liberating-structures"),
            "table": freeze_table({"a": freeze_table({"b": 1})}),
        }
    ),
)
def test_what_is_frozen_can_be_copied_and_sent(value: object) -> None:
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own bytes
    assert copy.deepcopy(value) == value


@pytest.mark.parametrize(
    "fault",
    cases(
        {
            "extra": MissingExtraError("Reading YAML", "yaml"),
            "unknown": UnknownFrameworkError("icberg", ("iceberg",)),
            "twice": DuplicateFrameworkError("iceberg", "one", "other"),
            "content": ContentError("content.toml", "parts", "is missing"),
            "record": InvalidRecordError(validate('{"framework": "iceberg"}')),
        }
    ),
)
def test_exceptions_come_back_from_another_process(fault: Exception) -> None:
    back = pickle.loads(pickle.dumps(fault))  # noqa: S301 - our own bytes
    assert type(back) is type(fault)
    assert str(back) == str(fault)
    assert vars(back) == vars(fault)
