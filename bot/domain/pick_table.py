"""Ratings as columns: read in pieces, in one order whatever order they came in.

A loop waits beside this as long as one call holds the interpreter. Sorting, comparing and gathering of millions let it
go meanwhile; what does not is done in pieces, or not at all: `numpy.unique` sums up marks of a byte each, which holds
it for 16 ms a million.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np

from bot.domain.pick_facts import Column, Floats, Ints, Ratings

PIECE = 4_000  # ratings read at once: a millisecond, so that a loop beside this thread never waits for long
COUNTED = 500_000  # rows counted at once
STEP = 0.25  # how much more a rating counts for each standard deviation above the mean
LEAST = 0.1  # even a film that was hated was chosen
HIGH = 0.4  # standard deviations above the mean from which a rating is high, where nobody states it


@dataclass(frozen=True, slots=True)
class Packed:
    """Hold ratings of whole ids in 24 bytes each, where tuples take 200 and the garbage collector walks them all."""

    users: array[int] = field(default_factory=lambda: array("q"))
    films: array[int] = field(default_factory=lambda: array("q"))
    scores: array[float] = field(default_factory=lambda: array("d"))

    def __len__(self) -> int:
        return len(self.users)

    def __iter__(self) -> Iterator[tuple[int, int, float]]:
        return zip(self.users, self.films, self.scores, strict=True)

    def extend(self, rows: Iterable[tuple[int, int, float]]) -> None:
        """Add some ratings, as many as one wants to hold as tuples at a time."""
        for user, film, score in rows:
            self.users.append(user)
            self.films.append(film)
            self.scores.append(score)


@dataclass(frozen=True, slots=True)
class Table:
    """Hold ratings sorted by user and film: of `users[u]`, the rows from `starts[u]` to `starts[u + 1]`.

    `films` are the rated films' ids, `column` each row's index into them, `value` what the row counts (1 for an average
    rating), `liking` standard deviations above the mean, `high` whether the film was loved.
    """

    users: Column
    films: Column
    starts: Ints
    column: Ints
    value: Floats
    liking: Floats
    high: Column

    def rows(self, user: int) -> slice:
        """Return where a user's ratings lie, by the user's index."""
        return slice(int(self.starts[user]), int(self.starts[user + 1]))


def read(ratings: Ratings, loved: float | None = None) -> Table:
    """Read (user id, film id, score) triples, packed or not, an array of three columns, or three arrays; see `Table`.

    A score's scale is free: its mean and spread are taken from the data. `loved` is the score from which a film counts
    as loved. Scores that are no number are left out; several of one user for one film become their mean.
    """
    user, film, score = _columns(ratings)
    usable = np.isfinite(score)
    if not usable.all():
        user, film, score = user[usable], film[usable], score[usable]
    users, at = _numbered(user)
    films, column = _numbered(film)
    at, column, score = _merged(at, column, score, len(films))
    # Sums in one order: the same ratings in another order then give the same bits.
    mean, spread = (float(score.mean()), float(score.std())) if len(score) else (0.0, 0.0)
    liking = (score - mean) / spread if spread > 1e-9 * max(1.0, abs(mean)) else np.zeros(len(score))
    starts = np.searchsorted(at, np.arange(len(users) + 1))
    high = liking >= HIGH * (spread > 0) if loved is None else score >= loved
    return Table(users, films, starts, column, np.maximum(LEAST, 1 + STEP * liking), liking, high)


def tally(places: Ints, size: int, weights: Floats | None = None) -> Floats:
    """Return how many rows, or what weights, fall on each of the first `size` places; on places beyond, none.

    In pieces, because `numpy.bincount` holds the interpreter, and with it the loop, for as long as it counts.
    """
    total = np.zeros(size)
    for begin in range(0, len(places), COUNTED):
        rows = slice(begin, begin + COUNTED)
        counted = np.bincount(places[rows], None if weights is None else weights[rows], minlength=size)
        total += counted[:size]
    return total


def repeated(values: Column, counts: Ints) -> Column:
    """Return each value as often as its count says; `numpy.repeat` holds the interpreter, so in pieces as well."""
    ends = np.cumsum(counts)
    whole = np.empty(int(ends[-1]) if len(ends) else 0, values.dtype)
    for begin in range(0, len(values), PIECE):
        some = np.repeat(values[begin : begin + PIECE], counts[begin : begin + PIECE])
        first = int(ends[begin] - counts[begin])
        whole[first : first + len(some)] = some
    return whole


def _numbered(ids: Column) -> tuple[Column, Ints]:
    """Return the ids once each, sorted, and which of them each row has."""
    order = np.argsort(ids, kind="stable")
    ids = ids[order]
    new = np.ones(len(ids), np.int32)
    new[1:] = ids[1:] != ids[:-1]
    at = np.empty(len(ids), np.int32)
    at[order] = np.cumsum(new, dtype=np.int32) - 1
    return ids[np.flatnonzero(new)], at


def _merged(at: Ints, column: Ints, score: Floats, films: int) -> tuple[Ints, Ints, Floats]:
    key = at.astype(np.int64) * films + column
    order = np.lexsort((score, key))
    key, score = key[order], score[order]
    first = np.flatnonzero(np.diff(key, prepend=-1))
    if len(first) < len(key):
        score = np.add.reduceat(score, first) / np.diff(first, append=len(key))
        key = key[first]
    return key // max(1, films), (key % max(1, films)).astype(np.int32), score


def _columns(ratings: Ratings) -> tuple[Column, Column, Floats]:
    if isinstance(ratings, Packed):
        return np.asarray(ratings.users), np.asarray(ratings.films), np.asarray(ratings.scores)
    if isinstance(ratings, np.ndarray):
        ratings = (ratings[:, 0], ratings[:, 1], ratings[:, 2])
    if isinstance(ratings, tuple) and len(ratings) == 3 and all(isinstance(one, np.ndarray) for one in ratings):
        user, film, score = map(np.asarray, ratings)
        return _ids(user), _ids(film), score.astype(float)
    pieces = list(_pieces(ratings))
    if not pieces:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
    user, film, score = (np.concatenate(column) for column in zip(*pieces, strict=True))
    return _ids(user), _ids(film), score


def _pieces(ratings: Iterable[Any]) -> Iterable[tuple[Column, Column, Floats]]:
    rows = iter(ratings)
    while piece := list(islice(rows, PIECE)):
        user, film, score = ([row[at] for row in piece] for at in range(3))
        yield np.asarray(user), np.asarray(film), np.asarray(score, float)
        # A turn of a loop asks for the interpreter three or four times, and waits 5 ms each time unless it is left free
        # (https://docs.python.org/3/library/sys.html#sys.setswitchinterval).
        time.sleep(0)


def _ids(ids: Column) -> Column:
    return ids.astype(np.int64) if ids.dtype.kind == "f" else ids
