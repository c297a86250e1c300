"""What people lean to: a ridge on genres, years, languages, critics' consensus and fame, times popularity.

A film j of popularity share p_j is taken to be chosen with p_j (1 + w·f_j), f_j its features less their mean under p.
The weighted least squares Σ (x_j − n p_j (1 + w·f_j))² / (n p_j) + μ|w − w₀|² over all films has the solution
(n C + μ) (w − w₀) = Σ x_j f_j − n C w₀ with C = Σ p_j f_j f_jᵀ, x_j what a person's ratings count and n their sum. So
few ratings leave a person where everybody starts: at w₀, which likes what critics and raters like.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bot.domain.pick_axis import Axis
from bot.domain.pick_facts import Floats, Ints

RIDGE = 5.0  # μ
TRUST = 0.5  # w₀ on the consensus
GENRES, LANGUAGES = 40, 12  # the commonest; a catalogue with more has misprints
YEARS = 3  # years between the bumps that a film's year lies under, and their width
PIECE = 20_000  # ratings whose features are laid out at once: some ten megabytes
EVEN = 0.5  # the consensus and fame, in standard deviations, against a genre's one


@dataclass(frozen=True, slots=True)
class Taste:
    """Hold features (features × films) and what solves for a person's weights.

    The first `genres` features are those; the last two are consensus and fame. One deviation of critics' liking
    is `grading` of the consensus feature. `described` is 0..1, how far films' genres and years are known: fame and
    consensus alone tell a taste badly, and EASE knows them.
    """

    genres: tuple[str, ...]
    features: Floats
    directions: Floats
    stretch: Floats
    start: Floats
    pull: Floats
    grading: float
    described: float

    def weights(self, columns: Ints, values: Floats, starts: Ints) -> Floats:
        """Return the mean of people's weights w; the ratings of each begin at `starts`, none of them empty."""
        if not len(starts):
            return self.start
        firsts = np.unique(np.searchsorted(starts, np.arange(0, len(columns), PIECE)))
        moved = np.zeros(len(self.start))
        for begin, end in pairwise([*firsts.tolist(), len(starts)]):
            rows = slice(starts[begin], starts[end] if end < len(starts) else len(columns))
            moved += self._moved(columns[rows], values[rows], starts[begin:end] - starts[begin])
        return np.asarray(self.start + self.directions @ moved / len(starts))

    def _moved(self, columns: Ints, values: Floats, starts: Ints) -> Floats:
        """Return the sum of w − w₀ over some people, in the directions in which C is diagonal."""
        amounts = np.add.reduceat(values, starts)
        sums = np.add.reduceat(self.features[:, columns] * values, starts, axis=1)
        moved = (sums - amounts * self.pull[:, None]).T @ self.directions
        return np.asarray((moved / (amounts[:, None] * self.stretch + RIDGE)).sum(axis=0))


def taste_of(axis: Axis) -> Taste:
    """Lay out the films' features; a few dozen rows, whatever the catalogue."""
    genres, rows = _marks([film.genres for film in axis.films], GENRES)
    languages = [(film.language,) if film.language else () for film in axis.films]
    fame = np.log1p(axis.popularity)
    features = np.vstack(
        [rows, _years([film.year for film in axis.films]), _marks(languages, LANGUAGES)[1]]
        + [EVEN * _even(one)[None] for one in (axis.liking, fame)]
    )
    share = (axis.popularity + 1) / (axis.popularity.sum() + max(1, len(axis)))
    features -= (features @ share)[:, None]
    spread = (features * share) @ features.T
    stretch, directions = np.linalg.eigh(spread)
    start = np.zeros(len(features))
    start[-2] = TRUST
    grading = EVEN * _scale(axis.liking)
    stretch = np.maximum(stretch, 0)
    return Taste(genres, features, directions, stretch, start, spread @ start, grading, _described(axis, share))


def _described(axis: Axis, share: Floats) -> float:
    known = np.array([(bool(film.genres), film.year is not None) for film in axis.films], float).reshape(-1, 2)
    of_genre, of_year = share @ known
    return float(of_genre * (0.3 + 0.7 * of_year))


def _marks(sets: Sequence[Iterable[str]], most: int) -> tuple[tuple[str, ...], Floats]:
    counts: Counter[str] = Counter()
    for one in sets:
        counts.update(set(one))
    names = tuple(name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most])
    at: dict[Hashable, int] = {name: row for row, name in enumerate(names)}
    marks = np.zeros((len(names), len(sets)))
    for column, one in enumerate(sets):
        for name in one:
            if name in at:
                marks[at[name], column] = 1
    return names, marks


def _years(years: Sequence[int | None]) -> Floats:
    known = np.array([np.nan if year is None else year for year in years], float)
    if np.isnan(known).all():
        return np.zeros((0, len(years)))
    # A misprinted year (20015, 1) must not spread thousands of bumps.
    known[(known < 1880) | (known > 2100)] = np.nan
    bumps = np.arange(1900, 2101, YEARS)[:, None]
    near: Floats = np.exp(-0.5 * ((np.nan_to_num(known, nan=0.0)[None] - bumps) / YEARS) ** 2)
    return np.asarray(near[(near > 0.1).any(axis=1)])


def _even(values: Floats) -> Floats:
    return np.asarray((values - values.mean()) * _scale(values)) if len(values) else values


def _scale(values: Floats) -> float:
    spread = float(values.std()) if len(values) else 0.0
    return 1 / spread if spread > 1e-9 else 0.0
