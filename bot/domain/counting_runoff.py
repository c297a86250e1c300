"""Instant runoff: the option with fewest votes is dropped until one has more than half.

The single-winner rules of Robert's Rules of Order Newly Revised, section 45 ("preferential voting"), as also used in
https://en.wikipedia.org/wiki/Instant-runoff_voting: more than half of the ballots that still choose somebody wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from bot.domain.ballot_marks import Option, Said
from bot.domain.ballot_tally import Round, Step, Tie
from bot.domain.ballot_ties import Standing

#: Ballots that now count for one option: their order of choices, and how many ballots have it.
_Pile: TypeAlias = list[tuple[tuple[Option, ...], int]]


def instant_runoff(
    cast: Mapping[Said, int], options: Sequence[Option], standing: Standing
) -> tuple[tuple[Option, ...], tuple[Round, ...]]:
    """Return the ranking and all rounds.

    Options that no ballot counts for are dropped together: dropping them one by one moves no ballot, so nothing else
    could come of it. Ranked are those left by the last round's votes; below them the dropped, the last dropped first.
    """
    piles: dict[Option, _Pile] = {option: [] for option in options}
    exhausted = _deal([(order, many) for (order, _), many in cast.items()], piles)
    rounds: list[Round] = []
    dropped: tuple[Option, ...] = ()
    votes = _votes(piles)
    while not _is_over(votes):
        out, ties = _last(votes, standing)
        rounds.append(Round(votes, exhausted=exhausted, eliminated=out, ties=ties))
        dropped = out + dropped
        exhausted += _deal([moved for option in out for moved in piles.pop(option)], piles)
        votes = _votes(piles)
    ranking, ties = standing.by_figures(votes)
    rounds.append(Round(votes, exhausted=exhausted, ties=ties))
    return ranking + dropped, tuple(rounds)


def _deal(ballots: Iterable[tuple[tuple[Option, ...], int]], piles: dict[Option, _Pile]) -> int:
    """Lay ballots onto the pile of the first option still in that they name; return how many name none."""
    exhausted = 0
    for order, many in ballots:
        for option in order:
            if option in piles:
                piles[option].append((order, many))
                break
        else:
            exhausted += many
    return exhausted


def _votes(piles: Mapping[Option, _Pile]) -> dict[Option, int]:
    return {option: sum(many for _, many in pile) for option, pile in piles.items()}


def _is_over(votes: Mapping[Option, int]) -> bool:
    # Two with half each cannot be parted by dropping: the rule for ties names the winner.
    most, cast = max(votes.values()), sum(votes.values())
    return most * 2 > cast or len(votes) <= 2 or cast == 0


def _last(votes: Mapping[Option, int], standing: Standing) -> tuple[tuple[Option, ...], tuple[Tie, ...]]:
    fewest = min(votes.values())
    equals = standing.order(option for option, many in votes.items() if many == fewest)
    if fewest == 0:
        return equals, standing.tie(Step.PLACES, equals)
    return equals[-1:], standing.tie(Step.ELIMINATION, equals, ahead=len(equals) - 1)
