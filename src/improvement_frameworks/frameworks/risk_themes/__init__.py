"""Risk themes: what could undo a good change, heard as signals and answered by responses."""
