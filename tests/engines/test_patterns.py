"""Every pattern of the published schemas means the same in the engines of other languages."""

from __future__ import annotations

from typing import Final, cast

import pytest
from tests.engines.program import ECMA, MATCHERS, ask_matcher
from tests.parity.pattern import CASES, DRAWN, FORMS, LENGTH, PATTERNS, draw_out
from tests.parity.pinned import PINNED, Pinned

OTHERS: Final = [name for name in MATCHERS if name != ECMA]
TEXTS: Final = (*CASES, *DRAWN)


def ask(engine: str, texts: tuple[str, ...]) -> dict[tuple[str, str], str]:
    """Return an engine's letter for each pattern and text."""
    questions = [(pattern, text) for pattern in PATTERNS for text in texts]
    return dict(zip(questions, ask_matcher(engine, questions), strict=True))


def mend(row: Pinned, text: str) -> list[str]:
    """Return the texts of which an engine takes the verdict, as a row says."""
    mended = row.mend(text)
    return cast("list[str]", mended) if isinstance(mended, list) else [str(mended)]


@pytest.fixture(scope="session")
def ecma() -> dict[tuple[str, str], str]:
    """Return what the engine says that JSON Schema names, about mended texts too."""
    mended = [one for row in PINNED for text in TEXTS for one in mend(row, text)]
    return ask(ECMA, (*dict.fromkeys((*TEXTS, *mended)),))


def test_javascript_gives_the_verdicts_of_the_table(ecma: dict[tuple[str, str], str]) -> None:
    for field, form in FORMS.items():
        for text, fields in CASES.items():
            if 0 < len(text) <= form.longest:
                expected = "A" if field in fields else "R"
                assert ecma[form.pattern, text] == expected, (field, text)


@pytest.mark.parametrize("engine", OTHERS)
def test_engines_differ_where_the_pinned_table_says_so(
    engine: str, ecma: dict[tuple[str, str], str]
) -> None:
    rows = [row for row in PINNED if engine in row.elsewhere]
    used = {row.name: False for row in rows}
    for (pattern, text), said in ask(engine, TEXTS).items():
        if said == ecma[pattern, text]:
            continue
        row = next((r for r in rows if "A" in {ecma[pattern, one] for one in mend(r, text)}), None)
        assert said == "A"
        assert row, f"{engine} says {said}: {pattern!a} {text!a}"
        used[row.name] = True
    assert all(used.values()), "a row of the pinned table is no longer needed"


@pytest.mark.parametrize("engine", ["Java", "PCRE", "Perl", "Ruby"])
def test_engines_survive_texts_of_any_length(engine: str) -> None:
    """No engine runs out of stack or of patience on a text that is far too long."""
    said = ask_matcher(engine, ((p, text) for text in draw_out(LENGTH) for p in PATTERNS))
    assert {*said} == {"A", "R"}
