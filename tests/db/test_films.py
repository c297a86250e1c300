"""Films as a server sees them: its own and the shared ones, never another's, never a removed one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.titles import Film
from db import film_changes, films
from tests.db.shelf import CLUB, ELSEWHERE, Shelf, open_shelf


async def labels(shelf: Shelf, title: str, guild_id: int = CLUB) -> list[str]:
    return [film.label for film in await films.with_title(shelf.database, guild_id, title)]


async def test_every_fact_comes_back_as_it_was_kept(shelf: Shelf) -> None:
    film = await shelf.film(
        "Seven Samurai",
        year=1954,
        directors=("黒澤 明",),
        cast=("Toshirō Mifune", "Takashi Shimura"),
        genres=("Drama",),
        runtime_minutes=207,
        certificate="PG",
        certificate_reason="for violence",
        original_title="七人の侍",
        language="ja",
    )
    assert await films.get(shelf.database, CLUB, film.id) == film


async def test_a_film_that_states_nothing_but_its_title(shelf: Shelf) -> None:
    film = await shelf.film("Stalker")
    assert await films.get(shelf.database, CLUB, film.id) == film


async def test_another_servers_film_is_not_there(shelf: Shelf) -> None:
    film = await shelf.film("Stalker", ELSEWHERE)
    assert await films.get(shelf.database, CLUB, film.id) is None
    assert await films.get_many(shelf.database, CLUB, [film.id]) == []
    assert await labels(shelf, "Stalker") == []
    assert await films.recent_for(shelf.database, CLUB, 1) == []
    assert not await films.has_any(shelf.database, CLUB)


async def test_a_shared_film_is_everybodys(shelf: Shelf) -> None:
    film = await shelf.film("Stalker", None)
    for guild_id in (CLUB, ELSEWHERE):
        assert await films.get(shelf.database, guild_id, film.id) == film
        assert await films.has_any(shelf.database, guild_id)


async def test_many_come_in_the_order_asked_without_what_is_not_there(shelf: Shelf) -> None:
    one, two, three = [await shelf.film(title) for title in ("Ran", "Chaos", "Kagemusha")]
    found = await films.get_many(shelf.database, CLUB, [three.id, 999, one.id, two.id])
    assert [film.title for film in found] == ["Kagemusha", "Ran", "Chaos"]
    assert await films.get_many(shelf.database, CLUB, []) == []


async def test_a_title_is_known_in_other_spellings_the_servers_own_first(shelf: Shelf) -> None:
    await shelf.film("The Godfather: Part II", None, year=1974)
    await shelf.film("Godfather, The: Part 2")
    assert await labels(shelf, "godfather part two") == ["Godfather, The: Part 2", "The Godfather: Part II (1974)"]


async def test_a_merged_title_names_the_film_it_became(shelf: Shelf) -> None:
    source, target = await shelf.film("Shichinin no samurai"), await shelf.film("Seven Samurai")
    await film_changes.merge(shelf.database, shelf.author(), source.id, target.id)
    assert await labels(shelf, "Shichinin no samurai") == ["Seven Samurai"]
    assert await films.get_many(shelf.database, CLUB, [source.id, target.id]) == [target]


async def test_a_removed_film_is_nowhere(shelf: Shelf) -> None:
    film = await shelf.film("Stalker")
    await shelf.rate(film, 1, 8)
    await film_changes.remove(shelf.database, shelf.author(), film.id)
    assert await films.get(shelf.database, CLUB, film.id) is None
    assert await labels(shelf, "Stalker") == []
    assert await films.recent_for(shelf.database, CLUB, 1) == []
    assert not await films.has_any(shelf.database, CLUB)


async def test_recent_films_are_the_members_own_then_the_servers(shelf: Shelf) -> None:
    old, new, theirs, unrated = [await shelf.film(title) for title in ("Old", "New", "Theirs", "Unrated")]
    await shelf.rate(old, 1, 8, day=1)
    await shelf.rate(new, 1, 8, day=2)
    await shelf.rate(theirs, 2, 8, day=9)
    await shelf.rate(unrated, 3, 8, day=-400, guild_id=ELSEWHERE)
    recent = await films.recent_for(shelf.database, CLUB, 1)
    assert [film.title for film in recent] == ["New", "Old", "Theirs", "Unrated"]
    assert [film.title for film in await films.recent_for(shelf.database, CLUB, 1, limit=1)] == ["New"]


async def test_a_film_merged_away_is_not_offered_as_recent(shelf: Shelf) -> None:
    source, target = await shelf.film("Shichinin no samurai"), await shelf.film("Seven Samurai")
    await film_changes.merge(shelf.database, shelf.author(), source.id, target.id)
    assert await films.recent_for(shelf.database, CLUB, 1) == [target]


async def test_a_servers_film_cannot_be_written_by_another(shelf: Shelf) -> None:
    film = await shelf.film("Stalker")
    async with shelf.database.transaction() as tx:
        changed = await films.update(tx, ELSEWHERE, Film(film.id, ELSEWHERE, "Mine now"), shelf.author().now)
    assert not changed
    assert await shelf.seen(film.id) == "Stalker"


@given(st.text(min_size=1, max_size=60), st.lists(st.text(max_size=30), max_size=4).map(tuple))
async def test_any_text_comes_back(tmp_path_factory: object, title: str, names: tuple[str, ...]) -> None:
    async with open_shelf(tmp_path_factory.mktemp("any")) as shelf:  # type: ignore[attr-defined]
        film = await shelf.film(title, directors=names, cast=names, genres=names)
        assert await films.get(shelf.database, CLUB, film.id) == film
