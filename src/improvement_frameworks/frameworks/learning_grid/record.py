"""The record of a learning grid: answers to eight questions at three levels."""

from __future__ import annotations

from typing import Literal

from improvement_frameworks.core import Entries, given
from improvement_frameworks.frameworks.learning_grid import codes  # noqa: TC001 - types of fields
from improvement_frameworks.frameworks.learning_grid.grid import Grid, GridEntry


class LearningGridEntry(GridEntry):
    """One answer to one of the eight questions at one of the three levels."""

    question: codes.Question
    """The question that is answered. Example: started."""
    level: codes.Level
    """The level at which it is answered. Example: organisational."""


class LearningGrid(Grid):
    """What a change is teaching us: answers to eight questions at three levels.

    Any cell may stay empty. Source: Collaborate CIC (2020), "Learning from COVID-19: A tool for
    capturing insights".

    Examples:
        >>> from improvement_frameworks.frameworks.learning_grid import LearningGrid
        >>> grid = LearningGrid(
        ...     title="Three months of video consultations",
        ...     stem="Since we moved to video consultations...",
        ...     entries=[
        ...         {"question": "started", "level": "personal", "text": "I start on time."},
        ...         {"question": "stopped", "level": "system", "text": "Referrals on paper."},
        ...     ],
        ... )
        >>> coverage = grid.cell_coverage()
        >>> coverage.filled, coverage.cells
        (2, 24)
        >>> dict(coverage.by_level)
        {'personal': 1, 'organisational': 0, 'system': 1}
    """

    framework: Literal["learning-grid"] = given()
    """Always learning-grid."""
    entries: Entries[LearningGridEntry]
    """The answers, each in one of 24 cells; the list may be empty and a cell may hold several."""
