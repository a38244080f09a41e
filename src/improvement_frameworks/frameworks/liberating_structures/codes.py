"""The codes of Liberating Structures, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

Structure = Annotated[
    Literal[
        "one-two-four-all",
        "impromptu-networking",
        "nine-whys",
        "wicked-questions",
        "appreciative-interviews",
        "triz",
        "fifteen-percent-solutions",
        "troika-consulting",
        "what-so-what-now-what",
        "discovery-and-action-dialogue",
        "shift-and-share",
        "twenty-five-ten-crowd-sourcing",
        "wise-crowds",
        "min-specs",
        "improv-prototyping",
        "helping-heuristics",
        "conversation-cafe",
        "user-experience-fishbowl",
        "heard-seen-respected",
        "drawing-together",
        "design-storyboards",
        "celebrity-interview",
        "social-network-webbing",
        "what-i-need-from-you",
        "open-space-technology",
        "generative-relationships-star",
        "agreement-certainty-matrix",
        "simple-ethnography",
        "integrated-autonomy",
        "critical-uncertainties",
        "ecocycle-planning",
        "panarchy",
        "purpose-to-practice",
        "mad-tea",
        "spiral-journal",
        "folding-spectrogram",
        "positive-gossip",
        "principles-walk-around",
        "network-relationship-patterns",
        "grief-walking",
        "future-present",
        "talking-with-pixies",
        "strategy-knotworking",
    ],
    code_of(FRAMEWORK, "structure"),
]

Scheme = Annotated[
    Literal["classic", "fieldbook-2026"],
    code_of(FRAMEWORK, "scheme"),
]

Principle = Annotated[
    Literal[
        "include-everyone",
        "deep-respect",
        "build-trust",
        "fail-forward",
        "self-discovery",
        "freedom-and-responsibility",
        "possibilities",
        "creative-destruction",
        "serious-play",
        "clear-purpose",
    ],
    code_of(FRAMEWORK, "principle"),
]

DesignElement = Annotated[
    Literal["invitation", "space", "participation", "groups", "steps"],
    code_of(FRAMEWORK, "design-element"),
]

Category = Annotated[
    Literal["reveal", "share", "analyse", "help", "strategise", "plan"],
    code_of(FRAMEWORK, "category"),
]

Mode = Annotated[
    Literal["in-the-room", "online", "hybrid"],
    code_of(FRAMEWORK, "mode"),
]

Unit = Annotated[
    Literal[
        "individual",
        "pair",
        "trio",
        "foursome",
        "small-group",
        "whole-group",
        "inner-circle",
        "outer-group",
        "cluster",
        "spokesperson-circle",
        "station",
        "self-organised-group",
        "scenario-group",
        "stage-players",
    ],
    code_of(FRAMEWORK, "unit"),
]

MinutesPer = Annotated[
    Literal["session", "client", "round"],
    code_of(FRAMEWORK, "minutes-per"),
]

RepeatPer = Annotated[
    Literal["round", "client", "person", "station", "group", "element"],
    code_of(FRAMEWORK, "repeat-per"),
]

Basis = Annotated[
    Literal["stated", "secondary"],
    code_of(FRAMEWORK, "basis"),
]

OnlineFit = Annotated[
    Literal["very-well", "adaptable", "hard"],
    code_of(FRAMEWORK, "online-fit"),
]

OnlineNeed = Annotated[
    Literal["breakouts", "chat", "board"],
    code_of(FRAMEWORK, "online-need"),
]
