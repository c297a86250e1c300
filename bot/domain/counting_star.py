"""STAR: score, then automatic runoff between the two with the highest totals.

The rules of the Equal Vote Coalition, https://www.starvoting.org/star; only ties are not broken by theirs, but by the
rule that every method of Matinee shares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.ballot_marks import Option, Said
from bot.domain.ballot_tally import Round, Step
from bot.domain.ballot_ties import Standing

FINALISTS = 2


def star(
    cast: Mapping[Said, int], options: Sequence[Option], standing: Standing
) -> tuple[tuple[Option, ...], tuple[Round, ...]]:
    """Return the ranking (the finalists by the runoff, the others by score) and both rounds.

    An option without a score has 0. With a single option there is no runoff.
    """
    totals = {option: standing.support[option] for option in options}
    by_score, ties = standing.by_figures(totals)
    finalists = by_score[:FINALISTS]
    level = [option for option in options if totals[option] == totals[finalists[-1]]]
    above = sum(total > totals[finalists[-1]] for total in totals.values())
    places = [tie for tie in ties if not set(tie.options) & set(finalists)]
    scoring = Round(
        totals, finalists=finalists, ties=(*standing.tie(Step.FINALISTS, level, FINALISTS - above), *places)
    )
    if len(finalists) < FINALISTS:
        return by_score, (scoring,)
    runoff = _runoff(cast, (finalists[0], finalists[1]))
    ranking, ties = standing.by_figures(runoff)
    voters = sum(cast.values())
    last = Round(runoff, no_preference=voters - sum(runoff.values()), finalists=ranking, ties=ties)
    return ranking + by_score[FINALISTS:], (scoring, last)


def _runoff(cast: Mapping[Said, int], finalists: tuple[Option, Option]) -> dict[Option, int]:
    """Return how many ballots score each of two options above the other."""
    one, other = finalists
    preferred = {one: 0, other: 0}
    for said, ballots in cast.items():
        scores = dict(zip(*said, strict=True))
        gap = scores.get(one, 0) - scores.get(other, 0)
        if gap:
            preferred[one if gap > 0 else other] += ballots
    return preferred
