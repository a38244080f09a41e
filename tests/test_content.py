"""The reference content of all frameworks: exact where a source fixes it, cited everywhere."""

from __future__ import annotations

import os
import re
import string
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from tests.conftest import for_each

import improvement_frameworks
from improvement_frameworks import validate
from improvement_frameworks.core.content.source import JUDGEMENT
from improvement_frameworks.core.record.field import find_model
from improvement_frameworks.core.record.listed import camel
from improvement_frameworks.core.registry import (
    get_example,
    get_framework,
    get_own_rules,
    get_record_type,
    get_shared_rules,
    published_ids,
)
from improvement_frameworks.problems import PROBLEMS
from improvement_frameworks.problems.problem import PRINCIPLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from improvement_frameworks.core.content.facts import Fact
    from improvement_frameworks.core.content.framework import (
        Framework,
        PartSequence,
        Prompt,
        Scheme,
    )
    from improvement_frameworks.core.content.meeting import Meeting
    from improvement_frameworks.core.content.relation import Relation
    from improvement_frameworks.core.content.suits import Suits
    from improvement_frameworks.core.content.vocabulary import Term
    from improvement_frameworks.core.rules.rules import Rule

TESTS: Final = Path(__file__).parent
PACKAGE: Final = Path(improvement_frameworks.__file__).parent

PREFIXES: Final = {
    wanted: get_own_rules(wanted)[0].problem.code.partition("-")[0] for wanted in published_ids()
}

# Parts for which no source gives a question of their own.
WITHOUT_PROMPTS: Final = {
    "iceberg": {"vision", "containers"},  # the authors of five levels add no guide question
    # The three risks were told on slides; only the themes answer a question.
    "risk-themes": {"silos", "intervention-not-conditions", "top-down-bottom-up"},
}
# An invitation is worded anew for each session; only this structure has its questions built in.
WITH_PROMPTS: Final = {"liberating-structures": {"what-so-what-now-what"}}


def all_rules() -> list[tuple[str, Rule[object]]]:
    shared = [("", one) for one in get_shared_rules()]
    return shared + [(wanted, one) for wanted in PREFIXES for one in get_own_rules(wanted)]


def terms(framework: Framework) -> Iterator[Term]:
    yield from framework.parts
    for vocabulary in framework.vocabularies:
        yield from vocabulary.terms


def test_every_folder_is_a_framework_and_has_a_prefix_of_its_own() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("frameworks/*/content.toml")}
    assert {wanted.replace("-", "_") for wanted in PREFIXES} == folders
    assert len(set(PREFIXES.values())) == len(PREFIXES)
    assert "REC" not in PREFIXES.values()


# --- What the sources fix, written down here by hand -------------------------------------------


def labels(wanted: str, scheme: str | None = None) -> list[str]:
    framework = get_framework(wanted)
    return [framework[code].label for code in framework.scheme(scheme).parts]


def test_the_six_principles() -> None:
    assert labels("learning-principles") == [
        "Avoid jumping to conclusions",
        "Be purposeful",
        "Be timely",
        "Involve diverse perspectives",
        "Support psychological safety",
        "Focus on what is enabling the change",
    ]
    codes = tuple(part.code for part in get_framework("learning-principles").parts)
    assert codes == PRINCIPLES
    assert [code.replace("-", " ").capitalize() for code in codes] == labels("learning-principles")


HOPE: Final = (
    "In ten years' time, what's one thing you hope has changed as a result of the COVID19 response?"
)


def test_the_eight_questions_at_three_levels() -> None:
    grid = get_framework("learning-grid")
    assert [part.prompts for part in grid.parts] == [
        ("What have you started doing?",),
        ("What have you stopped doing?",),
        ("What are you doing more of?",),
        ("What are you doing less of?",),
        ("What is working well?",),
        ("What hasn't worked?",),
        ("What has this revealed about what support is effective and how best to deliver it?",),
        (HOPE,),
    ]
    assert [part.code for part in grid.parts] == [
        "started",
        "stopped",
        "more",
        "less",
        "working-well",
        "not-worked",
        "revealed-support",
        "ten-year-hope",
    ]
    levels = grid.vocabulary("level").terms
    assert [level.label for level in levels] == ["Personal", "Organisational", "System"]
    assert "In response to COVID-19..." in [prompt.text for prompt in grid.prompts]


