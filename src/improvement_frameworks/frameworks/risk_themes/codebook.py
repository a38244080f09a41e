"""What every record of risk themes is: that of the workshop's themes, and those of own themes."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from attrs import frozen

from improvement_frameworks.core import (
    ABSENT,
    EMPTY,
    Action,
    Code,
    Count,
    Distinct,
    Entries,
    Entry,
    Line,
    Many,
    Opt,
    OptDate,
    People,
    Prose,
    Record,
    YesNo,
    given,
    read_facts,
)
from improvement_frameworks.frameworks.risk_themes import codes

if TYPE_CHECKING:
    from collections.abc import Mapping


class ThemeSignal(Entry):
    """One comment, answer or observation, in its own words, with the themes it is about."""

    themes: Distinct[Code] = EMPTY
    """The themes and sub-codes that it speaks about: none, one or several."""
    text: Prose = given()
    """What was said, written or seen, in its own words. Example: We could lose the daily call."""
    stance: Opt[codes.Stance] = None
    """Whether it speaks of a risk, of an opportunity, or of both. Example: risk."""
    channel: Opt[codes.Channel] = None
    """How it was heard. Example: survey."""
    source: Opt[Line] = None
    """Where exactly it comes from. Example: Survey of clinic staff, July 2020."""
    anonymous: Opt[YesNo] = None
    """Whether the people who said it were promised to stay anonymous: true or false."""
    quote: Opt[Prose] = None
    """The part of the text that may be shown, copied exactly. Example: lose the daily call."""
    mentions: Opt[Count] = None
    """How often it was said, if anybody counted. Example: 7."""
    respondents: Opt[People] = None
    """How many people were asked, if that is known. Example: 40."""


class ThemeResponse(Action):
    """What will be done about signals or themes, and when the group looks at it again."""

    themes: Distinct[Code] = EMPTY
    """The themes that it is about."""
    review_on: OptDate = ABSENT
    """The day on which the group will look at it again. Example: 2020-10-01."""
    reviewed_on: OptDate = ABSENT
    """The day on which the group last looked at it. Example: 2020-09-01."""
    review: Opt[Prose] = None
    """What the group found when it last looked. Example: The call still takes place."""

    @property
    def has_aim(self) -> bool:
        """Whether it says which signals or themes it is about."""
        return bool(self.works_on or self.themes)


class ThemeRecord(Record):
    """Base of the records of all themes: signals that were heard, and what will be done."""

    entries: Entries[ThemeSignal]
    """The signals that were heard; the list may be empty."""
    actions: Many[ThemeResponse] = EMPTY
    """What will be done about the signals."""

    @classmethod
    def parent_of(cls, theme: str) -> str | None:
        """Return the theme of which a code is a sub-code, or nothing for a theme of its own.

        Raises:
            KeyError: if there is no such theme.

        >>> from improvement_frameworks import RiskThemes
        >>> RiskThemes.parent_of("change-fatigue")
        'workforce-pressure'
        >>> RiskThemes.parent_of("silos") is None
        True
        """
        return _read_themes(cls)[theme].parent

    @classmethod
    def children_of(cls, theme: str) -> tuple[str, ...]:
        """Return the sub-codes of a theme, in order.

        >>> from improvement_frameworks import RiskThemes
        >>> RiskThemes.children_of("workforce-pressure")
        ('change-fatigue', 'poor-wellbeing')
        """
        return tuple(code for code, one in _read_themes(cls).items() if one.parent == theme)

    @classmethod
    def families_of(cls, themes: tuple[str, ...]) -> tuple[str, ...]:
        """Return the themes to which codes belong, each once: a sub-code counts for its theme.

        >>> from improvement_frameworks import RiskThemes
        >>> RiskThemes.families_of(("change-fatigue", "silos", "poor-wellbeing"))
        ('workforce-pressure', 'silos')
        """
        known = _read_themes(cls)
        return tuple(dict.fromkeys(known[theme].parent or theme for theme in themes))

    def by_family(self) -> dict[str, tuple[ThemeSignal, ...]]:
        """Return the signals of each theme together with those of its sub-codes.

        A signal stands once in a family, however many of its sub-codes it carries. Families
        without a signal are left out.
        """
        found: dict[str, list[ThemeSignal]] = {}
        for signal in self.entries:
            for family in self.families_of(signal.themes):
                found.setdefault(family, []).append(signal)
        order = [part.code for part in self.about.parts if part.code in found]
        return {family: tuple(found[family]) for family in order}

    def stances(self) -> dict[str, dict[str, int]]:
        """Return, for each theme with its sub-codes, how many signals fall on each side."""
        sides = self.about.vocabulary("stance").codes
        return {
            family: {side: sum(s.stance == side for s in signals) for side in sides}
            for family, signals in self.by_family().items()
        }

    def together(self) -> dict[tuple[str, str], int]:
        """Return how often two themes stand on one signal, the most frequent pair first."""
        order = [part.code for part in self.about.parts]
        pairs = Counter(
            pair
            for signal in self.entries
            for pair in combinations(sorted(signal.themes, key=order.index), 2)
        )
        return dict(sorted(pairs.items(), key=lambda item: (-item[1], item[0])))

    def uncoded(self) -> tuple[ThemeSignal, ...]:
        """Return the signals to which no theme was given."""
        return tuple(signal for signal in self.entries if not signal.themes)

    def unanswered(self) -> tuple[str, ...]:
        """Return the themes that somebody called a risk and that no response answers.

        A theme is answered by a response that names it or one of its sub-codes, by a response to
        one of its risk signals, or by a follow-up on such a signal.
        """
        named = {
            family for response in self.actions for family in self.families_of(response.themes)
        }
        answered = {wanted for response in self.actions for wanted in response.works_on}
        open_themes: list[str] = []
        for family, signals in self.by_family().items():
            risks = [signal for signal in signals if signal.stance == "risk"]
            done = any(signal.id in answered or signal.follow_up for signal in risks)
            if risks and family not in named and not done:
                open_themes.append(family)
        return tuple(open_themes)


@frozen
class ThemeFacts:
    """What is known of a theme beside its words."""

    parent: str | None = None
    """The theme of which it is a sub-code."""


@cache
def _read_themes(record: type[ThemeRecord]) -> Mapping[str, ThemeFacts]:
    return read_facts(record.about, ThemeFacts)
