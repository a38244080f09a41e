"""The learning grid: eight questions at three levels, and grids that a group declares itself."""