def test_the_four_levels_with_their_questions_and_responses() -> None:
    iceberg = get_framework("iceberg")
    assert iceberg.default_scheme.id == "four-levels"
    assert labels("iceberg") == ["Events", "Patterns", "Underlying structures", "Mental models"]
    four = [iceberg[code] for code in iceberg.default_scheme.parts]
    assert [part.prompts for part in four] == [
        ("What just happened?",),
        ("What trends have there been over time?",),
        ("What has influenced the patterns?", "What are the relationships between the parts?"),
        (
            "What assumptions, beliefs and values do people hold about the system?",
            "What beliefs keep the system in place?",
        ),
    ]
    responses = [part.details["response"] for part in four]
    assert responses == ["React", "Anticipate", "Design", "Transform"]
    assert iceberg.direction == "down"
    assert {scheme.id: len(scheme.parts) for scheme in iceberg.schemes} == {
        "four-levels": 4,
        "three-levels": 3,
        "five-levels": 5,
        "five-levels-containers": 5,
    }
    assert labels("iceberg", "five-levels")[-1] == "Vision"
    assert labels("iceberg", "five-levels-containers")[-1] == "Containers"


# A word of each of Meadows' places, from the least effective to the most.
PLACES: Final = (
    "parameters",
    "buffers",
    "material stocks and flows",
    "delays",
    "negative feedback",
    "positive feedback",
    "information flows",
    "rules",
    "self-organise",
    "goals",
    "paradigm",
    "transcend",
)


def test_the_kinds_of_structure_and_the_twelve_places() -> None:
    iceberg = get_framework("iceberg")
    kinds = [term.label.lower() for term in iceberg.vocabulary("structure-kind").terms]
    assert kinds == ["physical things", "organisations", "policies", "rituals"]
    beliefs = [term.label for term in iceberg.vocabulary("belief-kind").terms]
    assert {label.lower().rstrip("s") for label in beliefs} == {
        "attitude",
        "belief",
        "moral",
        "expectation",
        "value",
    }
    places = [term.label for term in iceberg.vocabulary("leverage-point").terms]
    assert [place.partition(".")[0] for place in places] == [str(n) for n in range(12, 0, -1)]
    assert all(word in place for word, place in zip(PLACES, places, strict=True))


def test_the_seven_rungs_from_the_ground_up() -> None:
    ladder = get_framework("ladder-of-inference")
    assert labels("ladder-of-inference") == [
        "Observable data and experiences",
        "Selected data",
        "Added meanings (cultural and personal)",
        "Assumptions",
        "Conclusions",
        "Beliefs",
        "Actions",
    ]
    assert ladder.default_scheme.parts == (
        "observable-data",
        "selected-data",
        "meanings",
        "assumptions",
        "conclusions",
        "beliefs",
        "actions",
    )
    assert ladder.direction == "up"
    assert {len(scheme.parts) for scheme in ladder.schemes} == {7, 6, 4}
    assert "beliefs" not in ladder.scheme("six-rungs").parts


