"""Liberating Structures: a menu of ways to arrange a conversation, and plans made from them."""

from improvement_frameworks.frameworks.liberating_structures.record import (
    LiberatingStructures,
    PlannedStep,
    PlannedStructure,
)

__all__ = ["LiberatingStructures", "PlannedStep", "PlannedStructure"]
