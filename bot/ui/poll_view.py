"""A poll as it may be seen at this moment: results are counted only where anybody may see them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.ballots import Tally
from bot.domain.polls import Choice, Poll
from bot.worker.counting import counted
from db import ballots, poll_films, polls
from db.database import Database
from db.poll_films import FilmFacts


@dataclass(frozen=True, slots=True)
class PollView:
    """Hold a poll, what is known of its films, how many have voted, and the count (None while it is nobody's)."""

    poll: Poll
    films: Mapping[int, FilmFacts]
    turnout: int
    tally: Tally | None

    @property
    def won(self) -> Choice | None:
        """Return the option that won or leads; None without votes, or before results may be seen."""
        number = self.tally.winner if self.tally and self.has_quorum else None
        return self.poll.choice(number) if isinstance(number, int) else None

    @property
    def has_quorum(self) -> bool:
        """Say whether enough have voted for the result to count."""
        return self.turnout >= self.poll.quorum


async def load(database: Database, guild_id: int, poll_id: int) -> PollView | None:
    """Return what may be seen of a poll of this server, or None; counting leaves the event loop."""
    poll = await polls.get(database, guild_id, poll_id)
    if poll is None:
        return None
    films = await poll_films.facts(database, guild_id, [choice.film_id for choice in poll.choices if choice.film_id])
    return PollView(poll, films, await ballots.turnout(database, poll), await _tally(database, poll))


async def _tally(database: Database, poll: Poll) -> Tally | None:
    if not poll.shows_results:
        return None
    lines = await ballots.lines(database, poll)
    numbers = [choice.number for choice in poll.choices]
    return await asyncio.to_thread(counted, poll.method, numbers, lines, poll.tie_break)