CLASSIC: Final = (
    "1-2-4-All",
    "Impromptu Networking",
    "Nine Whys",
    "Wicked Questions",
    "Appreciative Interviews",
    "TRIZ",
    "15% Solutions",
    "Troika Consulting",
    "What, So What, Now What? (W3)",
    "Discovery & Action Dialogue",
    "Shift & Share",
    "25/10 Crowd Sourcing",
    "Wise Crowds",
    "Min Specs",
    "Improv Prototyping",
    "Helping Heuristics",
    "Conversation Café",
    "User Experience Fishbowl",
    "Heard, Seen, Respected",
    "Drawing Together",
    "Design StoryBoards",
    "Celebrity Interview",
    "Social Network Webbing",
    "What I Need From You",
    "Open Space Technology",
    "Generative Relationships STAR",
    "Agreement-Certainty Matrix",
    "Simple Ethnography",
    "Integrated~Autonomy",
    "Critical Uncertainties",
    "Ecocycle Planning",
    "Panarchy",
    "Purpose-to-Practice",
)
ADDED_IN_2026: Final = (
    "Mad Tea | Calm Tea",
    "Spiral Journal",
    "Folding Spectrogram",
    "Positive Gossip",
    "Principles Walk-Around",
    "Network Relationship Patterns",
    "Grief Walking",
    "Future~Present",
    "Talking with Pixies",
    "Strategy Knotworking",
)


def test_the_structures_in_the_order_of_the_menu() -> None:
    assert len(CLASSIC) == 33
    assert tuple(labels("liberating-structures")) == CLASSIC
    assert tuple(labels("liberating-structures", "fieldbook-2026")) == CLASSIC + ADDED_IN_2026


def test_the_ten_principles_and_five_elements_of_liberating_structures() -> None:
    framework = get_framework("liberating-structures")
    assert [term.label for term in framework.vocabulary("principle").terms] == [
        "Include and Unleash Everyone",
        "Practice Deep Respect for People and Local Solutions",
        "Build Trust As You Go",
        "Learn by Failing Forward",
        "Practice Self-Discovery Within a Group",
        "Amplify Freedom AND Responsibility",
        "Emphasize Possibilities: Believe Before You See",
        "Invite Creative Destruction To Enable Innovation",
        "Engage In Seriously-Playful Curiosity",
        "Never Start Without Clear Purpose",
    ]
    assert [term.label for term in framework.vocabulary("design-element").terms] == [
        "Structuring Invitation",
        "How Space Is Arranged and Materials Needed",
        "How Participation Is Distributed",
        "How Groups Are Configured",
        "Sequence of Steps and Time Allocation",
    ]
    assert "CC BY-SA 4.0" in framework.licence
    notice = PACKAGE / "frameworks" / "liberating_structures" / "LICENCE-CONTENT.md"
    assert "Keith McCandless and Nancy White" in notice.read_text(encoding="utf-8")


Q1: Final = (
    "In trying to 'lock in' positive changes, one of the key risks for the health and care sector "
    "is..."
)
Q2: Final = "When thinking about my own leadership and behaviour, I want to avoid..."


def test_the_three_risks_and_the_themes_of_two_polls() -> None:
    framework = get_framework("risk-themes")
    assert labels("risk-themes", "three-risks") == [
        "Silos",
        "Focus on intervention instead of conditions",
        "Top down vs bottom up",
    ]
    families = [part for part in framework.parts if "parent" not in part.details]
    by_question = {
        question: [part.code for part in families if question in part.prompts]
        for question in (Q1, Q2)
    }
    assert by_question[Q1] == [
        "lose-learning",
        "inequalities",
        "workforce-pressure",
        "lose-purpose-barriers",
        "revert-behaviour",
        "one-size-fits-all",
        "no-evaluation",
        "lose-patient-focus",
    ]
    assert by_question[Q2] == ["overcommit", "not-listening", "impose-control", "assumptions"]
    assert len(families) == 3 + 8 + 4, "no third set of themes is known"
    children = [str(part.details["parent"]) for part in framework.parts if part not in families]
    assert {parent: children.count(parent) for parent in children} == {
        "inequalities": 1,
        "workforce-pressure": 2,
        "lose-purpose-barriers": 3,
        "revert-behaviour": 2,
        "one-size-fits-all": 2,
        "lose-patient-focus": 1,
        "overcommit": 1,
        "not-listening": 1,
        "impose-control": 1,
    }


# --- What holds for every framework --------------------------------------------------------------


