"""Three questions after a shared experience: what, so what, and now what?"""

from .record import StageAnswer, WhatSoWhatNowWhat

__all__ = ["StageAnswer", "WhatSoWhatNowWhat"]
