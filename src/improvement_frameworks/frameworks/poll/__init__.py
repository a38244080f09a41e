"""Polls: questions put to many people at once, and their answers coded by several readers."""

from .record import AskedQuestion, Poll, PollAnswer

__all__ = ["AskedQuestion", "Poll", "PollAnswer"]
