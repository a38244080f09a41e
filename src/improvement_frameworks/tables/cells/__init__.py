"""Cells: what is typed into one, read as a value of its column."""
