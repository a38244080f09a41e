"""Three questions after a shared experience: what, so what, and now what?"""

from improvement_frameworks.frameworks.what_so_what_now_what.record import (
    StageAnswer,
    WhatSoWhatNowWhat,
)

__all__ = ["StageAnswer", "WhatSoWhatNowWhat"]
