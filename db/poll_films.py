"""What the club knows about the films of a poll, in two look-ups for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db import films
from db.database import Database


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """Hold a film's length and the club's mean in half stars (None where nobody rated it) with its count."""

    runtime_minutes: int | None
    mean: float | None
    ratings: int


async def facts(database: Database, guild_id: int, film_ids: Sequence[int]) -> dict[int, FilmFacts]:
    """Return the facts of those films that this server can still see, by the ids asked for."""
    found = await films.get_many(database, guild_id, film_ids)
    marks = ", ".join("?" * len(found))
    rows = await database.fetch_all(
        "SELECT film_id, AVG(half_stars) AS mean, COUNT(*) AS ratings FROM ratings"
        f" WHERE guild_id = ? AND film_id IN ({marks}) GROUP BY film_id",
        (guild_id, *[film.id for film in found]),
    )
    means = {row["film_id"]: (row["mean"], row["ratings"]) for row in rows}
    return {film.id: FilmFacts(film.runtime_minutes, *means.get(film.id, (None, 0))) for film in found}
