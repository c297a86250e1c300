"""Batches in storage: each server's own, written once whatever stops them, and gone on with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.drafts import Draft, Remark, nothing_read
from bot.domain.errors import UserError
from bot.domain.grades import Grade, SubGrade
from bot.domain.placing import Verdict
from bot.domain.reviews import Review
from bot.domain.titles import Film
from db import film_changes, films, import_lists, import_places, import_report, import_writing, imports, reviews
from db.database import Database
from db.import_create import create
from db.import_json import draft_from_json, draft_to_json, film_from_json, film_to_json
from db.search import TitleIndex

NOW = datetime(2026, 1, 1, 20, 0, tzinfo=UTC)
GUILD, OTHER, ADMIN = 10, 20, 7


@dataclass
class Store:
    database: Database
    titles: TitleIndex

    async def write(self, *drafts: Draft, guild: int = GUILD, **more) -> import_report.Report:
        return await import_writing.import_drafts(self.database, self.titles, guild, ADMIN, drafts, NOW, **more)

    async def shelf(self, guild: int = GUILD) -> list[Film]:
        return sorted(await films.recent_for(self.database, guild, ADMIN, 1000), key=lambda film: film.id)


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Store]:
    async with Database.open(folder / "club.db") as database, TitleIndex.open(folder / "titles.db") as titles:
        yield Store(database, titles)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with opened(tmp_path) as each:
        yield each


def page(number: int, title: str = "The Salt Road", **film: object) -> Draft:
    empty = nothing_read(f"{number}.txt", "")
    review = replace(empty.review, body=f"Words about it, page {number}.", grade=Grade("7/10", 70.0))
    return replace(
        empty, film=replace(empty.film, title=title, **film), review=review, readable=True, is_review=True, reason=None
    )


async def test_a_batch_is_kept_decided_and_written(store: Store) -> None:
    database = store.database
    batch_id = await create(database, GUILD, ADMIN, [page(1), page(2, "Other")], NOW)
    assert await imports.take(database, GUILD, batch_id, 1, False)
    assert await imports.rewrite(database, GUILD, batch_id, 0, page(1, "The Salt Road", year=1961))
    await import_writing.write(database, store.titles, GUILD, batch_id, NOW)
    told = await import_report.report(database, GUILD, batch_id)
    assert [fate.verdict for fate in told.fates] == [Verdict.KEPT, Verdict.LEFT_OUT]
    assert (told.made, told.filled, told.is_open) == (1, 0, False)
    assert [film.label for film in await store.shelf()] == ["The Salt Road (1961)"]
    assert [hit.film_id for hit in await store.titles.search("salt road", GUILD)] == [told.films[0].id]


async def test_what_is_settled_takes_no_more_changes(store: Store) -> None:
    database = store.database
    told = await store.write(page(1))
    assert not await imports.rewrite(database, GUILD, told.batch_id, 0, page(2))
    assert not await imports.take(database, GUILD, told.batch_id, 0, False)
    assert not await imports.choose_film(database, GUILD, told.batch_id, 0, 1)
    assert not await imports.discard(database, GUILD, told.batch_id, NOW)
    await import_writing.write(database, store.titles, GUILD, told.batch_id, NOW)
    assert len(await reviews.of_film(database, GUILD, told.films[0].id)) == 1


async def test_another_server_finds_no_batch_and_changes_none(store: Store) -> None:
    database = store.database
    batch_id = await create(database, GUILD, ADMIN, [page(1)], NOW)
    assert await imports.load(database, OTHER, batch_id) is None
    assert await import_lists.waiting(database, OTHER) == []
    assert not await imports.rewrite(database, OTHER, batch_id, 0, page(2))
    assert not await imports.take(database, OTHER, batch_id, 0, False)
    assert not await imports.choose_film(database, OTHER, batch_id, 0, 0)
    assert not await imports.discard(database, OTHER, batch_id, NOW)
    with pytest.raises(UserError):
        await import_writing.write(database, store.titles, OTHER, batch_id, NOW)
    assert [waiting.id for waiting in await import_lists.waiting(database, GUILD)] == [batch_id]


async def test_the_same_film_and_review_in_two_servers_stay_apart(store: Store) -> None:
    here, there = await store.write(page(1)), await store.write(page(1), guild=OTHER)
    assert here.counts == there.counts == {Verdict.KEPT: 1}
    assert here.films[0].id != there.films[0].id


async def test_the_shared_catalogue_takes_reviews_and_is_not_changed(store: Store) -> None:
    async with store.database.transaction() as tx:
        shared = await films.insert(tx, None, Film(0, None, "The Salt Road"), NOW)
    told = await store.write(page(1, year=1961))
    assert (told.films[0].id, told.films[0].year, told.made, told.filled) == (shared, None, 0, 0)


async def test_an_import_leaves_an_edit_alone_and_says_what_it_added(store: Store) -> None:
    (film,) = (await store.write(page(1, year=1961, cast=("Lise Holm",)))).films
    await film_changes.edit(
        store.database, film_changes.Author(GUILD, ADMIN, NOW), replace(film, year=None, title="Salt Road")
    )
    told = await store.write(page(2, year=1961, cast=("Olaf Berg",), runtime_minutes=99))
    now = told.films[0]
    assert (now.title, now.year, now.cast, now.runtime_minutes) == ("Salt Road", None, ("Lise Holm", "Olaf Berg"), 99)
    assert (told.made, told.filled) == (0, 1)


async def test_a_film_merged_meanwhile_takes_the_review_in_its_new_place(store: Store) -> None:
    one, other = (await store.write(page(1, "One"), page(2, "Other"))).films
    batch_id = await create(store.database, GUILD, ADMIN, [page(3, "One"), page(4, "Third")], NOW)
    await imports.choose_film(store.database, GUILD, batch_id, 1, one.id)
    await film_changes.merge(store.database, film_changes.Author(GUILD, ADMIN, NOW), one.id, other.id)
    await import_writing.write(store.database, store.titles, GUILD, batch_id, NOW)
    told = await import_report.report(store.database, GUILD, batch_id)
    assert [film.id for film in told.films] == [other.id]


async def test_two_admins_keeping_the_same_batch_at_once_write_it_once(store: Store) -> None:
    batch_id = await create(store.database, GUILD, ADMIN, [page(n) for n in range(5)], NOW)
    for _ in range(2):
        await import_writing.write(store.database, store.titles, GUILD, batch_id, NOW)
    told = await import_report.report(store.database, GUILD, batch_id)
    assert told.counts == {Verdict.KEPT: 5}
    assert len(await reviews.of_film(store.database, GUILD, told.films[0].id)) == 5


class StopError(Exception):
    """Stand for whatever ends the process between two chunks."""


@pytest.mark.parametrize("chunks", [1, 2, 3])
async def test_a_stop_between_chunks_loses_and_repeats_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunks: int
) -> None:
    monkeypatch.setattr(import_writing, "CHUNK", 2)
    drafts = [page(n, "The Salt Road" if n % 2 else "Other") for n in range(8)]
    left = chunks

    def stop(what: str, done: int, total: int | None) -> None:
        nonlocal left
        if what != "Writing":
            return
        left -= 1
        if not left:
            raise StopError

    async with opened(tmp_path) as store:
        with pytest.raises(StopError):
            await store.write(*drafts, progress=stop)
    async with opened(tmp_path) as store:
        (waiting,) = await import_lists.waiting(store.database, GUILD)
        await import_writing.write(store.database, store.titles, GUILD, waiting.id, NOW)
        told = await import_report.report(store.database, GUILD, waiting.id)
        assert told.counts == {Verdict.KEPT: 8}
        assert told.made == 2
        assert sorted(film.title for film in await store.shelf()) == ["Other", "The Salt Road"]
        assert [len(await reviews.of_film(store.database, GUILD, film.id)) for film in told.films] == [4, 4]


async def test_an_original_title_finds_the_film(store: Store) -> None:
    (film,) = (await store.write(page(1, "The Salt Road", original_title="Saltveien", year=1961))).films
    batch_id = await create(store.database, GUILD, ADMIN, [page(2, "Saltveien", year=1961)], NOW)
    batch = await imports.load(store.database, GUILD, batch_id)
    assert batch is not None
    await import_places.settle(store.database, store.titles, batch)
    item = await imports.item(store.database, GUILD, batch_id, 0)
    assert item is not None
    assert (item.verdict, item.film_id) == (Verdict.READY, film.id)


async def test_reviews_without_a_text_are_told_apart_by_their_source(store: Store) -> None:
    bare = [replace(page(n, title), review=replace(page(n).review, body="")) for n, title in enumerate("ABAB")]
    told = await store.write(*bare)
    assert told.counts == {Verdict.KEPT: 2, Verdict.HERE: 2}


TEXT = st.text(max_size=20)
NAMES = st.lists(TEXT, max_size=3).map(tuple)
GRADES = st.builds(Grade, TEXT | st.none(), st.none() | st.floats(0, 100), st.booleans())
FILMS = st.builds(
    Film,
    st.integers(0, 9),
    st.none(),
    TEXT,
    st.none() | st.integers(1900, 2100),
    NAMES,
    NAMES,
    NAMES,
    st.none() | st.integers(1, 900),
)
REVIEWS = st.builds(
    Review,
    st.just(0),
    st.just(0),
    *[TEXT | st.none()] * 3,
    st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    TEXT | st.none(),
    GRADES | st.none(),
    st.lists(st.builds(SubGrade, TEXT, st.floats(0, 10), st.just(10.0)), max_size=2).map(tuple),
    st.none() | st.booleans(),
    TEXT,
)
DRAFTS = st.builds(
    Draft,
    TEXT,
    FILMS,
    REVIEWS,
    st.dictionaries(TEXT, st.lists(st.integers(1, 99), max_size=3).map(tuple), max_size=3),
    st.lists(st.builds(Remark, st.none() | st.integers(1, 99), TEXT), max_size=2).map(tuple),
    st.booleans(),
    TEXT | st.none(),
    st.booleans(),
    TEXT,
)


@given(DRAFTS)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_a_draft_comes_back_as_it_was_kept(draft: Draft) -> None:
    assert draft_from_json(draft_to_json(draft), draft.source) == draft
    assert film_from_json(film_to_json(draft.film)) == draft.film
