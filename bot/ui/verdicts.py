"""The club against the critics, and one member against the club, in words."""

from __future__ import annotations

from math import floor

from bot.domain.reviews import Gap, Lean, Side, Standing

_LEANS = {
    Lean.CLUB_FAR: "The club likes it far more than the critics do.",
    Lean.CLUB: "The club likes it more than the critics do.",
    Lean.AGREE: "The club and the critics agree.",
    Lean.CRITICS: "The critics like it more than the club does.",
    Lean.CRITICS_FAR: "The critics like it far more than the club does.",
}


def gap_words(gap: Gap | None) -> str:
    """Say in a sentence who likes a film more; nothing where there is too little to compare."""
    return "" if gap is None else _LEANS[gap.lean]


def standing_words(standing: Standing | None) -> str:
    """Say in a sentence where a member's rating stands in the club; nothing where nobody rated."""
    if standing is None:
        return ""
    if standing.others == 0:
        return "You are the first here to rate it."
    stars = _apart(standing.by)
    place = {
        Side.ABOVE: f"You stand {stars} stars above the club's mean",
        Side.WITH: "You stand with the club",
        Side.BELOW: f"You stand {stars} stars below the club's mean",
    }[standing.side]
    return f"{place}; {_lower(standing)} rated it lower."


def _apart(half_stars: float) -> str:
    """Say how far a rating lies from a mean, as the two are shown: the mean is rounded upwards from the middle."""
    return f"{abs(floor(-half_stars * 5 + 0.5)) / 10:.1f}"


def _lower(standing: Standing) -> str:
    if standing.lower in (0, 1):
        return "nobody" if standing.lower == 0 else "everyone else"
    return f"{standing.lower * 100:.0f}% of the others"
