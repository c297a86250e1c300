"""Members' ratings: one per member and film, an upsert each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

from bot.domain.titles import Film
from db import films
from db.database import Database, Statement
from db.film_redirects import TARGET, target


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
_REPLACE = "note = excluded.note, spoilers = excluded.spoilers"
_KEEP = (
    "note = COALESCE(excluded.note, ratings.note), spoilers = CASE WHEN excluded.note IS NULL"
    " AND ratings.spoilers = 1 THEN 1 ELSE excluded.spoilers END"
)


def _rating_of(row: Row) -> Rating:
    return Rating(
        film_id=row["film_id"],
        user_id=row["user_id"],
        half_stars=row["half_stars"],
        note=row["note"],
        spoilers=bool(row["spoilers"]),
        updated_at=datetime.fromisoformat(row["updated_at"]),
    )


@dataclass(frozen=True, slots=True)
class Given:
    """Hold what giving a rating came to: the film, the rating as it stands, the one before, the club's ten counts."""

    film: Film
    rating: Rating
    before: Rating | None
    histogram: tuple[int, ...]


async def give(database: Database, guild_id: int, rating: Rating, *, keep_note: bool = False) -> Given | None:
    """Save a member's rating and return it with all that a member is told; durable when this returns.

    With `keep_note`, a rating without a note leaves the one given before, and that it spoils something. None, and
    nothing saved, where this server sees no such film.
    """
    # One hop for all statements and the commit: a hundred members rating at once cost a few commits.
    before, given, film, counted = await database.batch(
        _own(guild_id, rating),
        _upsert(guild_id, rating, keep_note),
        films.by_id(guild_id, rating.film_id),
        counts(guild_id, rating.film_id),
    )
    if not given:
        return None
    former = _rating_of(before[0]) if before else None
    return Given(films.film_of(film[0]), _rating_of(given[0]), former, ten_counts(counted))


async def rate(database: Database, guild_id: int, rating: Rating) -> Rating | None:
    """Save a member's rating and return the one it replaces; durable when this returns."""
    given = await give(database, guild_id, rating)
    return given.before if given else None


def _own(guild_id: int, rating: Rating) -> Statement:
    return (
        f"SELECT {_COLUMNS} FROM ratings WHERE guild_id = ? AND film_id = {TARGET} AND user_id = ?",
        (guild_id, *target(guild_id, rating.film_id), rating.user_id),
    )


def _upsert(guild_id: int, rating: Rating, keep_note: bool) -> Statement:
    at = rating.updated_at.isoformat()
    return (
        "INSERT INTO ratings (guild_id, film_id, user_id, half_stars, note, spoilers, rated_at, updated_at)"
        # A film merged in the very moment of the rating: the rating goes where the film went.
        f" SELECT ?, films.id, ?, ?, ?, ?, ?, ? FROM films WHERE {films.VISIBLE} AND films.id = {TARGET}"
        " ON CONFLICT (guild_id, film_id, user_id) DO UPDATE SET half_stars = excluded.half_stars,"
        f" {_KEEP if keep_note else _REPLACE}, updated_at = excluded.updated_at RETURNING {_COLUMNS}",
        (
            *(guild_id, rating.user_id, rating.half_stars, rating.note, int(rating.spoilers), at, at),
            *(guild_id, *target(guild_id, rating.film_id)),
        ),
    )


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


def counts(guild_id: int, film_id: int) -> Statement:
    """Return the query whose rows `ten_counts` takes, for reading together with others."""
    return (
        "SELECT half_stars, COUNT(*) AS members FROM ratings"
        f" WHERE guild_id = ? AND film_id = {TARGET} GROUP BY half_stars",
        (guild_id, *target(guild_id, film_id)),
    )


def ten_counts(rows: Sequence[Row]) -> tuple[int, ...]:
    """Return how many members gave each of 1..10 half stars."""
    found = {row["half_stars"]: row["members"] for row in rows}
    return tuple(found.get(half, 0) for half in range(1, 11))


async def histogram(database: Database, guild_id: int, film_id: int) -> tuple[int, ...]:
    """Return how many members gave each of 1..10 half stars, ten counts."""
    return ten_counts(await database.fetch_all(*counts(guild_id, film_id)))


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
    row = await database.fetch_one(*notes_counted(guild_id, film_id))
    return int(row["notes"]) if row else 0


def notes_counted(guild_id: int, film_id: int) -> Statement:
    """Return the query of `note_count`, for reading together with others."""
    return (
        f"SELECT COUNT(*) AS notes FROM ratings WHERE guild_id = ? AND film_id = {TARGET} AND note IS NOT NULL",
        (guild_id, *target(guild_id, film_id)),
    )
