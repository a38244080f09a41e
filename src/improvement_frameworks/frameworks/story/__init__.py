"""Stories of what people lived through, kept with the consent of those who tell them."""

from improvement_frameworks.frameworks.story.record import Story, ToldStory

__all__ = ["Story", "ToldStory"]
