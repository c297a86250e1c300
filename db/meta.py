"""Single values that the bot remembers about itself."""

from __future__ import annotations

from db.database import Database


async def get(database: Database, key: str) -> str | None:
    """Return the value kept under a key."""
    row = await database.fetch_one("SELECT value FROM meta WHERE key = ?", (key,))
    return str(row["value"]) if row else None


async def put(database: Database, key: str, value: str) -> None:
    """Keep a value under a key, in place of the one before."""
    await database.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


async def forget(database: Database, key: str) -> None:
    """Keep nothing under a key any more."""
    await database.execute("DELETE FROM meta WHERE key = ?", (key,))
