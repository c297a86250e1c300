"""What members said is not for their club: one moves a film down, a second one for good."""

from __future__ import annotations

from datetime import datetime

from db import films
from db.database import Database
from db.film_redirects import TARGET, target


async def toggle(database: Database, guild_id: int, film_id: int, user_id: int, now: datetime) -> tuple[bool, int]:
    """Say "not for us", or take one's own back; return whether it is said now, and by how many members in all.

    Nothing is said of a film that this server does not see.
    """
    goal = target(guild_id, film_id)
    async with database.transaction() as tx:
        taken_back = await tx.execute(
            f"DELETE FROM not_for_us WHERE guild_id = ? AND film_id = {TARGET} AND user_id = ?",
            (guild_id, *goal, user_id),
        )
        if not taken_back:
            await tx.execute(
                "INSERT INTO not_for_us (guild_id, film_id, user_id, said_at)"
                f" SELECT ?, films.id, ?, ? FROM films WHERE {films.VISIBLE} AND films.id = {TARGET}",
                (guild_id, user_id, now.isoformat(), guild_id, *goal),
            )
        rows = await tx.fetch_all(
            f"SELECT user_id FROM not_for_us WHERE guild_id = ? AND film_id = {TARGET}", (guild_id, *goal)
        )
    return not taken_back, len(rows)
