"""How a programme is meant to work, from what it needs to what it changes."""

from .record import LogicModel, LogicModelEntry

__all__ = ["LogicModel", "LogicModelEntry"]
