"""The changes themselves: texts are written as they were meant, and every change is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, find, settings, strategies as st
from tests.conftest import cases
from tests.parity.mutant import CHANGES, change, find_codes, spelled, spoil, write
from tests.parity.panel import read_documents

from improvement_frameworks.testing.edit import edit

if TYPE_CHECKING:
    from tests.parity.mutant import Change

DOCUMENT: dict[str, object] = {"a": "b", "c": [1, {"d": "e"}], "f": 2}

ANY = settings(database=None, phases=[Phase.generate], max_examples=2_000)
"""The first that is found will do, however few examples the profile draws."""

TOKENS = {
    "a number": ("1e0", b'{"a": 1e0}'),
    "a text": ('"b"', b'{"a": "b"}'),
    "an escape": (r'"\u0062\n"', rb'{"a": "\u0062\n"}'),
    "an object": ('{"b": [1, 1.0]}', b'{"a": {"b": [1, 1.0]}}'),
    "no JSON": ("NaN", b'{"a": NaN}'),
}


@pytest.mark.parametrize(("token", "written"), cases(TOKENS))
def test_a_spelled_token_is_written_as_it_is(token: str, written: bytes) -> None:
    assert write({"a": spelled(token)}) == written


def test_half_a_character_is_written_as_bytes_or_as_an_escape() -> None:
    assert write({"a": "\ud800"}) == b'{"a": "\xed\xa0\x80"}'
    assert write({"a": "\ud800\u00e9"}, escaped=True) == rb'{"a": "\ud800\u00e9"}'


@pytest.mark.parametrize("how", CHANGES)
def test_every_change_changes_something(how: Change) -> None:
    @st.composite
    def changed(draw: st.DrawFn) -> bytes:
        return write(edit(DOCUMENT, [how(draw, DOCUMENT)]))

    found = find(changed(), lambda data: data != write(DOCUMENT), settings=ANY)
    assert found


def test_an_empty_document_can_be_changed() -> None:
    drawn = st.composite(lambda draw: write(change(draw, {})))()
    assert find(drawn, lambda data: data != b"{}", settings=ANY)


def test_a_spoilt_text_may_still_be_read_and_may_not() -> None:
    data = b'{"a": "' + b"b" * 40 + b'"}'
    drawn = st.composite(lambda draw: spoil(draw, data))()
    assert find(drawn, lambda text: text != data and bool(read_documents(text)), settings=ANY)
    assert find(drawn, lambda text: text != data and not read_documents(text), settings=ANY)


def test_codes_of_all_frameworks_are_known() -> None:
    assert {"team", "events", "mental-models"} <= set(find_codes())
