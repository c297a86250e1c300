"""Members' ratings: one per member and film, an upsert each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

from db.database import Database


@dataclass(frozen=True, slots=True)
class Rating:
    """Hold what one member gave one film: half stars 1..10, and perhaps a note."""

    film_id: int
    user_id: int
    half_stars: int
    note: str | None
    spoilers: bool
    updated_at: datetime


_COLUMNS = "film_id, user_id, half_stars, note, spoilers, updated_at"

# A film merged in the very moment of the rating: the rating goes where the film went.
_FILM = "COALESCE((SELECT target_id FROM film_redirects WHERE guild_id = ? AND film_id = ?), ?)"


def _rating_of(row: Row) -> Rating:
    return Rating(
        film_id=row["film_id"],
        user_id=row["user_id"],
        half_stars=row["half_stars"],
        note=row["note"],
        spoilers=bool(row["spoilers"]),
        updated_at=datetime.fromisoformat(row["updated_at"]),
    )


async def rate(database: Database, guild_id: int, rating: Rating) -> Rating | None:
    """Save a member's rating and return the one it replaces; durable when this returns."""
    at = rating.updated_at.isoformat()
    film = (guild_id, rating.film_id, rating.film_id)
    # One hop for both statements and the commit: a hundred members rating at once cost a few commits.
    before, _ = await database.batch(
        (
            f"SELECT {_COLUMNS} FROM ratings WHERE guild_id = ? AND film_id = {_FILM} AND user_id = ?",
            (guild_id, *film, rating.user_id),
        ),
        (
            "INSERT INTO ratings (guild_id, film_id, user_id, half_stars, note, spoilers, rated_at, updated_at)"
            f" VALUES (?, {_FILM}, ?, ?, ?, ?, ?, ?) ON CONFLICT (guild_id, film_id, user_id) DO UPDATE SET"
            " half_stars = excluded.half_stars, note = excluded.note, spoilers = excluded.spoilers,"
            " updated_at = excluded.updated_at",
            (guild_id, *film, rating.user_id, rating.half_stars, rating.note, int(rating.spoilers), at, at),
        ),
    )
    return _rating_of(before[0]) if before else None


async def remove(database: Database, guild_id: int, film_id: int, user_id: int) -> Rating | None:
    """Take a member's rating away and return it, so that it can be put back."""
    (removed,) = await database.batch(
        (
            f"DELETE FROM ratings WHERE guild_id = ? AND film_id = ? AND user_id = ? RETURNING {_COLUMNS}",
            (guild_id, film_id, user_id),
        )
    )
    return _rating_of(removed[0]) if removed else None


async def of_member(database: Database, guild_id: int, film_id: int, user_id: int) -> Rating | None:
    """Return what this member gave this film."""
    row = await database.fetch_one(
        f"SELECT {_COLUMNS} FROM ratings WHERE guild_id = ? AND film_id = ? AND user_id = ?",
        (guild_id, film_id, user_id),
    )
    return _rating_of(row) if row else None


async def histogram(database: Database, guild_id: int, film_id: int) -> tuple[int, ...]:
    """Return how many members gave each of 1..10 half stars, ten counts."""
    rows = await database.fetch_all(
        "SELECT half_stars, COUNT(*) AS members FROM ratings WHERE guild_id = ? AND film_id = ? GROUP BY half_stars",
        (guild_id, film_id),
    )
    counts = {row["half_stars"]: row["members"] for row in rows}
    return tuple(counts.get(half, 0) for half in range(1, 11))


async def notes(database: Database, guild_id: int, film_id: int, limit: int, offset: int) -> list[Rating]:
    """Return the ratings of a film that carry a note, the latest first."""
    rows = await database.fetch_all(
        f"SELECT {_COLUMNS} FROM ratings WHERE guild_id = ? AND film_id = ? AND note IS NOT NULL"
        " ORDER BY updated_at DESC, user_id LIMIT ? OFFSET ?",
        (guild_id, film_id, limit, offset),
    )
    return [_rating_of(row) for row in rows]


async def note_count(database: Database, guild_id: int, film_id: int) -> int:
    """Return how many members left a note on the film."""
    row = await database.fetch_one(
        "SELECT COUNT(*) AS notes FROM ratings WHERE guild_id = ? AND film_id = ? AND note IS NOT NULL",
        (guild_id, film_id),
    )
    return int(row["notes"]) if row else 0
