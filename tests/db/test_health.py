"""What the doctor is told of a database."""

from __future__ import annotations

from db import health
from db.ratings import Rating, give
from tests.db.shelf import CLUB, NOW, Shelf


async def test_a_sound_file_has_no_damage_and_tells_what_it_holds(shelf: Shelf) -> None:
    before = await health.totals(shelf.database)
    film = await shelf.film("Kite", year=1990)
    await give(shelf.database, CLUB, Rating(film.id, 7, 8, None, False, NOW))
    held = await health.totals(shelf.database)
    assert (held.films, held.reviews, held.ratings) == (before.films + 1, before.reviews, before.ratings + 1)
    assert await health.damage(shelf.database) == []
    assert await health.latest_rating(shelf.database) == NOW


async def test_where_nobody_rated_there_is_no_latest_rating(shelf: Shelf) -> None:
    await shelf.database.execute("DELETE FROM ratings")
    assert await health.latest_rating(shelf.database) is None
