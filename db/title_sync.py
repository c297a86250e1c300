"""The title index kept in step with the films: owed in the film's transaction, paid right after, settled at start."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Sequence

from bot.domain.matching import title_names
from bot.domain.titles import Film
from db import films, meta
from db.database import Database
from db.search import Entry, TitleIndex

_PAGE = 2_000
_MARK = "title_index"


async def settle(database: Database, index: TitleIndex) -> int:
    """Teach the index every film that is still owed; return how many there were.

    An index that was found damaged while it was in use is written anew first.
    """
    if index.needs_rebuild:
        await rebuild(database, index)
    settled = 0
    while owed := await database.fetch_all("SELECT film_id FROM title_outbox ORDER BY film_id LIMIT ?", (_PAGE,)):
        film_ids = [int(row["film_id"]) for row in owed]
        entries = await _entries(database, film_ids)
        gone = set(film_ids) - {entry[0] for entry in entries}
        await index.remove(sorted(gone))
        await index.add(entries)
        async with database.transaction() as tx:
            await tx.execute_many("DELETE FROM title_outbox WHERE film_id = ?", [(film_id,) for film_id in film_ids])
        settled += len(film_ids)
    return settled


async def ensure(database: Database, index: TitleIndex) -> None:
    """Mend the index at start: rebuild one that is missing, stale or not this database's, else pay what is owed.

    Both files hold the same random mark from the last rebuild, so an index of another database is noticed.
    """
    if await _is_of(database, index):
        await settle(database, index)
    else:
        await rebuild(database, index)


async def fill(database: Database, index: TitleIndex) -> None:
    """Write the whole index anew and leave the database as it is, for one that cannot be written."""
    await index.rebuild(_every(database))


async def in_step(database: Database, index: TitleIndex) -> bool:
    """Say whether the index belongs to this database and owes it nothing."""
    owed = await database.fetch_one("SELECT film_id FROM title_outbox LIMIT 1")
    return owed is None and await _is_of(database, index)


async def _is_of(database: Database, index: TitleIndex) -> bool:
    return not index.needs_rebuild and await meta.get(database, _MARK) == str(await index.watermark())


async def rebuild(database: Database, index: TitleIndex) -> None:
    """Write the whole index anew from the films."""
    mark = secrets.randbits(62)
    await index.rebuild(_every(database), watermark=mark)
    await meta.put(database, _MARK, str(mark))
    await settle(database, index)


async def _every(database: Database) -> AsyncIterator[list[Entry]]:
    after = 0
    while rows := await database.fetch_all("SELECT id FROM films WHERE id > ? ORDER BY id LIMIT ?", (after, _PAGE)):
        film_ids = [int(row["id"]) for row in rows]
        after = film_ids[-1]
        yield await _entries(database, film_ids)


async def _entries(database: Database, film_ids: Sequence[int]) -> list[Entry]:
    marks = ", ".join("?" * len(film_ids))
    rows = await database.fetch_all(
        f"SELECT {films.COLUMNS}, popularity FROM films WHERE removed_at IS NULL AND id IN ({marks})"
        # A server's own film that was merged away is found under the film it became.
        " AND NOT EXISTS (SELECT 1 FROM film_redirects WHERE film_id = films.id AND guild_id = films.guild_id)",
        tuple(film_ids),
    )
    merged = await _merged_names(database, film_ids)
    return [_entry(films.film_of(row), row["popularity"], merged.get(row["id"], [])) for row in rows]


async def _merged_names(database: Database, film_ids: Sequence[int]) -> dict[int, list[str]]:
    marks = ", ".join("?" * len(film_ids))
    rows = await database.fetch_all(
        "SELECT film_redirects.target_id, films.title, films.original_title FROM film_redirects"
        f" JOIN films ON films.id = film_redirects.film_id WHERE film_redirects.target_id IN ({marks})"
        # Only a server's own film may lend its name: a shared target is everybody's.
        " AND (SELECT guild_id FROM films AS target WHERE target.id = film_redirects.target_id)"
        " = film_redirects.guild_id",
        tuple(film_ids),
    )
    names: dict[int, list[str]] = {}
    for row in rows:
        names.setdefault(row["target_id"], []).extend(name for name in (row["title"], row["original_title"]) if name)
    return names


def _entry(film: Film, popularity: int, merged: list[str]) -> Entry:
    others = [name for name in dict.fromkeys((*title_names(film), *merged)) if name and name != film.title]
    return (film.id, film.guild_id, film.title, film.year, popularity, others, list(film.directors))
