"""What members, and a server together, want to watch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

from bot.domain.errors import UserError
from bot.domain.titles import Film
from db import films
from db.database import Database
from db.film_redirects import TARGET, target

#: The owner of the list that the whole server keeps together.
SERVER = 0
#: More than anybody watches; a list that one member fills with a whole catalogue would be of no use to the others.
FULL = 1_000
_LIST = "(SELECT film_id, added_by, added_at FROM watchlist WHERE guild_id = ? AND owner_id = ?) AS list"


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one film of a list, and who put it there when."""

    film: Film
    added_by: int
    added_at: datetime


async def add(database: Database, guild_id: int, owner_id: int, film_id: int, added_by: int, now: datetime) -> bool:
    """Put a film on a list; False where it is on it already or this server sees no such film.

    Raises UserError where the list is full.
    """
    # A film merged in the very moment of the press: the entry goes where the film went.
    added = await database.execute(
        "INSERT INTO watchlist (guild_id, owner_id, film_id, added_by, added_at)"
        f" SELECT ?, ?, films.id, ?, ? FROM films WHERE {films.VISIBLE} AND films.id = {TARGET}"
        " AND (SELECT COUNT(*) FROM watchlist WHERE guild_id = ? AND owner_id = ?) < ?"
        " ON CONFLICT (guild_id, owner_id, film_id) DO NOTHING",
        (
            *(guild_id, owner_id, added_by, now.isoformat()),
            *(guild_id, *target(guild_id, film_id)),
            *(guild_id, owner_id, FULL),
        ),
    )
    if added:
        return True
    full = await count(database, guild_id, owner_id) >= FULL
    if full and await entry(database, guild_id, owner_id, film_id) is None:
        raise UserError(f"That list is full: it holds {FULL:,} films. `/watchlist remove` makes room.")
    return False


async def count(database: Database, guild_id: int, owner_id: int) -> int:
    """Return how many films were put on a list and not taken off."""
    row = await database.fetch_one(
        "SELECT COUNT(*) AS films FROM watchlist WHERE guild_id = ? AND owner_id = ?", (guild_id, owner_id)
    )
    return int(row["films"]) if row else 0


async def remove(database: Database, guild_id: int, owner_id: int, film_id: int) -> bool:
    """Take a film off a list; False where it is not on it."""
    removed = await database.execute(
        f"DELETE FROM watchlist WHERE guild_id = ? AND owner_id = ? AND film_id = {TARGET}",
        (guild_id, owner_id, *target(guild_id, film_id)),
    )
    return removed == 1


async def listed(database: Database, guild_id: int, owner_id: int) -> list[Film]:
    """Return the films of a list that this server still sees, the newest first."""
    return [entry.film for entry in await entries(database, guild_id, owner_id)]


async def entries(database: Database, guild_id: int, owner_id: int) -> list[Entry]:
    """Return a list as `listed` does, with who put each film there."""
    rows = await database.fetch_all(
        f"SELECT {films.COLUMNS}, added_by, added_at FROM films JOIN {_LIST} ON list.film_id = films.id"
        f" WHERE {films.VISIBLE} ORDER BY added_at DESC, films.id DESC",
        (guild_id, owner_id, guild_id),
    )
    return [_entry_of(row) for row in rows]


async def entry(database: Database, guild_id: int, owner_id: int, film_id: int) -> Entry | None:
    """Return one film of a list, or None where it is not on it."""
    row = await database.fetch_one(
        f"SELECT {films.COLUMNS}, added_by, added_at FROM films JOIN {_LIST} ON list.film_id = films.id"
        f" WHERE {films.VISIBLE} AND films.id = {TARGET}",
        (guild_id, owner_id, guild_id, *target(guild_id, film_id)),
    )
    return _entry_of(row) if row else None


async def owners_of(database: Database, guild_id: int, film_id: int) -> list[int]:
    """Return on whose lists of a server a film is; SERVER among them for the server's own."""
    rows = await database.fetch_all(
        f"SELECT owner_id FROM watchlist WHERE guild_id = ? AND film_id = {TARGET} ORDER BY owner_id",
        (guild_id, *target(guild_id, film_id)),
    )
    return [row["owner_id"] for row in rows]


async def rated_among(database: Database, guild_id: int, user_id: int, film_ids: Sequence[int]) -> dict[int, int]:
    """Return what a member gave those of the films that they rated, in half stars."""
    marks = ", ".join("?" * len(film_ids))
    rows = await database.fetch_all(
        f"SELECT film_id, half_stars FROM ratings WHERE guild_id = ? AND user_id = ? AND film_id IN ({marks})",
        (guild_id, user_id, *film_ids),
    )
    return {row["film_id"]: row["half_stars"] for row in rows}


def _entry_of(row: Row) -> Entry:
    return Entry(films.film_of(row), row["added_by"], datetime.fromisoformat(row["added_at"]))
