"""Ballots: what one voter said, in one form that serves every way of counting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import InitVar, dataclass, field
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from bot.domain.errors import UserError

Option: TypeAlias = int | str
#: What a ballot says, as it is counted: the options, best first, and the mark of each.
Said: TypeAlias = tuple[tuple[Option, ...], tuple[int, ...]]

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
    """Hold what one voter said: `Ballot([(option, mark), …])`, where a higher mark is better.

    Options without a mark lie below all that have one, equal among themselves; where marks are scores, they count
    as 0. No marks at all, or the same mark for everything, is a ballot too: it is counted and prefers nothing.
    Two ballots that say the same are equal. Raises UserError where an option has two marks.
    """

    pairs: InitVar[Iterable[tuple[Option, int]]] = ()
    options: tuple[Option, ...] = field(init=False)
    points: tuple[int, ...] = field(init=False)

    def __post_init__(self, pairs: Iterable[tuple[Option, int]]) -> None:
        ordered = sorted(pairs, key=_best_first)
        # Two plain tuples: thousands of ballots are then gathered and counted twice as fast as over pairs.
        object.__setattr__(self, "options", tuple(option for option, _ in ordered))
        object.__setattr__(self, "points", tuple(mark for _, mark in ordered))
        if len(set(self.options)) < len(ordered):
            raise UserError("A ballot names an option twice. Name each once.")

    @classmethod
    def approving(cls, options: Iterable[Option]) -> Ballot:
        """Make the ballot that chooses these, all alike; with a single one it is the ballot of one vote."""
        return cls((option, 1) for option in options)

    @classmethod
    def ranked(cls, tiers: Iterable[Option | Iterable[Option]]) -> Ballot:
        """Make a ballot in order, best first; what stands together in a tier is ranked equal."""
        places = [(tier,) if isinstance(tier, (int, str)) else tuple(tier) for tier in tiers]
        return cls((option, len(places) - at) for at, tier in enumerate(places) for option in tier)

    @classmethod
    def scored(cls, scores: Mapping[Option, int]) -> Ballot:
        """Make a ballot of scores, 0..5."""
        return cls(scores.items())

    @property
    def marks(self) -> tuple[tuple[Option, int], ...]:
        """Return each option with its mark, best first; `Ballot(ballot.marks) == ballot`."""
        return tuple(zip(self.options, self.points, strict=True))

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
    require_countable(method, ballot.points)


def require_countable(method: Method, marks: tuple[int, ...]) -> None:
    """Raise UserError where a method cannot count these marks; see `require_valid`."""
    problem = _PROBLEMS[method](marks)
    if problem:
        raise UserError(problem)


def _best_first(pair: tuple[Option, int]) -> tuple[int, str]:
    return -pair[1], str(pair[0])


def _more_than_one(marks: tuple[int, ...]) -> str:
    return "This poll takes one vote each. Choose one." if len(marks) > 1 else ""


def _equals(marks: tuple[int, ...]) -> str:
    if len(set(marks)) < len(marks):
        return "An instant runoff takes no equal ranks. Put one of them first, or leave some out."
    return ""


def _beyond_scale(marks: tuple[int, ...]) -> str:
    # The best stands first and the least last.
    if marks and (marks[0] > TOP_SCORE or marks[-1] < 0):
        return f"Scores run from 0 to {TOP_SCORE}."
    return ""


def _nothing(marks: tuple[int, ...]) -> str:
    return ""


_PROBLEMS = {
    Method.PLURALITY: _more_than_one,
    Method.APPROVAL: _nothing,
    Method.INSTANT_RUNOFF: _equals,
    Method.SCHULZE: _nothing,
    Method.STAR: _beyond_scale,
}
