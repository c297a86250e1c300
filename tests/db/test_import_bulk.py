"""What a thousand rows at once must not change: the same films, reviews, facts and fates as one row after another."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.drafts import Draft
from bot.domain.placing import Verdict
from bot.domain.titles import Film
from db import film_changes, film_ids, films, import_places, import_writing, imports
from db.film_undo import Author
from db.import_create import create
from tests.db.batches import ADMIN, GUILD, NOW, Store, opened, page, row

AUTHOR = Author(GUILD, ADMIN, NOW)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with opened(tmp_path) as each:
        yield each


async def looked_up(store: Store, *drafts: Draft) -> imports.Batch:
    """Keep drafts as a batch and look up where each goes, as a preview does."""
    batch_id = await create(store.database, GUILD, ADMIN, drafts, NOW)
    batch = await imports.load(store.database, GUILD, batch_id)
    assert batch is not None
    return await import_places.settle(store.database, store.titles, batch)


async def written(store: Store, batch: imports.Batch, said: list[str] | None = None) -> dict[Verdict, int]:
    """Confirm a batch and return its counts; `said` takes what was being done."""

    def saying(what: str, done: int, total: int | None) -> None:
        if said is not None:
            said.append(what)

    await import_writing.write(store.database, store.titles, GUILD, batch.id, NOW, saying)
    after = await imports.load(store.database, GUILD, batch.id)
    assert after is not None
    return dict(after.counts)


class StopError(Exception):
    """Stand for whatever ends the process behind a chunk."""


async def begun(store: Store, batch: imports.Batch) -> None:
    """Write the first chunk of a batch and stop there."""

    def stop(what: str, done: int, total: int | None) -> None:
        if what == "Writing":
            raise StopError

    with pytest.raises(StopError):
        await import_writing.write(store.database, store.titles, GUILD, batch.id, NOW, stop)


def any_drafts(chance: random.Random) -> list[Draft]:
    """Return rows as tables have them: few films stated in several ways, repeats, texts and none, ids and none."""
    drafts = []
    for _ in range(chance.randrange(5, 60)):
        number = chance.randrange(8)
        facts: dict[str, Any] = {"year": 1950 + number}
        if chance.random() < 0.3:
            facts["directors"] = (f"Ida Holt {number}",)
        if chance.random() < 0.2:
            facts["cast"] = (f"Rui Lobo {chance.randrange(3)}",)
        if chance.random() < 0.2:
            facts["ids"] = (("imdb", f"tt000{1000 + number}"),)
        title = chance.choice([f"The Kettle of {number}", f"Kettle of {number}, The"])
        if chance.random() < 0.5:
            drafts.append(row(title, f"Critic {chance.randrange(6)}", **facts))
        else:
            drafts.append(page(title, f"Words number {chance.randrange(40)} of a critic.", **facts))
    return drafts


async def stocked(store: Store) -> None:
    """Put films there before the import: a server's own, and one of the catalogue."""
    async with store.database.transaction() as tx:
        await films.insert(tx, GUILD, Film(0, GUILD, "The Kettle of 1", 1951), NOW)
        await films.insert(tx, None, Film(0, None, "The Kettle of 2", 1952), NOW)
    await store.write(
        row("The Kettle of 3", "Critic 1", year=1953), page("The Kettle of 4", "Words number 3 of a critic.")
    )


@pytest.mark.parametrize("seed", range(12))
async def test_a_chunk_of_many_brings_what_chunks_of_one_bring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    found = []
    for chunk in (1000, 7, 1):
        monkeypatch.setattr(import_writing, "CHUNK", chunk)
        (tmp_path / str(chunk)).mkdir()
        async with opened(tmp_path / str(chunk)) as store:
            await stocked(store)
            before = await store.kept()
            batch = await looked_up(store, *any_drafts(random.Random(seed)))
            counts = await written(store, batch)
            found.append((counts, [fate.verdict for fate in (await store.report(batch.id)).fates], await store.kept()))
            assert sum(counts.values()) == batch.total
            await store.undo(batch.id)
            assert await store.kept() == before
    assert found[0] == found[1] == found[2]


async def test_what_was_just_looked_up_is_not_looked_up_again(store: Store) -> None:
    said: list[str] = []
    batch = await looked_up(store, row("The Salt Road", "Ona Varga"))
    assert await written(store, batch, said) == {Verdict.KEPT: 1}
    assert "Looking up films" not in said


async def _film(store: Store, film: Film) -> None:
    async with store.database.transaction() as tx:
        await films.insert(tx, GUILD, film, NOW)


async def _decision(store: Store, film: Film) -> None:
    async with store.database.transaction() as tx:
        await film_ids.decide(tx, GUILD, film_ids.FOR_ALL, [("salt road||", film.id)], NOW)


CHANGES: dict[str, Callable[[Store, list[Film]], Awaitable[object]]] = {
    "another film": lambda store, _: _film(store, Film(0, GUILD, "Ballast")),
    "an edit": lambda store, shelf: film_changes.edit(store.database, AUTHOR, replace(shelf[0], title="Ballast")),
    "a merge": lambda store, shelf: film_changes.merge(store.database, AUTHOR, shelf[0].id, shelf[1].id),
    "a removal": lambda store, shelf: film_changes.remove(store.database, AUTHOR, shelf[0].id),
    "a decision": lambda store, shelf: _decision(store, shelf[0]),
    "another import": lambda store, _: store.write(row("Kites in March", "Lise Holm")),
}


