"""Results: who won, in what order, round by round, and how ties were broken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from itertools import chain

from bot.domain.ballot_marks import Method, Option


class Rule(StrEnum):
    """Name the steps of the published rule for ties, in the order in which they are asked."""

    FIRST_PREFERENCES = "first_preferences"
    SUPPORT = "support"
    LOT = "lot"


class Step(StrEnum):
    """Name what a tie stood in the way of."""

    WINNER = "winner"
    FINALISTS = "finalists"
    ELIMINATION = "elimination"
    PLACES = "places"


@dataclass(frozen=True, slots=True)
class TieBreak:
    """Hold what was fixed and shown when the poll was made, and settles what nothing else does."""

    poll_id: int | str
    nonce: str

    def lot(self, option: Option) -> str:
        """Return the option's lot, the SHA-256 of `poll:nonce:option` in hexadecimal; the lowest goes ahead."""
        return sha256(f"{self.poll_id}:{self.nonce}:{option}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Tie:
    """Hold options that were equal, the order they were put in, and the rules that parted them.

    `options` are best first, `rules[i]` parted `options[i]` from `options[i + 1]`, and the first `ahead` of them went
    ahead: became the winner, the finalists, or stayed in.
    """

    step: Step
    options: tuple[Option, ...]
    rules: tuple[Rule, ...]
    ahead: int

    @property
    def decided_by(self) -> Rule:
        """Return the rule that parted those who went ahead from the rest."""
        return self.rules[self.ahead - 1]


@dataclass(frozen=True, slots=True)
class Round:
    """Hold the figures of one round.

    `figures`: what each option has in it: votes, approvals, score points, ballots that prefer it, or (Schulze) how
    many others it beats. `exhausted`: ballots that choose none of those. `no_preference`: ballots that like both
    finalists as much. `pairwise[a, b]`: ballots that prefer a to b; `paths[a, b]`: the strength of the strongest path.
    """

    figures: Mapping[Option, int]
    exhausted: int = 0
    no_preference: int = 0
    eliminated: tuple[Option, ...] = ()
    finalists: tuple[Option, ...] = ()
    pairwise: Mapping[tuple[Option, Option], int] = field(default_factory=dict)
    paths: Mapping[tuple[Option, Option], int] = field(default_factory=dict)
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """Hold the whole result of a poll.

    `ranking` names every option; `winner` is its first, or None where no ballot chose anything. `support` is the
    second step of the rule for ties: ballots that choose the option, or its total score.
    """

    method: Method
    ballots: int
    winner: Option | None
    ranking: tuple[Option, ...]
    rounds: tuple[Round, ...]
    first_preferences: Mapping[Option, int]
    support: Mapping[Option, int]
    tie_break: TieBreak

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Return all ties of all rounds, in order."""
        return tuple(chain.from_iterable(round_.ties for round_ in self.rounds))
