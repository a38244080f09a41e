"""The drawing of a framework in a sheet: what it holds, how it is found, and how it is taken apart.

`canvas_search` tells whose drawing a sheet is, by its captions. `canvas_plan` gives each cell to a
caption. `canvas` says what was found, and `canvas_layout` makes entries of it.
"""
