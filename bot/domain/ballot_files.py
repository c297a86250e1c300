"""A poll with its ballots as JSON, for `/poll export` to write and `python -m bot count` to count again.

    {"format": "matinee-poll", "version": 1, "poll": 12, "nonce": "c0ffee", "title": "Friday?", "method": "star",
     "closes": "2026-12-24T18:00:00+00:00", "quorum": 0, "options": [{"id": 7, "title": "The Paper Kite (2011)"}, …],
     "ballots": [{"scores": [[7, 5], [8, 0]]}, {"voter": "41", "scores": []}, …]}

A ballot has `approved` (a list of ids; one at most where the method is one vote), `ranking` (a list of lists of ids,
best first, equals together) or `scores` (pairs of id and score), as the method asks. `voter` stands only in open
polls, once each, in quotes because its digits are more than other programs keep of a number. `closes` may be null;
with fewer ballots than `quorum` nobody has won.
Ballots are written in the order of what they say, so their order tells nothing about who cast them.
`bot.domain.ballot_sheets` writes and reads the same as CSV.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.ballots import Ballot, Method, Option, Tally, TieBreak, count
from bot.domain.errors import UserError

FORMAT, VERSION = "matinee-poll", 1
RANKED = (Method.INSTANT_RUNOFF, Method.SCHULZE)


@dataclass(frozen=True, slots=True)
class Cast:
    """Hold one ballot and who cast it; nobody's name in a secret poll."""

    ballot: Ballot
    voter: int | None = None


@dataclass(frozen=True, slots=True)
class Election:
    """Hold all that counting a poll again takes; `titles` are its options, with their ids."""

    poll_id: Option
    nonce: str
    title: str
    method: Method
    titles: Mapping[Option, str]
    cast: tuple[Cast, ...]
    closes: datetime | None = None
    quorum: int = 0

    def count(self) -> Tally:
        """Count the poll; raise UserError as `bot.domain.ballots.count` does."""
        ballots = (one.ballot for one in self.cast)
        return count(self.method, self.titles, ballots, TieBreak(self.poll_id, self.nonce))

    @property
    def written(self) -> tuple[Cast, ...]:
        """Return the ballots in the order in which they are written: by what they say, never as they came in."""
        return tuple(sorted(self.cast, key=lambda one: (one.voter or 0, str(one.ballot.marks))))


def to_json(election: Election) -> str:
    """Write a poll as this module's JSON."""
    written = {
        "format": FORMAT,
        "version": VERSION,
        "poll": election.poll_id,
        "nonce": election.nonce,
        "title": election.title,
        "method": election.method.value,
        "closes": election.closes.isoformat() if election.closes else None,
        "quorum": election.quorum,
        "options": [{"id": option, "title": title} for option, title in election.titles.items()],
        "ballots": [_ballot(election.method, one) for one in election.written],
    }
    return json.dumps(written, ensure_ascii=False, indent=1)


def from_json(text: str) -> Election:
    """Read a poll from this module's JSON; raise UserError, in a sentence, for anything else."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError("This is no JSON, so it cannot be counted.") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise UserError(f"This JSON is not a poll: its “format” is not “{FORMAT}”.")
    if found.get("version") != VERSION:
        raise UserError(
            f"This poll was written by another version of Matinee ({found.get('version')}); here is {VERSION}."
        )
    try:
        return _election(found)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(f"This poll is damaged and was not counted: {_what(error)}.") from error


def method_named(name: object) -> Method:
    """Return the method of this name; raise UserError naming those there are."""
    try:
        return Method(str(name))
    except ValueError as error:
        raise UserError(f"“{name}” is no way to count; there are {', '.join(Method)}.") from error


def once_each(cast: Iterable[Cast]) -> tuple[Cast, ...]:
    """Return the ballots; raise UserError where a voter has two of them."""
    found = tuple(cast)
    twice = [voter for voter, many in Counter(one.voter for one in found).items() if voter is not None and many > 1]
    if twice:
        raise UserError(f"Voter {twice[0]} has more than one ballot in this file, so it was not counted.")
    return found


def moment(written: str | None) -> datetime | None:
    """Read a moment in ISO 8601; raise ValueError for what is none."""
    return datetime.fromisoformat(written) if written else None


def _election(found: Mapping[str, Any]) -> Election:
    method = method_named(found["method"])
    titles = {_id(option["id"]): str(option["title"]) for option in found["options"]}
    if len(titles) < len(found["options"]):
        raise UserError("Two options of the poll have the same id, so it cannot be counted.")
    return Election(
        poll_id=_id(found["poll"]),
        nonce=str(found["nonce"]),
        title=str(found.get("title", "")),
        method=method,
        titles=titles,
        cast=once_each(_cast(method, one) for one in found["ballots"]),
        closes=moment(found.get("closes")),
        quorum=_whole(found.get("quorum", 0)),
    )


def _ballot(method: Method, one: Cast) -> dict[str, object]:
    voter = {} if one.voter is None else {"voter": str(one.voter)}
    if method is Method.STAR:
        return {**voter, "scores": one.ballot.marks}
    return {**voter, "ranking": one.ballot.tiers} if method in RANKED else {**voter, "approved": one.ballot.options}


def _cast(method: Method, one: Mapping[str, Any]) -> Cast:
    return Cast(_said(method, one), None if one.get("voter") is None else int(one["voter"]))


def _said(method: Method, one: Mapping[str, Any]) -> Ballot:
    if method is Method.STAR:
        return Ballot((_id(option), _whole(score)) for option, score in one["scores"])
    if method in RANKED:
        return Ballot.ranked(tuple(map(_id, tier)) for tier in one["ranking"])
    return Ballot.approving(map(_id, one["approved"]))


def _id(found: object) -> Option:
    # bool is an int to Python, and `true` an accident to whoever wrote the file.
    if isinstance(found, bool) or not isinstance(found, (int, str)):
        raise TypeError(f"{found!r} is no id")
    return found


def _whole(found: object) -> int:
    if isinstance(found, bool) or not isinstance(found, int):
        raise TypeError(f"{found!r} is no whole number")
    return found


def _what(error: Exception) -> str:
    return f"“{error.args[0]}” is missing" if isinstance(error, KeyError) else " ".join(str(error).split())
