"""What is planted in records of what went well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import both_sides, said, same_words, some_places

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

WWW: Final = "went-well"


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        said(garden, WWW, {"side": "went-well"}, group, wave)


BED: Final = Bed(
    noise,
    {
        "WWW-A1": both_sides("WWW-A1", WWW, {"side": "went-well"}, {"side": "even-better"}),
        "WWW-A2": same_words("WWW-A2", WWW, {"side": "even-better"}),
    },
)
