"""No text is taken for a formula, and every text comes back."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given, strategies as st

from improvement_frameworks.tables.cells.escape import escape, unescape

TEXTS = st.one_of(st.text(), st.text(alphabet="'=+-@\t\r\n \uff1d\u2003a"))


@given(TEXTS)
@example("'=1")
@example("''")
@example(" =1")
@example("\n+1")
@example("\uff1d1")
def test_what_is_escaped_comes_back_and_begins_with_no_sign(text: str) -> None:
    written = escape(text)
    assert unescape(written) == text
    shown = unicodedata.normalize("NFKC", written)
    assert not shown.startswith(("\t", "\r", "\n"))
    assert not shown.strip().startswith(("=", "+", "-", "@"))


def test_a_text_that_needs_no_escape_stays_as_it_is() -> None:
    assert escape("'tis 1-5") == "'tis 1-5"
    assert unescape("'tis 1-5") == "'tis 1-5"
