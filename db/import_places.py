"""The films that a batch may mean, looked up together, and where each of its reviews goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from sqlite3 import Row
from typing import TypeVar

from bot.domain.matching import title_keys
from bot.domain.placing import Item, Place, Placing, Verdict, is_taken
from bot.domain.titles import Film
from db import films, reviews
from db.database import Database
from db.imports import Batch
from db.search import TitleIndex

_SLICE = 500  # SQLite's oldest limit on parameters is 999
_WORD = re.compile(r"\w")
_T = TypeVar("_T")


async def look(database: Database, titles: TitleIndex, batch: Batch) -> list[Place]:
    """Say where each item of a batch goes now, in the order of the items; kept ones say where they went."""
    wanted = [item for item in batch.items if item.draft.readable and item.verdict is not Verdict.KEPT]
    candidates = await _candidates(database, titles, batch.guild_id, wanted)
    kept = await _by_id(database, batch.guild_id, [item.film_id or 0 for item in batch.items])
    placing = Placing(candidates, *await _known(database, batch.guild_id, wanted))
    return [_kept(item, kept) if item.verdict is Verdict.KEPT else placing.place(item) for item in batch.items]


def _kept(item: Item, films_by_id: dict[int, Film]) -> Place:
    return Place(Verdict.KEPT, films_by_id.get(item.film_id or 0), (), "It is in the club.")


async def _candidates(database: Database, titles: TitleIndex, guild_id: int, items: Sequence[Item]) -> list[Film]:
    keys = {key for item in items for key in title_keys(item.draft.film)}
    found = {film.id: film for film in await _by_key(database, guild_id, sorted(keys))}
    met = {key for film in found.values() for key in title_keys(film)}
    # Original titles and the names of merged films are in the index alone.
    for title in {item.draft.film.title for item in items if not title_keys(item.draft.film) & met}:
        hits = await titles.search(title, guild_id) if title else []
        found |= await _by_id(database, guild_id, [hit.film_id for hit in hits])
    found |= await _by_id(database, guild_id, [item.chosen or 0 for item in items])
    return list(found.values())


async def _by_key(database: Database, guild_id: int, keys: Sequence[str]) -> list[Film]:
    rows = await _in_slices(
        database,
        lambda marks: (
            f"SELECT {films.COLUMNS} FROM films WHERE {films.VISIBLE} AND title_key IN ({marks})"
            " AND id NOT IN (SELECT film_id FROM film_redirects WHERE guild_id = ?) ORDER BY id"
        ),
        keys,
        (guild_id,),
        (guild_id,),
    )
    return [films.film_of(row) for row in rows]


async def _by_id(database: Database, guild_id: int, film_ids: Iterable[int]) -> dict[int, Film]:
    found: dict[int, Film] = {}
    for some in _slices(sorted({film_id for film_id in film_ids if film_id > 0})):
        found |= {film.id: film for film in await films.get_many(database, guild_id, some)}
    return found


async def _known(database: Database, guild_id: int, items: Sequence[Item]) -> tuple[dict[int, Film | None], set[int]]:
    """Return, by position, the films of reviews that are here already, and who repeats an earlier item."""
    # Without a text of its own a review is known by its film too, which only writing it settles.
    prints = {
        item.position: reviews.fingerprint(item.draft.review) for item in items if _WORD.search(item.draft.review.body)
    }
    rows = await _in_slices(
        database,
        lambda marks: f"SELECT fingerprint, film_id FROM reviews WHERE guild_id = ? AND fingerprint IN ({marks})",
        sorted(set(prints.values())),
        (guild_id,),
    )
    film_of = {row["fingerprint"]: row["film_id"] for row in rows}
    films_here = await _by_id(database, guild_id, film_of.values())
    here = {at: films_here.get(film_of[mark]) for at, mark in prints.items() if mark in film_of}
    firsts: dict[str, int] = {}
    for item in items:
        if item.position in prints and is_taken(item):
            firsts.setdefault(prints[item.position], item.position)
    return here, {at for at, mark in prints.items() if firsts.get(mark, at) < at}


async def _in_slices(
    database: Database,
    sql: Callable[[str], str],
    values: Sequence[str],
    before: tuple[int, ...],
    after: tuple[int, ...] = (),
) -> list[Row]:
    found: list[Row] = []
    for some in _slices(values):
        found += await database.fetch_all(sql(", ".join("?" * len(some))), (*before, *some, *after))
    return found


def _slices(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    return (values[start : start + _SLICE] for start in range(0, len(values), _SLICE))
