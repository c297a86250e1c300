"""Members' own imports: drafts that survive a restart, seen and touched by the member alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

from db.database import Database, Transaction

OPEN = ("draft", "writing", "undoing")


@dataclass(frozen=True, slots=True)
class Owner:
    """Name the member whose import it is, in which server; nobody else's is ever found."""

    guild_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class History:
    """Hold one import of a member; `status` is draft, writing, done, undoing, undone or discarded.

    `keep_mine` says that ratings the member has here already stay as they are; `unwritten` counts the rows that are
    ready and not in the club.
    """

    id: int
    owner: Owner
    status: str
    file: str
    remarks: tuple[str, ...]
    keep_mine: bool
    films_seen: int
    created_at: datetime
    rows: int
    unwritten: int


async def load(database: Database, owner: Owner, history_id: int) -> History | None:
    """Return a member's import; None where this member has none of that id in this server."""
    found = await _select(database, "AND id = ?", owner, history_id)
    return found[0] if found else None


async def latest(database: Database, owner: Owner, statuses: Sequence[str], limit: int = 25) -> list[History]:
    """Return a member's imports that stand so, the latest first."""
    marks = ", ".join("?" * len(statuses))
    return await _select(database, f"AND status IN ({marks}) ORDER BY id DESC LIMIT ?", owner, *statuses, limit)


async def keep_mine(database: Database, owner: Owner, history_id: int, keep: bool) -> bool:
    """Remember whether ratings that the member has already stay; return False where the import is no draft."""
    changed = await database.execute(
        "UPDATE histories SET keep_mine = ? WHERE guild_id = ? AND user_id = ? AND id = ? AND status = 'draft'",
        (int(keep), owner.guild_id, owner.user_id, history_id),
    )
    return changed == 1


async def discard(database: Database, owner: Owner, history_id: int, now: datetime) -> bool:
    """Put a draft away for good, its rows with it; return False where it is none any more."""
    put_away = await set_status(database, owner, history_id, ("draft",), "discarded", now)
    if put_away:
        await clear(database, owner, history_id)
    return put_away


async def clear(database: Database, owner: Owner, history_id: int) -> None:
    """Take the rows and the file of an import away that was put away."""
    whose = (owner.guild_id, owner.user_id, history_id)
    async with database.transaction() as tx:
        await tx.execute(
            "DELETE FROM history_rows WHERE history_id = (SELECT id FROM histories"
            " WHERE guild_id = ? AND user_id = ? AND id = ? AND status = 'discarded')",
            whose,
        )
        await tx.execute("DELETE FROM history_files WHERE guild_id = ? AND user_id = ? AND history_id = ?", whose)


async def finish(tx: Transaction, owner: Owner, history_id: int, status: str, now: datetime) -> None:
    """Say within a transaction that an import under way has come to its end."""
    await tx.execute(
        "UPDATE histories SET status = ?, updated_at = ? WHERE guild_id = ? AND user_id = ? AND id = ?",
        (status, now.isoformat(), owner.guild_id, owner.user_id, history_id),
    )


async def youngest_film(database: Database | Transaction) -> int:
    """Return the highest id among films: with a higher one about, a plan made before may be out of date."""
    (row,) = await database.fetch_all("SELECT COALESCE(MAX(id), 0) AS id FROM films")
    return int(row["id"])


async def set_status(
    database: Database, owner: Owner, history_id: int, was: Sequence[str], to: str, now: datetime
) -> bool:
    """Turn an import from one of some statuses to another; return False where it is in none of them."""
    marks = ", ".join("?" * len(was))
    changed = await database.execute(
        "UPDATE histories SET status = ?, updated_at = ?"
        f" WHERE guild_id = ? AND user_id = ? AND id = ? AND status IN ({marks})",
        (to, now.isoformat(), owner.guild_id, owner.user_id, history_id, *was),
    )
    return changed == 1


async def _select(database: Database, which: str, owner: Owner, *params: object) -> list[History]:
    rows = await database.fetch_all(
        "SELECT id, status, file, remarks, keep_mine, films_seen, created_at,"
        " (SELECT COUNT(*) FROM history_rows WHERE history_id = histories.id) AS rows,"
        " (SELECT COUNT(*) FROM history_rows WHERE history_id = histories.id AND verdict = 'ready'"
        " AND outcome IS NULL) AS unwritten"
        f" FROM histories WHERE guild_id = ? AND user_id = ? {which}",
        (owner.guild_id, owner.user_id, *params),
    )
    return [_history(owner, row) for row in rows]


def _history(owner: Owner, row: Row) -> History:
    return History(
        id=row["id"],
        owner=owner,
        status=row["status"],
        file=row["file"],
        remarks=tuple(json.loads(row["remarks"])),
        keep_mine=bool(row["keep_mine"]),
        films_seen=row["films_seen"],
        created_at=datetime.fromisoformat(row["created_at"]),
        rows=row["rows"],
        unwritten=row["unwritten"],
    )
