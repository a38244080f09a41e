"""No text is taken for a formula, and every text comes back."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from improvement_frameworks.tables.rows.escape import escape, unescape

TEXTS = st.one_of(st.text(), st.text(alphabet="'=+-@\t\r a"))


@given(TEXTS)
@example("'=1")
@example("''")
def test_what_is_escaped_comes_back_and_begins_with_no_sign(text: str) -> None:
    written = escape(text)
    assert unescape(written) == text
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_text_that_needs_no_escape_stays_as_it_is() -> None:
    assert escape("'tis 1-5") == "'tis 1-5"
    assert unescape("'tis 1-5") == "'tis 1-5"
