"""Ballots: what one voter said, in one form that serves every way of counting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from bot.domain.errors import UserError

Option: TypeAlias = int | str
Marks: TypeAlias = tuple[tuple[Option, int], ...]

TOP_SCORE = 5


class Method(StrEnum):
    """Name the ways in which a poll may be counted."""

    PLURALITY = "plurality"
    APPROVAL = "approval"
    INSTANT_RUNOFF = "instant_runoff"
    SCHULZE = "schulze"
    STAR = "star"

    @property
    def label(self) -> str:
        """Name the method as it is offered to people."""
        return _LABELS[self]

    @property
    def explanation(self) -> str:
        """Say in one line how the method works."""
        return _EXPLANATIONS[self]


DEFAULT_METHOD = Method.APPROVAL

_LABELS = {
    Method.PLURALITY: "One vote",
    Method.APPROVAL: "Approve any",
    Method.INSTANT_RUNOFF: "Rank them (instant runoff)",
    Method.SCHULZE: "Rank them (Condorcet, Schulze)",
    Method.STAR: "Score 0–5 (STAR)",
}
_EXPLANATIONS = {
    Method.PLURALITY: "Choose one; most votes win.",
    Method.APPROVAL: "Choose all you would be happy with; whoever is chosen most often wins.",
    Method.INSTANT_RUNOFF: "Put them in order; the last is dropped and its ballots move on until one has over half.",
    Method.SCHULZE: "Put them in order, equals allowed; whoever beats every other one against one wins.",
    Method.STAR: "Score each from 0 to 5; of the two highest totals, the one that more ballots prefer wins.",
}


@dataclass(frozen=True, slots=True)
class Ballot:
    """Hold what one voter said: options with a mark each, best first; a higher mark is better.

    Options without a mark lie below all that have one, equal among themselves; where marks are scores, they count
    as 0. No marks at all, or the same mark for everything, is a ballot too: it is counted and prefers nothing.
    Two ballots that say the same are equal. Raises UserError where an option has two marks.
    """

    marks: Marks = ()

    def __post_init__(self) -> None:
        if len({option for option, _ in self.marks}) < len(self.marks):
            raise UserError("A ballot names an option twice. Name each once.")
        object.__setattr__(self, "marks", tuple(sorted(self.marks, key=_best_first)))

    @classmethod
    def approving(cls, options: Iterable[Option]) -> Ballot:
        """Make the ballot that chooses these, all alike; with a single one it is the ballot of one vote."""
        return cls(tuple((option, 1) for option in options))

    @classmethod
    def ranked(cls, tiers: Iterable[Option | Iterable[Option]]) -> Ballot:
        """Make a ballot in order, best first; what stands together in a tier is ranked equal."""
        places = [(tier,) if isinstance(tier, (int, str)) else tuple(tier) for tier in tiers]
        return cls(tuple((option, len(places) - at) for at, tier in enumerate(places) for option in tier))

    @classmethod
    def scored(cls, scores: Mapping[Option, int]) -> Ballot:
        """Make a ballot of scores, 0..5."""
        return cls(tuple(scores.items()))

    @property
    def tiers(self) -> tuple[tuple[Option, ...], ...]:
        """Return the options in order, best first, equals together."""
        return tuple(tuple(option for option, _ in tier) for _, tier in groupby(self.marks, itemgetter(1)))

    @property
    def scores(self) -> dict[Option, int]:
        """Return each option's mark."""
        return dict(self.marks)


def require_valid(method: Method, ballot: Ballot) -> None:
    """Raise UserError, in a sentence for the voter, where a method cannot count a ballot.

    One vote takes one option. Instant runoff takes no equals: one ballot is one whole vote at a time, and splitting
    it would make results in fractions that nobody can check by hand. Scores are whole numbers 0..5.
    """
    require_countable(method, ballot.marks)


def require_countable(method: Method, marks: Marks) -> None:
    """Raise UserError where a method cannot count these marks; see `require_valid`."""
    problem = _PROBLEMS[method](marks)
    if problem:
        raise UserError(problem)


def _best_first(mark: tuple[Option, int]) -> tuple[int, str]:
    return -mark[1], str(mark[0])


def _more_than_one(marks: Marks) -> str:
    return "This poll takes one vote each. Choose one." if len(marks) > 1 else ""


def _equals(marks: Marks) -> str:
    if len({mark for _, mark in marks}) < len(marks):
        return "An instant runoff takes no equal ranks. Put one of them first, or leave some out."
    return ""


def _beyond_scale(marks: Marks) -> str:
    # The best stands first and the least last.
    if marks and (marks[0][1] > TOP_SCORE or marks[-1][1] < 0):
        return f"Scores run from 0 to {TOP_SCORE}."
    return ""


def _nothing(marks: Marks) -> str:
    return ""


_PROBLEMS = {
    Method.PLURALITY: _more_than_one,
    Method.APPROVAL: _nothing,
    Method.INSTANT_RUNOFF: _equals,
    Method.SCHULZE: _nothing,
    Method.STAR: _beyond_scale,
}
