"""The films of the shared catalogue that the lines of a list may mean, looked up together."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from sqlite3 import Row

from bot.domain.film_ids import FilmId
from bot.domain.listed import Held, Listed, Shelf
from db.database import Database
from db.slices import in_slices

COLUMNS = "id, title_key, title, original_title, year, directors, genres, runtime_minutes, language, popularity"


async def look_up(database: Database, lines: Sequence[Listed], *, by_title: bool) -> Shelf:
    """Return every film that a line may be: those its ids lead to, and (by_title) those of its title."""
    films = await _films(database, "title_key", sorted({line.title_key for line in lines} - {""})) if by_title else {}
    values: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        for kind, value in line.ids:
            values[kind].add(value)
    named = [row["film_id"] for kind in sorted(values) for row in await _named(database, kind, sorted(values[kind]))]
    films |= await _films(database, "id", sorted(set(named) - films.keys()))
    return Shelf(films.values(), await _ids(database, sorted(films)))


async def all_have(database: Database, kind: str) -> bool:
    """Tell whether no film of the catalogue is without an id of this kind."""
    without = await database.fetch_one(
        "SELECT id FROM films WHERE guild_id IS NULL AND removed_at IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM film_ids WHERE film_id = films.id AND guild_id IS NULL AND kind = ?) LIMIT 1",
        (kind,),
    )
    return without is None


async def titles_of(database: Database, film_ids: Sequence[int]) -> dict[int, set[str]]:
    """Return what else films are called, without those called nothing else."""
    rows = await in_slices(
        database, lambda marks: f"SELECT film_id, title FROM film_titles WHERE film_id IN ({marks})", (), film_ids
    )
    found: dict[int, set[str]] = {}
    for row in rows:
        found.setdefault(row["film_id"], set()).add(row["title"])
    return found


async def _named(database: Database, kind: str, values: Sequence[str]) -> list[Row]:
    return await in_slices(
        database,
        lambda marks: f"SELECT film_id FROM film_ids WHERE guild_id IS NULL AND kind = ? AND value IN ({marks})",
        (kind,),
        values,
    )


async def _films(database: Database, column: str, values: Sequence[object]) -> dict[int, Held]:
    rows = await in_slices(
        database,
        lambda marks: (
            f"SELECT {COLUMNS} FROM films WHERE guild_id IS NULL AND removed_at IS NULL AND {column} IN ({marks})"
        ),
        (),
        values,
    )
    return {row["id"]: _held(row) for row in rows}


async def _ids(database: Database, film_ids: Sequence[int]) -> Iterable[tuple[FilmId, int]]:
    rows = await in_slices(
        database,
        lambda marks: f"SELECT kind, value, film_id FROM film_ids WHERE guild_id IS NULL AND film_id IN ({marks})",
        (),
        film_ids,
    )
    return [((row["kind"], row["value"]), row["film_id"]) for row in rows]


def _held(row: Row) -> Held:
    film_id, key, title, original, year, directors, genres, minutes, language, popularity = row
    return Held(film_id, key, title, original, year, _names(directors), _names(genres), minutes, popularity, language)


@lru_cache(maxsize=4096)  # a million films share a few hundred lists of genres
def _names(kept: str) -> tuple[str, ...]:
    return tuple(json.loads(kept))


@lru_cache(maxsize=4096)
def names_kept(names: tuple[str, ...]) -> str:
    """Return names as a column keeps them."""
    return json.dumps(names, ensure_ascii=False)
