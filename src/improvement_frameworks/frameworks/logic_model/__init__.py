"""How a programme is meant to work, from what it needs to what it changes."""

from improvement_frameworks.frameworks.logic_model.record import LogicModel, LogicModelEntry

__all__ = ["LogicModel", "LogicModelEntry"]
