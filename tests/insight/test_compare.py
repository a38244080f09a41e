"""Two waves of one group: what is new, what is said again, and what is no longer said."""

from __future__ import annotations

from improvement_frameworks import LearningGrid, compare_waves, insights

HUDDLE = ("started", "organisational", "A daily huddle")


def grid(*answers: tuple[str, str, str], group: str = "Ward 7") -> LearningGrid:
    entries = [{"question": q, "level": level, "text": text} for q, level, text in answers]
    return LearningGrid(title="A grid", group={"name": group}, entries=entries)


def say(earlier: LearningGrid, later: LearningGrid) -> dict[tuple[str, str], list[str]]:
    """Return the quotes of each statement, by its code and the cell."""
    report = compare_waves([earlier], [later], k=1, use="learn-in-group")
    assert report.issues == ()
    return {
        (one.code, str(one.facts["label"])): [str(place.quote) for place in one.opened]
        for one in report.statements
    }


APRIL = grid(HUDDLE, ("more", "personal", "Calls"))
JUNE = grid(
    ("started", "organisational", "a daily  huddle!"), ("started", "organisational", "Video")
)
AUGUST = grid(("started", "system", "A daily huddle"))


def test_waves_are_compared_cell_by_cell() -> None:
    assert say(APRIL, JUNE) == {
        ("GRID-A11", "Started, Organisational"): ["Video"],
        ("GRID-A12", "Started, Organisational"): ["a daily  huddle!"],
        ("GRID-A13", "More of, Personal"): ["Calls"],
    }
    assert say(JUNE, AUGUST) == {
        ("GRID-A11", "Started, System"): ["A daily huddle"],
        ("GRID-A13", "Started, Organisational"): ["a daily  huddle!", "Video"],
    }


def test_an_answer_of_another_group_is_not_compared() -> None:
    assert say(APRIL, grid(("started", "organisational", "Video"), group="Ward 8")) == {}


def test_what_two_waves_have_alike_is_named_by_the_waves() -> None:
    report = compare_waves([APRIL], [APRIL], names=("spring", "summer"), k=1)
    assert [(one.facts["earlier"], one.facts["later"]) for one in report.statements] == [
        (("spring",), "summer"),
        (("spring",), "summer"),
    ]


def test_the_earlier_wave_is_the_one_in_which_it_was_said() -> None:
    called, video = ("more", "personal", "Calls"), ("less", "personal", "Video")
    months = (("04", (called,)), ("06", (video,)), ("08", (called, video)))
    waves = [grid(*said).replace(recorded_on=f"2020-{month}-10") for month, said in months]
    report = insights(waves, select="GRID-A12", k=1)
    assert {one.facts["label"]: one.facts["earlier"] for one in report.statements} == {
        "More of, Personal": ("2020-04",),
        "Less of, Personal": ("2020-06",),
    }
