"""A result in plain sentences: who won, how it was counted, round by round, and how ties were broken.

Every function takes the options' titles as they shall be read: whoever writes for Discord hands in escaped ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from bot.domain.ballots import Method, Option, Round, Step, Tally
from bot.domain.duel_words import duels
from bot.domain.tie_words import lots, tie_lines
from bot.domain.wording import and_, figures, many

Titles: TypeAlias = Mapping[Option, str]

__all__ = ["alt_text", "headline", "how", "in_words", "order", "round_lines", "tie_lines"]


def in_words(tally: Tally, titles: Titles) -> list[str]:
    """Tell the whole result, a line for each part: the winner, the method, the rounds, the ties, the order."""
    lines = [headline(tally, titles), how(tally)]
    if tally.winner is not None:
        lines += [*round_lines(tally, titles), *tie_lines(tally, titles)]
    return [*lines, order(tally, titles)]


def headline(tally: Tally, titles: Titles, *, closed: bool = True) -> str:
    """Say in one sentence who won, or before the close who leads, and with what; or why nobody does."""
    if tally.winner is None:
        nobody = "Nobody voted" if not tally.ballots else f"{many(tally.ballots, 'ballot')} chose nothing"
        return f"{nobody}, so there is no winner."
    tied = " after a tie" if any(tie.step is Step.WINNER for tie in tally.ties) else ""
    return f"{titles[tally.winner]} {'wins' if closed else 'leads'}{tied}{_with(tally, titles)}."


def how(tally: Tally) -> str:
    """Say how many ballots were counted, and how."""
    ballots = many(tally.ballots, "ballot").capitalize()
    return f"{ballots}, counted by “{tally.method.label}”: {tally.method.explanation}"


def round_lines(tally: Tally, titles: Titles) -> list[str]:
    """Tell each round with its figures, one line or a few each."""
    if tally.method is Method.INSTANT_RUNOFF:
        return [_runoff_round(number, round_, titles) for number, round_ in enumerate(tally.rounds, 1)]
    if tally.method is Method.SCHULZE:
        return duels(tally, titles)
    if tally.method is Method.STAR:
        return list(_star_rounds(tally.rounds, titles))
    (only,) = tally.rounds
    blank = f" {many(only.exhausted, 'ballot')} chose nothing." if only.exhausted else ""
    return [f"{'Votes' if tally.method is Method.PLURALITY else 'Approvals'}: {figures(only.figures, titles)}.{blank}"]


def order(tally: Tally, titles: Titles) -> str:
    """Name all options in their order; without a winner it is the rule for ties alone that orders them."""
    places = ", ".join(f"{place}. {titles[option]}" for place, option in enumerate(tally.ranking, 1))
    return (
        f"In order: {places}." if tally.winner is not None else f"In the order of the lots ({lots(tally)}): {places}."
    )


def alt_text(tally: Tally, titles: Titles, limit: int = 1024, *, closed: bool = True) -> str:
    """Say the result as a picture's description, cut at the limit in characters."""
    said = headline(tally, titles, closed=closed)
    if tally.winner is not None:
        said = " ".join([said, *round_lines(tally, titles)])
    return said if len(said) <= limit else said[: limit - 1].rstrip() + "…"


def _with(tally: Tally, titles: Titles) -> str:
    last = tally.rounds[-1]
    won = last.figures[tally.ranking[0]]
    if tally.method is Method.SCHULZE:
        return ""
    if tally.method is Method.APPROVAL:
        return f": {won} of {many(tally.ballots, 'ballot')} {'approves' if won == 1 else 'approve'}"
    if tally.method is Method.STAR:
        return _with_runoff(tally, titles)
    rounds = len(tally.rounds)
    when = f" in round {rounds}" if rounds > 1 else ""
    return f"{when} with {won} of {many(sum(last.figures.values()), 'vote')}"


def _with_runoff(tally: Tally, titles: Titles) -> str:
    if len(tally.rounds) < 2:
        return f" with {many(tally.rounds[0].figures[tally.ranking[0]], 'point')}"
    first, second = tally.ranking[:2]
    preferred = tally.rounds[1].figures
    return f": {preferred[first]} to {preferred[second]} in the runoff against {titles[second]}"


def _runoff_round(number: int, round_: Round, titles: Titles) -> str:
    parts = [f"Round {number}: {figures(round_.figures, titles)}."]
    if round_.exhausted:
        parts.append(
            f"{many(round_.exhausted, 'ballot')} {'names' if round_.exhausted == 1 else 'name'} none of these."
        )
    if round_.eliminated:
        are = "is" if len(round_.eliminated) == 1 else "are"
        parts.append(f"{and_(titles[option] for option in round_.eliminated)} {are} dropped.")
        return " ".join(parts)
    leader, votes = max(round_.figures.items(), key=lambda of: of[1])
    over_half = votes * 2 > sum(round_.figures.values())
    parts.append(f"{titles[leader]} has more than half." if over_half else "Each has half, which is a tie.")
    return " ".join(parts)


def _star_rounds(rounds: Iterable[Round], titles: Titles) -> Iterable[str]:
    scoring, *runoff = rounds
    yield f"Points: {figures(scoring.figures, titles)}."
    for round_ in runoff:
        level = f" {many(round_.no_preference, 'ballot')} without a preference." if round_.no_preference else ""
        yield f"Runoff of the two highest: {figures(round_.figures, titles)}.{level}"
