"""What is planted in records of what went well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import again, both_sides, said, same_words, some_places

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

WWW: Final = "went-well"


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        said(garden, WWW, {"side": "went-well"}, group, wave)


def praised_and_criticised(garden: Garden) -> None:
    first, second, third = garden.some_groups(3)
    spelled = "Small groups", "small groups!"
    places = [
        said(garden, WWW, {"side": side, "theme": theme}, group)
        for group, side, theme in (
            (first, "went-well", spelled[0]),
            (second, "went-well", spelled[1]),
            (second, "even-better", spelled[0]),
            (third, "even-better", spelled[1]),
        )
    ]
    garden.expect("WWW-A3", WWW, entries=places, groups=3)


BED: Final = Bed(
    noise,
    {
        "WWW-A1": both_sides("WWW-A1", WWW, {"side": "went-well"}, {"side": "even-better"}),
        "WWW-A3": praised_and_criticised,
        "WWW-A4": again("WWW-A4", WWW, {"side": "even-better"}),
        "WWW-A2": same_words("WWW-A2", WWW, {"side": "even-better"}),
    },
)
