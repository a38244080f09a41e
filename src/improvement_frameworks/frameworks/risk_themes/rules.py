"""Rules of good use for themes. They read the framework, so that declared themes have them too."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from improvement_frameworks.core import (
    JUDGEMENT,
    TRACES,
    Findings,
    at,
    find_traces,
    one_voice,
    part_outside_scheme,
    rule,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.frameworks.risk_themes.codebook import (
        ThemeRecord,
        ThemeResponse,
        ThemeSignal,
    )

QUARTER = timedelta(days=92)
SHARE = re.compile(r"\b\d+(?:\.\d+)?\s*(?:%|per cent\b|percent\b)")
LEFT_OUT = re.compile(r"\[?(?:…|\.\.\.)\]?")


def _attributed(record: ThemeRecord) -> tuple[ThemeSignal, ...]:
    """Return the signals, if each says whose it is and there are several."""
    is_known = all(signal.contributor for signal in record.entries)
    return record.entries if is_known and len(record.entries) > 1 else ()


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


theme_outside_scheme = part_outside_scheme(
    "THM-E1",
    severity="error",
    title="Theme outside the scheme",
    message="The theme {part} is not part of the scheme {scheme}.",
    hint="Choose one of: {parts}. Or name another scheme.",
    principle="be-purposeful",
    source="q-workshop-2020",
    asks="Signals and responses use the themes of the record's scheme.",
)


@rule(
    "THM-E2",
    severity="error",
    title="Anonymous and attributed",
    message='The signal is anonymous, but it names the contributor "{contributor}".',
    hint="Leave the contributor out.",
    principle="support-psychological-safety",
    source="uk-data-service",
)
def anonymous_with_contributor(record: ThemeRecord) -> Findings:
    """An anonymous signal does not say who spoke."""
    for index, signal in enumerate(record.entries):
        if signal.anonymous and signal.contributor:
            yield at("entries", index, "contributor", contributor=signal.contributor)


@rule(
    "THM-E4",
    severity="error",
    title="Quote that differs from the text",
    message="The quote is not part of the text of the signal.",
    hint="Quote exactly, and use three dots for what you leave out.",
    principle="avoid-jumping-to-conclusions",
    source="refi-qda",
    patterns={"words left out": LEFT_OUT},
)
def quote_not_in_text(record: ThemeRecord) -> Findings:
    """A quote is an exact part of what was said; white space does not count."""
    for index, signal in enumerate(record.entries):
        if signal.quote is not None and not _is_part_of(signal.quote, signal.text):
            yield at("entries", index, "quote")


@rule(
    "THM-W2",
    severity="warning",
    title="Themes without a quote",
    message="Some signals have a quote. Themes without one: {themes}.",
    hint="Choose words that show what people meant, from a signal that may be shown.",
    principle="involve-diverse-perspectives",
    source="q-workshop-2020",
    facts={"themes": "The labels of the themes."},
)
def theme_without_quote(record: ThemeRecord) -> Findings:
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
    title="Share without a number of people",
    message="The signal gives a share ({share}), but not how many people were asked.",
    hint="Give the number in respondents, or put the share into words.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    patterns={"share": SHARE},
    facts={"share": "The share, as it is written."},
)
def share_without_number(record: ThemeRecord) -> Findings:
    """A percentage comes with the number of people who were asked."""
    for index, signal in enumerate(record.entries):
        found = SHARE.search(signal.text)
        if found and signal.respondents is None:
            yield at("entries", index, "text", share=found[0])


@rule(
    "THM-W5",
    severity="warning",
    title="Several ideas under one theme",
    message='Signals under "{theme}": {count}. None of them uses: {children}.',
    hint="Read the signals again and use the codes that fit.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={"theme": "The label of the theme.", "children": "The labels of the themes within it."},
)
def counted_as_a_whole(record: ThemeRecord) -> Findings:
    """A theme that holds several ideas is not only used as a whole."""
    for family, signals in record.by_family().items():
        children = [code for code in record.children_of(family) if code in record.part_scheme.parts]
        used = {code for signal in signals for code in signal.themes}
        if len(children) > 1 and len(signals) > 1 and not used & set(children):
            names = tuple(record.about[code].label for code in children)
            theme = record.about[family].label
            yield at("entries", count=len(signals), theme=theme, children=names)


@rule(
    "THM-W6",
    severity="warning",
    title="Words that could identify a person",
    message="The signal is anonymous and seems to contain: {traces}.",
    hint="Put a general word in square brackets instead, and ask a colleague to read it too. "
    "Only English words are checked.",
    principle="support-psychological-safety",
    source="uk-data-service",
    patterns=dict(TRACES),
    facts={"traces": "What was found, in words; see the names of the patterns."},
)
def could_reveal_a_person(record: ThemeRecord) -> Findings:
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


one_person = one_voice(
    "THM-W14",
    claims=_attributed,
    severity="warning",
    title="All signals from one person",
    message="All signals come from one person. Signals: {count}.",
    hint="Listen where others already meet: in huddles, in message groups, among patients.",
    principle="involve-diverse-perspectives",
    source="q-workshop-2020",
    asks="Signals come from more than one person.",
)


@rule(
    "THM-W15",
    severity="warning",
    title="Quote without consent",
    message="A quote is chosen, but the consent does not include quoting.",
    hint="Ask for consent and add quote to the uses, or leave the quote out.",
    principle="support-psychological-safety",
    source=JUDGEMENT,
)
def quoted_without_consent(record: ThemeRecord) -> Findings:
    """Quotes are shown only if people agreed to be quoted."""
    consent = record.consent
    if consent is None or consent.status == "not-needed" or "quote" in consent.uses:
        return
    for index, signal in enumerate(record.entries):
        if signal.quote:
            yield at("entries", index, "quote")


def _open_responses(record: ThemeRecord) -> Iterator[tuple[int, ThemeResponse]]:
    """Yield the responses that are still to be carried out."""
    for index, response in enumerate(record.actions):
        if response.is_open:
            yield index, response


@rule(
    "THM-E3",
    severity="error",
    title="Reviewed after it was recorded",
    message="The action was reviewed on {reviewed}, after the record was written on {recorded}.",
    hint="Correct one of the two days.",
    principle="be-timely",
    source=JUDGEMENT,
    facts={"reviewed": "The day of the review."},
)
def reviewed_after_recording(record: ThemeRecord) -> Findings:
    """No review is recorded before it happens."""
    recorded = record.recorded_on
    for index, response in enumerate(record.actions):
        reviewed = response.reviewed_on
        if recorded and reviewed and reviewed > recorded:
            yield at(
                "actions",
                index,
                "reviewed_on",
                reviewed=reviewed.isoformat(),
                recorded=recorded.isoformat(),
            )


@rule(
    "THM-W4",
    severity="warning",
    title="Action without a due day",
    message="No day is set by which this will be done.",
    hint="Agree on a day, even a rough one.",
    principle="be-timely",
    source=JUDGEMENT,
)
def no_due_day(record: ThemeRecord) -> Findings:
    """Every open response has a day by which it is done."""
    for index, response in _open_responses(record):
        if response.due is None:
            yield at("actions", index)


@rule(
    "THM-W7",
    severity="warning",
    title="Action without a day of review",
    message="No day is set on which the group reviews this action.",
    hint="Set a day within the next three months, and ask then whether the risk is smaller.",
    principle="be-timely",
    source="networked-care",
)
def no_review_day(record: ThemeRecord) -> Findings:
    """Every open response has a day of review."""
    for index, response in _open_responses(record):
        if response.review_on is None:
            yield at("actions", index)


@rule(
    "THM-W9",
    severity="warning",
    title="Review missed",
    message="A review was planned for {planned}. By {recorded} there was none.",
    hint="Review it now, write down what you find, and set the next day.",
    principle="be-timely",
    source="networked-care",
    facts={"planned": "The day of the planned review."},
)
def review_missed(record: ThemeRecord) -> Findings:
    """Planned reviews take place; a response that is done is reviewed too."""
    recorded = record.recorded_on
    for index, response in enumerate(record.actions):
        planned, reviewed = response.review_on, response.reviewed_on
        if recorded is None or planned is None or response.status == "dropped":
            continue
        if planned < recorded and (reviewed is None or reviewed < planned):
            yield at(
                "actions",
                index,
                "review_on",
                planned=planned.isoformat(),
                recorded=recorded.isoformat(),
            )


@rule(
    "THM-W10",
    severity="warning",
    title="Review too far away",
    message="The next review is planned for {planned}, more than three months after {recorded}.",
    hint="Review an open risk at least once a quarter.",
    principle="be-timely",
    source="networked-care",
    limits={"days": QUARTER.days},
    facts={"planned": "The day of the planned review."},
)
def review_too_far(record: ThemeRecord) -> Findings:
    """An open response is reviewed within a quarter."""
    recorded = record.recorded_on
    for index, response in _open_responses(record):
        planned = response.review_on
        if recorded and planned and planned - recorded > QUARTER:
            yield at(
                "actions",
                index,
                "review_on",
                planned=planned.isoformat(),
                recorded=recorded.isoformat(),
            )


@rule(
    "THM-W11",
    severity="warning",
    title="Risk without an action",
    message='"{theme}" is called a risk, and no action is about it. Signals: {count}.',
    hint="Add an action, or record that the group accepts the risk.",
    principle="be-purposeful",
    source="verivius",
    facts={"theme": "The label of the theme."},
)
def risk_unanswered(record: ThemeRecord) -> Findings:
    """Every theme that is called a risk gets a response."""
    unanswered = record.unanswered()
    stances = record.stances() if unanswered else {}
    for theme in unanswered:
        yield at("actions", theme=record.about[theme].label, count=stances[theme]["risk"])


@rule(
    "THM-W13",
    severity="warning",
    title="Action on a theme that nobody raised",
    message='The action names "{theme}", and no signal is about it.',
    hint="Record the signal that led to it, or name the theme that was heard.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={"theme": "The code of the theme."},
)
def theme_not_heard(record: ThemeRecord) -> Findings:
    """A response is led by what was heard."""
    heard = {code for signal in record.entries for code in signal.themes} | set(record.by_family())
    for index, response in enumerate(record.actions):
        for number, theme in enumerate(response.themes):
            if theme not in heard:
                yield at("actions", index, "themes", number, theme=theme)


@rule(
    "THM-I1",
    severity="info",
    title="Signals without a theme",
    message="Signals without a theme: {count} of {all}.",
    hint="Are there many? Then the themes may not fit what people say.",
    principle="be-purposeful",
    source=JUDGEMENT,
)
def signals_uncoded(record: ThemeRecord) -> Findings:
    """Tells how many signals have no theme."""
    uncoded = record.uncoded()
    if uncoded:
        yield at("entries", count=len(uncoded), all=len(record.entries))


@rule(
    "THM-I2",
    severity="info",
    title="Only one side heard",
    message="All signals are on one side: {stance}. Signals: {count}.",
    hint="Ask for the other side too. What was good first, and what could keep it good?",
    principle="focus-on-what-is-enabling-the-change",
    source="q-workshop-2020",
    facts={"stance": "The code of the stance."},
)
def one_side_only(record: ThemeRecord) -> Findings:
    """Tells when only risks or only opportunities were heard."""
    stances = [signal.stance for signal in record.entries if signal.stance]
    if len(stances) > 1 and len(set(stances)) == 1 and "mixed" not in stances:
        yield at("entries", count=len(stances), stance=stances[0])


@rule(
    "THM-I4",
    severity="info",
    title="Signals without a stance",
    message="Signals that do not say whether they are a risk or an opportunity: {count} of {all}.",
    hint="Read them again. Do they speak of a risk, an opportunity, or both?",
    principle="be-purposeful",
    source=JUDGEMENT,
)
def stance_missing(record: ThemeRecord) -> Findings:
    """Tells how many signals do not say on which side they are."""
    count = sum(signal.stance is None for signal in record.entries)
    if count:
        yield at("entries", count=count, all=len(record.entries))


@rule(
    "THM-I3",
    severity="info",
    title="Themes that come together",
    message='Signals with both "{first}" and "{second}": {count}.',
    hint="Ask what joins them. One condition may be behind both.",
    principle="focus-on-what-is-enabling-the-change",
    source=JUDGEMENT,
    facts={"first": "The label of one theme.", "second": "The label of the other."},
)
def themes_together(record: ThemeRecord) -> Findings:
    """Tells which two themes most often stand on one signal."""
    for (first, second), count in list(record.together().items())[:1]:
        if count > 1:
            labels = record.about[first].label, record.about[second].label
            yield at("entries", first=labels[0], second=labels[1], count=count)
