"""The title index follows the films: after every change, after a crash, and from nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from db import film_changes, film_undo, title_sync
from db.search import TitleIndex
from tests.db.shelf import CLUB, ELSEWHERE, Shelf, open_shelf


@pytest.fixture
async def index(tmp_path: Path) -> AsyncIterator[TitleIndex]:
    async with TitleIndex.open(tmp_path / "titles.sqlite3") as opened:
        yield opened


async def found(index: TitleIndex, typed: str, guild_id: int = CLUB) -> list[int]:
    return [hit.film_id for hit in await index.search(typed, guild_id)]


async def test_a_new_film_is_owed_until_it_is_settled(shelf: Shelf, index: TitleIndex) -> None:
    await title_sync.ensure(shelf.database, index)
    film = await shelf.film("Stalker")
    assert await found(index, "stalker") == []
    assert await title_sync.settle(shelf.database, index) == 1
    assert await found(index, "stalker") == [film.id]
    assert await found(index, "stalker", ELSEWHERE) == []
    assert await title_sync.settle(shelf.database, index) == 0


async def test_films_are_found_by_original_title_and_director(shelf: Shelf, index: TitleIndex) -> None:
    film = await shelf.film("Seven Samurai", original_title="Shichinin no samurai", directors=("Akira Kurosawa",))
    await title_sync.ensure(shelf.database, index)
    for typed in ("seven samurai", "shichinin", "kurosawa"):
        assert await found(index, typed) == [film.id]


async def test_changes_reach_the_index_and_so_does_taking_them_back(shelf: Shelf, index: TitleIndex) -> None:
    one, two = await shelf.film("Shichinin no samurai"), await shelf.film("Seven Warriors")
    await title_sync.ensure(shelf.database, index)

    change = await film_changes.merge(shelf.database, shelf.author(), one.id, two.id)
    await title_sync.settle(shelf.database, index)
    assert await found(index, "shichinin no samurai") == await found(index, "seven warriors") == [two.id]
    await film_undo.undo(shelf.database, shelf.author(), change.change_id)
    await title_sync.settle(shelf.database, index)
    assert await found(index, "shichinin no samurai") == [one.id]

    await film_changes.edit(shelf.database, shelf.author(), replace(one, title="Solaris"))
    await title_sync.settle(shelf.database, index)
    assert await found(index, "shichinin no samurai") == []
    assert await found(index, "solaris") == [one.id]

    change = await film_changes.remove(shelf.database, shelf.author(), one.id)
    await title_sync.settle(shelf.database, index)
    assert await found(index, "solaris") == []
    await film_undo.undo(shelf.database, shelf.author(), change.change_id)
    await title_sync.settle(shelf.database, index)
    assert await found(index, "solaris") == [one.id]


async def test_a_title_merged_into_a_shared_film_is_found_in_that_server_alone(shelf: Shelf, index: TitleIndex) -> None:
    own, shared = await shelf.film("Shichinin no samurai"), await shelf.film("Seven Warriors", None)
    change = await film_changes.merge(shelf.database, shelf.author(), own.id, shared.id)
    await title_sync.ensure(shelf.database, index)
    assert await found(index, "shichinin no samurai") == [change.film.id]
    assert await found(index, "shichinin no samurai", ELSEWHERE) == []
    assert await found(index, "seven warriors", ELSEWHERE) == [shared.id]


async def test_a_lost_index_is_built_anew_and_what_was_owed_is_paid(shelf: Shelf, tmp_path: Path) -> None:
    film = await shelf.film("Stalker")
    for name in ("first", "second"):
        async with TitleIndex.open(tmp_path / f"{name}.sqlite3") as index:
            await title_sync.ensure(shelf.database, index)
            assert await found(index, "stalker") == [film.id]
    assert await shelf.database.fetch_all("SELECT * FROM title_outbox") == []


async def test_a_film_owed_when_the_bot_stopped_is_paid_at_the_next_start(shelf: Shelf, tmp_path: Path) -> None:
    async with TitleIndex.open(tmp_path / "titles.sqlite3") as index:
        await title_sync.ensure(shelf.database, index)
    film = await shelf.film("Stalker")
    async with TitleIndex.open(tmp_path / "titles.sqlite3") as index:
        await title_sync.ensure(shelf.database, index)
        assert await found(index, "stalker") == [film.id]


async def test_the_index_of_another_database_is_not_believed(shelf: Shelf, tmp_path: Path) -> None:
    mine = await shelf.film("Stalker")
    (tmp_path / "other").mkdir()
    async with open_shelf(tmp_path / "other") as other, TitleIndex.open(tmp_path / "titles.sqlite3") as index:
        await other.film("Solaris")
        await title_sync.ensure(other.database, index)
        assert await found(index, "stalker") == []
        await title_sync.ensure(shelf.database, index)
        assert await found(index, "stalker") == [mine.id]
        assert await found(index, "solaris") == []
