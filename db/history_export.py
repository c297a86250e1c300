"""All that a member has rated in a server, with what other places need to know the films by."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

from bot.domain.titles import Film
from db import films
from db.database import Database
from db.histories import Owner

_AT_A_TIME = 200
_IDS = (
    "(SELECT value FROM film_ids WHERE film_ids.film_id = films.id AND kind = '{0}'"
    " AND (film_ids.guild_id IS NULL OR film_ids.guild_id = ratings.guild_id)"
    " ORDER BY film_ids.guild_id IS NULL, value LIMIT 1) AS {0}"
)
_FILM = ", ".join(f"films.{name.strip()}" for name in films.COLUMNS.split(","))


@dataclass(frozen=True, slots=True)
class Kept:
    """Hold one rating of a member's with its film; the film carries its ids."""

    film: Film
    half_stars: int
    note: str | None
    spoilers: bool
    rated_at: datetime
    updated_at: datetime
    ids: tuple[tuple[str, str], ...]


async def every_rating(database: Database, owner: Owner) -> AsyncIterator[list[Kept]]:
    """Yield what a member has rated in a server, by the films' ids, some at a time."""
    ids = ", ".join(_IDS.format(kind) for kind in ("imdb", "tmdb", "letterboxd"))
    after = 0
    while rows := await database.fetch_all(
        f"SELECT {_FILM}, half_stars, note, spoilers, rated_at, ratings.updated_at AS changed_at, {ids}"
        " FROM ratings JOIN films ON films.id = ratings.film_id WHERE ratings.guild_id = ? AND ratings.user_id = ?"
        f" AND {films.VISIBLE} AND films.id > ? ORDER BY films.id LIMIT ?",
        (owner.guild_id, owner.user_id, owner.guild_id, after, _AT_A_TIME),
    ):
        after = rows[-1]["id"]
        yield [
            Kept(
                films.film_of(row),
                row["half_stars"],
                row["note"],
                bool(row["spoilers"]),
                datetime.fromisoformat(row["rated_at"]),
                datetime.fromisoformat(row["changed_at"]),
                tuple((kind, row[kind]) for kind in ("imdb", "tmdb", "letterboxd") if row[kind]),
            )
            for row in rows
        ]
