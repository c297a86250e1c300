"""A score in half stars said in the scale that a server chose."""

from __future__ import annotations

from enum import StrEnum
from math import floor

# The published table of letters against 0..100; A+ and A share 100, so A+ is kept for a perfect score.
LETTERS: tuple[tuple[str, int], ...] = (
    ("A", 100), ("A−", 91), ("B+", 83), ("B", 75), ("B−", 67), ("C+", 58), ("C", 50), ("C−", 42),
    ("D+", 33), ("D", 25), ("D−", 16), ("F", 0),
)  # fmt: skip


class Scale(StrEnum):
    """Name the ways in which a server may show its members' ratings."""

    STARS = "stars"
    TEN = "ten"
    PERCENT = "percent"
    LETTERS = "letters"


def show(half_stars: float, scale: Scale = Scale.STARS) -> str:
    """Say a rating or a mean in the server's scale, always with a number in it.

    `half_stars` runs from 0 to 10: "★★★★ 4.1", "8.2/10", "82%", "B+ (82)". Raises ValueError outside of it.
    """
    number = tick(half_stars, scale)
    if scale is Scale.STARS:
        return f"{stars(half_stars)} {number}".lstrip()
    if scale is Scale.TEN:
        return f"{number}/10"
    if scale is Scale.PERCENT:
        return f"{number}%"
    return f"{number} ({_whole(half_stars * 10)})"


def tick(half_stars: float, scale: Scale = Scale.STARS) -> str:
    """Name a score as briefly as an axis needs it: "4.1", "8.2", "82", "B+"; raise ValueError outside 0..10."""
    if not 0 <= half_stars <= 10:
        raise ValueError(f"half stars run from 0 to 10, not {half_stars}")
    if scale is Scale.STARS:
        return f"{_whole(half_stars * 5) / 10:.1f}"
    if scale is Scale.TEN:
        return f"{_whole(half_stars * 10) / 10:.1f}"
    if scale is Scale.PERCENT:
        return str(_whole(half_stars * 10))
    return letter(half_stars * 10)


def stars(half_stars: float) -> str:
    """Draw a score as ★ and ½, rounded to the nearest half star, upwards from the middle."""
    whole, half = divmod(_whole(half_stars), 2)
    return "★" * whole + "½" * half


def letter(score: float) -> str:
    """Name the letter of the published table that lies nearest to a score on 0..100, the better of two as near."""
    if score >= 100:
        return "A+"
    return min(LETTERS, key=lambda row: abs(row[1] - score))[0]


def _whole(value: float) -> int:
    # round() sends 42.5 to 42; people expect 43. The nudge forgives what binary fractions lose (8.2 * 5).
    return floor(value + 0.5 + 1e-9)
