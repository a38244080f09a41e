"""The learning grid: eight questions at three levels, and grids that a group declares itself."""

from .declare import GridLevel, GridQuestion, declare_grid
from .grid import CellCoverage, Grid
from .record import LearningGrid, LearningGridEntry

__all__ = [
    "CellCoverage",
    "Grid",
    "GridLevel",
    "GridQuestion",
    "LearningGrid",
    "LearningGridEntry",
    "declare_grid",
]
