"""How a programme is meant to work, from what it needs to what it changes."""

from __future__ import annotations

from improvement_frameworks.core import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.frameworks.logic_model.record import (
        LogicModel as LogicModel,
    )
    from improvement_frameworks.frameworks.logic_model.record import (
        LogicModelEntry as LogicModelEntry,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__, {"frameworks.logic_model.record": "LogicModel LogicModelEntry"}
    )
