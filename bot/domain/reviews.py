"""Reviews and ratings put together: what the critics say, what the club says, and how far apart they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import sqrt
from statistics import fmean

from bot.domain.grades import Grade, SubGrade

FEW = 3  # fewer grades or ratings than this are shown as few and take part in no ranking
APART = 10.0  # points of 100 (one half star) from which club and critics no longer agree
FAR_APART = 25.0  # points of 100 from which one side likes a film far more
BESIDE = 0.5  # half stars within which a member stands with the club


@dataclass(frozen=True, slots=True)
class Review:
    """Hold one critic's review of one film as a server keeps it."""

    id: int
    film_id: int
    critic: str | None
    outlet: str | None
    url: str | None
    published: date | None
    language: str | None
    grade: Grade | None
    sub_grades: tuple[SubGrade, ...]
    after_credits: bool | None
    body: str


@dataclass(frozen=True, slots=True)
class Consensus:
    """Hold what the graded reviews of a film come to: mean, low, high and standard deviation on 0..100."""

    mean: float
    low: float
    high: float
    spread: float
    graded: int
    count: int

    @property
    def few(self) -> bool:
        """Say whether too few critics graded the film for its mean to be ranked."""
        return self.graded < FEW


@dataclass(frozen=True, slots=True)
class ClubScore:
    """Hold what the members' ratings come to; mean and standard deviation are in half stars, 1..10."""

    mean: float
    spread: float
    count: int
    histogram: tuple[int, ...]

    @property
    def few(self) -> bool:
        """Say whether too few members rated the film for its mean to be ranked."""
        return self.count < FEW


class Lean(Enum):
    """Name who likes a film more, the club or the critics."""

    CLUB_FAR = "club far more"
    CLUB = "club more"
    AGREE = "agree"
    CRITICS = "critics more"
    CRITICS_FAR = "critics far more"


@dataclass(frozen=True, slots=True)
class Gap:
    """Hold how far the club stands above the critics, in points of 100 (negative: below), and what to call it."""

    points: float
    lean: Lean


class Side(Enum):
    """Name where one rating lies to the club's mean."""

    ABOVE = "above"
    WITH = "with"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold where a member stands: `by` half stars from the mean (signed), share 0..1 of others who rated lower."""

    side: Side
    by: float
    lower: float
    others: int


def consensus(reviews: Iterable[Review]) -> Consensus | None:
    """Take the mean of all grades on 0..100, derived ones too; None where no review carries one.

    The spread is the population standard deviation. Reviews without a grade count in `count` only.
    """
    kept = list(reviews)
    scores = [review.grade.score for review in kept if review.grade is not None and review.grade.score is not None]
    if not scores:
        return None
    mean = fmean(scores)
    spread = sqrt(fmean([(score - mean) ** 2 for score in scores]))  # pstdev's exact fractions take ten times as long
    return Consensus(mean, min(scores), max(scores), spread, len(scores), len(kept))


def club_score(histogram: Sequence[int]) -> ClubScore | None:
    """Take mean and spread of ten counts, those who gave half a star first; None where nobody rated.

    Raises ValueError for anything but ten counts from 0 up.
    """
    count = _count(histogram)
    if count == 0:
        return None
    mean = sum(half * members for half, members in enumerate(histogram, 1)) / count
    variance = sum(members * (half - mean) ** 2 for half, members in enumerate(histogram, 1)) / count
    return ClubScore(mean, sqrt(variance), count, tuple(histogram))


def shrunken_mean(total: float, count: int, prior: float, weight: float = 5) -> float:
    """Pull the mean of a few ratings towards the server's mean, as if `weight` more members had given `prior`.

    https://en.wikipedia.org/wiki/Bayesian_average; `total`, `prior` and the answer share one scale.
    """
    return (total + prior * weight) / (count + weight)


def gap(critics: Consensus | None, club: ClubScore | None) -> Gap | None:
    """Compare club and critics on 0..100; None where one side is missing or few.

    Less than `APART` points (one half star) is agreement; `FAR_APART` and more is far apart.
    """
    if critics is None or club is None or critics.few or club.few:
        return None
    points = club.mean * 10 - critics.mean
    return Gap(points, _lean(points))


def standing(half_stars: int, histogram: Sequence[int]) -> Standing | None:
    """Tell where a rating of 1..10 half stars stands in a club's ten counts, its own rating among them.

    The share is of the other members. None where nobody rated; ValueError as in `club_score`.
    """
    club = club_score(histogram)
    if club is None:
        return None
    by = half_stars - club.mean
    side = Side.WITH if abs(by) < BESIDE else Side.ABOVE if by > 0 else Side.BELOW
    # The member may have taken the rating back between saving and counting.
    others = club.count - min(1, histogram[half_stars - 1])
    lower = sum(histogram[: half_stars - 1]) / others if others else 0.0
    return Standing(side, by, lower, others)


def _lean(points: float) -> Lean:
    if abs(points) < APART:
        return Lean.AGREE
    if abs(points) < FAR_APART:
        return Lean.CLUB if points > 0 else Lean.CRITICS
    return Lean.CLUB_FAR if points > 0 else Lean.CRITICS_FAR


def _count(histogram: Sequence[int]) -> int:
    if len(histogram) != 10 or min(histogram) < 0:
        raise ValueError("a histogram is ten counts from 0 up, one for each half star")
    return sum(histogram)
