"""A ballot filled in step by step: one choice of one menu changes one part of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.domain.ballots import Ballot, Method, Option

RANKED = (Method.INSTANT_RUNOFF, Method.SCHULZE)


def place(ballot: Ballot, at: int, options: Sequence[Option], *, equals: bool) -> Ballot:
    """Put options at a place (0 is the first), and out of wherever they stood; none at all clears the place.

    Without equals the option is put in front of whoever stood there, who moves down by one. With equals the place
    holds exactly these. Places left empty close up.
    """
    chosen = set(options)
    tiers = [tuple(option for option in tier if option not in chosen) for tier in ballot.tiers]
    if not equals and options:
        tiers = [tier for tier in tiers if tier]
        tiers.insert(at, tuple(options[:1]))
    elif at < len(tiers):
        tiers[at] = tuple(options)
    else:
        tiers.append(tuple(options))
    return Ballot.ranked(tier for tier in tiers if tier)


def score(ballot: Ballot, option: Option, points: int) -> Ballot:
    """Give one option so many points, the others as they were."""
    return Ballot.scored({**ballot.scores, option: points})


def only(ballot: Ballot, options: Iterable[Option]) -> Ballot:
    """Return the ballot without what is not among the options any more."""
    known = set(options)
    return Ballot(tuple(mark for mark in ballot.marks if mark[0] in known))
