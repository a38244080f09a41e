"""The colours of a figure: a ramp of four tints, a line and an ink of one hue.

Lightness is fixed and only the hue differs, so the contrast is the same for every framework and a
figure printed in grey says as much as one in colour. Computed in the OKLCH space of Björn Ottosson
(2020), in which equal lightness looks equally light.
"""

from __future__ import annotations

from functools import cache
from math import cos, radians, sin
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# Name of the tone: lightness and chroma, on a light ground and on a dark one
TONES: Final[dict[str, tuple[tuple[float, float], tuple[float, float]]]] = {
    "t1": ((0.975, 0.014), (0.235, 0.020)),
    "t2": ((0.940, 0.032), (0.275, 0.035)),
    "t3": ((0.895, 0.056), (0.320, 0.050)),
    "t4": ((0.845, 0.080), (0.365, 0.065)),
    "line": ((0.545, 0.110), (0.640, 0.100)),
    "ink": ((0.340, 0.085), (0.905, 0.045)),
}


@cache
def write_tones(hue: int, *, dark: bool = False) -> str:
    """Return the tones of a hue as CSS custom properties.

    >>> write_tones(240)[:23]
    '--t1:#f0f8fe;--t2:#d9ef'
    """
    return "".join(f"--{name}:{find_tone(name, hue, dark=dark)};" for name in TONES)


def find_tone(name: str, hue: int, *, dark: bool = False) -> str:
    """Return one tone of a hue as a colour of the screen, such as ``#277aad``."""
    return _find_colour(*TONES[name][dark], hue)


def _find_colour(lightness: float, chroma: float, hue: int) -> str:
    """Return a colour of the screen; one that no screen shows is made paler until one does."""
    while True:
        channels = tuple(_to_rgb(lightness, chroma, hue))
        if all(-0.0005 <= channel <= 1.0005 for channel in channels) or chroma <= 0:
            return "#" + "".join(f"{_encode(channel):02x}" for channel in channels)
        chroma -= 0.002


def _to_rgb(lightness: float, chroma: float, hue: int) -> Iterator[float]:
    """Yield red, green and blue, linear, from 0 to 1 if a screen can show them."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    yield 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    yield -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    yield -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short


def _encode(channel: float) -> int:
    """Return a linear channel as a screen takes it, from 0 to 255."""
    value = min(max(channel, 0.0), 1.0)
    coded = 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
    return round(coded * 255)
