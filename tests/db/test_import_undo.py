"""Imports taken back: exactly, in any order, leaving what others have built on them."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.errors import UserError
from bot.domain.placing import Verdict
from bot.domain.titles import Film
from db import film_changes, films, import_places, import_undo, import_writing, imports, ratings
from db.import_create import create
from db.ratings import Rating
from tests.db.batches import ADMIN, GUILD, NOW, Store, opened, page, row

OTHER = 20


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with opened(tmp_path) as each:
        yield each


async def counts(store: Store, batch_id: int) -> dict[Verdict, int]:
    batch = await imports.load(store.database, GUILD, batch_id)
    assert batch is not None
    return dict(batch.counts)


async def test_a_batch_taken_back_leaves_everything_as_it_was(store: Store) -> None:
    await store.write(row("The Salt Road", "Ona Varga", year=1961), row("Ballast", "Ona Varga"))
    before = await store.kept()
    ids = (("imdb", "tt0000077"),)
    told = await store.write(
        row("The Salt Road", "Lise Holm", year=1961, cast=("Rui Lobo",), ids=ids),
        row("The Paper Kite", "Lise Holm", year=2011),
        page("Ballast", "A film about weight, and about who carries it."),
    )
    assert (told.made, told.filled) == (1, 1)
    left = await store.undo(told.batch_id)
    assert await store.kept() == before
    assert (left.removed, left.films, left.edited, left.staying) == (3, 1, 1, {})
    assert await counts(store, told.batch_id) == {Verdict.UNDONE: 3}
    assert await store.titles.search("paper kite", GUILD) == []


async def test_what_was_taken_back_can_be_imported_again(store: Store) -> None:
    told = await store.write(row("The Salt Road", "Ona Varga"))
    await store.undo(told.batch_id)
    again = await store.write(row("The Salt Road", "Ona Varga"))
    assert again.counts == {Verdict.KEPT: 1}
    assert [film.title for film in await store.shelf()] == ["The Salt Road"]


async def test_a_changed_review_is_as_it_was_again(store: Store) -> None:
    await store.write(row("The Salt Road", "Ona Varga"))
    before = await store.kept()
    told = await store.write(row("The Salt Road", "Ona Varga", "9/10", 90.0))
    assert told.counts == {Verdict.UPDATED: 1}
    assert (await store.kept())["reviews"][0][5] == "9/10"
    batch = await imports.load(store.database, GUILD, told.batch_id)
    assert batch is not None
    assert (await import_undo.look(store.database, batch)).restored == 1
    await store.undo(told.batch_id)
    assert await store.kept() == before


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
async def test_imports_that_built_on_each_other_come_apart_in_any_order(store: Store, order: tuple[int, ...]) -> None:
    before = await store.kept()
    batches = [
        (await store.write(row("The Salt Road", "Ona Varga", "7/10", 70.0, cast=("Rui Lobo",)))).batch_id,
        (await store.write(row("The Salt Road", "Ona Varga", "8/10", 80.0, cast=("Greta Lind",)))).batch_id,
        (await store.write(row("The Salt Road", "Ona Varga", "9/10", 90.0, cast=("Ruth Oka",)))).batch_id,
    ]
    for at in order[:2]:
        await store.undo(batches[at])
    reviews = (await store.kept())["reviews"]
    assert [review[5] for review in reviews] == [("7/10", "8/10", "9/10")[order[2]]]
    await store.undo(batches[order[2]])
    assert await store.kept() == before


async def test_a_film_that_members_rated_since_stays_and_is_named(store: Store) -> None:
    told = await store.write(row("The Salt Road", "Ona Varga"), row("Ballast", "Ona Varga"))
    rated = next(film for film in told.films if film.title == "Ballast")
    await ratings.rate(store.database, GUILD, Rating(rated.id, 5, 8, None, False, NOW))
    left = await store.undo(told.batch_id)
    assert left.staying == {"rated": 1}
    assert [film.title for film in await store.shelf()] == ["Ballast"]
    assert (await store.kept())["reviews"] == []


async def test_what_an_admin_edited_since_stays(store: Store) -> None:
    told = await store.write(row("The Salt Road", "Ona Varga"), row("Ballast", "Ona Varga"))
    author = film_changes.Author(GUILD, ADMIN, NOW)
    await film_changes.edit(store.database, author, replace(told.films[0], year=1961))
    left = await store.undo(told.batch_id)
    assert left.staying == {"edited": 1}
    assert [film.label for film in await store.shelf()] == ["The Salt Road (1961)"]


async def test_a_field_that_an_import_filled_is_emptied_unless_somebody_edited_it(store: Store) -> None:
    async with store.database.transaction() as tx:
        film_id = await films.insert(tx, GUILD, Film(0, GUILD, "The Salt Road"), NOW)
    told = await store.write(
        row("The Salt Road", "Ona Varga", year=1961, runtime_minutes=99, genres=("Drama",), language="hu")
    )
    now = await films.get(store.database, GUILD, film_id)
    assert now is not None
    assert (now.year, now.language) == (1961, "hu")
    await film_changes.edit(store.database, film_changes.Author(GUILD, ADMIN, NOW), replace(now, runtime_minutes=104))
    await store.undo(told.batch_id)
    now = await films.get(store.database, GUILD, film_id)
    assert now is not None
    assert (now.year, now.runtime_minutes, now.genres, now.language) == (None, 104, (), None)


async def test_a_review_that_moved_with_its_film_is_taken_back_where_it_is(store: Store) -> None:
    (film,) = (await store.write(row("Ballast", "Lise Holm"))).films
    told = await store.write(row("The Salt Road", "Ona Varga"))
    await film_changes.merge(store.database, film_changes.Author(GUILD, ADMIN, NOW), told.films[0].id, film.id)
    await store.undo(told.batch_id)
    assert [review[:2] for review in (await store.kept())["reviews"]] == [(film.id, "Lise Holm")]


async def test_another_servers_batch_cannot_be_taken_back(store: Store) -> None:
    told = await store.write(row("The Salt Road", "Ona Varga"))
    before = await store.kept()
    with pytest.raises(UserError):
        await import_undo.undo(store.database, store.titles, OTHER, told.batch_id, NOW)
    assert await store.kept() == before


async def test_nothing_is_taken_back_twice(store: Store) -> None:
    told = await store.write(row("The Salt Road", "Ona Varga"))
    await store.undo(told.batch_id)
    with pytest.raises(UserError, match="nothing to take back"):
        await store.undo(told.batch_id)


async def test_an_undo_that_stops_goes_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_undo, "CHUNK", 2)
    before = await store.kept()
    told = await store.write(*(row(f"Film {number}", "Ona Varga") for number in range(7)))

    def stop(what: str, done: int, total: int | None) -> None:
        if done >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await import_undo.undo(store.database, store.titles, GUILD, told.batch_id, NOW, stop)
    assert await counts(store, told.batch_id) == {Verdict.UNDONE: 4, Verdict.KEPT: 3}
    await store.undo(told.batch_id)
    assert await store.kept() == before


async def test_a_choice_that_was_remembered_is_forgotten(store: Store) -> None:
    async with store.database.transaction() as tx:
        await films.insert_many(tx, GUILD, [Film(0, GUILD, "Ballast", 1961), Film(0, GUILD, "Ballast", 2014)], NOW)
    before = await store.kept()
    batch_id = await create(store.database, GUILD, ADMIN, [row("Ballast", "Ona Varga")], NOW)
    await imports.choose_film(store.database, GUILD, batch_id, 0, 2)
    batch = await imports.load(store.database, GUILD, batch_id)
    assert batch is not None
    await import_places.settle(store.database, store.titles, batch)
    await import_writing.write(store.database, store.titles, GUILD, batch_id, NOW)
    assert (await store.kept())["decisions"] != []
    await store.undo(batch_id)
    assert await store.kept() == before
