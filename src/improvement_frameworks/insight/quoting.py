"""Which words of people a report may quote: what they agreed to, and nothing that names anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core.masking import find_names
from improvement_frameworks.privacy import find_personal_data, words_of

if TYPE_CHECKING:
    from improvement_frameworks.core.collection import CollectedEntry
    from improvement_frameworks.core.header import Consent, ConsentUse


class Quoting:
    """Says of each entry whether a report for a use may open it and quote it.

    Args:
        use: What the report is for; without it nothing is quoted.
        is_one_group: Whether all records are of one group, which learns from its own words.
    """

    def __init__(self, use: ConsentUse | None, *, is_one_group: bool) -> None:
        self._use = use
        self._is_one_group = is_one_group

    def opens(self, said: CollectedEntry) -> bool:
        """Whether a report may point to an entry. A report for no certain use points to all."""
        return self._use is None or self._allows(said)

    def quote(self, said: CollectedEntry) -> str | None:
        """Return the words of an entry, if they may be quoted and seem to name nobody."""
        text = said.entry.text
        if self._use is None or text is None or not self._allows(said):
            return None
        names = words_of(find_names(said.member.record))
        return None if find_personal_data(text, names) else text

    def _allows(self, said: CollectedEntry) -> bool:
        """Whether the entry's own agreement, or else the record's, allows the use."""
        own: Consent | None = getattr(said.entry, "consent", None)
        consent = own or said.member.record.consent
        if consent is not None and consent.status in {"given", "not-needed"} and consent.uses:
            return self._use in consent.uses
        if consent is not None and consent.status == "not-needed":
            return True
        is_asked = consent is not None and consent.status in {"given", "partly"}
        return self._use == "learn-in-group" and self._is_one_group and not is_asked
