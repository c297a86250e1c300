"""One score a film, of what EASE says, what these people lean to, and what critics and crowds make of it.

Each part in standard deviations over all films that are weighed. The weights were chosen on simulated clubs of other
seeds than the ones that `make bench ARGS=picking` reports.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.domain.pick_axis import Axis
from bot.domain.pick_crowd import Crowd
from bot.domain.pick_ease import Ease
from bot.domain.pick_facts import Floats, Ints
from bot.domain.pick_taste import Taste


@dataclass(frozen=True, slots=True)
class Blend:
    """Hold each film's score, and what each rating and each feature brings to it.

    `total` = `ease` times the row's EASE scores + `lean` times what the features say + `fame` (what is left where the
    features say nothing) less a constant.
    """

    total: Floats
    ease: float
    columns: Ints
    row: Floats
    lean: Floats
    weights: Floats
    fame: Floats

    def pulls(self, ease: Ease, target: int) -> Floats:
        """Return what one share of the mean row in each rated place brings to the target's score."""
        if target >= ease.films:
            return np.zeros(len(self.columns))
        return self.ease * ease.pulls(self.columns, target)

    def leanings(self, taste: Taste, target: int) -> Floats:
        """Return what each feature brings to the target's score."""
        return np.asarray(self.lean[target] * self.weights * taste.features[:, target])


def blend(ease: Ease, taste: Taste, axis: Axis, crowd: Crowd, ratings: int) -> Blend:
    """Weigh every film for a crowd; `ratings` is how many EASE has learned from."""
    trust = trust_in(ratings, axis.outside)
    columns, row = crowd.row(ease.films)
    told = np.zeros(len(axis))
    told[: ease.films] = ease.scores(columns, row)
    weights = taste.weights(crowd.columns, crowd.values, crowd.starts)
    said = weights @ taste.features
    known = axis.popularity + 1  # so that critics and taste tell films apart of which no count is known
    fame, crowd_fame = np.log1p(known) ** 1.5, known**0.6
    by_told = _scale(told) * trust
    by_said = _scale(said * fame) * trust * taste.described * weight_of_leanings(crowd.depth)
    by_fame = _scale((1 + said) * crowd_fame) * (1 - trust)
    lean = by_said * fame + by_fame * crowd_fame
    base = by_fame * crowd_fame
    total = by_told * told + lean * said + base
    return Blend(total - total.mean(), by_told, columns, row, lean, weights, base)


def trust_in(ratings: int, outside: float) -> float:
    """Return 0..1, how far EASE is trusted beside fame: 0 without a rating, 0.2 at 40, 0.5 at 5,000, 0.97 in the end.

    That is where most of fame is votes and grades from `outside`: without them it is made of the same ratings, and
    tells nothing that EASE does not know.
    """
    if not ratings:
        return 0.0
    alone = 0.3 * ratings / (ratings + 10) + 0.7 * ratings / (ratings + 15_000)
    return min(0.97, 1 - (1 - alone) * outside / (outside + ratings))


def weight_of_leanings(depth: float) -> float:
    """Return how much leanings count beside EASE: 0.7 for people of eight ratings, 0.3 for those of 150."""
    return 0.2 + 20 / (30 + depth)


def _scale(values: Floats) -> float:
    spread = float(values.std()) if len(values) else 0.0
    return 1 / spread if spread > 1e-12 else 0.0