@pytest.mark.parametrize("change", CHANGES)
async def test_a_club_that_changed_since_the_preview_is_looked_at_again(store: Store, change: str) -> None:
    await store.write(row("Kites in March", "Ona Varga", year=1988), row("The Tin Bear", "Ona Varga", year=1971))
    batch = await looked_up(store, row("The Salt Road", "Ona Varga"))
    await CHANGES[change](store, await store.shelf())
    said: list[str] = []
    await written(store, batch, said)
    assert "Looking up films" in said


async def test_an_item_corrected_since_the_preview_is_written_as_it_was_corrected(store: Store) -> None:
    batch = await looked_up(store, row("The Salt Road", "Ona Varga"), row("Ballast", "Ona Varga"))
    assert await imports.rewrite(store.database, GUILD, batch.id, 0, row("The Salt Road", "Lise Holm"))
    assert await written(store, batch) == {Verdict.KEPT: 2}
    assert [each[1] for each in (await store.kept())["reviews"]] == ["Lise Holm", "Ona Varga"]


async def test_an_item_corrected_in_the_moment_of_the_confirmation_waits(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = await looked_up(store, row("The Salt Road", "Ona Varga"), row("Ballast", "Ona Varga"))
    assert await imports.rewrite(store.database, GUILD, batch.id, 0, row("The Salt Road", "Lise Holm"))

    async def never_looks(*_: object) -> imports.Batch:
        return batch

    monkeypatch.setattr(import_places, "settle_anew", never_looks)
    assert await written(store, batch) == {Verdict.KEPT: 1, Verdict.READY: 1}
    after = await imports.load(store.database, GUILD, batch.id)
    assert after is not None
    assert after.status == "draft"


async def test_a_new_film_that_was_removed_between_two_chunks_comes_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_writing, "CHUNK", 1)
    batch = await looked_up(store, row("The Salt Road", "Ona Varga"), row("The Salt Road", "Lise Holm"))
    await begun(store, batch)
    (film,) = await store.shelf()
    await film_changes.remove(store.database, AUTHOR, film.id)
    assert await written(store, batch) == {Verdict.KEPT: 2}
    (anew,) = await store.shelf()
    assert anew.id != film.id
    assert [(each[0], each[1]) for each in (await store.kept())["reviews"]] == [
        (film.id, "Ona Varga"),
        (anew.id, "Lise Holm"),
    ]


async def test_a_film_that_was_removed_between_two_chunks_is_asked_about(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    (film,) = (await store.write(row("The Salt Road", "Critic 1", year=1961))).films
    monkeypatch.setattr(import_writing, "CHUNK", 1)
    batch = await looked_up(store, *(row("The Salt Road", f"Critic {number}", year=1961) for number in (2, 3)))
    await begun(store, batch)
    await film_changes.remove(store.database, AUTHOR, film.id)
    assert await written(store, batch) == {Verdict.KEPT: 1, Verdict.NEEDS_YOU: 1}
    assert (await store.report(batch.id)).fates[1].reason == "The film was removed meanwhile."


async def test_films_made_one_between_two_chunks_take_a_critics_row_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = await store.write(row("Ballast", "Critic 1", year=1998), row("The Salt Road", "Critic 1", year=1961))
    by_title = {film.title: film for film in told.films}
    monkeypatch.setattr(import_writing, "CHUNK", 1)
    rows = [row(title, "Critic 2", year=year) for title, year in (("Ballast", 1998), ("The Salt Road", 1961))]
    batch = await looked_up(store, *rows, row("Kites in March", "Critic 2"))
    await begun(store, batch)
    monkeypatch.setattr(import_writing, "CHUNK", 1000)
    await film_changes.merge(store.database, AUTHOR, by_title["The Salt Road"].id, by_title["Ballast"].id)
    assert await written(store, batch) == {Verdict.KEPT: 2, Verdict.HERE: 1}
    of_critic = [each[0] for each in (await store.kept())["reviews"] if each[1] == "Critic 2"]
    assert len(of_critic) == len(set(of_critic)) == 2


async def test_what_a_row_that_changes_a_review_states_of_its_film_is_added_by_the_next(store: Store) -> None:
    await store.write(row("The Salt Road", "Critic 1", year=1961))
    facts: dict[str, Any] = {"year": 1961, "directors": ("Ida Holt",)}
    again = row("The Salt Road", "Critic 1", "9/10", 90.0, **facts)
    batch = await looked_up(store, again, row("The Salt Road", "Critic 2", **facts))
    assert await written(store, batch) == {Verdict.UPDATED: 1, Verdict.KEPT: 1}
    assert [film.directors for film in await store.shelf()] == [("Ida Holt",)]


async def test_a_batch_that_an_older_version_left_half_written_is_finished(store: Store) -> None:
    batch = await looked_up(store, row("The Salt Road", "Ona Varga"), row("Ballast", "Lise Holm"))
    await store.database.execute("DELETE FROM import_reviews")
    await store.database.execute("DELETE FROM import_new_films")
    await store.database.execute("UPDATE import_batches SET status = 'writing', club = ''")
    assert await written(store, batch) == {Verdict.KEPT: 2}


async def test_what_was_staged_is_gone_once_the_batch_is_done(store: Store) -> None:
    await written(store, await looked_up(store, row("The Salt Road", "Ona Varga")))
    for table in ("import_reviews", "import_new_films", "import_made"):
        assert await store.database.fetch_all(f"SELECT 1 FROM {table}") == []
