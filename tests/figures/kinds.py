"""Small frameworks of the kinds of figure that few of the library's own frameworks have."""

from __future__ import annotations

from types import GenericAlias
from typing import Annotated, Any, Final, Literal, cast

from pydantic import Field, create_model

from improvement_frameworks.core.content.content_file import parse_framework
from improvement_frameworks.core.record.header import Entry
from improvement_frameworks.core.record.listed import camel, code_of
from improvement_frameworks.core.record.record import Record
from improvement_frameworks.core.record.reference import EntryRef
from improvement_frameworks.core.record.types import Count, Distinct, Opt
from improvement_frameworks.core.registry import Declared, register

HEAD: Final = """
id = "{name}"
title = "{title}"
summary = "Made for tests."
purpose = "To be drawn."
origin = "Made up."
evidence = "None."
licence = "MIT"
how_to_record = "Write an entry for each thing."
part = "{part}"
direction = "{direction}"

[figure]
{figure}
"""
PART: Final = """
[[parts]]
code = "{code}"
label = "{label}"
definition = "{label}, said at greater length."
prompts = ["What is there to say about {label}?"]
sources = ["judgement"]
"""


def make(
    name: str,
    *labels: str,
    title: str,
    part: str,
    figure: str,
    direction: str = "forward",
    plural: bool = False,
) -> type[Record]:
    """Return the record of a framework whose part may be left out, or may be several."""
    head = HEAD.format(name=name, title=title, part=part, direction=direction, figure=figure)
    parts = (PART.format(code=label.lower().replace(" ", "-"), label=label) for label in labels)
    framework = parse_framework("".join([head, *parts]))
    code: Any = Annotated[str, code_of(framework, part)]
    distinct, opt = cast("Any", Distinct), cast("Any", Opt)
    many, one, links, count = distinct[code], opt[code], distinct[EntryRef], opt[Count]
    fields: dict[str, Any] = {
        part: (many, Field(default=())) if plural else (one, Field(default=None)),
        "leads_to": (links, Field(default=())),
        "mentions": (count, Field(default=None)),
    }
    entry = create_model(f"{camel(name)}Entry", __base__=Entry, __doc__="An entry.", **fields)
    own: dict[str, Any] = {
        "framework": (Literal[name], Field()),
        "entries": (GenericAlias(tuple, (entry, ...)), Field()),
    }
    record = create_model(camel(name), __base__=Record, __doc__=f"{title}.", **own)
    record.about = framework
    return record


MATRIX: Final = make(
    "kind-matrix",
    *("Restart", "End", "Let go", "Amplify"),
    title="What becomes of it",
    part="box",
    direction="none",
    figure="""kind = "matrix"
hue = 200
across = ["Stopped", "Started"]
down = ["For the crisis", "For good"]""",
)
CYCLE: Final = make(
    "kind-cycle",
    *("Asked", "Heard", "Answered", "Changed", "Told back"),
    title="Feedback loop",
    part="stop",
    figure='kind = "cycle"\nhue = 180',
)
STAGES: Final = make(
    "kind-stages",
    *("Inputs", "Activities", "Outputs", "Outcomes"),
    title="Logic model",
    part="stage",
    figure='kind = "tree"\nhue = 260',
)
STATIONS: Final = make(
    "kind-stations",
    *("Expected", "Happened", "Why", "Next"),
    title="Review",
    part="question",
    figure='kind = "timeline"\nhue = 120',
)
BANDS: Final = make(
    "kind-bands",
    *("What", "So what", "Now what"),
    title="What then",
    part="stage",
    figure='kind = "bands"\nhue = 330',
    plural=True,
)
BARS: Final = make(
    "kind-bars",
    *("Very useful", "Useful", "Not useful"),
    title="Poll",
    part="answer",
    direction="none",
    figure='kind = "chart"\nhue = 220\nvalue = "mentions"',
)
LINES: Final = make(
    "kind-lines",
    *("Calls", "Answered"),
    title="Calls answered",
    part="line",
    direction="none",
    figure='kind = "chart"\nhue = 90\nvalue = "mentions"\nover = "happened_on"',
)
KINDS: Final = (MATRIX, CYCLE, STAGES, STATIONS, BANDS, BARS, LINES)

DAYS: Final = ("2020-05-04", "2020-05-11", "2020-05-18", "2020-05-25")
ENTRIES: Final[dict[type[Record], list[dict[str, object]]]] = {
    MATRIX: [
        {"id": "e1", "box": "amplify", "text": "Video visits.", "contributor": "c1"},
        {"id": "e2", "box": "let-go", "text": "Paper referrals."},
        {"id": "e3", "text": "The daily huddle: nobody has decided yet."},
    ],
    CYCLE: [
        {"stop": "asked", "text": "What makes waiting hard?", "contributor": "c1"},
        {"stop": "heard", "text": "Not knowing how long.", "contributor": "c2"},
        {"stop": "answered", "text": "We will write the time on the board."},
        {"stop": "changed", "text": "A board with times, from 4 May."},
    ],
    STAGES: [
        {"id": "i1", "stage": "inputs", "text": "Ten minutes a day.", "leads_to": ["a1"]},
        {"id": "a1", "stage": "activities", "text": "A huddle.", "leads_to": ["o1"]},
        {"id": "o1", "stage": "outputs", "text": "Visits are swapped on the day."},
    ],
    STATIONS: [
        {"question": "expected", "text": "Twelve people."},
        {"question": "happened", "text": "Four people came."},
        {"question": "why", "text": "The letter went out late."},
    ],
    BANDS: [
        {"id": "e1", "stage": ["what"], "text": "The letter went out late."},
        {"id": "e2", "stage": ["what", "so-what"], "text": "People thought nobody cared."},
        {"id": "e3", "text": "Said in passing."},
    ],
    BARS: [
        {"answer": "very-useful", "mentions": 14},
        {"answer": "useful", "mentions": 9},
        {"answer": "not-useful", "mentions": 2},
    ],
    LINES: [
        {"line": line, "happened_on": day, "mentions": number}
        for line, numbers in (("calls", (12, 14, 9, 15)), ("answered", (5, 6, 8, 13)))
        for day, number in zip(DAYS, numbers, strict=True)
    ],
}


def build(record: type[Record]) -> Record:
    """Return a record of a kind, with some entries."""
    people: list[dict[str, object]] = [
        {"id": "c1", "role": "ward nurse"},
        {"id": "c2", "role": "patient"},
    ]
    given: dict[str, Any] = {"contributors": people, "entries": ENTRIES[record]}
    return record(title="After the first wave", **given)


def register_kinds() -> None:
    """Make the frameworks known to the registry."""
    for record in KINDS:
        register(Declared(record.about, record, ()))