@for_each(sorted(PREFIXES))
def test_every_statement_cites_a_source_or_is_judgement(wanted: str) -> None:
    framework = get_framework(wanted)
    known = {source.id for source in framework.sources} | {JUDGEMENT}
    assert framework.suits
    assert framework.meeting
    citing: list[Term | Scheme | Prompt | Relation | Suits | Meeting | PartSequence] = [
        framework.suits,
        framework.meeting,
        *framework.sequences,
        *terms(framework),
        *framework.schemes,
        *framework.prompts,
        *framework.relations,
    ]
    for statement in citing:
        assert statement.sources, statement
        assert set(statement.sources) <= known, statement
        assert len(set(statement.sources)) == len(statement.sources), statement


@for_each(sorted(PREFIXES))
def test_every_framework_says_when_to_choose_it_and_when_not(wanted: str) -> None:
    suits = get_framework(wanted).suits
    assert suits
    assert suits.not_for
    assert suits.bring
    assert suits.people
    assert suits.minutes or suits.part_details
    assert suits.confused_with
    for other in suits.confused_with:
        assert other.framework in PREFIXES
        assert other.framework != wanted
        assert other.difference.endswith(".")
    for words in (*suits.situations, *suits.not_for):
        assert words[0].islower(), words  # read after the words: use it to
        assert words[-1] not in ".;", words


def test_every_framework_says_how_to_run_it_in_a_meeting_of_five_steps() -> None:
    for wanted in published_ids():
        meeting = get_framework(wanted).meeting
        assert meeting, wanted
        assert len(meeting.steps) == 5, wanted
        assert all(step.text.endswith((".", "?")) for step in meeting.steps), wanted
        assert not any(step.title.endswith(".") for step in meeting.steps), wanted
        longest = max(
            len(sentence.split())
            for step in meeting.steps
            for sentence in re.split(r"(?<=[.?:]) ", step.text)
        )
        assert longest <= 25, wanted


# As the data set prints them: the first and the last structure, how many, and the minutes.
STRINGS: Final = {
    "classic-retrospective": ("impromptu-networking", "what-so-what-now-what", 5, 100),
    "quick-ideas": ("wicked-questions", "fifteen-percent-solutions", 4, 85),
    "team-start": ("nine-whys", "purpose-to-practice", 3, 190),
    "peer-consulting": ("heard-seen-respected", "fifteen-percent-solutions", 3, 90),
    "sense-after-surprise": ("conversation-cafe", "what-so-what-now-what", 2, 75),
    "change-stuck-patterns": ("impromptu-networking", "one-two-four-all", 3, 60),
    "renew": ("impromptu-networking", "what-so-what-now-what", 4, 145),
    "purpose-to-prototype": ("nine-whys", "design-storyboards", 3, 110),
    "strategy-day": ("nine-whys", "what-i-need-from-you", 5, 280),
    "ease-tension": ("drawing-together", "troika-consulting", 4, 110),
    "peer-coaching": ("impromptu-networking", "troika-consulting", 4, 160),
    "retrospective-on-causes": ("impromptu-networking", "fifteen-percent-solutions", 4, 110),
    "team-realignment": ("heard-seen-respected", "improv-prototyping", 4, 220),
    "review-with-partners": ("impromptu-networking", "what-so-what-now-what", 3, 120),
    "decide-together": ("one-two-four-all", "fifteen-percent-solutions", 4, 90),
}


def test_the_proven_strings_of_liberating_structures() -> None:
    strings = get_framework("liberating-structures").sequences
    assert {
        one.code: (one.parts[0], one.parts[-1], len(one.parts), one.minutes) for one in strings
    } == STRINGS


@for_each(sorted(PREFIXES))
def test_sources_can_be_looked_up(wanted: str) -> None:
    framework = get_framework(wanted)
    assert any(source.verified for source in framework.sources)
    for source in framework.sources:
        assert source.supports.strip()
        assert source.url is None or re.fullmatch(r"https?://[!-~]+", source.url), source.id
        assert source.year is None or 1900 < source.year <= 2026, source.id
        assert source.url or not source.verified, source.id


