"""Liberating Structures: a menu of ways to arrange a conversation, and plans made from them."""

from .record import LiberatingStructures, PlannedStep, PlannedStructure

__all__ = ["LiberatingStructures", "PlannedStep", "PlannedStructure"]
