"""The batches of a server, listed: those that wait for an admin, and all there were."""

from __future__ import annotations

from db import imports
from db.database import Database
from db.imports import Batch

_COLUMNS = "id, guild_id, created_by, status, name, created_at"
_LISTED = "status NOT IN ('reading', 'discarded')"


async def waiting(database: Database, guild_id: int, limit: int = 25) -> list[Batch]:
    """Return the batches that a server has still to decide on or to finish, the latest first."""
    return await _listed(database, guild_id, "status IN ('draft', 'writing', 'undoing')", limit, 0)


async def history(database: Database, guild_id: int, limit: int, offset: int = 0) -> list[Batch]:
    """Return the batches of a server but the discarded ones, the latest first."""
    return await _listed(database, guild_id, _LISTED, limit, offset)


async def history_count(database: Database, guild_id: int) -> int:
    """Count the batches that `history` lists."""
    row = await database.fetch_one(
        f"SELECT COUNT(*) AS batches FROM import_batches WHERE guild_id = ? AND {_LISTED}", (guild_id,)
    )
    return int(row["batches"]) if row else 0


async def with_something_to_undo(database: Database, guild_id: int, limit: int = 25) -> list[Batch]:
    """Return the batches that brought something which is still there, the latest first."""
    brought = (
        "status IN ('draft', 'writing', 'done', 'undoing') AND EXISTS (SELECT 1 FROM import_items"
        " WHERE batch_id = import_batches.id AND verdict IN ('kept', 'updated'))"
    )
    return await _listed(database, guild_id, brought, limit, 0)


async def interrupted(database: Database) -> list[Batch]:
    """Return the batches of every server that a stop of the bot left half written or half undone.

    The one look across servers: the bot itself asks at its start, and goes on with each in its own server.
    """
    rows = await database.fetch_all(
        f"SELECT {_COLUMNS} FROM import_batches WHERE status IN ('writing', 'undoing') ORDER BY id"
    )
    return [imports.batch_of(row, {}) for row in rows]


async def _listed(database: Database, guild_id: int, which: str, limit: int, offset: int) -> list[Batch]:
    rows = await database.fetch_all(
        f"SELECT {_COLUMNS} FROM import_batches WHERE guild_id = ? AND {which} ORDER BY id DESC LIMIT ? OFFSET ?",
        (guild_id, limit, offset),
    )
    if not rows:
        return []
    counts = await imports.count(database, guild_id, [row["id"] for row in rows])
    return [imports.batch_of(row, counts.get(row["id"], {})) for row in rows]
