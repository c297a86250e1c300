"""When and where each server's weekly post comes, and the next one owed."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime
from sqlite3 import Row
from zoneinfo import ZoneInfo

from bot.domain.weekly import State, Weekly
from db import due_work
from db.database import Database, Transaction

#: The post of the slot is owed as subject SLOT, one that an admin asked for as BY_HAND.
KIND, SLOT, BY_HAND = "weekly-post", 0, 1

_COLUMNS = "guild_id, channel_id, weekday, minute, zone, role_id, thread, digest, state, skips, reason, told_at, set_by"
_PUT = (
    f"INSERT INTO weekly ({_COLUMNS}, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (guild_id) DO UPDATE SET channel_id = excluded.channel_id, weekday = excluded.weekday,"
    " minute = excluded.minute, zone = excluded.zone, role_id = excluded.role_id, thread = excluded.thread,"
    " digest = excluded.digest, state = excluded.state, skips = excluded.skips, reason = excluded.reason,"
    " told_at = excluded.told_at, set_by = excluded.set_by, updated_at = excluded.updated_at"
)
_WITHOUT_NEXT = (
    f"SELECT {_COLUMNS} FROM weekly WHERE state = 'on' AND NOT EXISTS (SELECT 1 FROM due_work"
    " WHERE due_work.guild_id = weekly.guild_id AND kind = ? AND subject_id = ?"
    " AND due_work.state IN ('owed', 'claimed'))"
)


async def get(database: Database | Transaction, guild_id: int) -> Weekly | None:
    """Return how a server's weekly post was set up, or None where it never was."""
    row = await database.fetch_one(f"SELECT {_COLUMNS} FROM weekly WHERE guild_id = ?", (guild_id,))
    return _weekly_of(row) if row else None


async def turn_on(database: Database, weekly: Weekly, now: datetime) -> Weekly:
    """Keep the settings, turn the weekly post on, and owe the next one instead of what was planned before.

    One that is due already and could not be posted yet still comes, and the next is owed after it.
    """
    on = replace(weekly, state=State.ON, skips=None, reason=None, told_at=None)
    async with database.transaction() as tx:
        await tx.execute(_PUT, _row(on, now))
        await tx.execute(
            "DELETE FROM due_work WHERE guild_id = ? AND kind = ? AND subject_id = ? AND state = 'owed' AND due_at > ?",
            (on.guild_id, KIND, SLOT, now.isoformat()),
        )
        await owe_after(tx, on, now)
    return on


async def turn_off(database: Database, guild_id: int, now: datetime) -> bool:
    """Turn it off and owe nothing; False where it was not on or paused. What was posted stays known."""
    async with database.transaction() as tx:
        stopped = await tx.execute(
            "UPDATE weekly SET state = 'off', skips = NULL, reason = NULL, told_at = NULL, updated_at = ?"
            " WHERE guild_id = ? AND state <> 'off'",
            (now.isoformat(), guild_id),
        )
        await due_work.forget(tx, guild_id, KIND, SLOT)
        await due_work.forget(tx, guild_id, KIND, BY_HAND)
    return stopped == 1


async def pause(tx: Transaction, guild_id: int, reason: str, now: datetime) -> bool:
    """Pause it for a reason until an admin turns it on again; False where it was not on."""
    paused = await tx.execute(
        "UPDATE weekly SET state = 'paused', reason = ?, told_at = ?, updated_at = ?"
        " WHERE guild_id = ? AND state = 'on'",
        (reason, now.isoformat(), now.isoformat(), guild_id),
    )
    await due_work.forget(tx, guild_id, KIND, SLOT)
    return paused == 1


async def skip(database: Database, guild_id: int, moment: datetime | None, now: datetime) -> None:
    """Call off the post of a moment; None takes that back."""
    await database.execute(
        "UPDATE weekly SET skips = ?, updated_at = ? WHERE guild_id = ?",
        (moment.isoformat() if moment else None, now.isoformat(), guild_id),
    )


async def ping_nobody(database: Database, guild_id: int, now: datetime) -> None:
    """Ping no role any more."""
    await database.execute(
        "UPDATE weekly SET role_id = 0, updated_at = ? WHERE guild_id = ?", (now.isoformat(), guild_id)
    )


async def post_now(database: Database, guild_id: int, instead_of: datetime | None, now: datetime) -> None:
    """Owe a post at once, perhaps instead of that of a moment soon to come."""
    async with database.transaction() as tx:
        await due_work.owe(tx, guild_id, KIND, BY_HAND, now, _nonce)
        if instead_of:
            await tx.execute(
                "UPDATE weekly SET skips = ?, updated_at = ? WHERE guild_id = ?",
                (instead_of.isoformat(), now.isoformat(), guild_id),
            )


async def owe_after(tx: Transaction, weekly: Weekly, moment: datetime) -> None:
    """Owe the first post after a moment, unless the server owes one already."""
    owed = await tx.fetch_one(
        "SELECT 1 FROM due_work WHERE guild_id = ? AND kind = ? AND subject_id = ? AND state = 'owed'",
        (weekly.guild_id, KIND, SLOT),
    )
    if owed is None:
        (due_at,) = weekly.slot.after(moment, 1)
        await due_work.owe(tx, weekly.guild_id, KIND, SLOT, due_at, _nonce)


async def owe_missing(database: Database, now: datetime) -> int:
    """Owe the next post of every server that is on and owes none; return how many that were.

    None should ever be missing, since each is owed together with the record of the one before.
    """
    without = [_weekly_of(row) for row in await database.fetch_all(_WITHOUT_NEXT, (KIND, SLOT))]
    if without:
        async with database.transaction() as tx:
            for weekly in without:
                await owe_after(tx, weekly, now)
    return len(without)


def _nonce() -> str:
    return secrets.token_hex(12)


def _row(weekly: Weekly, now: datetime) -> tuple[object, ...]:
    return (
        weekly.guild_id,
        weekly.channel_id,
        weekly.weekday,
        weekly.minute,
        weekly.zone.key,
        weekly.role_id,
        int(weekly.thread),
        int(weekly.digest),
        weekly.state,
        weekly.skips.isoformat() if weekly.skips else None,
        weekly.reason,
        weekly.told_at.isoformat() if weekly.told_at else None,
        weekly.set_by,
        now.isoformat(),
        now.isoformat(),
    )


def _weekly_of(row: Row) -> Weekly:
    return Weekly(
        guild_id=row["guild_id"],
        channel_id=row["channel_id"],
        weekday=row["weekday"],
        minute=row["minute"],
        zone=ZoneInfo(row["zone"]),
        set_by=row["set_by"],
        role_id=row["role_id"],
        thread=bool(row["thread"]),
        digest=bool(row["digest"]),
        state=State(row["state"]),
        skips=_moment(row["skips"]),
        reason=row["reason"],
        told_at=_moment(row["told_at"]),
    )


def _moment(kept: str | None) -> datetime | None:
    return datetime.fromisoformat(kept) if kept else None
