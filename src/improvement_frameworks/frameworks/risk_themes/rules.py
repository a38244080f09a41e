"""Rules of good use for themes. They read the framework, so that declared themes have them too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core import Findings, at, rule

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.risk_themes.codebook import ThemeRecord


@rule("THM-W2")
def theme_without_quote(record: ThemeRecord) -> Findings:
    bare = tuple(
        record.about[family].label
        for family, signals in record.by_family().items()
        if not any(signal.quote for signal in signals)
    )
    if bare and any(signal.quote for signal in record.entries):
        yield at("entries", themes=bare)


@rule("THM-W5")
def counted_as_a_whole(record: ThemeRecord) -> Findings:
    for family, signals in record.by_family().items():
        children = [code for code in record.children_of(family) if code in record.part_scheme.parts]
        used = {code for signal in signals for code in signal.themes}
        if len(children) > 1 and len(signals) > 1 and not used & set(children):
            names = tuple(record.about[code].label for code in children)
            theme = record.about[family].label
            yield at("entries", count=len(signals), theme=theme, children=names)


@rule("THM-W9")
def review_missed(record: ThemeRecord) -> Findings:
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


@rule("THM-W11")
def risk_unanswered(record: ThemeRecord) -> Findings:
    unanswered = record.unanswered()
    stances = record.stances() if unanswered else {}
    for theme in unanswered:
        yield at("actions", theme=record.about[theme].label, count=stances[theme]["risk"])


@rule("THM-W13")
def theme_not_heard(record: ThemeRecord) -> Findings:
    heard = {code for signal in record.entries for code in signal.themes} | set(record.by_family())
    for index, response in enumerate(record.actions):
        for number, theme in enumerate(response.themes):
            if theme not in heard:
                yield at("actions", index, "themes", number, theme=theme)


@rule("THM-I3")
def themes_together(record: ThemeRecord) -> Findings:
    for (first, second), count in list(record.together().items())[:1]:
        if count > 1:
            labels = record.about[first].label, record.about[second].label
            yield at("entries", first=labels[0], second=labels[1], count=count)
