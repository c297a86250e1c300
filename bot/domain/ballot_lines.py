"""Ballots as lines of text, the form in which they are kept; equal ones are unpacked once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from bot.domain.ballots import Ballot, Method, Option, Tally, TieBreak, count


def packed(ballot: Ballot) -> str:
    """Return a ballot as a line."""
    return json.dumps(ballot.marks, separators=(",", ":"))


def unpacked(line: str) -> Ballot:
    """Return the ballot of a line."""
    return Ballot(tuple((option, mark) for option, mark in json.loads(line)))


def count_lines(method: Method, options: Iterable[Option], lines: Iterable[str], tie_break: TieBreak) -> Tally:
    """Count the ballots of these lines; raise UserError as `bot.domain.ballots.count` does."""
    return count(method, options, _each(lines), tie_break)


def _each(lines: Iterable[str]) -> Iterator[Ballot]:
    known: dict[str, Ballot] = {}
    for line in lines:
        ballot = known.get(line)
        if ballot is None:
            ballot = known[line] = unpacked(line)
        yield ballot
