"""Rules of good use for signals and their themes; those for responses have their own module."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from improvement_frameworks.core import (
    JUDGEMENT,
    TRACES,
    Findings,
    at,
    find_traces,
    rule,
    words_of,
)
from improvement_frameworks.frameworks.risk_themes.record import children_of
from improvement_frameworks.frameworks.risk_themes.response_rule import (
    no_due_day,
    no_review_day,
    review_missed,
    review_too_far,
    reviewed_after_recording,
    risk_unanswered,
    theme_not_heard,
)

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.risk_themes.record import RiskThemes

__all__ = [
    "no_due_day",
    "no_review_day",
    "review_missed",
    "review_too_far",
    "reviewed_after_recording",
    "risk_unanswered",
    "theme_not_heard",
]

SHARE = re.compile(r"\b\d+(?:\.\d+)?\s*(?:%|per cent\b|percent\b)")
LEFT_OUT = re.compile(r"\[?(?:…|\.\.\.)\]?")


def _is_part_of(quote: str, text: str) -> bool:
    """Whether the pieces of a quote stand in a text, in their order."""
    rest = " ".join(text.split())
    for piece in LEFT_OUT.split(quote):
        words = " ".join(piece.split())
        if words:
            _, found, rest = rest.partition(words)
            if not found:
                return False
    return True


@rule(
    "THM-E1",
    severity="error",
    title="A theme that the scheme does not have",
    message="The theme {theme} is not part of the scheme {scheme}.",
    hint="Take a theme of the scheme, or name another scheme; all-themes has all of them.",
    principle="be-purposeful",
    source="q-workshop-2020",
    facts={"theme": "The code of the theme."},
)
def theme_outside_scheme(record: RiskThemes) -> Findings:
    """Signals and responses use the themes of the record's scheme."""
    scheme = record.part_scheme
    named = {
        "entries": [signal.themes for signal in record.entries],
        "actions": [response.themes for response in record.actions],
    }
    for name, lists in named.items():
        for index, themes in enumerate(lists):
            for number, theme in enumerate(themes):
                if theme not in scheme.parts:
                    yield at(name, index, "themes", number, theme=theme, scheme=scheme.id)


@rule(
    "THM-E2",
    severity="error",
    title="Anonymous and yet attributed",
    message="The signal is anonymous, but it names {contributor} as the one who said it.",
    hint="Leave the contributor out.",
    principle="support-psychological-safety",
    source="uk-data-service",
)
def anonymous_with_contributor(record: RiskThemes) -> Findings:
    """An anonymous signal does not say who spoke."""
    for index, signal in enumerate(record.entries):
        if signal.anonymous and signal.contributor:
            yield at("entries", index, "contributor", contributor=signal.contributor)


@rule(
    "THM-E4",
    severity="error",
    title="A quote that nobody said",
    message="The quote does not stand in the words of the signal.",
    hint="Quote exactly; mark what you leave out with three dots.",
    principle="avoid-jumping-to-conclusions",
    source="refi-qda",
    patterns={"words left out": LEFT_OUT},
)
def quote_not_in_text(record: RiskThemes) -> Findings:
    """A quote is an exact part of what was said; white space does not count."""
    for index, signal in enumerate(record.entries):
        if signal.quote is not None and not _is_part_of(signal.quote, signal.text):
            yield at("entries", index, "quote")


@rule(
    "THM-W2",
    severity="warning",
    title="Themes without a quote",
    message="Some signals have a quote, but none of those on {themes}.",
    hint="Choose words that show what people meant, from a signal that may be shown.",
    principle="involve-diverse-perspectives",
    source="q-workshop-2020",
    facts={"themes": "The labels of the themes."},
)
def theme_without_quote(record: RiskThemes) -> Findings:
    """If themes are told with quotes, each has one."""
    bare = tuple(
        record.about[family].label
        for family, signals in record.by_family().items()
        if not any(signal.quote for signal in signals)
    )
    if bare and any(signal.quote for signal in record.entries):
        yield at("entries", themes=bare)


@rule(
    "THM-W3",
    severity="warning",
    title="A share of nobody knows how many",
    message="The signal tells a share ({share}) and not how many people were asked.",
    hint="Give the number of people in respondents, or tell the share in words.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    patterns={"share": SHARE},
    facts={"share": "The share, as it is written."},
)
def share_without_number(record: RiskThemes) -> Findings:
    """A percentage comes with the number of people who were asked."""
    for index, signal in enumerate(record.entries):
        found = SHARE.search(signal.text)
        if found and signal.respondents is None:
            yield at("entries", index, "text", share=found[0])


