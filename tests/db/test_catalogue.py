"""The shared catalogue: written in batches, repeated without harm, one with the films that servers brought."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bot.domain.listed import Listed, Skip
from bot.domain.titles import Film, title_key
from db import catalogue, catalogue_twins, film_changes, film_ids, films, title_sync
from db.search import TitleIndex
from tests.db.shelf import CLUB, ELSEWHERE, NOW, Shelf, open_shelf

IMDB = ("imdb", "tt7000001")


def line(title: str, year: int | None = None, *ids: tuple[str, str], **facts: object) -> Listed:
    return Listed(title, title_key(title), year, ids=ids, **facts)  # type: ignore[arg-type]


async def put(shelf: Shelf, *lines: Listed) -> catalogue.Written:
    return await catalogue.Loading(shelf.database, NOW).put(lines)


async def here(shelf: Shelf, title: str, guild_id: int = CLUB) -> list[Film]:
    return await films.with_title(shelf.database, guild_id, title)


async def test_films_are_there_for_every_server_with_all_that_was_listed(shelf: Shelf) -> None:
    written = await put(shelf, line("Kite", 1990, IMDB, genres=("Drama",), runtime_minutes=97, others=("Drachen",)))
    assert len(written.added) == 1
    for guild_id in (CLUB, ELSEWHERE):
        (film,) = await here(shelf, "kite", guild_id)
        assert (film.guild_id, film.label, film.genres, film.runtime_minutes) == (None, "Kite (1990)", ("Drama",), 97)
        assert await film_ids.named(shelf.database, guild_id, [IMDB]) == [(IMDB, film.id)]


async def test_the_same_lines_again_change_nothing(shelf: Shelf) -> None:
    lines = [
        line("Kite", 1990, IMDB, votes=9, others=("Drachen",), corrects=True),
        line("Kite", 2012),
        line("Harbour"),
        line("Harbour", None, ("tmdb", "5")),
        Listed("", ids=(IMDB,), votes=12, others=("Cerf-volant",)),
    ]
    first = await put(shelf, *lines)
    assert (len(first.added), first.updated, first.same) == (3, [], 1)
    for size in (5, 1, 2):
        for at in range(0, len(lines), size):
            again = await put(shelf, *lines[at : at + size])
            assert (again.added, again.updated, again.skipped.total()) == ([], [], 0)


async def test_news_about_a_film_update_it(shelf: Shelf) -> None:
    (film_id,) = (await put(shelf, line("Kite", 1990, IMDB, votes=9))).added
    assert (await put(shelf, Listed("", ids=(IMDB,), votes=90))).updated == [film_id]
    assert (await put(shelf, Listed("", ids=(IMDB,), others=("Drachen",)))).updated == [film_id]
    assert (await put(shelf, line("The Kite", 1991, IMDB, corrects=True))).updated == [film_id]
    assert [film.label for film in await here(shelf, "kite")] == ["The Kite (1991)"]


async def test_a_language_is_filled_in_and_stays_unless_the_list_corrects_it(shelf: Shelf) -> None:
    (film_id,) = (await put(shelf, line("Kite", 1990, IMDB))).added
    assert (await put(shelf, Listed("", ids=(IMDB,), language="de"))).updated == [film_id]
    assert (await put(shelf, line("Kite", 1990, IMDB, language="en"))).same == 1
    assert [film.language for film in await here(shelf, "kite")] == ["de"]
    assert (await put(shelf, line("Kite", 1990, IMDB, language="da", corrects=True))).updated == [film_id]
    assert [film.language for film in await here(shelf, "kite", ELSEWHERE)] == ["da"]


async def test_two_catalogues_meet_in_one_film(shelf: Shelf) -> None:
    (first,) = (await put(shelf, line("Kite", 1990, IMDB))).added
    assert (await put(shelf, line("The Kite", 1990, ("tmdb", "5")))).updated == [first]
    assert (await put(shelf, line("Whatever", None, ("tmdb", "5")))).same == 1
    assert len(await here(shelf, "kite")) == 1


async def test_what_cannot_be_placed_is_counted(shelf: Shelf) -> None:
    await put(shelf, line("Kite", 1990), line("Kite", 2012))
    written = await put(shelf, line("Kite"), Listed("", ids=(IMDB,), votes=5))
    assert (written.skipped, written.unknown, written.added) == ({Skip.UNCLEAR: 1}, 1, [])


async def test_films_of_servers_are_no_films_of_the_catalogue(shelf: Shelf) -> None:
    own = await shelf.film("Kite", year=1990)
    (shared,) = (await put(shelf, line("Kite", 1990))).added
    assert shared != own.id


# What servers brought themselves.


@pytest.fixture
async def index(tmp_path: Path) -> AsyncIterator[TitleIndex]:
    async with TitleIndex.open(tmp_path / "titles.sqlite3") as opened:
        yield opened


async def load(shelf: Shelf, index: TitleIndex, lines: Sequence[Listed]) -> int:
    """Do what a load does, and return how many films were matched."""
    with index.lock.alone() as is_mine:
        assert is_mine
        await title_sync.fall_behind(shelf.database)
        written = await put(shelf, *lines)
        await title_sync.catch_up(shelf.database, index, [*written.added, *written.updated])
    united = await catalogue_twins.unite(shelf.database, index)
    await title_sync.settle(shelf.database, index)
    return united


async def seen(shelf: Shelf, index: TitleIndex, typed: str, guild_id: int) -> list[int]:
    """Return what a server is offered for what is typed, as autocomplete offers it."""
    hits = await index.search(typed, guild_id)
    return [film.id for film in await films.get_many(shelf.database, guild_id, [hit.film_id for hit in hits])]


async def test_a_server_that_has_the_film_goes_on_seeing_its_own_alone(shelf: Shelf, index: TitleIndex) -> None:
    own = await shelf.film("Kite", year=1990, directors=("Ona Varga",))
    assert await load(shelf, index, [line("Kite", 1990, IMDB, votes=50, others=("Drachensteigen",))]) == 1
    (shared,) = [film.id for film in await here(shelf, "kite", ELSEWHERE)]
    assert await seen(shelf, index, "kite", CLUB) == [own.id]
    assert await seen(shelf, index, "kite", ELSEWHERE) == [shared]
    assert await shelf.seen(shared) == own.label
    # The catalogue's names and ids lead to the server's own film.
    assert await seen(shelf, index, "drachenst", CLUB) == [own.id]
    assert await seen(shelf, index, "drachenst", ELSEWHERE) == [shared]
    assert await film_ids.named(shelf.database, CLUB, [IMDB]) == [(IMDB, own.id)]
    assert await load(shelf, index, [line("Kite", 1990, IMDB, votes=50)]) == 0


async def test_an_id_is_enough_and_another_id_speaks_against_it(shelf: Shelf, index: TitleIndex) -> None:
    same, other = await shelf.film("Drachen", year=1990), await shelf.film("Harbour", year=1990)
    async with shelf.database.transaction() as tx:
        await film_ids.learn(tx, CLUB, same.id, [IMDB])
        await film_ids.learn(tx, CLUB, other.id, [("imdb", "tt7999999")])
    assert await load(shelf, index, [line("Kite", 1990, IMDB), line("Harbour", 1990, ("imdb", "tt7000002"))]) == 1
    assert await seen(shelf, index, "kite", CLUB) == [same.id]
    assert len(await seen(shelf, index, "harbour", CLUB)) == 2


@pytest.mark.parametrize(
    ("own", "listed"),
    [
        ({"year": None}, line("Kite", 1990)),
        ({"year": 1991}, line("Kite", 1990)),
        ({"year": 1990, "directors": ("Ona Varga",)}, line("Kite", 1990, directors=("Piet Ruys",))),
    ],
)
async def test_a_title_alone_makes_no_two_films_one(
    shelf: Shelf, index: TitleIndex, own: dict[str, object], listed: Listed
) -> None:
    await shelf.film("Kite", **own)
    assert await load(shelf, index, [listed]) == 0
    assert len(await seen(shelf, index, "kite", CLUB)) == 2


async def test_a_title_of_another_country_and_the_year_make_one(shelf: Shelf, index: TitleIndex) -> None:
    own = await shelf.film("Drachensteigen", year=1990)
    assert await load(shelf, index, [line("Kite", 1990, others=("Drachensteigen",))]) == 1
    assert await seen(shelf, index, "kite", CLUB) == [own.id]


async def test_what_members_said_about_the_catalogues_film_goes_to_their_own(shelf: Shelf, index: TitleIndex) -> None:
    await load(shelf, index, [line("Kite", 1990, IMDB)])
    shared = (await here(shelf, "kite"))[0]
    await shelf.rate(shared, 1, 8)
    await shelf.rate(shared, 2, 6, guild_id=ELSEWHERE)
    own = await shelf.film("Kite", year=1990)
    assert await load(shelf, index, []) == 1
    assert await shelf.given(own) == {1: 8}
    assert await shelf.given(shared, ELSEWHERE) == {2: 6}


async def test_a_film_is_matched_once_and_the_next_years_stays_apart(shelf: Shelf, index: TitleIndex) -> None:
    own = await shelf.film("Kite", year=1990)
    lines = [line("Kite", 1990, IMDB), line("Kite", 1991, ("imdb", "tt7000002"))]
    assert await load(shelf, index, lines) == 1
    assert await load(shelf, index, lines) == 0
    assert len(await seen(shelf, index, "kite", CLUB)) == 2
    change = await film_changes.remove(shelf.database, shelf.author(), own.id)
    await title_sync.settle(shelf.database, index)
    assert change.film.id == own.id
    assert len(await seen(shelf, index, "kite", CLUB)) == 1


# The index beside other processes.


async def test_a_load_that_died_is_made_good_at_the_next_start(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "titles.sqlite3"
    async with TitleIndex.open(path) as index:
        await title_sync.ensure(shelf.database, index)
        await title_sync.fall_behind(shelf.database)
        await put(shelf, line("Kite", 1990))
        assert not await title_sync.in_step(shelf.database, index)
    async with TitleIndex.open(path) as index:
        await title_sync.ensure(shelf.database, index)
        assert len(await seen(shelf, index, "kite", CLUB)) == 1
        assert await title_sync.in_step(shelf.database, index)


async def test_a_start_during_a_load_leaves_the_index_to_the_load(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "titles.sqlite3"
    async with TitleIndex.open(path) as loading, TitleIndex.open(path) as starting:
        await title_sync.ensure(shelf.database, loading)
        with loading.lock.alone():
            await title_sync.fall_behind(shelf.database)
            written = await put(shelf, line("Kite", 1990))
            await title_sync.ensure(shelf.database, starting)
            assert await seen(shelf, starting, "kite", CLUB) == []
            await title_sync.catch_up(shelf.database, loading, written.added)
        assert len(await seen(shelf, starting, "kite", CLUB)) == 1


async def test_a_film_added_while_the_index_is_made_anew_is_in_the_new_one(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "titles.sqlite3"
    async with TitleIndex.open(path) as making, TitleIndex.open(path) as bot:
        await title_sync.ensure(shelf.database, making)

        async def entries() -> AsyncIterator[list[tuple[int, None, str, int, float, list[str]]]]:
            yield [(900, None, "Harbour", 1999, 1.0, [])]
            await shelf.film("Kite")
            await title_sync.settle(shelf.database, bot)
            assert len(await seen(shelf, bot, "kite", CLUB)) == 1

        with making.lock.alone():
            await making.rebuild(entries(), watermark=await making.watermark())
        before = bot.changes
        assert [hit.film_id for hit in await bot.search("harbour", CLUB)] == [900]
        await title_sync.settle(shelf.database, making)
        assert bot.changes != before
        assert len(await seen(shelf, bot, "kite", CLUB)) == 1
        assert await shelf.database.fetch_all("SELECT * FROM title_outbox") == []


async def test_a_small_load_into_a_large_index_teaches_what_is_new(tmp_path: Path) -> None:
    async with open_shelf(tmp_path) as shelf, TitleIndex.open(tmp_path / "titles.sqlite3") as index:
        await load(shelf, index, [line(f"Harbour {number} Lane", 1990) for number in range(40)])
        mark = await index.watermark()
        await load(shelf, index, [line("Kite", 1990)])
        assert await index.watermark() == mark
        assert len(await seen(shelf, index, "kite", CLUB)) == 1
        await load(shelf, index, [line(f"Kite {number} Lane", 1990) for number in range(40)])
        assert await index.watermark() != mark
        assert await title_sync.in_step(shelf.database, index)
