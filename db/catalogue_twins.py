"""Films that servers brought themselves and the catalogue lists too: each server goes on seeing one, its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace

from bot.domain.film_ids import usable
from bot.domain.known_films import KnownFilms, Remembered
from bot.domain.matching import title_names
from bot.domain.titles import Film, same_person, title_key
from db import film_ids, films
from db.database import Database, Transaction
from db.film_ids import FOR_ALL
from db.film_merge import absorb
from db.known_films import by_id, look_up
from db.search import TitleIndex

_PAGE = 500
_AT_ONCE = 50  # in one transaction: members write meanwhile

_OWN = (
    f"SELECT {films.COLUMNS}, EXISTS (SELECT 1 FROM film_redirects JOIN films AS shared"
    " ON shared.id = film_redirects.film_id WHERE film_redirects.guild_id = films.guild_id"
    " AND film_redirects.target_id = films.id AND shared.guild_id IS NULL) AS has_twin FROM films"
    " WHERE guild_id = ? AND id > ? AND removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM film_redirects"
    " WHERE film_redirects.guild_id = films.guild_id AND film_redirects.film_id = films.id) ORDER BY id LIMIT ?"
)
_IS_HERE = (
    "SELECT 1 FROM films WHERE id = ? AND guild_id = ? AND removed_at IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM film_redirects WHERE film_redirects.guild_id = films.guild_id AND film_id IN (films.id, ?))"
)


@dataclass(frozen=True, slots=True)
class _Twins:
    own: Film
    shared: Film


async def unite(database: Database, titles: TitleIndex) -> int:
    """Lead every server from the catalogue's films to those of its own that are the same; return how many there were.

    What members said about the catalogue's goes to the server's own. `titles` must know the catalogue.
    """
    united = 0
    async for guild_id in _servers(database):
        after = 0
        while rows := await database.fetch_all(_OWN, (guild_id, after, _PAGE)):
            after = rows[-1]["id"]
            have_twins = {row["id"] for row in rows if row["has_twin"]}
            twins = await _find(database, titles, guild_id, [films.film_of(row) for row in rows], have_twins)
            united += await _lead(database, guild_id, twins)
    return united


async def _servers(database: Database) -> AsyncIterator[int]:
    last = -1
    while row := await database.fetch_one("SELECT MIN(guild_id) FROM films WHERE guild_id > ?", (last,)):
        if row[0] is None:
            return
        last = int(row[0])
        yield last


async def _find(
    database: Database, titles: TitleIndex, guild_id: int, own: Sequence[Film], have_twins: set[int]
) -> list[_Twins]:
    """Return which of a server's films are also in the catalogue; one that has a twin gets another by an id alone."""
    ids: dict[int, list[tuple[str, str]]] = {}
    for one, film_id in await film_ids.of_films(database, guild_id, [film.id for film in own]):
        ids.setdefault(film_id, []).append(one)
    stated = [replace(film, ids=tuple(ids.get(film.id, ()))) for film in own]
    found, remembered = await look_up(database, titles, guild_id, stated, FOR_ALL)
    shared = {film.id: film for film in found if film.guild_id is None}
    elsewhere = await _called_elsewhere(database, titles, guild_id, stated, shared)
    known = KnownFilms(shared.values(), Remembered((*remembered.also_called, *elsewhere), remembered.ids))
    twins = []
    for film in stated:
        asked = replace(film, title="", original_title=None) if film.id in have_twins else film
        twin = known.find(asked).film
        same_ids = set(usable(film.ids)) & {one for one, film_id in remembered.ids if twin and film_id == twin.id}
        if twin and (same_ids or _is_sure(film, twin)):
            twins.append(_Twins(film, twin))
    return twins


async def _called_elsewhere(
    database: Database, titles: TitleIndex, guild_id: int, stated: Sequence[Film], shared: dict[int, Film]
) -> list[tuple[str, int]]:
    """Return the title keys that films of the same year have in other countries; what is new goes to `shared`."""
    exact = await titles.exact({name for film in stated for name in title_names(film) if name}, guild_id)
    further = {film_id for same in exact.values() for film_id in same} - shared.keys()
    shared |= {film.id: film for film in (await by_id(database, guild_id, further)).values() if film.guild_id is None}
    named = [(film, name) for film in stated for name in title_names(film) if name in exact]
    return [
        (title_key(name), film_id)
        for film, name in named
        for film_id in exact[name]
        if film_id in shared and film.year and shared[film_id].year == film.year
    ]


def _is_sure(own: Film, shared: Film) -> bool:
    """Tell whether more than a title says so: among a million films many a title comes twice."""
    if any(same_person(one, other) for one in own.directors for other in shared.directors):
        return True
    return own.year is not None and own.year == shared.year


async def _lead(database: Database, guild_id: int, twins: Sequence[_Twins]) -> int:
    led = 0
    for at in range(0, len(twins), _AT_ONCE):
        async with database.transaction() as tx:
            for pair in twins[at : at + _AT_ONCE]:
                led += await _lead_one(tx, guild_id, pair)
    return led


async def _lead_one(tx: Transaction, guild_id: int, pair: _Twins) -> bool:
    # Members go on while this runs: the film may have been merged or removed since it was read.
    if await tx.fetch_one(_IS_HERE, (pair.own.id, guild_id, pair.shared.id)) is None:
        return False
    await absorb(tx, guild_id, pair.shared.id, pair.own.id)
    await films.owe_titles(tx, [pair.own.id])
    return True
