"""Which words of people a report may quote: what they agreed to, and nothing that names anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.privacy import find_personal_data, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from improvement_frameworks.core.insights.collection import CollectedEntry
    from improvement_frameworks.core.record.header import Consent, ConsentUse
    from improvement_frameworks.core.record.record import Record


class Quoting:
    """Says of each entry whether a report for a use may open it and quote it.

    Args:
        use: What the report is for; without it nothing is quoted.
        is_one_group: Whether all records are of one group, which learns from its own words.
        names: Names of people that any of the records holds.
    """

    def __init__(
        self, use: ConsentUse | None, *, is_one_group: bool, names: Iterable[str] = ()
    ) -> None:
        self._use = use
        self._names = words_of(names)
        self._is_one_group = is_one_group

    def opens(self, record: Record, said: CollectedEntry | None = None) -> bool:
        """Whether a report may point to a record, or to an entry of it.

        A report for no certain use points to all.
        """
        return self._use is None or self._allows(record, said)

    def quote(
        self, text: str | None, record: Record, said: CollectedEntry | None = None
    ) -> str | None:
        """Return the words of a record, or of an entry, if they may be quoted and name nobody."""
        if self._use is None or text is None or not self._allows(record, said):
            return None
        return None if find_personal_data(text, self._names) else text

    def _allows(self, record: Record, said: CollectedEntry | None) -> bool:
        """Whether the entry's own agreement, or else the record's, allows the use."""
        if said and getattr(said.entry, "withdrawn_on", None):
            return False
        own: Consent | None = getattr(said.entry, "consent", None) if said else None
        consent = own or record.consent
        if consent is not None and consent.status in {"given", "not-needed"} and consent.uses:
            return self._use in consent.uses
        if consent is not None and consent.status == "not-needed":
            return True
        is_asked = consent is not None and consent.status in {"given", "partly"}
        return self._use == "learn-in-group" and self._is_one_group and not is_asked
