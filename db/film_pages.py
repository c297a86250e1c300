"""Everything a film card says, read in one go."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.domain.reviews import Review
from bot.domain.titles import Film
from db import films, ratings, reviews
from db.database import Database


@dataclass(frozen=True, slots=True)
class FilmPage:
    """Hold a film with its reviews, the club's ten counts and the number of members' notes."""

    film: Film
    reviews: tuple[Review, ...]
    histogram: tuple[int, ...]
    notes: int


async def load(database: Database, guild_id: int, film_id: int) -> FilmPage | None:
    """Return the page of a film as this server sees it, or of the film it was merged into; None when there is none."""
    film = await films.get(database, guild_id, film_id)
    if film is None:
        return None
    written, histogram, notes = await asyncio.gather(
        reviews.of_film(database, guild_id, film.id),
        ratings.histogram(database, guild_id, film.id),
        ratings.note_count(database, guild_id, film.id),
    )
    return FilmPage(film, tuple(written), histogram, notes)
