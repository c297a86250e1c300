"""What the title index is told about films: every name that each is found by."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from sqlite3 import Row

from bot.domain.matching import title_names
from bot.domain.titles import Film
from db.database import Database
from db.search import Entry

_PAGE = 5_000


async def every(database: Database) -> AsyncIterator[list[Entry]]:
    """Yield the entries of all films, some thousands at a time."""
    after = 0
    while last := await _page_end(database, after):
        yield await _entries(database, "BETWEEN ? AND ?", (after + 1, last))
        after = last


async def entries(database: Database, film_ids: Sequence[int]) -> list[Entry]:
    """Return the entries of some films, without those that are not to be found."""
    return await _entries(database, f"IN ({', '.join('?' * len(film_ids))})", film_ids)


async def _page_end(database: Database, after: int) -> int | None:
    row = await database.fetch_one(
        "SELECT MAX(id) FROM (SELECT id FROM films WHERE id > ? ORDER BY id LIMIT ?) AS page", (after, _PAGE)
    )
    return row[0] if row else None


async def _entries(database: Database, which: str, ids: Sequence[int]) -> list[Entry]:
    rows = await database.fetch_all(
        "SELECT id, guild_id, title, original_title, year, directors, popularity FROM films"
        f" WHERE removed_at IS NULL AND id {which}"
        # A server's own film that was merged away is found under the film it became.
        " AND NOT EXISTS (SELECT 1 FROM film_redirects WHERE film_id = films.id AND guild_id = films.guild_id)",
        ids,
    )
    called: defaultdict[int, list[str]] = defaultdict(list)
    for row in await database.fetch_all(f"SELECT film_id, title FROM film_titles WHERE film_id {which}", ids):
        called[row["film_id"]].append(row["title"])
    known = await _merged(database, which, ids, called)
    return [_entry(row, called[row["id"]], known.get(row["id"], 0)) for row in rows]


async def _merged(
    database: Database, which: str, ids: Sequence[int], called: defaultdict[int, list[str]]
) -> dict[int, int]:
    """Add the names of films that became one of these, and return how well known the best of them is."""
    rows = await database.fetch_all(
        "SELECT film_redirects.target_id, named.title, named.original_title, further.title AS further,"
        " named.popularity FROM film_redirects JOIN films AS named ON named.id = film_redirects.film_id"
        " LEFT JOIN film_titles AS further ON further.film_id = named.id"
        f" WHERE film_redirects.target_id {which}"
        # Only a server's own film may lend its name: a shared target is everybody's.
        " AND (SELECT guild_id FROM films AS target WHERE target.id = film_redirects.target_id)"
        " = film_redirects.guild_id",
        ids,
    )
    known: dict[int, int] = {}
    for row in rows:
        target = row["target_id"]
        called[target] += [name for name in (row["title"], row["original_title"], row["further"]) if name]
        known[target] = max(known.get(target, 0), row["popularity"])
    return known


def _entry(row: Row, called: Sequence[str], known: int) -> Entry:
    film = Film(row["id"], row["guild_id"], row["title"], row["year"], original_title=row["original_title"])
    names = dict.fromkeys((*title_names(film), *called))
    others = [name for name in names if name and name != film.title]
    directors = json.loads(row["directors"])
    return (film.id, film.guild_id, film.title, film.year, max(row["popularity"], known), others, directors)
