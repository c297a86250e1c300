"""Which films are weighed, and what is known of each: a bounded number, however large the catalogue."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from bot.domain.pick_ease import ranked_films
from bot.domain.pick_facts import Films, Floats, Ints, PickFilm, Prior, film_facts, prior_facts
from bot.domain.pick_table import Table, tally

SPARE = 5_000  # films weighed beside those that somebody rated, the best known and best graded first
# Where grades usually lie, so that the only graded film of a young club stands out from something.
USUAL, USUAL_SPREAD, USUAL_COUNT = 65.0, 20.0, 20
STEADY = 5.0  # ratings or grades of an average film that each film is given before it has any


@dataclass(frozen=True, slots=True)
class Axis:
    """Hold the films that are weighed, the `rated` ones first, with their counts.

    `place` is each rated film's (by its index in the table) or beyond the end. `popularity` counts the catalogue's
    votes and those who rated it; `liking` is what critics and raters make of it, in standard deviations above the mean,
    drawn to it where they are few; `critics` is their part of that, `known` whether the catalogue has the film.
    `outside` counts all votes and grades that are not among the ratings.
    """

    films: tuple[PickFilm, ...]
    prior: tuple[Prior, ...]
    rated: int
    place: Ints
    popularity: Floats
    liking: Floats
    critics: Floats
    known: Floats
    outside: float

    def __len__(self) -> int:
        return len(self.films)


def lay_out(table: Table, films: Films, prior: Mapping[int, Any] | None) -> Axis:
    """Choose the films that are weighed and count what speaks for them before any taste does."""
    priors = prior or {}
    ranked = ranked_films(table)
    ids = table.films[ranked].tolist()
    facts, spare, whole = _chosen(set(ids), films, priors)
    order = [*ids, *spare]
    place = np.full(len(table.films), len(order), np.int32)
    place[ranked] = np.arange(len(ids), dtype=np.int32)
    laid = tuple(facts.get(film_id) or PickFilm(film_id) for film_id in order)
    known = np.array([whole or film_id in facts for film_id in order], bool)
    grades = tuple(prior_facts(priors.get(film_id)) for film_id in order)
    raters, sums = _sums(table, place, len(order))
    votes = np.array([max(0.0, one.popularity, two.popularity) for one, two in zip(laid, grades, strict=True)])
    outside = float(votes.sum()) + sum(one.count for one in grades)
    liking, critics = _liking(raters, sums, grades)
    return Axis(laid, grades, len(ids), place, raters + votes, liking, critics, known, outside)


def _chosen(rated: set[int], films: Films, priors: Mapping[int, Any]) -> tuple[dict[int, PickFilm], list[int], bool]:
    """Return the facts of films, those that nobody rated (best known first), and whether any film may be picked."""
    facts: dict[int, PickFilm] = {}
    listed = map(film_facts, films.values() if isinstance(films, Mapping) else films)
    first = next(listed, None)
    whole = first is None
    stream = map(PickFilm, priors) if first is None else chain([first], listed)
    best = heapq.nsmallest(SPARE, _unrated(stream, rated, facts, priors))
    facts.update({film.film_id: film for *_, film in best})
    return facts, list(dict.fromkeys(film.film_id for *_, film in best)), whole


def _unrated(
    stream: Iterable[PickFilm], rated: set[int], facts: dict[int, PickFilm], priors: Mapping[int, Any]
) -> Iterator[tuple[float, int, int, PickFilm]]:
    """Yield what sorts the films that nobody rated; note the facts of the others on the way."""
    for at, film in enumerate(stream):
        if film.film_id in rated:
            facts[film.film_id] = film
            continue
        known = prior_facts(priors.get(film.film_id))
        grade = 50.0 if known.grade is None else known.grade
        popularity = max(film.popularity, known.popularity)
        yield -(1 + popularity) * (1 + grade), film.film_id, at, film


def _sums(table: Table, place: Ints, size: int) -> tuple[Floats, Floats]:
    places = place[table.column]
    return tally(places, size), tally(places, size, table.liking)


def _liking(raters: Floats, sums: Floats, grades: tuple[Prior, ...]) -> tuple[Floats, Floats]:
    count = np.array([max(1, one.count) if one.grade is not None else 0 for one in grades], float)
    grade = np.array([one.grade or 0.0 for one in grades], float)
    total = count.sum() + USUAL_COUNT
    mean = (grade @ count + USUAL * USUAL_COUNT) / total
    spread = np.sqrt((count @ (grade - mean) ** 2 + USUAL_SPREAD**2 * USUAL_COUNT) / total)
    critics = (grade - mean) / spread * count / (count + raters + STEADY)
    return sums / (count + raters + STEADY) + critics, critics
