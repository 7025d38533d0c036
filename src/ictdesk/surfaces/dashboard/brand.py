"""A workspace's own colour, made safe to write on: the same sums as the widget's (WCAG 2.2 contrast)."""

import re
from typing import NamedTuple

HEX = re.compile(r"#[0-9a-fA-F]{6}")
LEAST = 4.5
STEP = 0.04

type Rgb = tuple[int, int, int]

WHITE: Rgb = (255, 255, 255)
NIGHT: Rgb = (18, 23, 29)
TEAL: Rgb = (11, 122, 117)


class Brand(NamedTuple):
    """The colour as a ground, and what is written on it."""

    fill: str
    on: str


def brand(color: str) -> Brand:
    """The nearest shade on which white or near-black is readable; teal for what is no colour."""
    own = _read(color)
    on = WHITE if ratio(own, WHITE) >= LEAST or ratio(own, NIGHT) < LEAST else NIGHT
    target = 0 if _luminance(on) > 0.18 else 255
    share = 0.0
    while share < 1:
        shade = _towards(own, target, share)
        if ratio(shade, on) >= LEAST:
            return Brand(_written(shade), _written(on))
        share += STEP
    return Brand(_written((target, target, target)), _written(on))


def ratio(one: Rgb, other: Rgb) -> float:
    """The contrast of two colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Rgb) -> float:
    parts = [value / 255 for value in color]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _towards(color: Rgb, target: int, share: float) -> Rgb:
    red, green, blue = (round(value + (target - value) * share) for value in color)
    return red, green, blue


def _read(color: str) -> Rgb:
    if not HEX.fullmatch(color):
        return TEAL
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _written(color: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*color)
