"""The record of a team's answers to seven items: how many chose each point, never who."""

from __future__ import annotations

from typing import Final, Literal

from attrs import frozen

from improvement_frameworks.core import (
    Count,
    Entries,
    Entry,
    Opt,
    People,
    Record,
    given,
    read_facts,
)
from improvement_frameworks.frameworks.team_safety_survey import codes

FEWEST_SHOWN: Final = 5
"""With fewer people than this, nothing is calculated; our judgement."""


@frozen
class Worded:
    """How an item is worded."""

    reverse: bool
    """Whether a high answer means less safety."""


@frozen
class Scale:
    """The scale of a scheme."""

    points: int
    """How many points it has."""


WORDED = read_facts(__name__, Worded)
SCALES = read_facts(__name__, Scale, "scheme")


class TeamSafetySurveyEntry(Entry):
    """How the answers to one item are spread, as they were given."""

    item: codes.Item
    """The item. Example: raise-problems."""
    chose_1: Opt[Count] = None
    """How many people chose 1, the lowest point. Example: 0."""
    chose_2: Opt[Count] = None
    """How many people chose 2. Example: 1."""
    chose_3: Opt[Count] = None
    """How many people chose 3. Example: 2."""
    chose_4: Opt[Count] = None
    """How many people chose 4. Example: 3."""
    chose_5: Opt[Count] = None
    """How many people chose 5; the highest point of the scale of five. Example: 2."""
    chose_6: Opt[Count] = None
    """How many people chose 6, on the scale of seven. Example: 1."""
    chose_7: Opt[Count] = None
    """How many people chose 7, the highest point of the scale of seven. Example: 1."""

    def spread(self) -> dict[int, int]:
        """Return how many people chose each point; what nobody filled in counts as none."""
        counts: list[int | None] = [getattr(self, f"chose_{point}") for point in range(1, 8)]
        return {point: count or 0 for point, count in enumerate(counts, start=1)}

    @property
    def answers(self) -> int:
        """How many people answered the item."""
        return sum(self.spread().values())


class TeamSafetySurvey(Record):
    """How a team answered the seven items, as a group.

    Examples:
        >>> from improvement_frameworks import get_example
        >>> record = TeamSafetySurvey.model_validate(get_example("team-safety-survey"))
        >>> record.item_means()["mistakes-held-against-you"], round(record.group_mean(), 2)
        (5.5, 5.0)
    """

    framework: Literal["team-safety-survey"] = given()
    """Always team-safety-survey."""
    scheme: Opt[codes.Scheme] = None
    """The scale; seven points if absent. Example: seven-points."""
    wording: Opt[codes.Wording] = None
    """Which wording was used: the original, an adapted or a translated one. Example: original."""
    people: Opt[People] = None
    """How many people were asked. Example: 14."""
    respondents: Opt[People] = None
    """How many people answered. Example: 10."""
    entries: Entries[TeamSafetySurveyEntry]
    """The items; the list may be empty."""

    @property
    def points(self) -> int:
        """How many points the scale has."""
        return SCALES[self.part_scheme.id].points

    def item_means(self) -> dict[str, float]:
        """Return the mean of each item, from 1 to the highest point; a high mean is more safety.

        Items that are worded the other way round are turned round. Items that fewer than five
        people answered are left out.
        """
        means: dict[str, float] = {}
        for entry in self.entries:
            answers = entry.answers
            if answers >= FEWEST_SHOWN:
                mean = sum(point * count for point, count in entry.spread().items()) / answers
                turned = self.points + 1 - mean if WORDED[entry.item].reverse else mean
                means[entry.item] = turned
        return means

    def group_mean(self) -> float | None:
        """Return the mean over all seven items, if five people or more answered each of them."""
        means = self.item_means()
        complete = set(means) == set(self.part_scheme.parts)
        return sum(means.values()) / len(means) if complete else None
