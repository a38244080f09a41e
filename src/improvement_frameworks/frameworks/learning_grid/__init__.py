"""The learning grid: eight questions at three levels, and grids that a group declares itself."""

from __future__ import annotations

from improvement_frameworks.core import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.frameworks.learning_grid.declare import (
        GridLevel as GridLevel,
    )
    from improvement_frameworks.frameworks.learning_grid.declare import (
        GridQuestion as GridQuestion,
    )
    from improvement_frameworks.frameworks.learning_grid.declare import (
        declare_grid as declare_grid,
    )
    from improvement_frameworks.frameworks.learning_grid.grid import (
        CellCoverage as CellCoverage,
    )
    from improvement_frameworks.frameworks.learning_grid.grid import (
        Grid as Grid,
    )
    from improvement_frameworks.frameworks.learning_grid.record import (
        LearningGrid as LearningGrid,
    )
    from improvement_frameworks.frameworks.learning_grid.record import (
        LearningGridEntry as LearningGridEntry,
    )
    from improvement_frameworks.frameworks.learning_grid.series import (
        compare_grids as compare_grids,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            "frameworks.learning_grid.declare": "GridLevel GridQuestion declare_grid",
            "frameworks.learning_grid.grid": "CellCoverage Grid",
            "frameworks.learning_grid.record": "LearningGrid LearningGridEntry",
            "frameworks.learning_grid.series": "compare_grids",
        },
    )
