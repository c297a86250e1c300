"""Polls of a server: made as drafts, opened once, closed once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from sqlite3 import Row

from bot.domain.ballots import Method
from bot.domain.polls import Choice, Poll, State, label_key
from db.database import Database, Transaction

_COLUMNS = (
    "id, guild_id, channel_id, maker_id, title, method, closes_at, nonce, live, secret, role_id, suggestions, quorum,"
    " remind_minutes, message_id, announcement_id, state, closed_at, night, event_id"
)
_ADD_CHOICE = (
    "INSERT INTO poll_options (poll_id, number, guild_id, film_id, label, label_key, added_by)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)


async def create(database: Database, poll: Poll, now: datetime) -> Poll:
    """Keep a draft with its options and return it with its id."""
    async with database.transaction() as tx:
        row = await tx.fetch_one(
            "INSERT INTO polls (guild_id, channel_id, maker_id, title, method, closes_at, nonce, live, secret, role_id,"
            " suggestions, quorum, remind_minutes, created_at, night)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (
                poll.guild_id, poll.channel_id, poll.maker_id, poll.title, poll.method, poll.closes_at.isoformat(),
                poll.nonce, int(poll.live), int(poll.secret), poll.role_id, poll.suggestions, poll.quorum,
                poll.remind_minutes, now.isoformat(), poll.night.isoformat() if poll.night else "",
            ),
        )  # fmt: skip
        assert row is not None
        made = replace(poll, id=row["id"])
        await tx.execute_many(_ADD_CHOICE, [_choice_row(made, choice) for choice in made.choices])
    return made


async def get(database: Database | Transaction, guild_id: int, poll_id: int) -> Poll | None:
    """Return a poll of this server with its options, or None."""
    row = await database.fetch_one(f"SELECT {_COLUMNS} FROM polls WHERE guild_id = ? AND id = ?", (guild_id, poll_id))
    if row is None:
        return None
    rows = await database.fetch_all(
        "SELECT number, label, film_id, added_by, removed FROM poll_options WHERE guild_id = ? AND poll_id = ?"
        " ORDER BY number",
        (guild_id, poll_id),
    )
    held = [(Choice(*choice), removed) for *choice, removed in rows]
    choices = tuple(choice for choice, removed in held if not removed)
    return replace(_poll_of(row), choices=choices, removed=tuple(choice for choice, removed in held if removed))


async def latest(database: Database, guild_id: int, states: Sequence[State], limit: int = 25) -> list[Poll]:
    """Return a server's polls in these states without their options, the newest first."""
    marks = ", ".join("?" * len(states))
    rows = await database.fetch_all(
        f"SELECT {_COLUMNS} FROM polls WHERE guild_id = ? AND state IN ({marks}) ORDER BY id DESC LIMIT ?",
        (guild_id, *states, limit),
    )
    return [_poll_of(row) for row in rows]


async def change_state(tx: Transaction, poll: Poll, before: State, after: State, now: datetime) -> bool:
    """Move a poll from one state to another; False when it stands in another one already."""
    over = now.isoformat() if after in (State.CLOSED, State.CANCELLED) else None
    changed = await tx.execute(
        "UPDATE polls SET state = ?, closed_at = ? WHERE guild_id = ? AND id = ? AND state = ?",
        (after, over, poll.guild_id, poll.id, before),
    )
    return changed == 1


async def drop_draft(database: Database, guild_id: int, poll_id: int) -> bool:
    """Throw a draft away; False when it is none (any more). Its row stays, so that its id never means another poll."""
    dropped = await database.execute(
        "UPDATE polls SET state = 'cancelled' WHERE guild_id = ? AND id = ? AND state = 'draft'", (guild_id, poll_id)
    )
    return dropped == 1


async def set_card(database: Database, poll: Poll, channel_id: int, message_id: int) -> None:
    """Remember where the card stands."""
    await database.execute(
        "UPDATE polls SET channel_id = ?, message_id = ? WHERE guild_id = ? AND id = ?",
        (channel_id, message_id, poll.guild_id, poll.id),
    )


async def set_announcement(database: Database, poll: Poll, message_id: int) -> None:
    """Remember the message that told the result."""
    await database.execute(
        "UPDATE polls SET announcement_id = ? WHERE guild_id = ? AND id = ?", (message_id, poll.guild_id, poll.id)
    )


async def move_close(tx: Transaction, poll: Poll, closes_at: datetime) -> bool:
    """Let an open poll close at another moment; False when it is not open any more."""
    moved = await tx.execute(
        "UPDATE polls SET closes_at = ? WHERE guild_id = ? AND id = ? AND state = 'open'",
        (closes_at.isoformat(), poll.guild_id, poll.id),
    )
    return moved == 1


async def add_choice(tx: Transaction, poll: Poll, choice: Choice) -> None:
    """Add an option; its number and title must be new to the poll."""
    await tx.execute_many(_ADD_CHOICE, [_choice_row(poll, choice)])


async def remove_choice(tx: Transaction, poll: Poll, choice: Choice) -> bool:
    """Take an option out of an open poll; False when the poll or the option is not there any more.

    Its row stays, so that its number never means another; its title is free to be put up again.
    """
    removed = await tx.execute(
        "UPDATE poll_options SET removed = 1, label_key = label_key || ' #' || CAST(number AS TEXT)"
        " WHERE guild_id = ? AND poll_id = ? AND number = ? AND removed = 0 AND EXISTS"
        " (SELECT 1 FROM polls WHERE polls.id = poll_id AND state = 'open')",
        (poll.guild_id, poll.id, choice.number),
    )
    return removed == 1


async def set_event(database: Database, poll: Poll, event_id: int) -> None:
    """Remember the event that was made for the night of a poll."""
    await database.execute(
        "UPDATE polls SET event_id = ? WHERE guild_id = ? AND id = ?", (event_id, poll.guild_id, poll.id)
    )


def _choice_row(poll: Poll, choice: Choice) -> tuple[int | str, ...]:
    key = label_key(choice.label)
    return poll.id, choice.number, poll.guild_id, choice.film_id, choice.label, key, choice.added_by


def _poll_of(row: Row) -> Poll:
    return Poll(
        id=row["id"],
        guild_id=row["guild_id"],
        channel_id=row["channel_id"],
        maker_id=row["maker_id"],
        title=row["title"],
        method=Method(row["method"]),
        closes_at=datetime.fromisoformat(row["closes_at"]),
        nonce=row["nonce"],
        live=bool(row["live"]),
        secret=bool(row["secret"]),
        role_id=row["role_id"],
        suggestions=row["suggestions"],
        quorum=row["quorum"],
        remind_minutes=row["remind_minutes"],
        message_id=row["message_id"],
        announcement_id=row["announcement_id"],
        state=State(row["state"]),
        closed_at=datetime.fromisoformat(row["closed_at"]) if row["closed_at"] else None,
        night=datetime.fromisoformat(row["night"]) if row["night"] else None,
        event_id=row["event_id"],
    )
