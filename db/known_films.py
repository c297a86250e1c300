"""What a server knows of the films that a file states, looked up together: by title, by id, by decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.domain.film_ids import usable
from bot.domain.known_films import Remembered, statements
from bot.domain.matching import title_keys
from bot.domain.titles import Film
from db import film_ids, films
from db.database import Database
from db.search import TitleIndex
from db.slices import in_slices, slices


async def look_up(
    database: Database, titles: TitleIndex, guild_id: int, stated: Sequence[Film], user_id: int
) -> tuple[list[Film], Remembered]:
    """Return every film of the server and the catalogue that a stated one may be, and what else leads to them.

    `user_id` is whose decisions count beside the server's.
    """
    keys = {key for film in stated for key in title_keys(film)}
    found = _by_own_id(await _by_key(database, guild_id, sorted(keys)))
    also_called = await _merged(database, guild_id, sorted(keys))
    named = await film_ids.named(database, guild_id, [one for film in stated for one in usable(film.ids)])
    decisions = await film_ids.decided(
        database, guild_id, user_id, [key for film in stated for key in statements(film)]
    )
    further = {film_id for _, film_id in (*also_called, *named)} | set(decisions.values())
    further |= await _by_other_titles(titles, guild_id, stated)
    found |= _by_own_id((await by_id(database, guild_id, further - found.keys())).values())
    known = await film_ids.of_films(database, guild_id, sorted(found))
    return list(found.values()), Remembered(tuple(also_called), (*named, *known), decisions)


async def by_id(database: Database, guild_id: int, film_ids: Iterable[int]) -> dict[int, Film]:
    """Return the visible films by the id that was asked for, each merged one as the film it became."""
    asked = sorted({film_id for film_id in film_ids if film_id > 0})
    found: dict[int, Film] = {}
    for some in slices(asked):
        found |= {film.id: film for film in await films.get_many(database, guild_id, some)}
    for film_id in asked:
        if film_id not in found and (film := await films.get(database, guild_id, film_id)):
            found[film_id] = film
    return found


def _by_own_id(found: Iterable[Film]) -> dict[int, Film]:
    return {film.id: film for film in found}


async def _by_other_titles(titles: TitleIndex, guild_id: int, stated: Sequence[Film]) -> set[int]:
    """Return the films that have a stated title for their original one, which the index alone has a key of."""
    names = {name for film in stated for name in (film.title, film.original_title) if name}
    exact = await titles.exact(names, guild_id)
    return {film_id for found in exact.values() for film_id in found}


async def _by_key(database: Database, guild_id: int, keys: Sequence[str]) -> list[Film]:
    rows = await in_slices(
        database,
        lambda marks: f"SELECT {films.COLUMNS} FROM films WHERE {films.VISIBLE} AND title_key IN ({marks}) ORDER BY id",
        (guild_id,),
        keys,
    )
    gone = await in_slices(
        database,
        lambda marks: f"SELECT film_id FROM film_redirects WHERE guild_id = ? AND film_id IN ({marks})",
        (guild_id,),
        [row["id"] for row in rows],
    )
    merged = {row["film_id"] for row in gone}
    return [films.film_of(row) for row in rows if row["id"] not in merged]


async def _merged(database: Database, guild_id: int, keys: Sequence[str]) -> list[tuple[str, int]]:
    """Return the keys that lead to another film, because an admin made one film of two."""
    rows = await in_slices(
        database,
        lambda marks: (
            "SELECT films.title_key, film_redirects.target_id FROM film_redirects"
            " JOIN films ON films.id = film_redirects.film_id"
            f" WHERE film_redirects.guild_id = ? AND films.title_key IN ({marks})"
        ),
        (guild_id,),
        keys,
    )
    return [(row["title_key"], row["target_id"]) for row in rows]
