"""The record of risk themes: signals that were heard, and what will be done about them."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import combinations
from typing import Annotated, ClassVar, Final, Literal

from attrs import frozen

from improvement_frameworks.core import (
    ABSENT,
    EMPTY,
    Action,
    Count,
    Distinct,
    Entries,
    Entry,
    Framework,
    Line,
    Many,
    Opt,
    OptDate,
    People,
    Prose,
    Record,
    YesNo,
    code_of,
    given,
    read_facts,
    read_framework,
)

FRAMEWORK = read_framework(__package__ or "")

Theme = Annotated[
    Literal[
        "silos",
        "intervention-not-conditions",
        "top-down-bottom-up",
        "lose-learning",
        "inequalities",
        "digital-inequalities",
        "workforce-pressure",
        "change-fatigue",
        "poor-wellbeing",
        "lose-purpose-barriers",
        "lose-shared-purpose",
        "bureaucracy-returns",
        "financial-barriers-return",
        "revert-behaviour",
        "siloed-working",
        "hierarchical-leadership",
        "one-size-fits-all",
        "one-approach",
        "untested-sustainability",
        "no-evaluation",
        "lose-patient-focus",
        "no-service-users",
        "overcommit",
        "lose-empathy",
        "not-listening",
        "not-engaging-widely",
        "impose-control",
        "lose-bottom-up",
        "assumptions",
    ],
    code_of(FRAMEWORK, "themes"),
]
ThemeScheme = Annotated[
    Literal["all-themes", "three-risks", "poll-risks", "poll-behaviours"],
    code_of(FRAMEWORK, "scheme"),
]
Stance = Annotated[
    Literal["risk", "opportunity", "mixed"],
    code_of(FRAMEWORK, "stance"),
]
Channel = Annotated[
    Literal[
        "poll",
        "survey",
        "meeting",
        "conversation",
        "messages",
        "interview",
        "focus-group",
        "observation",
        "document",
    ],
    code_of(FRAMEWORK, "channel"),
]


class Signal(Entry):
    """One remark, answer or observation, in its own words, with the themes that it speaks about."""

    themes: Distinct[Theme] = EMPTY
    """The themes and sub-codes that it speaks about: none, one or several. Example: silos."""
    text: Prose = given()
    """What was said, written or seen, in its own words. Example: We could lose the daily call."""
    stance: Opt[Stance] = None
    """Whether it speaks of a risk, of an opportunity, or of both. Example: risk."""
    channel: Opt[Channel] = None
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


class Response(Action):
    """What will be done about signals or themes, and when the group looks at it again."""

    themes: Distinct[Theme] = EMPTY
    """The themes that it is about. Example: silos."""
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


class RiskThemes(Record):
    """Signals about what could be lost or kept after a rapid change, and the responses to them.

    Sources: the three risks and the poll themes of Q's workshop of 16 July 2020; the stance, the
    quote and the responses are this library's own judgement.

    Examples:
        >>> from improvement_frameworks.frameworks.risk_themes import RiskThemes
        >>> record = RiskThemes(
        ...     title="What could undo it",
        ...     entries=[
        ...         {
        ...             "id": "e1",
        ...             "text": "I need a signature again.",
        ...             "themes": ["bureaucracy-returns"],
        ...             "stance": "risk",
        ...         },
        ...     ],
        ... )
        >>> record.by_family()["lose-purpose-barriers"][0].id
        'e1'
        >>> record.unanswered()
        ('lose-purpose-barriers',)
    """

    about: ClassVar[Framework] = FRAMEWORK

    framework: Literal["risk-themes"] = given()
    """Always risk-themes."""
    scheme: Opt[ThemeScheme] = None
    """Which set of themes is used; all themes if left out. Example: three-risks."""
    entries: Entries[Signal]
    """The signals that were heard; the list may be empty."""
    actions: Many[Response] = EMPTY
    """What will be done about the signals."""

    def by_family(self) -> dict[str, tuple[Signal, ...]]:
        """Return the signals of each theme together with those of its sub-codes.

        A signal stands once in a family, however many of its sub-codes it carries. Families
        without a signal are left out.
        """
        found: dict[str, list[Signal]] = {}
        for signal in self.entries:
            for family in families(signal.themes):
                found.setdefault(family, []).append(signal)
        order = [part.code for part in FRAMEWORK.parts if part.code in found]
        return {family: tuple(found[family]) for family in order}

    def stances(self) -> dict[str, dict[str, int]]:
        """Return, for each theme with its sub-codes, how many signals fall on each side."""
        sides = FRAMEWORK.vocabulary("stance").codes
        return {
            family: {side: sum(s.stance == side for s in signals) for side in sides}
            for family, signals in self.by_family().items()
        }

    def together(self) -> dict[tuple[str, str], int]:
        """Return how often two themes stand on one signal, the most frequent pair first."""
        order = [part.code for part in FRAMEWORK.parts]
        pairs = Counter(
            pair
            for signal in self.entries
            for pair in combinations(sorted(signal.themes, key=order.index), 2)
        )
        return dict(sorted(pairs.items(), key=lambda item: (-item[1], item[0])))

    def uncoded(self) -> tuple[Signal, ...]:
        """Return the signals to which no theme was given."""
        return tuple(signal for signal in self.entries if not signal.themes)

    def unanswered(self) -> tuple[str, ...]:
        """Return the themes that somebody called a risk and that no response answers.

        A theme is answered by a response that names it or one of its sub-codes, by a response to
        one of its risk signals, or by a follow-up on such a signal.
        """
        named = {family for response in self.actions for family in families(response.themes)}
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


THEMES: Final = read_facts(FRAMEWORK, ThemeFacts)


def parent_of(theme: str) -> str | None:
    """Return the theme of which a code is a sub-code, or nothing for a theme of its own.

    Raises:
        KeyError: if there is no such theme.

    >>> parent_of("change-fatigue")
    'workforce-pressure'
    >>> parent_of("silos") is None
    True
    """
    return THEMES[theme].parent


@cache
def children_of(theme: str) -> tuple[str, ...]:
    """Return the sub-codes of a theme, in order.

    >>> children_of("workforce-pressure")
    ('change-fatigue', 'poor-wellbeing')
    """
    return tuple(code for code, one in THEMES.items() if one.parent == theme)


def families(themes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the themes to which codes belong, each once: a sub-code counts for its theme.

    >>> families(("change-fatigue", "silos", "poor-wellbeing"))
    ('workforce-pressure', 'silos')
    """
    return tuple(dict.fromkeys(parent_of(theme) or theme for theme in themes))
