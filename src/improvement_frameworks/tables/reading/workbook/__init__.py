"""Workbooks: what may be unpacked, and the rows of their sheets."""
