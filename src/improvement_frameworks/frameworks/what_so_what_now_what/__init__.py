"""Three questions after a shared experience: what, so what, and now what?"""

from __future__ import annotations

from improvement_frameworks.core import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.frameworks.what_so_what_now_what.record import (
        StageAnswer as StageAnswer,
    )
    from improvement_frameworks.frameworks.what_so_what_now_what.record import (
        WhatSoWhatNowWhat as WhatSoWhatNowWhat,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__, {"frameworks.what_so_what_now_what.record": "StageAnswer WhatSoWhatNowWhat"}
    )
