"""Why a film is picked: what brought most to its score, and nothing that brought nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from bot.domain.pick_axis import Axis
from bot.domain.pick_blend import Blend
from bot.domain.pick_crowd import Crowd
from bot.domain.pick_ease import Ease
from bot.domain.pick_facts import Critics, Floats, Genre, LovedBy, Reason, Unseen, WellKnown
from bot.domain.pick_table import tally
from bot.domain.pick_taste import Taste

LEAST = 0.02  # of what all reasons bring: less is no reason
Weighed = tuple[float, Reason]


class Why:
    """Find the reasons for picks of one crowd, naming only those who allow it."""

    def __init__(self, ease: Ease, taste: Taste, axis: Axis, crowd: Crowd, allowed: Collection[int] | None) -> None:
        self._ease, self._taste, self._axis, self._crowd = ease, taste, axis, crowd
        self._may = crowd.high & (crowd.columns < ease.films)
        if allowed is not None:
            self._may &= np.isin(crowd.users, np.asarray(list(allowed) or [-1]))
        self._loved = tally(crowd.columns[self._may], ease.films, crowd.shares[self._may])
        self._raters = tally(crowd.columns, len(axis))
        self._liking = tally(crowd.columns, len(axis), crowd.liking)

    def reasons(self, blend: Blend, target: int) -> tuple[Reason, ...]:
        """Return what speaks for the film in `target`'s place: ratings, critics and genre by weight, then the rest.

        Fame often weighs most and tells a club least, so it comes after what somebody said.
        """
        found = [one for one in self._all(blend, target) if one[0] > 0]
        least = LEAST * sum(weight for weight, _ in found)
        found.sort(key=lambda one: (isinstance(one[1], WellKnown), -one[0]))
        told = [reason for weight, reason in found if weight >= least]
        if self._crowd.size > 1 and not self._raters[target]:
            told.append(Unseen())
        return tuple(told)

    def _all(self, blend: Blend, target: int) -> Iterator[Weighed]:
        yield from self._by_ratings(blend, target)
        leanings = blend.leanings(self._taste, target)
        yield from self._by_genre(leanings, target)
        yield from self._by_critics(blend, target)
        yield (
            float(blend.fame[target] - blend.fame.mean() + leanings[-1]),
            WellKnown(self._axis.popularity[target].item()),
        )

    def _by_ratings(self, blend: Blend, target: int) -> Iterator[Weighed]:
        pulls = blend.pulls(self._ease, target) * self._loved[blend.columns]
        best = np.argsort(-pulls, kind="stable")[:2]
        if not len(best) or pulls[best[0]] <= 0:
            return
        first, *second = (int(blend.columns[one]) for one in best if pulls[one] > 0)
        names, weight = self._lovers(first), float(pulls[best[0]])
        films: tuple[int, ...] = (first,)
        if second and len(both := names & self._lovers(second[0])) * 2 >= len(names):
            films, names, weight = (first, second[0]), both, weight + float(pulls[best[1]])
        ids = tuple(self._axis.films[film].film_id for film in films)
        yield weight, LovedBy(ids, tuple(sorted(names)))

    def _lovers(self, film: int) -> set[int]:
        return set(self._crowd.users[self._may & (self._crowd.columns == film)].tolist())

    def _by_genre(self, leanings: Floats, target: int) -> Iterator[Weighed]:
        """Yield the genre that brings most, if these people also rate it above the rest of what they rate."""
        names, of = self._taste.genres, self._axis.films[target].genres
        there = [at for at, name in enumerate(names) if name in of and leanings[at] > 0 and self._above(at)]
        if there:
            best = max(there, key=lambda at: (leanings[at], names[at]))
            yield float(leanings[best]), Genre(names[best])

    def _above(self, genre: int) -> bool:
        within = self._taste.features[genre] > 0
        inside, outside = self._raters[within].sum(), self._raters[~within].sum()
        if not inside or not outside:
            return bool(inside)
        return bool(self._liking[within].sum() / inside > self._liking[~within].sum() / outside)

    def _by_critics(self, blend: Blend, target: int) -> Iterator[Weighed]:
        known = self._axis.prior[target]
        if known.grade is not None:
            gain = blend.lean[target] * blend.weights[-2] * self._taste.grading * self._axis.critics[target]
            yield float(gain), Critics(known.grade, max(1, known.count))
