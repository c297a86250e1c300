"""MovieLens in columns, splits and clubs with a seed, and how good a list of picks is.

Any folder with a `ratings.csv` of MovieLens' columns does; a `movies.csv` beside it brings years and genres. Another
one than `../shared/movielens` is named in `MATINEE_MOVIELENS`.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.domain.picks import Model, PickFilm, Prior

FOLDER = Path(os.environ.get("MATINEE_MOVIELENS") or Path(__file__).resolve().parents[2] / "shared" / "movielens")
TOP = 10
MEMBER = 10**9  # added to the numbers of people who become members, so that they are nobody else
Array = NDArray[Any]
Columns = tuple[Array, Array, Array]
_YEAR = re.compile(r"\((\d{4})\)\s*$")


@dataclass(frozen=True, slots=True)
class Club:
    """Hold what a simulated club knows and what its members keep hidden: `told` and `imported` ratings, `hidden` films.

    `known` are films that a member has seen and told nobody about: they are neither picked nor counted.
    """

    told: Columns
    imported: Columns
    hidden: Mapping[int, set[int]]
    known: Mapping[int, set[int]]
    prior: Mapping[int, Prior]


def load() -> tuple[Columns, list[PickFilm]]:
    """Return the ratings as three columns and what is known of the films."""
    with (FOLDER / "ratings.csv").open(encoding="utf-8") as file:
        rows = [row[:3] for row in csv.reader(file) if row and row[0].isdigit()]
    users, films, scores = (np.array(column) for column in zip(*rows, strict=True))
    ratings = users.astype(np.int64), films.astype(np.int64), scores.astype(float)
    facts = {film.film_id: film for film in _films()}
    return ratings, [facts.get(film) or PickFilm(film) for film in np.unique(ratings[1]).tolist()]


def _films() -> Iterator[PickFilm]:
    if not (FOLDER / "movies.csv").is_file():
        return
    with (FOLDER / "movies.csv").open(encoding="utf-8") as file:
        for film_id, label, genres, *_ in csv.reader(file):
            if film_id.isdigit():
                year = _YEAR.search(label)
                kinds = tuple(name for name in genres.split("|") if not name.startswith("("))
                yield PickFilm(int(film_id), kinds, int(year[1]) if year else None)


def split(ratings: Columns, seed: int, hidden: float = 0.2) -> tuple[Columns, Columns]:
    """Return ratings to learn from and hidden ones: a share of each person's, drawn with a seed."""
    chance = np.random.default_rng(seed)
    kept = np.ones(len(ratings[0]), bool)
    for user in np.unique(ratings[0]).tolist():
        rows = np.flatnonzero(ratings[0] == user)
        kept[chance.permutation(rows)[: round(hidden * len(rows))]] = False
    return _of(ratings, kept), _of(ratings, ~kept)


def club(ratings: Columns, members: int, told: int, seed: int, hidden: float = 0.2) -> Club:
    """Make members of some people: a share of what each rated is hidden, `told` of the rest are told.

    What everybody else rated stands for ratings that were imported, and for critics: its mean and count are the prior.
    """
    chance = np.random.default_rng(seed)
    users, counts = np.unique(ratings[0], return_counts=True)
    chosen = chance.permutation(users[(1 - hidden) * counts >= told])[:members].tolist()
    rows: list[Array] = []
    secret: dict[int, set[int]] = {}
    seen: dict[int, set[int]] = {}
    for user in chosen:
        mixed = chance.permutation(np.flatnonzero(ratings[0] == user))
        cut = round(hidden * len(mixed))
        secret[MEMBER + user] = set(ratings[1][mixed[:cut]].tolist())
        seen[MEMBER + user] = set(ratings[1][mixed[cut:]].tolist())
        rows.append(mixed[cut : cut + told])
    given = _of(ratings, np.concatenate(rows))
    others = _of(ratings, ~np.isin(ratings[0], chosen))
    return Club((given[0] + MEMBER, *given[1:]), others, secret, seen, _critics(others))


def _critics(ratings: Columns) -> dict[int, Prior]:
    films, at = np.unique(ratings[1], return_inverse=True)
    count = np.bincount(at)
    mean = np.bincount(at, ratings[2]) / count * 100 / ratings[2].max()
    known = zip(films.tolist(), mean.tolist(), count.tolist(), strict=True)
    # No film has hundreds of critics: their grade is the mean, their number is capped.
    return {film: Prior(grade, min(number, 30), number) for film, grade, number in known}


def _of(ratings: Columns, rows: Array) -> Columns:
    return ratings[0][rows], ratings[1][rows], ratings[2][rows]


def both(one: Columns, other: Columns) -> Columns:
    """Return two sets of ratings as one."""
    return tuple(np.concatenate(pair) for pair in zip(one, other, strict=True))  # type: ignore[return-value]


def grouped(ratings: Columns) -> dict[int, set[int]]:
    """Return each person's films."""
    found: dict[int, set[int]] = {}
    for user, film in zip(ratings[0].tolist(), ratings[1].tolist(), strict=True):
        found.setdefault(user, set()).add(film)
    return found


def gain(picks: Sequence[int], wanted: set[int]) -> float:
    """Return nDCG@10 of a list: every hidden film is worth the same (Järvelin and Kekäläinen 2002)."""
    worth = 1 / np.log2(np.arange(2, TOP + 2))
    hits = np.array([film in wanted for film in picks[:TOP]], float)
    return float(hits @ worth[: len(hits)] / worth[: min(TOP, len(wanted))].sum())


def mean_gain(lists: Mapping[int, Sequence[int]], wanted: Mapping[int, set[int]]) -> float:
    """Return the mean nDCG@10 over everybody who hides something."""
    return float(np.mean([gain(lists[user], films) for user, films in wanted.items() if films]))


def picked(model: Model, users: Mapping[int, set[int]], seen: Mapping[int, set[int]]) -> dict[int, list[int]]:
    """Return what is picked for each, by the interface that the bot calls."""
    return {
        user: [pick.film_id for pick in model.recommend(seen.get(user, set()), TOP, members=user)] for user in users
    }
