"""Where the kit stands, and its vectors by framework."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final, cast

from improvement_frameworks.schemas.keyword import FOLDER
from improvement_frameworks.testing.vector import vectors

KIT: Final = Path(__file__).parents[2] / "schemas" / FOLDER / "vectors"


def _read_frameworks() -> tuple[str, ...]:
    index = json.loads((KIT / "index.json").read_text(encoding="utf-8"))
    rows = cast("list[dict[str, str]]", index["vectors"])
    return tuple(dict.fromkeys(row["framework"] for row in rows))


FRAMEWORKS: Final = _read_frameworks()
assert FRAMEWORKS, "the kit is empty"

VECTORS: Final = {framework: vectors(framework) for framework in FRAMEWORKS}
