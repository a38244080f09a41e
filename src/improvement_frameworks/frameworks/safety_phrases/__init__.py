"""Phrases for psychological safety: what was said, and what followed."""

from .record import PhraseUse, SafetyPhrases

__all__ = ["PhraseUse", "SafetyPhrases"]
