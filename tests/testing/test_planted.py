"""How well personal data is found is measured on a planted set, and the docs say what came out."""

from __future__ import annotations

from pathlib import Path

from improvement_frameworks.testing.planted import MANY, measure, plant_texts, write_measured

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "personal-data.md"
GIVES_NOTHING = (
    " at example",
    "her number 999",
    "sticker ",
    "the label said ",
    "came into the world",
)
"""What stands in some of the texts whose form gives nothing to go by."""


def test_the_page_says_what_is_measured() -> None:
    assert write_measured(measure(plant_texts())) in PAGE.read_text(encoding="utf-8")


def test_the_planted_set_is_as_it_is_said() -> None:
    texts = plant_texts()
    assert texts == plant_texts()
    assert texts != plant_texts(2)
    planted = [one for one in texts if one.planted]
    assert len(planted) * 2 == len(texts) == 5000
    for one in planted:
        (known,) = one.planted
        own = one.text[known.start : known.end]
        assert own
        assert own == own.strip()
    kinds = [one.planted[0].kind for one in planted]
    assert {kinds.count(kind) for kind in kinds} == {MANY}
    assert all(any(form in one.text for one in planted) for form in GIVES_NOTHING)


def test_other_draws_give_much_the_same() -> None:
    for seed in (2, 3):
        measured = measure(plant_texts(seed))
        for one in measured:
            assert one.recall > 0.65, one
            assert one.precision > (
                0.6 if one.kind in {"vehicle-registration", "postcode"} else 0.9
            ), one
