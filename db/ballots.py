"""Ballots: one per poll and voter, an upsert each; cut from their voters when a secret poll is over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.domain.ballot_lines import packed, unpacked
from bot.domain.ballots import Ballot
from bot.domain.polls import Poll, State
from db import polls
from db.database import Database, Transaction

# An upsert that asks itself whether the poll is open: a vote and the close never pass each other.
_CAST = (
    "INSERT INTO poll_ballots (poll_id, voter, guild_id, marks, cast_at)"
    " SELECT id, ?, guild_id, ?, ? FROM polls WHERE guild_id = ? AND id = ? AND state = 'open' AND closes_at > ?"
    " ON CONFLICT (poll_id, voter) DO UPDATE SET marks = excluded.marks, cast_at = excluded.cast_at"
)
_OF_MEMBER = "SELECT marks FROM poll_ballots WHERE guild_id = ? AND poll_id = ? AND voter = ?"


@dataclass(frozen=True, slots=True)
class Cast:
    """Hold a ballot as it was cast; `voter` is a member only where ballots are open or the poll is."""

    voter: int
    ballot: Ballot


async def cast(database: Database, poll: Poll, user_id: int, ballot: Ballot, now: datetime) -> bool:
    """Save a member's ballot in place of the one before; False when the poll takes none any more."""
    at = now.isoformat()
    changed = await database.execute(_CAST, (user_id, packed(ballot), at, poll.guild_id, poll.id, at))
    return changed == 1


async def change(
    database: Database, poll: Poll, user_id: int, step: Callable[[Ballot], Ballot], now: datetime
) -> Ballot | None:
    """Change one part of a member's ballot, an empty one at first; None when the poll takes none any more.

    One transaction: two menus of one ballot, chosen at the same instant, both count.
    """
    at = now.isoformat()
    async with database.transaction() as tx:
        row = await tx.fetch_one(_OF_MEMBER, (poll.guild_id, poll.id, user_id))
        ballot = step(unpacked(row["marks"]) if row else Ballot())
        changed = await tx.execute(_CAST, (user_id, packed(ballot), at, poll.guild_id, poll.id, at))
    return ballot if changed == 1 else None


async def withdraw(database: Database, poll: Poll, user_id: int, now: datetime) -> bool:
    """Take a member's ballot back while the poll is open; False when there was none to take."""
    gone = await database.execute(
        "DELETE FROM poll_ballots WHERE guild_id = ? AND poll_id = ? AND voter = ? AND EXISTS"
        " (SELECT 1 FROM polls WHERE polls.id = poll_id AND state = 'open' AND closes_at > ?)",
        (poll.guild_id, poll.id, user_id, now.isoformat()),
    )
    return gone == 1


async def of_member(database: Database, poll: Poll, user_id: int) -> Ballot | None:
    """Return a member's ballot; None where there is none, or none that is theirs any more."""
    if _is_cut(poll):
        return None  # the numbers in place of voters are nobody's
    row = await database.fetch_one(_OF_MEMBER, (poll.guild_id, poll.id, user_id))
    return unpacked(row["marks"]) if row else None


async def has_voted(database: Database, poll: Poll, user_id: int) -> bool:
    """Say whether a member has voted, which is known also after a secret poll."""
    table, voter = ("poll_voters", "user_id") if _is_cut(poll) else ("poll_ballots", "voter")
    row = await database.fetch_one(
        f"SELECT 1 FROM {table} WHERE guild_id = ? AND poll_id = ? AND {voter} = ?", (poll.guild_id, poll.id, user_id)
    )
    return row is not None


async def turnout(database: Database, poll: Poll) -> int:
    """Return how many ballots there are."""
    row = await database.fetch_one(
        "SELECT COUNT(*) AS ballots FROM poll_ballots WHERE guild_id = ? AND poll_id = ?", (poll.guild_id, poll.id)
    )
    return int(row["ballots"]) if row else 0


async def lines(database: Database, poll: Poll) -> list[str]:
    """Return every ballot of a poll as it is kept (`bot.domain.ballot_lines`), and nobody's name."""
    rows = await database.fetch_all(
        "SELECT marks FROM poll_ballots WHERE guild_id = ? AND poll_id = ?", (poll.guild_id, poll.id)
    )
    return [row["marks"] for row in rows]


async def all_of(database: Database, poll: Poll) -> list[Cast]:
    """Return every ballot of a poll."""
    rows = await database.fetch_all(
        "SELECT voter, marks FROM poll_ballots WHERE guild_id = ? AND poll_id = ? ORDER BY voter",
        (poll.guild_id, poll.id),
    )
    # Ten thousand ballots take longer to read than the event loop may stand still.
    return await asyncio.to_thread(lambda: [Cast(row["voter"], unpacked(row["marks"])) for row in rows])


async def end(database: Database, poll: Poll, state: State, now: datetime, chance: Random) -> bool:
    """Close or cancel an open poll; a secret one forgets who cast which ballot in the same transaction.

    Returns False when it was not open any more. The order of the new numbers is drawn from `chance`.
    """
    async with database.transaction() as tx:
        if not await polls.change_state(tx, poll, State.OPEN, state, now):
            return False
        if poll.secret:
            await _cut(tx, poll, chance)
    return True


async def _cut(tx: Transaction, poll: Poll, chance: Random) -> None:
    """Take the voters off their ballots; only who has voted is left, in no order that says more.

    The connection overwrites what it deletes (https://www.sqlite.org/pragma.html#pragma_secure_delete).
    """
    mine = (poll.guild_id, poll.id)
    rows = await tx.fetch_all("SELECT voter, marks FROM poll_ballots WHERE guild_id = ? AND poll_id = ?", mine)
    said = [row["marks"] for row in rows]
    chance.shuffle(said)
    await tx.execute("DELETE FROM poll_ballots WHERE guild_id = ? AND poll_id = ?", mine)
    await tx.execute_many(
        "INSERT INTO poll_voters (poll_id, user_id, guild_id) VALUES (?, ?, ?)",
        [(poll.id, row["voter"], poll.guild_id) for row in rows],
    )
    await tx.execute_many(
        "INSERT INTO poll_ballots (poll_id, voter, guild_id, marks, cast_at) VALUES (?, ?, ?, ?, '')",
        [(poll.id, number, poll.guild_id, marks) for number, marks in enumerate(said, 1)],
    )


def _is_cut(poll: Poll) -> bool:
    return poll.secret and poll.state in (State.CLOSED, State.CANCELLED)
