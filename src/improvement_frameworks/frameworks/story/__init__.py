"""Stories of what people lived through, kept with the consent of those who tell them."""

from .record import Story, ToldStory

__all__ = ["Story", "ToldStory"]
