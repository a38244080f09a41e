"""Clean records: the worked example of a framework with whatever the rules let pass changed in it.

What a rule looks at cannot be known beforehand, above all for plug-ins. So changes are drawn first
and made one by one; a change against which a rule speaks is taken back. Nothing is rejected, and
what is left at the end is clean.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, TypeAlias, cast

from hypothesis import strategies as st
from pydantic import ValidationError

from improvement_frameworks.core.errors import ContentError
from improvement_frameworks.core.record import framework_of
from improvement_frameworks.core.registry import get_example, get_rules
from improvement_frameworks.core.rule import run_rules
from improvement_frameworks.core.types import Moment, Text
from improvement_frameworks.testing.edit import GONE, Edit, edit
from improvement_frameworks.testing.slot import (
    ListSlot,
    ObjectSlot,
    TextSlot,
    find_places,
)
from improvement_frameworks.testing.strategy.link import LISTS, find_ids, items_of
from improvement_frameworks.testing.strategy.neutral import NeutralMaker
from improvement_frameworks.testing.strategy.plain import write_plain
from improvement_frameworks.testing.strategy.text import FIRST_DAY, LAST_DAY
from improvement_frameworks.testing.strategy.value import values

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from improvement_frameworks.core.record import Record
    from improvement_frameworks.testing.slot import Place

Document: TypeAlias = dict[str, object]

CHANGES = 8
"""How many places are changed at most."""


def draw_clean(model: type[Record]) -> SearchStrategy[Document]:
    """Draw documents in which the rules find no errors and no warnings; see ``records``."""
    base = _find_base(model)
    places = find_places(ObjectSlot(model), base)
    changes = _draw_changes(model, base, places)
    days = [date.fromisoformat(str(place.value)[:10]) for place in places if _is_moment(place)]
    least = (FIRST_DAY - min(days, default=FIRST_DAY)).days
    most = (LAST_DAY - max(days, default=LAST_DAY)).days
    near = st.integers(max(least, -3_000), min(most, 3_000))
    shift = st.one_of(near, st.integers(least, most))
    form = next(place.slot.form for place in ... )
    return st.builds(partial(_vary, model, base), changes, shift, names)
