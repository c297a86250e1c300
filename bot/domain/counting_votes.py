"""Counting votes and approvals: whoever is named on most ballots wins.

Approval voting: Brams and Fishburn, "Approval Voting", American Political Science Review 72 (1978), 831–847.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.ballot_marks import Option, Said
from bot.domain.ballot_tally import Round
from bot.domain.ballot_ties import Standing


def most_named(
    cast: Mapping[Said, int], options: Sequence[Option], standing: Standing
) -> tuple[tuple[Option, ...], tuple[Round, ...]]:
    """Return the ranking and the only round: ballots that name each option; blank ballots are its `exhausted`."""
    figures = {option: standing.support[option] for option in options}
    ranking, ties = standing.by_figures(figures)
    return ranking, (Round(figures, exhausted=cast.get(((), ()), 0), ties=ties),)