@for_each(sorted(PREFIXES))
def test_every_part_has_a_question_or_a_reason_to_have_none(wanted: str) -> None:
    framework = get_framework(wanted)
    silent = {part.code for part in framework.parts if not part.prompts}
    codes = {part.code for part in framework.parts}
    allowed = codes - WITH_PROMPTS[wanted] if wanted in WITH_PROMPTS else set[str]()
    assert silent == WITHOUT_PROMPTS.get(wanted, allowed)


@for_each(sorted(PREFIXES))
def test_every_part_belongs_to_a_scheme(wanted: str) -> None:
    framework = get_framework(wanted)
    placed = {code for scheme in framework.schemes for code in scheme.parts}
    assert placed in (set(), {part.code for part in framework.parts})


@for_each(sorted(PREFIXES))
def test_no_word_means_two_parts(wanted: str) -> None:
    meaning: dict[str, str] = {}
    for part in get_framework(wanted).parts:
        for word in {part.code, part.label.casefold(), *map(str.casefold, part.aliases)}:
            assert meaning.setdefault(word, part.code) == part.code, word


@for_each(sorted(PREFIXES))
def test_every_relation_leads_to_something_that_is_there(wanted: str) -> None:
    framework = get_framework(wanted)
    assert framework.relations
    for relation in framework.relations:
        assert relation.to in PREFIXES
        assert relation.to != wanted or relation.carries
        assert relation.part in {None, *framework.part_vocabulary.codes}
        assert relation.to_part in {None, *get_framework(relation.to).part_vocabulary.codes}
    ends = [(one.to, one.part, one.to_part, one.kind) for one in framework.relations]
    assert len(set(ends)) == len(ends)


@for_each(sorted(PREFIXES))
def test_words_are_whole_sentences(wanted: str) -> None:
    framework = get_framework(wanted)
    told = [framework.summary, framework.purpose, framework.origin, framework.evidence]
    told += [framework.licence, framework.how_to_record]
    told += [term.definition for term in terms(framework)]
    told += [relation.reason for relation in framework.relations]
    for text in told:
        assert re.match(r"[A-Z0-9\"'(]", text.strip()), text
        assert text.strip()[-1] in ".?!)", text


LEFTOVERS: Final = re.compile(
    r"\[(?:seed|source|repo|index|computed|inferred|common|unverified)\b|TODO|FIXME|XXX"
    r"|lorem ipsum|domain file|evidence letter",
    re.IGNORECASE,
)


@for_each(sorted(PREFIXES))
def test_nothing_of_the_workshop_is_left_in_the_files(wanted: str) -> None:
    folder = PACKAGE / "frameworks" / wanted.replace("-", "_")
    files = [path for path in folder.iterdir() if path.suffix in {".toml", ".py", ".json", ".md"}]
    assert len(files) >= 5
    for file in files:
        assert not LEFTOVERS.search(file.read_text(encoding="utf-8")), file


@for_each(sorted(PREFIXES))
def test_details_have_titles_and_titles_have_details(wanted: str) -> None:
    framework = get_framework(wanted)
    explained = [term.details for term in terms(framework)]
    explained += [scheme.details for scheme in framework.schemes]
    used = {key for details in explained for key in details}
    assert used == set(framework.details)
    for text in facts(explained):
        assert text.strip()


def facts(values: object) -> Iterator[str]:
    """Yield every text within facts."""
    if isinstance(values, str):
        yield values
    elif isinstance(values, list | tuple):
        for inner in cast("list[object]", values):
            yield from facts(inner)
    elif hasattr(values, "values"):
        yield from facts(list(cast("Mapping[str, Fact]", values).values()))


