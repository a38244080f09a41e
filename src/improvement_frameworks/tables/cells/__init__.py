"""Cells: what is typed into one, read as a value of its column.

A `CellReader` reads the cells of one column: days, numbers and the words for codes, as people write
them. What was read in another way than it is written becomes a note; what could mean two things is
not guessed.
"""
