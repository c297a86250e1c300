"""What picking is told about films, and what it answers: picks, each with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class PickFilm:
    """Hold what picking needs of one film; what nobody stated is empty. Popularity: any count."""

    film_id: int
    genres: tuple[str, ...] = ()
    year: int | None = None
    directors: tuple[str, ...] = ()
    language: str | None = None
    popularity: float = 0.0


@dataclass(frozen=True, slots=True)
class Prior:
    """Hold what is known of a film beside members' ratings: the critics' mean 0..100 of `count` grades, popularity."""

    grade: float | None = None
    count: int = 0
    popularity: float = 0.0


@dataclass(frozen=True, slots=True)
class LovedBy:
    """Say that these films, which `members` rated high, every one of them each film, speak for the pick most.

    Only members who may be named are counted and listed; for a pick of one member that is the member alone.
    """

    film_ids: tuple[int, ...]
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Critics:
    """Say what the critics make of the pick: their mean 0..100 and how many grades it is of."""

    grade: float
    count: int


@dataclass(frozen=True, slots=True)
class Genre:
    """Say that these people rate a genre of the pick higher than the rest of what they rate."""

    name: str


@dataclass(frozen=True, slots=True)
class WellKnown:
    """Say that the pick is among the best known films that are left; `popularity` is the count that says so."""

    popularity: float


@dataclass(frozen=True, slots=True)
class Unseen:
    """Say that none of those who the pick is for has rated it."""


Reason: TypeAlias = LovedBy | Critics | Genre | WellKnown | Unseen


@dataclass(frozen=True, slots=True)
class Pick:
    """Hold one film to watch: its score (comparable within one answer only) and reasons, the weightiest first."""

    film_id: int
    score: float
    reasons: tuple[Reason, ...]


Films: TypeAlias = Mapping[int, PickFilm] | Iterable[PickFilm] | Iterable[int]
Priors: TypeAlias = Mapping[int, Prior]
