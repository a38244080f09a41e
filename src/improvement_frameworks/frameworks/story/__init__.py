"""Stories of what people lived through, kept with the consent of those who tell them."""

from __future__ import annotations

from improvement_frameworks.core import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.frameworks.story.record import (
        Story as Story,
    )
    from improvement_frameworks.frameworks.story.record import (
        ToldStory as ToldStory,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__, {"frameworks.story.record": "Story ToldStory"}
    )
