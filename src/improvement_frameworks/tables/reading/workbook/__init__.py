"""Workbooks: what may be unpacked, and the rows of their sheets.

The archive is looked at before anything is opened, so that no bomb is unpacked. What stands beside
the cells, such as comments, hidden rows and failed formulas, is found in the parts themselves.
"""
