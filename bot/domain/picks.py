"""What this club should watch next, each pick with its reasons; the same answer for the same input.

Everything here is computing and belongs off the event loop, in a thread.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.domain import pick_ease
from bot.domain.pick_axis import Axis, lay_out
from bot.domain.pick_blend import blend
from bot.domain.pick_crowd import Crowd, Members, crowd_of, who_rated
from bot.domain.pick_ease import Ease
from bot.domain.pick_facts import (
    Column,
    Critics,
    Films,
    Floats,
    Genre,
    Ints,
    LovedBy,
    Pick,
    PickFilm,
    Prior,
    Priors,
    Ratings,
    Reason,
    Unseen,
    WellKnown,
)
from bot.domain.pick_table import Packed, Table, read, tally
from bot.domain.pick_taste import Taste, taste_of
from bot.domain.pick_variety import steps_back
from bot.domain.pick_why import Why

__all__ = [
    "Critics",
    "Genre",
    "LovedBy",
    "Model",
    "Packed",
    "Pick",
    "PickFilm",
    "Prior",
    "Reason",
    "Unseen",
    "WellKnown",
    "fit",
    "recommend",
]

REMOVED = 2  # so many members said "not for us": the film is out for good
CONTENDERS = 200  # the best films, among which former picks make a difference
NEAR = 50  # the contender whose distance from the best says how far a film like the last pick steps back


@dataclass(frozen=True, slots=True)
class Model:
    """Hold what was learned from ratings; fit once, pick for many. Nothing in it changes."""

    table: Table
    axis: Axis
    ease: Ease
    taste: Taste
    ids: Column
    places: Mapping[int, int]

    def recommend(
        self,
        seen: Collection[int] = (),
        limit: int = 10,
        *,
        members: Members = None,
        allowed: Collection[int] | None = None,
        vetoes: Mapping[int, int] | None = None,
        history: Sequence[int] = (),
        seen_share: float = 0.5,
    ) -> list[Pick]:
        """Return at most `limit` films, the best first; see `recommend`."""
        if limit <= 0 or not len(self.axis):
            return []
        whom = who_rated(self.table, seen) if members is None else members
        vetoed, crowd = vetoes or {}, crowd_of(self.table, self.axis, whom)
        gone = {*seen, *history, *(film for film, count in vetoed.items() if count >= REMOVED)}
        weighed = blend(self.ease, self.taste, self.axis, crowd, len(self.table.column))
        order = self._order(weighed.total, self._open(gone, crowd, seen_share), vetoed, history, limit)
        why = Why(self.ease, self.taste, self.axis, crowd, allowed)
        return [Pick(self.axis.films[at].film_id, score, why.reasons(weighed, at)) for at, score in order]

    def _open(self, gone: Iterable[int], crowd: Crowd, seen_share: float) -> Column:
        """Return which films may be picked at all."""
        raters = tally(crowd.columns, len(self.axis))
        may = self.axis.known & (raters <= seen_share * max(1, crowd.size))
        may[[self.places[film] for film in gone if film in self.places]] = False
        return np.asarray(may)

    def _order(
        self, total: Floats, may: Column, vetoed: Mapping[int, int], history: Sequence[int], limit: int
    ) -> list[tuple[int, float]]:
        """Return the places of the picks with their scores, the best first and ties by id."""
        scores = total.copy()
        for place in sorted({self.places[film] for film, count in vetoed.items() if count > 0 and film in self.places}):
            scores[place] -= abs(scores[place]) / 2 + 1
        left = np.flatnonzero(may)
        best = left[self._sorted(scores, left)][: max(CONTENDERS, limit)]
        former = [self.axis.films[self.places[film]] for film in history if film in self.places]
        if former and len(best):
            reach = scores[best[0]] - scores[best[min(NEAR, len(best) - 1)]]
            scores[best] -= reach * np.array([steps_back(self.axis.films[place], former) for place in best.tolist()])
            best = best[self._sorted(scores, best)]
        return [(place, float(scores[place])) for place in best[:limit].tolist()]

    def _sorted(self, scores: Floats, places: Ints) -> Ints:
        return np.lexsort((self.ids[places], -scores[places]))


def fit(ratings: Ratings, films: Films = (), prior: Priors | None = None, *, loved: float | None = None) -> Model:
    """Learn from ratings (user id, film id, score), members' and imported ones alike; see `recommend`.

    `loved` is the score from which reasons say that a film was loved; without it, clearly above the mean of all.
    """
    table = read(ratings, loved)
    axis = lay_out(table, films, prior)
    ease = pick_ease.learn(table, axis.place, axis.rated)
    ids = [film.film_id for film in axis.films]
    return Model(table, axis, ease, taste_of(axis), np.asarray(ids), {film: place for place, film in enumerate(ids)})


def recommend(
    ratings: Ratings | Model,
    films: Films = (),
    prior: Priors | None = None,
    seen: Collection[int] = (),
    limit: int = 10,
    *,
    members: Members = None,
    allowed: Collection[int] | None = None,
    vetoes: Mapping[int, int] | None = None,
    history: Sequence[int] = (),
    seen_share: float = 0.5,
) -> list[Pick]:
    """Return at most `limit` films to watch, the best first, each with its reasons.

    `ratings` are (user id, film id, score) on any scale, `Packed` or not, an array of three columns or three arrays, or
    a `Model` that `fit` learned from them, which is then not learned again. `films` are those that may be picked,
    facts or bare ids; none at all: whatever is rated or in `prior`. `seen` are never picked. `members` are those whom
    the pick is for: one id, several for a group (by the average), None for whoever rated exactly `seen`, or else for
    everyone. Only `allowed` are named in reasons (None: all of them). `vetoes` counts who said "not for us": one moves
    a film down, a second removes it. `history` are former picks, the oldest first: none comes again, and the next
    differs from the last in genre, decade and language. A film rated by more than `seen_share` of `members` is no pick.
    """
    model = ratings if isinstance(ratings, Model) else fit(ratings, films, prior)
    return model.recommend(
        seen, limit, members=members, allowed=allowed, vetoes=vetoes, history=history, seen_share=seen_share
    )
