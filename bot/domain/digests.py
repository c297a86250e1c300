"""A club's week at a glance: what was rated best, where club and critics part, who rated most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.reviews import APART, FEW, shrunken_mean

BEST, RATERS = 3, 3  # so many films and members are named at most


@dataclass(frozen=True, slots=True)
class FilmWeek:
    """Hold what a club made of a film that it rated or got a review of this week.

    `total` half stars of `ratings` members in all, `fresh` of them this week; the critics' mean is 0..100.
    """

    film_id: int
    total: int
    ratings: int
    fresh: int
    critics_mean: float | None = None
    critics: int = 0

    @property
    def mean(self) -> float:
        """Return the club's mean in half stars; raise ZeroDivisionError where nobody rated."""
        return self.total / self.ratings


@dataclass(frozen=True, slots=True)
class Parting:
    """Hold where club and critics are farthest apart: points of 100 that the club stands above (negative: below)."""

    film: FilmWeek
    points: float


@dataclass(frozen=True, slots=True)
class Digest:
    """Hold what is worth telling of a week; empty parts are not told."""

    best: tuple[FilmWeek, ...] = ()
    parting: Parting | None = None
    raters: tuple[tuple[int, int], ...] = ()


def digest(films: Iterable[FilmWeek], club_mean: float, raters: Iterable[tuple[int, int]] = ()) -> Digest:
    """Choose what to tell of a week; the same answer for the same input in any order.

    Best are films rated this week by their mean shrunken towards the club's (half stars); those with fewer than
    three ratings are not ranked. `raters` are (member, ratings this week) of those who may be named.
    """
    week = list(films)
    ranked = [film for film in week if film.fresh and film.ratings >= FEW]
    best = sorted(ranked, key=lambda film: (-shrunken_mean(film.total, film.ratings, club_mean), film.film_id))
    most = sorted(raters, key=lambda rater: (-rater[1], rater[0]))
    return Digest(tuple(best[:BEST]), _parting(week), tuple(most[:RATERS]))


def _parting(films: Sequence[FilmWeek]) -> Parting | None:
    """Find the film on which club and critics disagree most, by half a star at least and with three voices each."""
    apart = [
        Parting(film, film.mean * 10 - film.critics_mean)
        for film in films
        if film.critics_mean is not None and film.ratings >= FEW and film.critics >= FEW
    ]
    apart.sort(key=lambda one: (-abs(one.points), one.film.film_id))
    return apart[0] if apart and abs(apart[0].points) >= APART else None
