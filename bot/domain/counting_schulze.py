"""Schulze's method: one against one, then the strongest paths; strength is winning votes.

Markus Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election
method", Social Choice and Welfare 36 (2011), 267–303; https://arxiv.org/abs/1804.02973. The paths are section 2.3's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from bot.domain.ballot_marks import Option, Said
from bot.domain.ballot_tally import Round, Step, Tie
from bot.domain.ballot_ties import Standing

Matrix: TypeAlias = dict[tuple[Option, Option], int]
Sets: TypeAlias = defaultdict[int, int]


def schulze(
    cast: Mapping[Said, int], options: Sequence[Option], standing: Standing
) -> tuple[tuple[Option, ...], tuple[Round, ...]]:
    """Return the ranking and the only round, whose figures are how many others each option beats by its paths.

    First come those whom nobody beats, equal ones in the order of the rule for ties; then those whom nobody left beats.
    """
    preferred = prefer(cast, options)
    paths = strongest_paths(preferred, options)
    beaten_by = {b: {a for a in options if a != b and paths[a, b] > paths[b, a]} for b in options}
    ranking: list[Option] = []
    ties: list[Tie] = []
    left = set(options)
    while left:
        unbeaten = [option for option in left if not beaten_by[option] & left]
        ties.extend(standing.tie(Step.PLACES if ranking else Step.WINNER, unbeaten))
        ranking.extend(standing.order(unbeaten))
        left.difference_update(unbeaten)
    wins = Counter(winner for winners in beaten_by.values() for winner in winners)
    figures = {option: wins[option] for option in options}
    return tuple(ranking), (Round(figures, pairwise=preferred, paths=paths, ties=tuple(ties)),)


def prefer(cast: Mapping[Said, int], options: Sequence[Option]) -> Matrix:
    """Return for each pair of options how many ballots prefer the first; unmarked options are equal and last.

    What is counted first is "this option, below that set of others" (a set is the bits of a number): ten steps a
    ballot of ten options instead of forty-five pairs.
    """
    bits = {option: 1 << at for at, option in enumerate(options)}
    below: dict[Option, Sets] = {option: defaultdict(int) for option in options}
    marked: Sets = defaultdict(int)
    for (named, marks), ballots in cast.items():
        seen = better = last = 0
        for option, mark in zip(named, marks, strict=True):
            if mark != last:
                better, last = seen, mark
            below[option][better] += ballots
            seen |= bits[option]
        marked[seen] += ballots
    return {
        (a, b): _with(below[b], bits[a]) + _with(marked, bits[a], bits[b]) for a in options for b in options if a != b
    }


def _with(sets: Sets, inside: int, outside: int = 0) -> int:
    return sum(many for members, many in sets.items() if members & inside and not members & outside)


def strongest_paths(preferred: Matrix, options: Sequence[Option]) -> Matrix:
    """Return the strength of the strongest path for each pair, 0 for none: a chain of wins is as strong as its weakest.

    A win is as strong as the ballots for it ("winning votes"), not as its margin. Floyd and Warshall's order of steps.
    """
    paths = {(a, b): won if won > preferred[b, a] else 0 for (a, b), won in preferred.items()}
    for via in options:
        for a in options:
            if a == via or not (first := paths[a, via]):
                continue
            for b in options:
                if b not in (a, via):
                    paths[a, b] = max(paths[a, b], min(first, paths[via, b]))
    return paths
