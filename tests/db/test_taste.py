"""What picking learns from: this server's own, and a bounded part of a catalogue however large."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.picks import PickFilm, Prior
from bot.domain.titles import Film
from db import film_changes, films, privacy, taste, watchlist
from tests.db.shelf import CLUB, ELSEWHERE, NOW, Shelf


async def catalogue(shelf: Shelf, count: int) -> list[int]:
    """Fill the shared catalogue with films of rising popularity."""
    async with shelf.database.transaction() as tx:
        ids = await films.insert_many(tx, None, [Film(0, None, f"Shared {n}") for n in range(count)], NOW)
        await tx.execute_many("UPDATE films SET popularity = ? WHERE id = ?", [(n, i) for n, i in enumerate(ids)])
    return ids


async def test_ratings_critics_and_facts_of_this_server_alone(shelf: Shelf) -> None:
    film = await shelf.film("Stalker", year=1979, genres=("Drama",), directors=("Andrei Tarkovsky",), language="ru")
    unrated = await shelf.film("Mirror")
    theirs = await shelf.film("Theirs", ELSEWHERE)
    await shelf.rate(film, 1, 9)
    await shelf.rate(theirs, 1, 3, guild_id=ELSEWHERE)
    for grade in (8_000, 9_000):
        review_id = await shelf.review(film, f"Graded {grade}.")
        await shelf.database.execute("UPDATE reviews SET grade_hundredths = ? WHERE id = ?", (grade, review_id))
    await shelf.review(film, "Without a grade.")
    found = await taste.load(shelf.database, CLUB)
    assert list(found.ratings) == [(1, film.id, 9)]
    assert set(found.films) == {film.id, unrated.id}
    assert found.films[film.id] == PickFilm(film.id, ("Drama",), 1979, ("Andrei Tarkovsky",), "ru")
    assert found.prior[film.id] == Prior(85.0, 2, 0.0)
    assert found.prior[unrated.id] == Prior(None, 0, 0.0)


async def test_of_a_large_catalogue_the_best_known_and_what_the_club_met(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = await catalogue(shelf, taste._BEST_KNOWN + 50)
    await watchlist.add(shelf.database, CLUB, 1, ids[3], 1, NOW)
    await shelf.rate(Film(ids[5], None, "Shared 5"), 1, 8)
    found = await taste.load(shelf.database, CLUB)
    assert set(found.films) == {ids[3], ids[5], *ids[50:]}
    assert found.prior[ids[-1]].popularity == len(ids) - 1


async def test_no_query_walks_through_the_catalogue(shelf: Shelf) -> None:
    for query in (*taste._FILMS, taste._RATINGS, taste._CRITICS, *taste._VERSION):
        plan = await shelf.database.fetch_all(f"EXPLAIN QUERY PLAN {query}", {"guild": CLUB})
        scanned = [row["detail"] for row in plan if row["detail"].startswith("SCAN films")]
        # The catalogue is read along the index of its popularity and left at the limit.
        assert [one for one in scanned if "films_by_popularity" not in one] == [], query


async def test_a_merged_and_a_removed_film_is_no_candidate(shelf: Shelf) -> None:
    one, two, three = [await shelf.film(title) for title in ("One", "Two", "Three")]
    await shelf.rate(one, 1, 9)
    await shelf.rate(three, 1, 9)
    await film_changes.merge(shelf.database, shelf.author(), one.id, two.id)
    await film_changes.remove(shelf.database, shelf.author(), three.id)
    found = await taste.load(shelf.database, CLUB)
    assert set(found.films) == {two.id}
    assert list(found.ratings) == [(1, two.id, 9)]


async def test_the_version_changes_with_whatever_is_learned_from(shelf: Shelf) -> None:
    film, other = await shelf.film("One"), await shelf.film("Other")
    seen = [await taste.version(shelf.database, CLUB)]

    async def changed() -> bool:
        seen.append(await taste.version(shelf.database, CLUB))
        return seen[-1] not in seen[:-1]

    await shelf.rate(film, 1, 9)
    assert await changed()
    await shelf.rate(film, 1, 8)  # of the same moment
    assert await changed()
    await shelf.database.execute("UPDATE ratings SET film_id = ? WHERE guild_id = ?", (other.id, CLUB))
    assert await changed()
    await shelf.review(film, "Fine.")
    assert await changed()
    await watchlist.add(shelf.database, CLUB, 1, film.id, 1, NOW)
    assert await changed()
    await film_changes.edit(shelf.database, shelf.author(), replace(film, genres=("Drama",)))
    assert await changed()
    later = replace(shelf.author(), now=NOW + timedelta(minutes=1))
    await film_changes.edit(shelf.database, later, replace(film, language="ja"))
    assert await changed()
    await catalogue(shelf, 3)
    assert await changed()
    before = await taste.version(shelf.database, CLUB)
    there = await shelf.film("Elsewhere", ELSEWHERE)
    await shelf.rate(there, 3, 3, guild_id=ELSEWHERE)
    await privacy.hide(shelf.database, CLUB, 1, NOW)
    assert await taste.version(shelf.database, CLUB) == before


async def test_bounds_are_this_servers_own(shelf: Shelf) -> None:
    film = await shelf.film("One")
    for guild_id, user_id in ((CLUB, 1), (CLUB, 2), (ELSEWHERE, 3)):
        await privacy.hide(shelf.database, guild_id, user_id, NOW)
        await shelf.database.execute(
            "INSERT INTO not_for_us (guild_id, film_id, user_id, said_at) VALUES (?, ?, ?, '')",
            (guild_id, film.id, user_id),
        )
    for guild_id, due_at, film_id, state in (
        (CLUB, "2026-01-08", film.id, "sent"),
        (CLUB, "2026-01-01", film.id + 1, "decided"),
        (CLUB, "2026-01-15", film.id + 2, "skipped"),
        (CLUB, "2026-01-22", 0, "sent"),
        (ELSEWHERE, "2026-01-22", film.id + 3, "sent"),
    ):
        await shelf.database.execute(
            "INSERT INTO weekly_posts (guild_id, due_at, channel_id, film_id, pick, state, decided_at)"
            " VALUES (?, ?, 1, ?, '', ?, '')",
            (guild_id, due_at, film_id, state),
        )
    found = await taste.bounds(shelf.database, CLUB)
    assert found.hidden == {1, 2}
    assert found.vetoes == {film.id: 2}
    assert found.history == (film.id + 1, film.id)
    await privacy.show(shelf.database, CLUB, 1)
    assert await privacy.hidden(shelf.database, CLUB) == {2}
    assert await taste.rated_by(shelf.database, CLUB, [1, 9]) == {1: 0, 9: 0}
