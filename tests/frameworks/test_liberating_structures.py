"""The menu holds what the sources print, and holds together."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

import pytest

from improvement_frameworks.core.registry import get_example, get_framework, get_rules
from improvement_frameworks.core.rules.rules import run_rules
from improvement_frameworks.frameworks.liberating_structures import LiberatingStructures
from improvement_frameworks.frameworks.liberating_structures.structure import (
    Structure,
    all_structures,
    get_structure,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MENU: Final = get_framework("liberating-structures")
CLASSIC: Final = MENU.scheme("classic").parts
NEW: Final = (
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
)

# Code, number of steps, minutes of all steps (least, most), printed minutes, fewest people; none
# where the text of 2026 says that there is no minimum.
FIGURES: Final[list[tuple[str, int, tuple[int, int], tuple[int, int | None], int | None]]] = [
    ("one-two-four-all", 4, (12, 12), (12, 12), 4),
    ("impromptu-networking", 1, (12, 15), (20, 20), 4),
    ("nine-whys", 4, (20, 20), (20, 20), 2),
    ("appreciative-interviews", 5, (53, 63), (60, 60), 2),
    ("triz", 4, (35, 35), (35, 35), None),
    ("fifteen-percent-solutions", 3, (21, 45), (20, 20), 3),
    ("troika-consulting", 5, (22, 34), (30, 30), 3),
    ("what-so-what-now-what", 10, (15, 42), (45, 45), 4),
    ("discovery-and-action-dialogue", 3, (25, 70), (25, 70), 5),
    ("shift-and-share", 4, (44, 96), (90, 90), 10),
    ("twenty-five-ten-crowd-sourcing", 7, (32, 32), (30, 30), 15),
    ("wise-crowds", 4, (15, 75), (15, 15), 4),
    ("min-specs", 5, (36, 51), (35, 50), 4),
    ("improv-prototyping", 6, (21, 25), (20, 20), 9),
    ("conversation-cafe", 5, (35, 64), (35, 60), 5),
    ("user-experience-fishbowl", 5, (36, 71), (35, 70), 15),
    ("heard-seen-respected", 5, (33, 33), (35, 35), 2),
    ("design-storyboards", 9, (22, 70), (25, 70), 1),
    ("what-i-need-from-you", 6, (53, 68), (55, 70), 9),
    ("open-space-technology", 4, (90, 90), (90, None), 10),
    ("simple-ethnography", 7, (75, 415), (75, 420), 2),
    ("integrated-autonomy", 8, (65, 65), (80, 80), None),
    ("critical-uncertainties", 12, (93, 93), (100, 100), 8),
    ("ecocycle-planning", 9, (95, 95), (95, 95), None),
    ("panarchy", 14, (145, 145), (120, 120), 8),
    ("purpose-to-practice", 6, (195, 195), (120, 120), None),
    ("mad-tea", 5, (22, 22), (20, 25), 12),
    ("spiral-journal", 6, (18, 19), (15, 20), 2),
    ("folding-spectrogram", 8, (14, 64), (15, 40), 10),
    ("positive-gossip", 5, (15, 15), (15, 15), 12),
    ("principles-walk-around", 6, (26, 26), (25, 25), 10),
    ("network-relationship-patterns", 8, (25, 25), (25, 50), 4),
    ("grief-walking", 7, (32, 34), (35, 45), 12),
    ("future-present", 3, (24, 24), (25, 25), 4),
    ("talking-with-pixies", 9, (28, 77), (30, 95), 4),
    ("strategy-knotworking", 9, (368, 378), (360, 480), 1),
]
EXPLAINED: Final = {
    "impromptu-networking",
    "what-so-what-now-what",
    "heard-seen-respected",
    "social-network-webbing",
    "integrated-autonomy",
    "critical-uncertainties",
    "fifteen-percent-solutions",
    "twenty-five-ten-crowd-sourcing",
    "improv-prototyping",
    "panarchy",
    "purpose-to-practice",
    "principles-walk-around",
    "grief-walking",
    "future-present",
}


def test_the_classic_menu_has_33_structures_numbered_in_order() -> None:
    assert [get_structure(code).number for code in CLASSIC] == list(range(1, 34))
    assert MENU.default_scheme.id == "classic"


def test_the_fieldbook_adds_ten_to_the_same_33() -> None:
    assert MENU.scheme("fieldbook-2026").parts == (*CLASSIC, *NEW)
    assert all(get_structure(code).number is None for code in NEW)


@pytest.mark.parametrize(("code", "steps", "length", "printed", "people"), FIGURES)
def test_figures_are_those_of_the_sources(
    code: str,
    steps: int,
    length: tuple[int, int],
    printed: tuple[int, int | None],
    people: int | None,
) -> None:
    structure = get_structure(code)
    assert len(structure.steps) == steps
    # A step that may be left out counts in the most, and its least in neither.
    assert (structure.length().min, structure.length().max) == length
    assert (structure.minutes.min, structure.minutes.max) == printed
    assert structure.minimum_people == people
    assert (people is None) == ("no minimum" in str(MENU[code].details.get("people_note")))


def test_the_menu_has_194_steps_of_which_the_known_few_are_untimed() -> None:
    classic = [get_structure(code) for code in CLASSIC]
    assert sum(len(structure.steps) for structure in classic) == 194
    untimed = {s.code for s in classic for step in s.steps if step.minutes is None}
    assert untimed == {
        "what-so-what-now-what",
        "twenty-five-ten-crowd-sourcing",
        "conversation-cafe",
        "integrated-autonomy",
    }


def test_eleven_classic_totals_and_three_new_ones_differ_and_each_is_explained() -> None:
    differing = {s.code for s in all_structures() if not s.adds_up}
    assert differing == EXPLAINED
    assert len(differing & set(CLASSIC)) == 11
    assert {s.code for s in all_structures() if s.total_exception} == EXPLAINED


def test_what_so_what_now_what_has_three_rounds() -> None:
    steps = get_structure("what-so-what-now-what").steps
    rounds = [steps[1:4], steps[4:7], steps[7:10]]
    for steps_of_round in rounds:
        assert [step.units for step in steps_of_round] == [
            ("individual",),
            ("small-group",),
            ("whole-group",),
        ]
    totals = [(sum(s.length().min for s in r), sum(s.length().max or 0 for s in r)) for r in rounds]
    assert totals == [(5, 11), (5, 13), (5, 18)]
    assert steps[0].optional


def test_the_three_questions_have_the_wording_of_2026() -> None:
    assert MENU["what-so-what-now-what"].prompts == (
        "What? What happened? What did you notice? What facts or observations stood out?",
        "So what? What do the data mean? Why is it important? What patterns are emerging?",
        "Now what? What actions or first steps make sense?",
    )


def test_every_structure_has_four_of_the_five_elements_and_a_principle() -> None:
    for code in (*CLASSIC, *NEW):
        structure = get_structure(code)
        assert MENU[code].details["principle"], code
        assert structure.space, code
        assert structure.participation, code
        assert structure.groups, code
        assert structure.steps, code


def test_minimum_numbers_say_whether_they_are_stated() -> None:
    stated = {s.code for s in all_structures() if s.minimum_is_stated}
    assert stated == {"discovery-and-action-dialogue", "open-space-technology"}


def _names(structure: Structure) -> Iterator[str]:
    facts = MENU[structure.code].details
    for key in ("works_with", "before", "after", "nested"):
        named = facts.get(key, ())
        assert isinstance(named, tuple)
        yield from map(str, named)
    yield from (step.nested for step in structure.steps if step.nested)


def test_every_structure_that_is_named_exists() -> None:
    codes = {structure.code for structure in all_structures()}
    named = {name for structure in all_structures() for name in _names(structure)}
    assert named
    assert named <= codes


def test_nested_structures_are_listed_and_have_no_cycle() -> None:
    for structure in all_structures():
        assert {s.nested for s in structure.steps if s.nested} <= set(structure.nested)
        _walk(structure, ())


def _walk(structure: Structure, above: tuple[str, ...]) -> None:
    assert structure.code not in above, f"{structure.code} runs inside itself"
    for code in structure.nested:
        _walk(get_structure(code), (*above, structure.code))


def test_every_code_in_the_facts_is_in_its_list() -> None:
    lists = {
        "categories": MENU.vocabulary("category").codes,
        "minutes_per": MENU.vocabulary("minutes-per").codes,
        "minimum_basis": MENU.vocabulary("basis").codes,
        "online_fit": MENU.vocabulary("online-fit").codes,
        "online_needs": MENU.vocabulary("online-need").codes,
        "principle": MENU.vocabulary("principle").codes,
    }
    seen: dict[str, set[object]] = {key: set() for key in lists}
    for part in MENU.parts:
        for key, known in lists.items():
            value = part.details.get(key)
            values = value if isinstance(value, tuple) else () if value is None else (value,)
            seen[key].update(values)
            assert set(values) <= set(known), (part.code, key)
    assert all(seen.values())
    units = MENU.vocabulary("unit").codes
    pers = MENU.vocabulary("repeat-per").codes
    for structure in all_structures():
        assert {unit for step in structure.steps for unit in step.units} <= set(units)
        assert {s.repeat.per for s in structure.steps if s.repeat} <= set(pers)


def test_a_structure_repeats_its_steps_for_one_thing_only() -> None:
    for structure in all_structures():
        repeats = {step.repeat for step in structure.steps if step.repeat}
        assert len(repeats) <= 1, structure.code


def test_what_a_structure_counts() -> None:
    counted = {
        "user-experience-fishbowl": "3 to 7",
        "what-i-need-from-you": "3 to 7",
        "shift-and-share": "3 to 7",
        "wise-crowds": "1 to 7",
        "troika-consulting": "3",
        "improv-prototyping": "1 or more",
        "one-two-four-all": "None",
    }
    assert {code: str(get_structure(code).counted) for code in counted} == counted


def test_an_unknown_structure_is_named() -> None:
    with pytest.raises(KeyError, match="no-such-structure"):
        get_structure("no-such-structure")


def test_ten_principles_five_elements_and_six_categories() -> None:
    assert len(MENU.vocabulary("principle").terms) == 10
    assert MENU.vocabulary("principle")["clear-purpose"].label == (
        "Never Start Without Clear Purpose"
    )
    assert len(MENU.vocabulary("design-element").terms) == 5
    assert len(MENU.vocabulary("category").terms) == 6


def test_printed_names_find_their_structure() -> None:
    assert MENU["one-two-four-all"].label == "1-2-4-All"
    assert MENU["fifteen-percent-solutions"].label == "15% Solutions"
    assert MENU["twenty-five-ten-crowd-sourcing"].label == "25/10 Crowd Sourcing"
    assert "Creative Destruction (TRIZ)" in MENU["triz"].aliases
    assert "Options Place" in MENU["open-space-technology"].aliases
    names = [name.casefold() for p in MENU.parts for name in (p.label, *p.aliases)]
    assert len(names) == len(set(names))


def test_the_licence_gives_the_suggested_attribution() -> None:
    attribution = (
        "This work includes content from Liberating Structures Fieldbook (2026) by Keith McCandless"
        " and Nancy White, available at www.liberatingstructures.com. Licensed under CC BY-SA 4.0."
    )
    assert attribution in " ".join(MENU.licence.split())


def test_spelling_is_british_outside_names() -> None:
    american = re.compile(r"\b\w*(?:ize|izing|ization|color|center|behavior)\w*\b", re.IGNORECASE)
    own = [part.definition for part in MENU.parts]
    own += [step.what for structure in all_structures() for step in structure.steps]
    found = [word for text in own for word in american.findall(text) if word.lower() != "size"]
    assert found == []


def test_the_example_is_without_faults_and_remarks() -> None:
    record = LiberatingStructures.model_validate_json(
        json.dumps(get_example("liberating-structures"))
    )
    assert run_rules(record, get_rules("liberating-structures")) == []
    assert record.coverage()["triz"] == 1


def test_a_record_written_and_read_again_is_the_same() -> None:
    record = LiberatingStructures.model_validate_json(
        json.dumps(get_example("liberating-structures"))
    )
    assert LiberatingStructures.model_validate_json(record.to_json()) == record
    assert json.loads(record.to_json()) == get_example("liberating-structures")
