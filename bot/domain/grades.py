"""Critics' grades as printed, and what they are worth on 0 to 100."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# The published table of the club: what a letter is worth on 0..100.
LETTERS = {
    "A+": 100.0, "A": 100.0, "A-": 91.0, "B+": 83.0, "B": 75.0, "B-": 67.0, "C+": 58.0,
    "C": 50.0, "C-": 42.0, "D+": 33.0, "D": 25.0, "D-": 16.0, "F": 0.0,
}  # fmt: skip

_WORST_SCHOOL_GRADE = 6


@dataclass(frozen=True, slots=True)
class Grade:
    """Hold a grade as the page prints it beside its value on 0..100.

    `printed` is None where only sub-grades stand on the page; `score` is None where the scale is unknown;
    `derived` says that the score is the mean of the sub-grades.
    """

    printed: str | None
    score: float | None
    derived: bool = False


@dataclass(frozen=True, slots=True)
class SubGrade:
    """Hold one graded aspect (Story, Acting) with the top of its scale."""

    name: str
    value: float
    max: float


def out_of(value: float, top: float, bottom: float = 0.0) -> float | None:
    """Return `value` on a scale from `bottom` to `top` as 0..100, or None where it lies outside the scale."""
    if top <= bottom or not bottom <= value <= top:
        return None
    return round(100 * (value - bottom) / (top - bottom), 4)


def letter_score(letter: str) -> float | None:
    """Return what a letter grade is worth on 0..100, or None where the table has no such letter."""
    return LETTERS.get(letter.strip().upper().replace("−", "-").replace("–", "-"))


def school_score(grade: float) -> float | None:
    """Return a German school grade (1 best, 6 worst) as 0..100, or None outside 1..6."""
    return out_of(_WORST_SCHOOL_GRADE - grade, _WORST_SCHOOL_GRADE - 1)


def derive(sub_grades: Sequence[SubGrade]) -> Grade | None:
    """Return the mean of the sub-grades, each on its own scale, as a derived grade; None where there are none."""
    scores = [score for s in sub_grades if (score := out_of(s.value, s.max)) is not None]
    return Grade(None, round(sum(scores) / len(scores), 4), derived=True) if scores else None
