"""EASE: how much each film speaks for each other one, learned from who rated what.

H. Steck, Embarrassingly Shallow Autoencoders for Sparse Data, WWW 2019 (https://arxiv.org/abs/1905.03375): with ratings
X (users × films), P = (XᵀX + λI)⁻¹ and B = I − P / diag(P), the scores for a row x are x B. With fewer users than films
the same P comes of a matrix of users (Woodbury: λP = I − Xᵀ(XXᵀ + λI)⁻¹X), many times faster.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from bot.domain.pick_facts import Floats, Ints
from bot.domain.pick_table import Table, tally

WEIGHT = 400.0  # λ: the best of 100..800 for short rows on MovieLens
FILMS = 4_000  # films that a matrix of films holds, the most rated first
MOST = 15_000  # rated films that are weighed at most
USERS = 16_384  # users that a matrix of films learns from, spread evenly over all of them
CELLS = FILMS * FILMS  # of the largest matrix
EXACT = 2_000_000  # cells up to which numbers are double: beyond, half the memory matters more than the ninth digit
SMALL = 256  # half the size of what is inverted at once
BLOCK = 1_024  # users added to a matrix of films at once


class Ease(Protocol):
    """Tell what rated films say for each other; the first places of the axis are theirs."""

    @property
    def films(self) -> int:
        """Return how many films take part."""
        ...

    def scores(self, columns: Ints, values: Floats) -> Floats:
        """Return x B for the row x that has `values` in `columns`."""
        ...

    def pulls(self, columns: Ints, target: int) -> Floats:
        """Return B[columns, target]: what one in each column adds to the target's score."""
        ...


@dataclass(frozen=True, slots=True)
class ByUsers:
    """Hold Xᵀ (films × users: what is asked for are films' rows), W = Xᵀ(XXᵀ + λI)⁻¹ and λ diag(P)."""

    rated: Floats
    weights: Floats
    own: Floats
    films: int

    def scores(self, columns: Ints, values: Floats) -> Floats:
        """Return x B; see `Ease`."""
        found: Floats = self.weights @ (values.astype(self.rated.dtype) @ self.rated[columns]) / self.own
        found[columns] += values * (1 - 1 / self.own[columns])
        return found

    def pulls(self, columns: Ints, target: int) -> Floats:
        """Return B[columns, target]; see `Ease`."""
        found = self.rated[columns] @ self.weights[target] / self.own[target]
        return np.where(columns == target, 0, found)


@dataclass(frozen=True, slots=True)
class ByFilms:
    """Hold B whole (films × films)."""

    weights: Floats
    films: int

    def scores(self, columns: Ints, values: Floats) -> Floats:
        """Return x B; see `Ease`."""
        return np.asarray(values.astype(self.weights.dtype) @ self.weights[columns])

    def pulls(self, columns: Ints, target: int) -> Floats:
        """Return B[columns, target]; see `Ease`."""
        return np.asarray(self.weights[columns, target])


def ranked_films(table: Table) -> Ints:
    """Return the rated films' indices, the most rated first and ties by id, as many as take part."""
    counts = tally(table.column, len(table.films))
    users = max(1, len(table.users))
    room = min(MOST, max(FILMS, CELLS // users))
    return np.argsort(-counts, kind="stable")[:room].astype(np.int32)


def learn(table: Table, place: Ints, films: int, weight: float = WEIGHT) -> Ease:
    """Learn B over the first `films` places; `place` is each rated film's, beyond `films` for those left out.

    Holds at most three matrices of `CELLS` single-precision numbers (192 MB) while it learns.
    """
    users = len(table.users)
    precise = np.float64 if films * min(users, films) <= EXACT else np.float32
    if users <= films:
        return _by_users(_rows(table, place, films, np.arange(users), precise).T.copy(), weight)
    return _by_films(table, place, films, weight, precise)


def _rows(table: Table, place: Ints, films: int, users: Ints, kind: type[np.floating]) -> Floats:
    rated = np.zeros((len(users), films), kind)
    for at, user in enumerate(users.tolist()):
        rows = table.rows(user)
        places = place[table.column[rows]]
        inside = places < films
        rated[at, places[inside]] = table.value[rows][inside]
    return rated


def _by_users(rated: Floats, weight: float) -> Ease:
    films, users = rated.shape
    kernel = rated.T @ rated
    kernel[np.diag_indices(users)] += weight
    weights = rated @ np.linalg.inv(kernel)
    own = 1 - np.einsum("fu,fu->f", rated, weights)
    return ByUsers(rated, weights, own, films)


def _by_films(table: Table, place: Ints, films: int, weight: float, kind: type[np.floating]) -> Ease:
    users = len(table.users)
    # Spread over the ids, so that neither old nor new accounts are left out; the rest is scored all the same.
    chosen = np.unique(np.linspace(0, users - 1, min(users, USERS)).round().astype(np.int64))
    gram = np.zeros((films, films), kind)
    for begin in range(0, len(chosen), BLOCK):
        block = _rows(table, place, films, chosen[begin : begin + BLOCK], kind)
        gram += block.T @ block
    gram[np.diag_indices(films)] += weight
    gram = _inverse(gram)
    gram /= -np.diagonal(gram).copy()
    gram[np.diag_indices(films)] = 0
    return ByFilms(gram, films)


def _inverse(matrix: Floats) -> Floats:
    """Return the inverse of a positive definite matrix, in halves: half the work of `numpy.linalg.inv`, all products.

    https://en.wikipedia.org/wiki/Schur_complement
    """
    half = len(matrix) // 2
    if half <= SMALL:
        return np.linalg.inv(matrix)
    upper, beside = _inverse(matrix[:half, :half]), matrix[:half, half:]
    passed = upper @ beside
    lower = _inverse(matrix[half:, half:] - beside.T @ passed)
    across = passed @ lower
    return np.block([[upper + across @ passed.T, -across], [-across.T, lower]])
