"""Phrases for psychological safety: what was said, and what followed."""

from improvement_frameworks.frameworks.safety_phrases.record import PhraseUse, SafetyPhrases

__all__ = ["PhraseUse", "SafetyPhrases"]
