"""Phrases for psychological safety: what was said, and what followed."""

from __future__ import annotations

from improvement_frameworks.core import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.frameworks.safety_phrases.record import (
        PhraseUse as PhraseUse,
    )
    from improvement_frameworks.frameworks.safety_phrases.record import (
        SafetyPhrases as SafetyPhrases,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__, {"frameworks.safety_phrases.record": "PhraseUse SafetyPhrases"}
    )
