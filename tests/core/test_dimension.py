"""What a framework declares as dimensions are fields of its entries that can be counted by."""

from __future__ import annotations

from typing import Final

import pytest
from attrs import evolve
from tests.conftest import cases

from improvement_frameworks import Iceberg, get_framework
from improvement_frameworks.core.errors import ContentError
from improvement_frameworks.core.record.dimension import check_dimensions
from improvement_frameworks.core.registry import get_record_type, published_ids


def test_the_dimensions_of_every_framework_can_be_counted_by() -> None:
    declared = [one for one in published_ids() if get_framework(one).dimensions]
    assert declared
    for one in declared:
        check_dimensions(get_record_type(one))


WRONG: Final = {
    "an unknown dimension": ({"colour": "level"}, "known are level, theme"),
    "no such field": ({"level": "levle"}, "did you mean 'level'"),
    "no text": ({"level": "occurrences"}, "neither codes nor short texts"),
    "several levels": ({"level": "tags"}, "only themes may be several"),
}


@pytest.mark.parametrize(("dimensions", "message"), cases(dict(WRONG)))
def test_another_field_is_refused_by_its_place(dimensions: dict[str, str], message: str) -> None:
    class Own(Iceberg):
        about = evolve(Iceberg.about, dimensions=dimensions)

    with pytest.raises(ContentError, match=message):
        check_dimensions(Own)
