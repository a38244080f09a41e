"""Headings: which row is the header, and which column each heading means."""
