"""How much hangs on a film, counted before an admin moves or removes it."""

from __future__ import annotations

from dataclasses import dataclass

from db.database import Database


@dataclass(frozen=True, slots=True)
class Holdings:
    """Hold how many reviews and ratings of a film one server has."""

    reviews: int
    ratings: int


async def of_film(database: Database, guild_id: int, film_id: int) -> Holdings:
    """Count what a server has on a film."""
    row = await database.fetch_one(
        "SELECT (SELECT COUNT(*) FROM reviews WHERE guild_id = ? AND film_id = ?) AS reviews,"
        " (SELECT COUNT(*) FROM ratings WHERE guild_id = ? AND film_id = ?) AS ratings",
        (guild_id, film_id, guild_id, film_id),
    )
    assert row is not None  # a row of counts always comes
    return Holdings(row["reviews"], row["ratings"])


async def rated_both(database: Database, guild_id: int, film_id: int, other_id: int) -> int:
    """Count the members of a server who rated both films."""
    row = await database.fetch_one(
        "SELECT COUNT(*) AS members FROM ratings AS one JOIN ratings AS other"
        " ON other.guild_id = one.guild_id AND other.user_id = one.user_id"
        " WHERE one.guild_id = ? AND one.film_id = ? AND other.film_id = ?",
        (guild_id, film_id, other_id),
    )
    return int(row["members"]) if row else 0
