"""Agreement of coders: as published, as another program works it out, and where it has no value."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from random import Random
from typing import TYPE_CHECKING, Final, Protocol, cast

import pytest

from improvement_frameworks.core.work.agreement import (
    Agreement,
    Codings,
    alpha_by_code,
    cohen_kappa,
    find_disputed,
    krippendorff_alpha,
    masi_distance,
    set_distance,
    share_agreed,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from improvement_frameworks.core.work.agreement import Distance

    class Task(Protocol):
        """What NLTK, which has no types, works out."""

        def alpha(self) -> float: ...
        def avg_Ao(self) -> float: ...  # noqa: N802 - NLTK's name
        def kappa_pairwise(self, first: str, second: str, /) -> float: ...


Made = dict[str, dict[str, frozenset[str]]]

DISTANCE: Final = import_module("nltk.metrics.distance")
binary_distance = cast("Callable[..., float]", DISTANCE.binary_distance)
masi_of_nltk = cast("Distance", DISTANCE.masi_distance)


def judge(rows: Sequence[tuple[str, str, object]], distance: Callable[..., float]) -> Task:
    """Return what NLTK works out from rows of a coder, an item and what the coder gave it."""
    made = import_module("nltk.metrics.agreement").AnnotationTask(rows, distance=distance)
    return cast("Task", made)


def table(**rows: str) -> Made:
    """Return codings from one row for each coder, one sign for each item; a dot stands for none."""
    made: Made = {}
    for coder, row in rows.items():
        for place, sign in enumerate(row.split()):
            if sign != ".":
                made.setdefault(f"u{place}", {})[coder] = frozenset({sign})
    return made


PUBLISHED: Final = {
    # Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. Sections A, B and C.
    "binary data, two observers": (
        table(meg="0 1 0 0 0 0 0 0 1 0", owen="1 1 1 0 0 1 0 0 0 0"),
        0.095,
    ),
    "nominal data, two observers": (
        table(ben="a a b b d c c c e d d a", gerry="b a b b b c c c e d d d"),
        0.692,
    ),
    "nominal data, four observers, some missing": (
        table(
            a="1 2 3 3 2 1 4 1 2 . . .",
            b="1 2 3 3 2 2 4 1 2 5 . 3",
            c=". 3 3 3 2 3 4 2 2 5 1 .",
            d="1 2 3 3 2 4 4 1 2 5 1 .",
        ),
        0.743,
    ),
}


@pytest.mark.parametrize("case", PUBLISHED)
def test_alpha_is_that_of_its_author(case: str) -> None:
    codings, expected = PUBLISHED[case]
    assert krippendorff_alpha(codings).value == pytest.approx(expected, abs=5e-4)


def test_kappa_is_that_of_its_author() -> None:
    """Cohen, J. (1960), table 2: two judges, 200 cases, kappa .492 where .70 is agreed."""
    cases = {"aa": 88, "ab": 10, "ac": 2, "ba": 14, "bb": 40, "bc": 6, "ca": 18, "cb": 10, "cc": 12}
    pairs = [pair for pair, times in cases.items() for _ in range(times)]
    codings = {str(n): {"A": pair[0], "B": pair[1]} for n, pair in enumerate(pairs)}
    assert cohen_kappa(codings, "A", "B").value == pytest.approx(0.492, abs=5e-4)
    assert share_agreed(codings).value == pytest.approx(0.7)


def test_a_rare_code_shows_why_chance_matters() -> None:
    """Of 100 answers both give a code to 1, each of them alone to 3: (0.94 - 0.9232) / 0.0768."""
    both, first, second = ({"c1": "x", "c2": "x"}, {"c1": "x", "c2": ""}, {"c1": "", "c2": "x"})
    neither = {"c1": "", "c2": ""}
    answers: list[dict[str, str]] = [both, *[first] * 3, *[second] * 3, *[neither] * 93]
    codings = {str(number): answer for number, answer in enumerate(answers)}
    assert share_agreed(codings).value == 0.94
    assert cohen_kappa(codings, "c1", "c2").value == pytest.approx(0.21875)


def generate(random: Random) -> Made:
    """Return codings by some people with some codes, several or none to an item, some missing."""
    coders = [f"c{n}" for n in range(random.randint(2, 5))]
    codes = "abcdef"[: random.randint(2, 6)]
    made: Made = {}
    for item in range(random.randint(2, 12)):
        true = {code for code in codes if random.random() < 0.4}
        made[f"e{item}"] = {
            coder: frozenset({c for c in codes if (c in true) != (random.random() < 0.15)})
            for coder in coders
            if random.random() < 0.85
        }
    return made


def masi_with_empty_sets(first: frozenset[str], second: frozenset[str]) -> float:
    """NLTK divides by zero for two empty sets, which are the same."""
    return masi_of_nltk(first, second) if first or second else 0.0


def test_a_thousand_generated_codings_agree_as_much_as_another_program_says() -> None:
    random = Random(1960)  # noqa: S311 - the same codings each time
    compared = Counter[str]()
    for _ in range(1_000):
        codings = generate(random)
        for name, ours, theirs in work_out(codings):
            if ours.value is not None:
                assert ours.value == pytest.approx(theirs, rel=0, abs=1e-12), (name, codings)
                compared[name] += 1
    assert len(compared) == 5
    assert min(compared.values()) > 900, compared


def work_out(codings: Made) -> list[tuple[str, Agreement, float]]:
    """Return each measure as the library and as NLTK work it out."""
    rows = [(c, item, codes) for item, by in codings.items() for c, codes in by.items()]
    both = {i: by for i, by in codings.items() if {"c0", "c1"} <= by.keys()}
    pair = [(c, item, codes) for item, by in both.items() for c, codes in by.items() if c < "c2"]
    found: list[tuple[str, Agreement, float]] = []
    if len(both) > 1:
        task = judge(pair, binary_distance)
        of_two = {item: {c: by[c] for c in ("c0", "c1")} for item, by in both.items()}
        kappa = cohen_kappa(codings, "c0", "c1")
        if kappa.value is not None:
            found.append(("kappa", kappa, task.kappa_pairwise("c0", "c1")))
        found.append(("share", share_agreed(of_two), task.avg_Ao()))
    for name, ours, distance in (
        ("nominal", krippendorff_alpha(codings), binary_distance),
        ("masi", krippendorff_alpha(codings, masi_distance), masi_with_empty_sets),
    ):
        if ours.value is not None:
            found.append((name, ours, judge(rows, distance).alpha()))
    for code, ours in list(alpha_by_code(codings).items())[:1]:
        if ours.value is not None:
            yes_no = [(coder, item, code in codes) for coder, item, codes in rows]
            found.append(("by code", ours, judge(yes_no, binary_distance).alpha()))
    return found


NO_VALUE: Final[dict[str, tuple[Codings, str]]] = {
    "nothing": ({}, "one-coder"),
    "each item by one person": ({"e1": {"c1": "a"}, "e2": {"c2": "a"}}, "one-coder"),
    "the same to everything": ({"e1": {"c1": "a", "c2": "a"}, "e2": {"c2": "b"}}, "one-value"),
    "nothing to everything": ({"e1": {"c1": "", "c2": ""}}, "one-value"),
}


@pytest.mark.parametrize("case", NO_VALUE)
def test_where_there_is_no_value_the_reason_is_given(case: str) -> None:
    codings, reason = NO_VALUE[case]
    for found in (
        cohen_kappa(codings, "c1", "c2"),
        krippendorff_alpha(codings),
        krippendorff_alpha(codings, masi_distance),
    ):
        assert (found.value, found.why_not) == (None, reason)
    assert {one.value for one in alpha_by_code(codings).values()} <= {None}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("ab", "abcd", 2 / 3), ("ab", "bc", 8 / 9), ("abc", "a", 7 / 9), ("a", "b", 1), ("", "a", 1)],
)
def test_distances_of_sets(first: str, second: str, expected: float) -> None:
    one, other = frozenset(first), frozenset(second)
    for pair in ((one, other), (other, one)):
        assert masi_distance(*pair) == pytest.approx(expected)
        assert set_distance(*pair) == 1
    assert masi_distance(one, one) == set_distance(one, one) == 0


def test_disagreements_are_listed_to_talk_about() -> None:
    codings = {
        "e1": {"c1": ["a"], "c2": ["a"]},
        "e2": {"c1": ["a", "b"], "c2": ["b", "c"], "c3": ["b"]},
        "e3": {"c1": ["a"]},
        "e4": {"c1": [], "c2": ["a"]},
    }
    second, fourth = find_disputed(codings)
    assert [(one.item, *map(sorted, (one.shared, one.disputed))) for one in (second, fourth)] == [
        ("e2", ["b"], ["a", "c"]),
        ("e4", [], ["a"]),
    ]
    assert fourth.codes == {"c1": frozenset[str](), "c2": frozenset({"a"})}