@rule(
    "THM-W5",
    severity="warning",
    title="Different ideas under one theme",
    message="{count} signals stand under {theme}, and none of them under {children}.",
    hint="The theme holds several ideas. Read the signals again and use the sub-codes that fit.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={"theme": "The label of the theme.", "children": "The labels of the themes within it."},
)
def counted_as_a_whole(record: RiskThemes) -> Findings:
    """A theme that holds several ideas is not only used as a whole."""
    for family, signals in record.by_family().items():
        children = [code for code in children_of(family) if code in record.part_scheme.parts]
        used = {code for signal in signals for code in signal.themes}
        if len(children) > 1 and len(signals) > 1 and not used & set(children):
            names = tuple(record.about[code].label for code in children)
            theme = record.about[family].label
            yield at("entries", count=len(signals), theme=theme, children=names)


@rule(
    "THM-W6",
    severity="warning",
    title="Words that could tell who said it",
    message="The signal is anonymous and seems to hold {traces}.",
    hint="Put a general word in square brackets in its place, and read the signal again with a "
    "colleague's eyes. The check knows English patterns only and cannot know people.",
    principle="support-psychological-safety",
    source="uk-data-service",
    patterns=dict(TRACES),
    facts={"traces": "What was found, in words; see the names of the patterns."},
)
def could_reveal_a_person(record: RiskThemes) -> Findings:
    """An anonymous signal holds nothing that could tell who is meant."""
    names = words_of(person.name for person in record.contributors if person.name)
    for index, signal in enumerate(record.entries):
        if not signal.anonymous:
            continue
        texts = {"text": signal.text, "quote": signal.quote, "source": signal.source}
        for name, text in texts.items():
            traces = find_traces(text or "", names)
            if traces:
                yield at("entries", index, name, traces=traces)


@rule(
    "THM-W14",
    severity="warning",
    title="One voice only",
    message="All {count} signals come from {contributor}.",
    hint="Listen where others already meet: in huddles, in message groups, among patients.",
    principle="involve-diverse-perspectives",
    source="q-workshop-2020",
)
def one_voice(record: RiskThemes) -> Findings:
    """Signals come from more than one person."""
    voices = {signal.contributor for signal in record.entries}
    voice = next(iter(voices), None)
    if len(record.entries) > 1 and len(voices) == 1 and voice:
        yield at("entries", count=len(record.entries), contributor=voice)


@rule(
    "THM-W15",
    severity="warning",
    title="Quoted without consent",
    message="Words are chosen to be shown, but the consent does not name quoting as a use.",
    hint="Ask for it and add quote to the uses, or leave the quote out.",
    principle="support-psychological-safety",
    source=JUDGEMENT,
)
def quoted_without_consent(record: RiskThemes) -> Findings:
    """Quotes are shown only if people agreed to be quoted."""
    consent = record.consent
    if consent is None or consent.status == "not-needed" or "quote" in consent.uses:
        return
    for index, signal in enumerate(record.entries):
        if signal.quote:
            yield at("entries", index, "quote")


@rule(
    "THM-I1",
    severity="info",
    title="Signals without a theme",
    message="Signals without a theme: {count} of {all}.",
    hint="That is allowed. If many are left over, the themes may not fit what people say.",
    principle="be-purposeful",
    source=JUDGEMENT,
)
def signals_uncoded(record: RiskThemes) -> Findings:
    """Tells how many signals have no theme."""
    uncoded = record.uncoded()
    if uncoded:
        yield at("entries", count=len(uncoded), all=len(record.entries))


@rule(
    "THM-I2",
    severity="info",
    title="All on one side",
    message="All {count} signals are on the side of {stance}.",
    hint="Ask for the other side too: what is at risk was something good first, and what made it "
    "good can be kept.",
    principle="focus-on-what-is-enabling-the-change",
    source="q-workshop-2020",
    facts={"stance": "The code of the stance."},
)
def one_side_only(record: RiskThemes) -> Findings:
    """Tells when only risks or only opportunities were heard."""
    stances = {signal.stance for signal in record.entries}
    if len(record.entries) > 1 and len(stances) == 1 and "mixed" not in stances:
        yield at("entries", count=len(record.entries), stance=next(iter(stances)))


@rule(
    "THM-I3",
    severity="info",
    title="Themes that come together",
    message="{first} and {second} stand together on {count} signals.",
    hint="Ask what joins them; one condition may lie behind both.",
    principle="focus-on-what-is-enabling-the-change",
    source=JUDGEMENT,
    facts={"first": "The label of one theme.", "second": "The label of the other."},
)
def themes_together(record: RiskThemes) -> Findings:
    """Tells which two themes most often stand on one signal."""
    for (first, second), count in list(record.together().items())[:1]:
        if count > 1:
            labels = record.about[first].label, record.about[second].label
            yield at("entries", first=labels[0], second=labels[1], count=count)
