"""The published rule for ties: more first preferences, then more support, then the lot fixed at creation.

Never the order of the options and never chance at the time of counting: who counts again gets the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from bot.domain.ballot_marks import Marks, Method, Option
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


def standing(method: Method, cast: Mapping[Marks, int], options: Sequence[Option], tie_break: TieBreak) -> Standing:
    """Return each option's first preferences and support.

    A first preference is a ballot that puts the option above all others, alone or beside equals. Support is the
    total score (which orders as the mean does, all ballots being counted), else the ballots that name the option.
    """
    support = dict.fromkeys(options, 0)
    for (option, mark), ballots in Counter(chain.from_iterable(Counter(cast).elements())).items():
        support[option] += ballots * mark if method is Method.STAR else ballots
    return Standing(_first_preferences(cast, options), support, tie_break)


def _first_preferences(cast: Mapping[Marks, int], options: Sequence[Option]) -> dict[Option, int]:
    firsts = dict.fromkeys(options, 0)
    for marks, ballots in cast.items():
        for option, mark in marks:
            if mark < marks[0][1] or mark <= 0:  # best first: nothing better follows; a score of 0 prefers nothing
                break
            firsts[option] += ballots
    return firsts


def _equals(figures: Mapping[Option, int]) -> list[list[Option]]:
    groups: defaultdict[int, list[Option]] = defaultdict(list)
    for option, figure in figures.items():
        groups[figure].append(option)
    return [groups[figure] for figure in sorted(groups, reverse=True)]