@for_each(sorted(PREFIXES))
def test_the_folder_has_the_anatomy_of_all(wanted: str) -> None:
    folder = PACKAGE / "frameworks" / wanted.replace("-", "_")
    present = {path.name for path in folder.iterdir()}
    assert {"__init__.py", "content.toml", "record.py", "rules.toml", "example.json"} <= present
    record = get_record_type(wanted)
    assert record.__name__ == camel(wanted)
    field = get_framework(wanted).part.replace("-", "_")
    entry = find_model(record.model_fields["entries"])
    assert entry
    assert field in entry.model_fields


@for_each(sorted(PREFIXES))
def test_the_example_is_clean(wanted: str) -> None:
    report = validate(get_example(wanted))
    assert [(one.code, one.message) for one in report.errors + report.warnings] == []
    assert report.judged == 1


# --- Rules ---------------------------------------------------------------------------------------


def test_codes_are_unique_over_everything() -> None:
    codes = [rule.problem.code for _, rule in all_rules()] + [one.code for one in PROBLEMS]
    twice = {code for code in codes if codes.count(code) > 1}
    assert twice == set()
    titles = [(wanted, rule.problem.title) for wanted, rule in all_rules()]
    assert len(set(titles)) == len(titles), "two rules of a framework have one title"


def test_a_rule_has_the_prefix_of_its_framework() -> None:
    for wanted, one in all_rules():
        prefix = PREFIXES.get(wanted, "(?:REC|PRIV)")
        assert re.fullmatch(rf"{prefix}-(?:[A-Z][0-9]+)(?:-W)?", one.problem.code), one.problem.code


def test_the_letter_of_a_code_is_its_severity() -> None:
    for _, one in all_rules():
        severities = {"E": "error", "W": "warning", "I": "info"}
        found = re.search(r"-([EWI])[0-9]+$|-(W)$", one.problem.code)
        if found and not one.problem.code.startswith("LS-"):
            assert severities[found[1] or found[2]] == one.problem.severity, one.problem.code
        if one.problem.code.endswith("-W"):
            assert one.problem.severity == "warning", one.problem.code


def test_a_rule_cites_a_source_and_serves_a_principle() -> None:
    for wanted, one in all_rules():
        sources = {source.id for source in get_framework(wanted).sources} if wanted else set[str]()
        assert one.problem.source in sources | {JUDGEMENT}, one.problem.code
        assert one.problem.principle in PRINCIPLES, one.problem.code


def test_a_rule_says_what_it_is_what_it_found_and_what_to_do() -> None:
    for _, one in all_rules():
        assert re.fullmatch(r"[A-Z][^\n]*\.", one.asks), one.problem.code
        assert re.fullmatch(r"[A-Z0-9].*[^.]", one.problem.title), one.problem.code
        for words in (one.problem.message, one.problem.hint):
            assert re.match(r"[A-Z{\"]", words), one.problem.code
            assert re.search(r"([.?!]|\{\w+\})$", words), words


def test_what_a_message_names_has_a_plain_name() -> None:
    for _, one in all_rules():
        words = one.problem.message + one.problem.hint
        for _, name, form, _ in string.Formatter().parse(words):
            assert name is None or name.isidentifier(), f"{one.problem.code}: {name}"
            assert not form, "values are text when they are filled in"


def words_of_tests() -> set[str]:
    words: set[str] = set()
    for folder, inner, names in os.walk(TESTS):
        inner[:] = [name for name in inner if name != "node_modules"]
        for path in (Path(folder, name) for name in names if name.endswith(".py")):
            if path != Path(__file__):
                words.update(re.findall(r"[\w-]+", path.read_text(encoding="utf-8")))
    return words


def test_every_rule_and_every_fault_of_form_is_spoken_of_in_a_test() -> None:
    words = words_of_tests()
    codes = [rule.problem.code for _, rule in all_rules()] + [one.code for one in PROBLEMS]
    assert [code for code in codes if code not in words] == []


def test_few_errors_many_warnings() -> None:
    severities = [rule.problem.severity for wanted, rule in all_rules() if wanted]
    assert severities.count("error") < severities.count("warning")
