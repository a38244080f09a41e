"""The codes of Liberating Structures, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in

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
    code_in(__name__, "structure", "LiberatingStructuresStructure"),
]

Scheme = Annotated[
    Literal["classic", "fieldbook-2026"],
    code_in(__name__, "scheme", "LiberatingStructuresScheme"),
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
    code_in(__name__, "principle", "LiberatingStructuresPrinciple"),
]

DesignElement = Annotated[
    Literal["invitation", "space", "participation", "groups", "steps"],
    code_in(__name__, "design-element", "LiberatingStructuresDesignElement"),
]

Category = Annotated[
    Literal["reveal", "share", "analyse", "help", "strategise", "plan"],
    code_in(__name__, "category", "LiberatingStructuresCategory"),
]

Mode = Annotated[
    Literal["in-the-room", "online", "hybrid"],
    code_in(__name__, "mode", "LiberatingStructuresMode"),
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
    code_in(__name__, "unit", "LiberatingStructuresUnit"),
]

MinutesPer = Annotated[
    Literal["session", "client", "round"],
    code_in(__name__, "minutes-per", "LiberatingStructuresMinutesPer"),
]

RepeatPer = Annotated[
    Literal["round", "client", "person", "station", "group", "element"],
    code_in(__name__, "repeat-per", "LiberatingStructuresRepeatPer"),
]

Basis = Annotated[
    Literal["stated", "secondary"],
    code_in(__name__, "basis", "LiberatingStructuresBasis"),
]

OnlineFit = Annotated[
    Literal["very-well", "adaptable", "hard"],
    code_in(__name__, "online-fit", "LiberatingStructuresOnlineFit"),
]

OnlineNeed = Annotated[
    Literal["breakouts", "chat", "board"],
    code_in(__name__, "online-need", "LiberatingStructuresOnlineNeed"),
]
