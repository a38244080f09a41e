"""The frameworks themselves: one folder each, all of one anatomy."""
