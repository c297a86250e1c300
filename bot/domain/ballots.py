"""Counting a poll: `count(method, options, ballots, tie_break) -> Tally`, the same for everybody who counts again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import TypeAlias

from bot.domain.ballot_marks import (
    DEFAULT_METHOD,
    TOP_SCORE,
    Ballot,
    Method,
    Option,
    Said,
    require_countable,
    require_valid,
)
from bot.domain.ballot_tally import Round, Rule, Step, Tally, Tie, TieBreak
from bot.domain.ballot_ties import Standing, first_preferences, support
from bot.domain.counting_runoff import instant_runoff
from bot.domain.counting_schulze import schulze
from bot.domain.counting_star import star
from bot.domain.counting_votes import most_named
from bot.domain.errors import UserError

__all__ = [
    "DEFAULT_METHOD",
    "TOP_SCORE",
    "Ballot",
    "Method",
    "Option",
    "Round",
    "Rule",
    "Step",
    "Tally",
    "Tie",
    "TieBreak",
    "count",
    "require_valid",
]

_Count: TypeAlias = Callable[
    [Mapping[Said, int], Sequence[Option], Standing], tuple[tuple[Option, ...], tuple[Round, ...]]
]
_COUNTS: dict[Method, _Count] = {
    Method.PLURALITY: most_named,
    Method.APPROVAL: most_named,
    Method.INSTANT_RUNOFF: instant_runoff,
    Method.SCHULZE: schulze,
    Method.STAR: star,
}


def count(method: Method, options: Iterable[Option], ballots: Iterable[Ballot], tie_break: TieBreak) -> Tally:
    """Count a poll, ties broken by the published rule (see `bot.domain.ballot_ties`), and rank every option.

    Neither the order of the options nor that of the ballots matters. What a ballot says about an option that is not
    (any more) in the poll is passed over. Without a ballot that chooses anything there is no winner, and the ranking
    is by the rule alone. Raises UserError for no options, for options of one name, and for a ballot that the method
    cannot count (`require_valid`).
    """
    ids = _distinct(options)
    cast = _gathered(method, ballots)
    named = support(method, cast)
    if not named.keys() <= set(ids):
        cast = _without(named.keys() - set(ids), cast)
    standing = Standing(first_preferences(cast, ids), {option: named.get(option, 0) for option in ids}, tie_break)
    ranking, rounds = _COUNTS[method](cast, ids, standing)
    return Tally(
        method=method,
        ballots=sum(cast.values()),
        winner=ranking[0] if any(standing.support.values()) else None,
        ranking=ranking,
        rounds=rounds,
        first_preferences=standing.first_preferences,
        support=standing.support,
        tie_break=tie_break,
    )


def _distinct(options: Iterable[Option]) -> tuple[Option, ...]:
    ids = tuple(options)
    if not ids:
        raise UserError("A poll without options cannot be counted.")
    # The lots are drawn over the written id, so 7 and "7" would draw the same.
    if len(set(map(str, ids))) < len(ids):
        raise UserError("Two options of the poll have the same id, so it cannot be counted.")
    return ids


def _gathered(method: Method, ballots: Iterable[Ballot]) -> Counter[Said]:
    """Return how many ballots say what; raise UserError for one that the method cannot count."""
    cast = Counter((ballot.options, ballot.points) for ballot in ballots)
    for _, marks in cast:
        require_countable(method, marks)
    return cast


def _without(gone: Set[Option], cast: Counter[Said]) -> Counter[Said]:
    left: Counter[Said] = Counter()
    for (options, marks), many in cast.items():
        kept = [(option, mark) for option, mark in zip(options, marks, strict=True) if option not in gone]
        left[tuple(option for option, _ in kept), tuple(mark for _, mark in kept)] += many
    return left
