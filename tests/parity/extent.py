"""How far the search goes: a little in every run of the tests, far in ``make parity``."""

from __future__ import annotations

import os
from typing import Final

WANTED: Final = int(os.environ.get("PARITY_DOCUMENTS", "24"))
"""How many documents of each kind the engines are asked about, at least."""
SEED: Final = int(os.environ.get("PARITY_SEED", "0"))
"""With another number, other documents are drawn."""
IS_LONG: Final = "PARITY_DOCUMENTS" in os.environ
"""Whether everything is asked that can be asked, and the figures are printed."""
