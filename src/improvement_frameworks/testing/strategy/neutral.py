"""Values that rules of good use have little reason to speak against."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from improvement_frameworks.core.record.types import Moment
from improvement_frameworks.testing.strategy.value import Maker, values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hypothesis.strategies import SearchStrategy

    from improvement_frameworks.core.record.reference import Target
    from improvement_frameworks.core.record.types import Text
    from improvement_frameworks.testing.slot import TextSlot

WORDS: Final = (
    "amber",
    "birch",
    "bread",
    "cloud",
    "copper",
    "garden",
    "harbour",
    "lantern",
    "meadow",
    "morning",
    "orchard",
    "pebble",
    "river",
    "silver",
    "stone",
    "thunder",
    "window",
    "winter",
    "afon",
    "m\u00f4r",
    "ma\u00f1ana",
    "Br\u00fccke",
    "e\u0301toile",  # written with a combining mark
    "\u0440\u0435\u043a\u0430",
    "\u03b8\u03ac\u03bb\u03b1\u03c3\u03c3\u03b1",
    "\u5ddd",
    "\u0928\u0926\u0940",
    "\u0646\u0647\u0631",
    "\u05d9\u05dd",
    "\U0001f331",
    "\U0001f469\U0001f3fd\u200d\U0001f33e",
)
"""Words of nature in many kinds of writing: no judgement, no figure, no name, no role."""


def words(form: Text) -> SearchStrategy[str]:
    """Draw a few neutral words that fit into a form that people write freely."""
    few = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6)
    return few.map(lambda chosen: " ".join(chosen)[: form.longest].rstrip())


def reword(form: Text, text: str) -> SearchStrategy[str]:
    """Draw neutral words instead of a text, before it or after it."""
    chosen = words(form)
    around = [chosen]
    if len(text) < form.longest:
        around.append(chosen.map(lambda few: f"{few[: form.longest - len(text) - 1]} {text}"))
        around.append(chosen.map(lambda few: f"{text} {few[: form.longest - len(text) - 1]}"))
    return st.one_of(around)


class NeutralMaker(Maker):
    """Makes neutral words, days of one document, and references that lead somewhere in it."""

    def __init__(
        self, ids: Mapping[Target, Sequence[str]], moments: Mapping[Text, Sequence[str]]
    ) -> None:
        super().__init__()
        self._ids = ids
        self._moments = moments

    def text(self, slot: TextSlot) -> SearchStrategy[str]:
        """Return the strategy of a string."""
        if slot.to and self._ids[slot.to]:
            return st.sampled_from(self._ids[slot.to])
        if isinstance(slot.form, Moment) and self._moments.get(slot.form):
            return st.sampled_from(self._moments[slot.form])
        return words(slot.form) if slot.form.is_free else values(slot.form)
