"""Which members keep out of digests and of the reasons for recommendations."""

from __future__ import annotations

from datetime import datetime

from db.database import Database


async def hide(database: Database, guild_id: int, user_id: int, now: datetime) -> None:
    """Keep a member out of what the club is told about its own."""
    await database.execute(
        "INSERT INTO member_privacy (guild_id, user_id, updated_at) VALUES (?, ?, ?)"
        " ON CONFLICT (guild_id, user_id) DO NOTHING",
        (guild_id, user_id, now.isoformat()),
    )


async def show(database: Database, guild_id: int, user_id: int) -> None:
    """Let a member appear again."""
    await database.execute("DELETE FROM member_privacy WHERE guild_id = ? AND user_id = ?", (guild_id, user_id))


async def is_hidden(database: Database, guild_id: int, user_id: int) -> bool:
    """Say whether a member keeps out."""
    row = await database.fetch_one(
        "SELECT 1 FROM member_privacy WHERE guild_id = ? AND user_id = ?", (guild_id, user_id)
    )
    return row is not None


async def hidden(database: Database, guild_id: int) -> set[int]:
    """Return the members of a server who keep out."""
    rows = await database.fetch_all("SELECT user_id FROM member_privacy WHERE guild_id = ?", (guild_id,))
    return {row["user_id"] for row in rows}
