"""The films that the reviews of a batch may mean, looked up together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Row
from typing import TypeVar

from bot.domain.matching import title_keys
from bot.domain.placing import Item
from bot.domain.titles import Film
from db import films
from db.database import Database
from db.search import TitleIndex

_SLICE = 500  # SQLite's oldest limit on parameters is 999
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Hold films that may be meant, further title keys of them, and by the id that an admin chose, its film."""

    films: tuple[Film, ...]
    also_called: tuple[tuple[str, int], ...]
    chosen: Mapping[int, Film]


async def candidates(database: Database, titles: TitleIndex, guild_id: int, items: Sequence[Item]) -> Candidates:
    """Look up every film of this server and the catalogue that shares a title with an item, or was chosen for one."""
    keys = sorted({key for item in items for key in title_keys(item.draft.film)})
    found = {film.id: film for film in await _by_key(database, guild_id, keys)}
    also_called = await _merged(database, guild_id, keys)
    found |= _by_own_id(await by_id(database, guild_id, (film_id for _, film_id in also_called)))
    met = {key for film in found.values() for key in title_keys(film)} | {key for key, _ in also_called}
    # An original title is in the index alone.
    for title in {item.draft.film.title for item in items if not title_keys(item.draft.film) & met}:
        hits = await titles.search(title, guild_id) if title else []
        found |= _by_own_id(await by_id(database, guild_id, (hit.film_id for hit in hits)))
    chosen = await by_id(database, guild_id, (item.chosen or 0 for item in items))
    found |= _by_own_id(chosen)
    return Candidates(tuple(found.values()), tuple(also_called), chosen)


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


async def in_slices(database: Database, sql: Callable[[str], str], guild_id: int, values: Sequence[str]) -> list[Row]:
    """Return the rows of a query whose first parameter is the server and whose others are some of the values.

    `sql` makes the query from as many marks as there are values in a slice.
    """
    found: list[Row] = []
    for some in slices(values):
        found += await database.fetch_all(sql(", ".join("?" * len(some))), (guild_id, *some))
    return found


def slices(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """Cut a list into pieces that fit one query."""
    return (values[start : start + _SLICE] for start in range(0, len(values), _SLICE))


def _by_own_id(found: Mapping[int, Film]) -> dict[int, Film]:
    return {film.id: film for film in found.values()}


async def _by_key(database: Database, guild_id: int, keys: Sequence[str]) -> list[Film]:
    rows = await in_slices(
        database,
        lambda marks: f"SELECT {films.COLUMNS} FROM films WHERE {films.VISIBLE} AND title_key IN ({marks}) ORDER BY id",
        guild_id,
        keys,
    )
    gone = await in_slices(
        database,
        lambda marks: f"SELECT film_id FROM film_redirects WHERE guild_id = ? AND film_id IN ({marks})",
        guild_id,
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
        guild_id,
        keys,
    )
    return [(row["title_key"], row["target_id"]) for row in rows]
