"""What this club should watch next, each pick with its reasons; the same answer for the same input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.pick_facts import (
    Critics,
    Films,
    Genre,
    LovedBy,
    Pick,
    PickFilm,
    Prior,
    Priors,
    Reason,
    Unseen,
    WellKnown,
)

__all__ = [
    "Critics",
    "Genre",
    "LovedBy",
    "Model",
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


@dataclass(frozen=True, slots=True)
class Model:
    """Hold what was learned from ratings; fit once, pick for many."""

    rated: Mapping[int, Collection[int]]
    popularity: Mapping[int, float]
    prior: Priors

    def recommend(
        self,
        seen: Collection[int] = (),
        limit: int = 10,
        *,
        members: int | Iterable[int] | None = None,
        allowed: Collection[int] | None = None,
        vetoes: Mapping[int, int] | None = None,
        history: Sequence[int] = (),
        seen_share: float = 0.5,
    ) -> list[Pick]:
        """Return at most `limit` films, the best first; see `recommend`."""
        vetoed = vetoes or {}
        out = {*seen, *history, *(film for film, count in vetoed.items() if count >= REMOVED)}
        if isinstance(members, int):
            out.update(self.rated.get(members, ()))
        ranked = sorted((-score, film) for film, score in self.popularity.items() if film not in out)
        return [Pick(film, -score, self._reasons(film)) for score, film in ranked[:limit]]

    def _reasons(self, film: int) -> tuple[Reason, ...]:
        known = self.prior.get(film)
        return (Critics(known.grade, known.count),) if known and known.grade is not None else ()


def fit(ratings: Iterable[tuple[int, int, float]], films: Films = (), prior: Priors | None = None) -> Model:
    """Learn from ratings (user id, film id, score), members' and imported ones alike."""
    rated: dict[int, set[int]] = {}
    popularity: Counter[int] = Counter()
    for film in films:
        popularity[film.film_id if isinstance(film, PickFilm) else film] += 0
    for film_id, known in (prior or {}).items():
        popularity[film_id] += known.popularity  # type: ignore[assignment]
    for user, film_id, _ in ratings:
        rated.setdefault(user, set()).add(film_id)
        popularity[film_id] += 1
    return Model(rated, popularity, prior or {})


def recommend(
    ratings: Iterable[tuple[int, int, float]] | Model,
    films: Films = (),
    prior: Priors | None = None,
    seen: Collection[int] = (),
    limit: int = 10,
    *,
    members: int | Iterable[int] | None = None,
    allowed: Collection[int] | None = None,
    vetoes: Mapping[int, int] | None = None,
    history: Sequence[int] = (),
    seen_share: float = 0.5,
) -> list[Pick]:
    """Return at most `limit` films to watch, the best first, each with its reasons.

    `ratings` are (user id, film id, score) on any scale, or a `Model` that `fit` learned from them. `seen` are never
    picked. `members` are those whom the pick is for: one id, several for a group, None for all who rated. Only
    `allowed` are named in reasons (None: all of `members`). `vetoes` counts who said "not for us": one moves a film
    down, a second removes it. `history` are former picks, the oldest first: none comes again, and the next differ
    from the last in genre, decade and language. A film rated by more than `seen_share` of `members` is no pick.
    """
    model = ratings if isinstance(ratings, Model) else fit(ratings, films, prior)
    return model.recommend(
        seen, limit, members=members, allowed=allowed, vetoes=vetoes, history=history, seen_share=seen_share
    )
