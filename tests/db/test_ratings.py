"""Ratings: one per member and film, counted by server, taken back whole."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from db import ratings
from db.ratings import Rating
from tests.db.shelf import CLUB, ELSEWHERE, NOW, Shelf


async def test_a_rating_comes_back_as_it_was_given_and_tells_the_one_before(shelf: Shelf) -> None:
    film = await shelf.film("Stalker")
    first = Rating(film.id, 1, 7, "The dog!", True, NOW)
    second = Rating(film.id, 1, 9, None, False, NOW + timedelta(days=1))
    assert await ratings.rate(shelf.database, CLUB, first) is None
    assert await ratings.of_member(shelf.database, CLUB, film.id, 1) == first
    assert await ratings.rate(shelf.database, CLUB, second) == first
    assert await ratings.of_member(shelf.database, CLUB, film.id, 1) == second
    assert await ratings.histogram(shelf.database, CLUB, film.id) == (0, 0, 0, 0, 0, 0, 0, 0, 1, 0)


async def test_the_day_of_the_first_rating_is_kept_through_changes(shelf: Shelf) -> None:
    film = await shelf.film("Stalker")
    await shelf.rate(film, 1, 7)
    await shelf.rate(film, 1, 8, day=3)
    row = await shelf.database.fetch_one("SELECT rated_at, updated_at FROM ratings WHERE guild_id = ?", (CLUB,))
    assert row is not None
    assert tuple(row) == (NOW.isoformat(), (NOW + timedelta(days=3)).isoformat())


async def test_a_hundred_members_at_once_are_a_hundred_ratings(shelf: Shelf) -> None:
    film = await shelf.film("Stalker")
    await asyncio.gather(*(shelf.rate(film, member, 1 + member % 10) for member in range(100)))
    assert await ratings.histogram(shelf.database, CLUB, film.id) == (10,) * 10


async def test_one_member_at_once_twice_is_one_rating(shelf: Shelf) -> None:
    film = await shelf.film("Stalker")
    await asyncio.gather(*(shelf.rate(film, 1, half) for half in (2, 4, 6, 8)))
    assert sum(await ratings.histogram(shelf.database, CLUB, film.id)) == 1


async def test_a_rating_is_removed_once_and_told(shelf: Shelf) -> None:
    film = await shelf.film("Stalker")
    await shelf.rate(film, 1, 7, note="Gone")
    removed = await ratings.remove(shelf.database, CLUB, film.id, 1)
    assert removed == Rating(film.id, 1, 7, "Gone", False, NOW)
    assert await ratings.remove(shelf.database, CLUB, film.id, 1) is None


async def test_servers_keep_their_ratings_apart(shelf: Shelf) -> None:
    film = await shelf.film("Stalker", None)
    await shelf.rate(film, 1, 7, note="Here")
    await shelf.rate(film, 1, 2, note="There", guild_id=ELSEWHERE)
    assert await shelf.given(film) == {1: 7}
    assert [rating.note for rating in await ratings.notes(shelf.database, CLUB, film.id, 9, 0)] == ["Here"]
    await ratings.remove(shelf.database, ELSEWHERE, film.id, 1)
    assert await shelf.given(film) == {1: 7}


async def test_notes_come_latest_first_page_by_page(shelf: Shelf) -> None:
    film = await shelf.film("Stalker")
    for member in range(5):
        await shelf.rate(film, member, 7, day=member, note=f"Note {member}")
    await shelf.rate(film, 9, 7, day=9)
    assert await ratings.note_count(shelf.database, CLUB, film.id) == 5
    pages = [await ratings.notes(shelf.database, CLUB, film.id, 2, offset) for offset in (0, 2, 4, 6)]
    assert [[rating.note for rating in page] for page in pages] == [
        ["Note 4", "Note 3"],
        ["Note 2", "Note 1"],
        ["Note 0"],
        [],
    ]
