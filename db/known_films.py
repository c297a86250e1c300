"""What a server knows of the films that a file states, looked up together: by title, by id, by decision."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.film_ids import FilmId, usable
from bot.domain.known_films import Remembered, statements
from bot.domain.matching import title_keys
from bot.domain.titles import Film
from db import film_ids, films
from db.database import Database
from db.search import TitleIndex
from db.slices import made_in_slices, slices


@dataclass(frozen=True, slots=True)
class _Asked:
    """Hold what stated films are looked up by."""

    keys: list[str]
    names: set[str]
    ids: list[FilmId]
    statements: list[str]


async def look_up(
    database: Database, titles: TitleIndex, guild_id: int, stated: Sequence[Film], user_id: int
) -> tuple[list[Film], Remembered]:
    """Return every film of the server and the catalogue that a stated one may be, and what else leads to them.

    `user_id` is whose decisions count beside the server's.
    """
    asked = await asyncio.to_thread(_asked, stated)
    found = _by_own_id(await _by_key(database, guild_id, asked.keys))
    also_called = await _merged(database, guild_id, asked.keys)
    named = await film_ids.named(database, guild_id, asked.ids)
    decisions = await film_ids.decided(database, guild_id, user_id, asked.statements)
    further = {film_id for _, film_id in (*also_called, *named)} | set(decisions.values())
    # Original titles have a key in the index alone.
    exact = await titles.exact(asked.names, guild_id)
    further |= {film_id for same in exact.values() for film_id in same}
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


def _asked(stated: Sequence[Film]) -> _Asked:
    return _Asked(
        list(dict.fromkeys(key for film in stated for key in title_keys(film))),
        {name for film in stated for name in (film.title, film.original_title) if name},
        [one for film in stated for one in usable(film.ids)],
        [key for film in stated for key in statements(film)],
    )


def _by_own_id(found: Iterable[Film]) -> dict[int, Film]:
    return {film.id: film for film in found}


async def _by_key(database: Database, guild_id: int, keys: Sequence[str]) -> list[Film]:
    found = await made_in_slices(
        database,
        lambda marks: f"SELECT {films.COLUMNS} FROM films WHERE {films.VISIBLE} AND title_key IN ({marks}) ORDER BY id",
        (guild_id,),
        keys,
        films.film_of,
    )
    gone = await made_in_slices(
        database,
        lambda marks: f"SELECT film_id FROM film_redirects WHERE guild_id = ? AND film_id IN ({marks})",
        (guild_id,),
        [film.id for film in found],
        lambda row: int(row["film_id"]),
    )
    merged = set(gone)
    return [film for film in found if film.id not in merged]


async def _merged(database: Database, guild_id: int, keys: Sequence[str]) -> list[tuple[str, int]]:
    """Return the keys that lead to another film, because an admin made one film of two."""
    return await made_in_slices(
        database,
        lambda marks: (
            "SELECT films.title_key, film_redirects.target_id FROM film_redirects"
            " JOIN films ON films.id = film_redirects.film_id"
            f" WHERE film_redirects.guild_id = ? AND films.title_key IN ({marks})"
        ),
        (guild_id,),
        keys,
        lambda row: (row["title_key"], row["target_id"]),
    )
