"""Schulze's method in sentences: the winner's duels, and the chains of duels where nobody wins all of theirs."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.ballots import Option, Round, Tally
from bot.domain.wording import and_, figures

Titles = Mapping[Option, str]


def duels(tally: Tally, titles: Titles) -> list[str]:
    """Tell the winner's duels, and where chains decided, how many each beats by them."""
    (only,) = tally.rounds
    first, *others = tally.ranking
    if not others:
        return [f"{titles[first]} stood alone."]
    lines = [f"One against one, {titles[first]}: {', '.join(_duel(only, first, other, titles) for other in others)}."]
    if all(only.pairwise[first, other] > only.pairwise[other, first] for other in others):
        return [*lines, f"{titles[first]} wins every one of these, which settles it."]
    return [*lines, *_chains(only, first, others, titles)]


def _duel(only: Round, one: Option, other: Option, titles: Titles) -> str:
    return f"{only.pairwise[one, other]} to {only.pairwise[other, one]} against {titles[other]}"


def _chains(only: Round, first: Option, others: list[Option], titles: Titles) -> list[str]:
    lines = [
        "Nobody wins every duel, so chains of won duels are compared; a chain is as strong as its weakest duel.",
        f"Others beaten that way: {figures(only.figures, titles)}.",
    ]
    lost = [other for other in others if only.pairwise[first, other] < only.pairwise[other, first]]
    if lost:
        told = (f"{only.paths[first, o]} to {only.paths[o, first]} against {titles[o]}" for o in lost)
        lines.append(f"Where {titles[first]} lost the duel, its chain and the one back: {and_(told)}.")
    return lines
