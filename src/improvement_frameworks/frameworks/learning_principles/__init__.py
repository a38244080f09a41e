"""The six principles for learning: a review of how a group set out to learn."""
