"""One film absorbed by another inside one server, and let go again."""

from __future__ import annotations

from typing import Any

from db import film_keeping
from db.database import Transaction

#: What `absorb` did, as JSON keeps it: enough for `release` to take it back.
Moved = dict[str, Any]

_RATING = "user_id, half_stars, note, spoilers, rated_at, updated_at"
_MOVE_REVIEWS = "UPDATE reviews SET film_id = ? WHERE guild_id = ? AND film_id = ? RETURNING id"
_MOVE_REDIRECTS = "UPDATE film_redirects SET target_id = ? WHERE guild_id = ? AND target_id = ? RETURNING film_id"


async def absorb(tx: Transaction, guild_id: int, source_id: int, target_id: int) -> Moved:
    """Move a server's reviews, ratings and all else from one film to another and lead the old id there.

    A member who rated both keeps the later rating; the other is remembered in the result.
    """
    moved: Moved = {"source": source_id, "target": target_id}
    moved["reviews"] = await _moved(tx, _MOVE_REVIEWS, guild_id, source_id, target_id)
    moved["source_ratings"] = await _ratings(tx, guild_id, source_id)
    moved["target_ratings"] = await _ratings(tx, guild_id, target_id)
    for rating in moved["source_ratings"]:
        await _put(tx, guild_id, target_id, rating)
    await tx.execute("DELETE FROM ratings WHERE guild_id = ? AND film_id = ?", (guild_id, source_id))
    moved["kept"] = await film_keeping.move(tx, guild_id, source_id, target_id)
    moved["redirected"] = await _moved(tx, _MOVE_REDIRECTS, guild_id, source_id, target_id)
    await tx.execute(
        "INSERT INTO film_redirects (guild_id, film_id, target_id) VALUES (?, ?, ?)", (guild_id, source_id, target_id)
    )
    return moved


async def release(tx: Transaction, guild_id: int, moved: Moved) -> None:
    """Take an `absorb` back; what members rated since stays with the film they rated, what they removed stays away."""
    source_id = moved["source"]
    await tx.execute("DELETE FROM film_redirects WHERE guild_id = ? AND film_id = ?", (guild_id, source_id))
    await tx.execute_many(
        "UPDATE film_redirects SET target_id = ? WHERE guild_id = ? AND film_id = ?",
        [(source_id, guild_id, film_id) for film_id in moved["redirected"]],
    )
    await tx.execute_many(
        "UPDATE reviews SET film_id = ? WHERE guild_id = ? AND id = ?",
        [(source_id, guild_id, review_id) for review_id in moved["reviews"]],
    )
    await _part_ratings(tx, guild_id, moved)
    # A merge of an older version moved nothing else.
    await film_keeping.move_back(tx, guild_id, source_id, moved["target"], moved.get("kept", {}))


async def _part_ratings(tx: Transaction, guild_id: int, moved: Moved) -> None:
    source_id, target_id = moved["source"], moved["target"]
    now = {rating[0]: rating for rating in await _ratings(tx, guild_id, target_id)}
    for rating in moved["source_ratings"]:
        if now.get(rating[0]) == rating:  # exactly what the merge put there
            await tx.execute(
                "DELETE FROM ratings WHERE guild_id = ? AND film_id = ? AND user_id = ?",
                (guild_id, target_id, rating[0]),
            )
        if rating[0] in now:
            await _put(tx, guild_id, source_id, rating)
    for rating in moved["target_ratings"]:
        if rating[0] in now:
            await _put(tx, guild_id, target_id, rating)


async def _moved(tx: Transaction, sql: str, guild_id: int, source_id: int, target_id: int) -> list[int]:
    return [row[0] for row in await tx.fetch_all(sql, (target_id, guild_id, source_id))]


async def _ratings(tx: Transaction, guild_id: int, film_id: int) -> list[list[Any]]:
    rows = await tx.fetch_all(f"SELECT {_RATING} FROM ratings WHERE guild_id = ? AND film_id = ?", (guild_id, film_id))
    return [list(row) for row in rows]


async def _put(tx: Transaction, guild_id: int, film_id: int, rating: list[Any]) -> None:
    await tx.execute(
        f"INSERT INTO ratings (guild_id, film_id, {_RATING}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (guild_id, film_id, user_id) DO UPDATE SET half_stars = excluded.half_stars,"
        " note = excluded.note, spoilers = excluded.spoilers, rated_at = excluded.rated_at,"
        " updated_at = excluded.updated_at WHERE excluded.updated_at > ratings.updated_at",
        (guild_id, film_id, *rating),
    )
