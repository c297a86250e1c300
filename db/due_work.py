"""The ledger of due work: what is owed at which moment, who claimed it, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

from db.database import Database, Transaction

_COLUMNS = "id, guild_id, kind, subject_id, due_at, nonce, attempts, state"


@dataclass(frozen=True, slots=True)
class Due:
    """Name one piece of work: what (`kind`, `subject_id`) is due in which server at which moment.

    `nonce` goes with the message it leads to, so that Discord takes it once; at most 25 characters.
    """

    id: int
    guild_id: int
    kind: str
    subject_id: int
    due_at: datetime
    nonce: str
    attempts: int
    was_claimed: bool


async def owe(
    tx: Transaction, guild_id: int, kind: str, subject_id: int, due_at: datetime, make_nonce: Callable[[], str]
) -> None:
    """Owe a piece of work; owing it again changes nothing."""
    at = due_at.isoformat()
    await tx.execute(
        "INSERT INTO due_work (guild_id, kind, subject_id, due_at, try_at, nonce) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (guild_id, kind, subject_id, due_at) DO NOTHING",
        (guild_id, kind, subject_id, at, at, make_nonce()),
    )


async def forget(tx: Transaction, guild_id: int, kind: str, subject_id: int) -> None:
    """Owe this no longer, at whatever moment; what is claimed or done stays."""
    await tx.execute(
        "DELETE FROM due_work WHERE guild_id = ? AND kind = ? AND subject_id = ? AND state = 'owed'",
        (guild_id, kind, subject_id),
    )


async def ready(database: Database, kinds: Sequence[str], now: datetime, each: int = 100) -> list[Due]:
    """Return what is due by now in every server: of each kind the longest owed, at most `each`.

    A kind of which little is due comes before one of which there is much.
    """
    rows = await database.fetch_all(
        f"SELECT {_COLUMNS} FROM (SELECT {_COLUMNS},"
        " ROW_NUMBER() OVER (PARTITION BY kind ORDER BY try_at, id) AS place,"
        " COUNT(*) OVER (PARTITION BY kind) AS many FROM due_work"
        f" WHERE state = 'owed' AND try_at <= ? AND kind IN ({_marks(kinds)})) AS due"
        " WHERE place <= ? ORDER BY many, kind, place",
        (now.isoformat(), *kinds, each),
    )
    return [_due_of(row) for row in rows]


async def next_moment(database: Database) -> datetime | None:
    """Return the moment at which the next piece of work is to be tried in any server, or None where nothing is owed."""
    row = await database.fetch_one("SELECT MIN(try_at) AS at FROM due_work WHERE state = 'owed'")
    return datetime.fromisoformat(row["at"]) if row and row["at"] else None


async def left_claimed(database: Database, kinds: Sequence[str], by: datetime) -> list[Due]:
    """Return what was claimed by a moment and never settled: a process stopped in the middle of it."""
    rows = await database.fetch_all(
        f"SELECT {_COLUMNS} FROM due_work WHERE state = 'claimed' AND claimed_at <= ? AND kind IN ({_marks(kinds)})"
        " ORDER BY try_at, id",
        (by.isoformat(), *kinds),
    )
    return [_due_of(row) for row in rows]


async def claim(database: Database, due: Due, now: datetime) -> bool:
    """Take a piece of work for this process; False when it was taken, done or forgotten in the meantime.

    The number of attempts tells who came first: of two that saw the same row, one alone finds it as it was.
    """
    taken = await database.execute(
        "UPDATE due_work SET state = 'claimed', claimed_at = ?, attempts = attempts + 1"
        " WHERE guild_id = ? AND id = ? AND state = ? AND attempts = ?",
        (now.isoformat(), due.guild_id, due.id, "claimed" if due.was_claimed else "owed", due.attempts),
    )
    return taken == 1


async def done(database: Database | Transaction, due: Due, message_id: int | None) -> None:
    """Record that the work is done, with the message it led to where there is one."""
    await database.execute(
        "UPDATE due_work SET state = 'done', message_id = ?, outcome = NULL WHERE guild_id = ? AND id = ?",
        (message_id, due.guild_id, due.id),
    )


async def drop(database: Database | Transaction, due: Due, outcome: str) -> None:
    """Record that the work will not be done, and why."""
    await database.execute(
        "UPDATE due_work SET state = 'dropped', outcome = ? WHERE guild_id = ? AND id = ?",
        (outcome, due.guild_id, due.id),
    )


async def release(database: Database, due: Due, try_at: datetime, outcome: str) -> None:
    """Give a claim back after a failure that may pass, to be tried again later."""
    await database.execute(
        "UPDATE due_work SET state = 'owed', try_at = ?, outcome = ? WHERE guild_id = ? AND id = ?",
        (try_at.isoformat(), outcome, due.guild_id, due.id),
    )


def _marks(kinds: Sequence[str]) -> str:
    return ", ".join("?" * len(kinds))


def _due_of(row: Row) -> Due:
    return Due(
        id=row["id"],
        guild_id=row["guild_id"],
        kind=row["kind"],
        subject_id=row["subject_id"],
        due_at=datetime.fromisoformat(row["due_at"]),
        nonce=row["nonce"],
        attempts=row["attempts"],
        was_claimed=row["state"] == "claimed",
    )
