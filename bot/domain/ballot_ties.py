"""The published rule for ties: more first preferences, then more support, then the lot fixed at creation.

Never the order of the options and never chance at the time of counting: who counts again gets the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.ballot_marks import Method, Option, Said
from bot.domain.ballot_tally import Rule, Step, Tie, TieBreak

_RULES = tuple(Rule)


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold what the rule asks about each option; all of it is known before counting begins."""

    first_preferences: Mapping[Option, int]
    support: Mapping[Option, int]
    tie_break: TieBreak

    def order(self, options: Iterable[Option]) -> tuple[Option, ...]:
        """Return equal options in the order of the rule, best first."""
        return tuple(sorted(options, key=self._key))

    def tie(self, step: Step, options: Iterable[Option], ahead: int = 1) -> tuple[Tie, ...]:
        """Return the record of a tie in which the best `ahead` go ahead; none where nobody is equal or left behind."""
        ordered = self.order(options)
        if len(ordered) <= max(ahead, 1):
            return ()
        return (Tie(step, ordered, tuple(self._parted_by(a, b) for a, b in pairwise(ordered)), ahead),)

    def by_figures(self, figures: Mapping[Option, int]) -> tuple[tuple[Option, ...], tuple[Tie, ...]]:
        """Return the options with the highest figure first, and the ties among them."""
        ranking: list[Option] = []
        ties: list[Tie] = []
        for equals in _equals(figures):
            ties.extend(self.tie(Step.PLACES if ranking else Step.WINNER, equals))
            ranking.extend(self.order(equals))
        return tuple(ranking), tuple(ties)

    def _key(self, option: Option) -> tuple[int, int, str]:
        return -self.first_preferences[option], -self.support[option], self.tie_break.lot(option)

    def _parted_by(self, ahead: Option, behind: Option) -> Rule:
        keys = zip(_RULES, self._key(ahead), self._key(behind), strict=True)
        return next(rule for rule, one, other in keys if one != other)


def support(method: Method, cast: Mapping[Said, int]) -> dict[Option, int]:
    """Return the support of every option that a ballot names: its total score, else the ballots that name it.

    All ballots being counted, with 0 for what they leave out, the total orders as the mean does.
    """
    found: defaultdict[Option, int] = defaultdict(int)
    if method is not Method.STAR:
        for (options, _), ballots in cast.items():
            for option in options:
                found[option] += ballots
        return found
    for (options, marks), ballots in cast.items():
        for option, mark in zip(options, marks, strict=True):
            found[option] += ballots * mark
    return found


def first_preferences(cast: Mapping[Said, int], options: Iterable[Option]) -> dict[Option, int]:
    """Return how many ballots put each option above all others, alone or beside equals; a score of 0 does not."""
    firsts = dict.fromkeys(options, 0)
    for (named, marks), ballots in cast.items():
        for option, mark in zip(named, marks, strict=True):
            if mark < marks[0] or mark <= 0:  # best first: nothing better follows
                break
            firsts[option] += ballots
    return firsts


def _equals(figures: Mapping[Option, int]) -> list[list[Option]]:
    groups: defaultdict[int, list[Option]] = defaultdict(list)
    for option, figure in figures.items():
        groups[figure].append(option)
    return [groups[figure] for figure in sorted(groups, reverse=True)]
