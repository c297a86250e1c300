"""What picking is told about films, and what it answers: picks, each with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class PickFilm:
    """Hold what picking needs of one film; what nobody stated is empty. Popularity: any count."""

    film_id: int
    genres: tuple[str, ...] = ()
    year: int | None = None
    directors: tuple[str, ...] = ()
    language: str | None = None
    popularity: float = 0.0

    @property
    def decade(self) -> int | None:
        """Return the first year of the film's decade: 1979 is of 1970."""
        return None if self.year is None else self.year // 10 * 10


@dataclass(frozen=True, slots=True)
class Prior:
    """Hold what is known of a film beside members' ratings: the critics' mean 0..100 of `count` grades, popularity."""

    grade: float | None = None
    count: int = 0
    popularity: float = 0.0


@dataclass(frozen=True, slots=True)
class LovedBy:
    """Say that `members` loved each of these films, and that these ratings speak for the pick more than any other.

    Only members who may be named are counted and listed; for a pick of one member that is the member alone. The
    film that speaks most comes first; at most two.
    """

    film_ids: tuple[int, ...]
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Critics:
    """Say that the critics' mean 0..100, of `count` grades, speaks for the pick."""

    grade: float
    count: int


@dataclass(frozen=True, slots=True)
class Genre:
    """Say that the pick is of a genre which these people choose, and rate high, more than is usual."""

    name: str


@dataclass(frozen=True, slots=True)
class WellKnown:
    """Say that the pick is well known, by the catalogue's count and those who rated it, and that this speaks for it."""

    popularity: float


@dataclass(frozen=True, slots=True)
class Unseen:
    """Say that none of those whom the pick is for has rated it; only where it is for more than one."""


Reason: TypeAlias = LovedBy | Critics | Genre | WellKnown | Unseen


@dataclass(frozen=True, slots=True)
class Pick:
    """Hold one film to watch, its score (comparable within one answer only) and why: ratings, reviews, then fame."""

    film_id: int
    score: float
    reasons: tuple[Reason, ...]


Floats: TypeAlias = NDArray[Any]  # single or double precision
Ints: TypeAlias = NDArray[Any]
Column: TypeAlias = NDArray[Any]
Films: TypeAlias = Mapping[int, PickFilm] | Iterable[PickFilm] | Iterable[int]
Priors: TypeAlias = Mapping[int, Prior]
Ratings: TypeAlias = Iterable[tuple[int, int, float]] | tuple[Column, Column, Column] | Column


def film_facts(film: object) -> PickFilm:
    """Return a film's facts, from themselves, from anything with `id` and fields of those names, or from a bare id."""
    if isinstance(film, PickFilm):
        return film
    film_id: Any = getattr(film, "film_id", getattr(film, "id", film))
    return PickFilm(
        film_id,
        tuple(getattr(film, "genres", None) or ()),
        getattr(film, "year", None),
        tuple(getattr(film, "directors", None) or ()),
        getattr(film, "language", None),
        float(getattr(film, "popularity", None) or 0.0),
    )


def prior_facts(known: Any) -> Prior:
    """Return what is known of a film, from itself, from a bare grade, or from a tuple in the order of the fields."""
    if isinstance(known, Prior):
        return known
    if isinstance(known, tuple):
        return Prior(*known)
    return Prior() if known is None else Prior(float(known), 1)
