"""The learning grid: eight questions at three levels, and grids that a group declares itself."""

from improvement_frameworks.frameworks.learning_grid.declare import (
    GridLevel,
    GridQuestion,
    declare_grid,
)
from improvement_frameworks.frameworks.learning_grid.grid import CellCoverage, Grid
from improvement_frameworks.frameworks.learning_grid.record import LearningGrid, LearningGridEntry
from improvement_frameworks.frameworks.learning_grid.series import compare_grids

__all__ = [
    "CellCoverage",
    "Grid",
    "GridLevel",
    "GridQuestion",
    "LearningGrid",
    "LearningGridEntry",
    "compare_grids",
    "declare_grid",
]
