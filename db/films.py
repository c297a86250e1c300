"""Films as a server sees them: the shared catalogue and its own, never another server's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from sqlite3 import Row

from bot.domain.titles import Film, title_key
from db.database import Database, Statement, Transaction
from db.film_redirects import TARGET, target

COLUMNS = (
    "id, guild_id, title, original_title, year, directors, cast_names, genres,"
    " runtime_minutes, certificate, certificate_reason, language"
)
#: What a server may see: its own films and the shared ones, removed ones never.
VISIBLE = "(films.guild_id IS NULL OR films.guild_id = ?) AND films.removed_at IS NULL"
#: VISIBLE, and not merged into another film there: what lists show. Takes the server's id twice.
SHOWN = (
    f"{VISIBLE} AND NOT EXISTS (SELECT 1 FROM film_redirects WHERE film_redirects.guild_id = ?"
    " AND film_redirects.film_id = films.id)"
)


def film_of(row: Row) -> Film:
    """Return the film that a row of COLUMNS holds."""
    return Film(
        id=row["id"],
        guild_id=row["guild_id"],
        title=row["title"],
        original_title=row["original_title"],
        year=row["year"],
        directors=tuple(json.loads(row["directors"])),
        cast=tuple(json.loads(row["cast_names"])),
        genres=tuple(json.loads(row["genres"])),
        runtime_minutes=row["runtime_minutes"],
        certificate=row["certificate"],
        certificate_reason=row["certificate_reason"],
        language=row["language"],
    )


async def get(database: Database, guild_id: int, film_id: int) -> Film | None:
    """Return the film, or the one it was merged into; None when this server may not see it."""
    rows = await database.fetch_all(*by_id(guild_id, film_id))
    return film_of(rows[0]) if rows else None


def by_id(guild_id: int, film_id: int) -> Statement:
    """Return the query of `get`, for reading together with others."""
    return f"SELECT {COLUMNS} FROM films WHERE {VISIBLE} AND id = {TARGET}", (guild_id, *target(guild_id, film_id))


async def get_many(database: Database, guild_id: int, film_ids: Sequence[int]) -> list[Film]:
    """Return the visible films among the ids, in the order asked; a merged film is left to its target."""
    if not film_ids:
        return []
    marks = ", ".join("?" * len(film_ids))
    rows = await database.fetch_all(
        f"SELECT {COLUMNS} FROM films WHERE id IN ({marks}) AND {SHOWN}",
        (*film_ids, guild_id, guild_id),
    )
    by_id = {row["id"]: film_of(row) for row in rows}
    return [by_id[film_id] for film_id in film_ids if film_id in by_id]


async def with_title(database: Database | Transaction, guild_id: int, title: str) -> list[Film]:
    """Return the films of this title, spelling apart, the server's own first; a merged title names its new film."""
    rows = await database.fetch_all(
        f"SELECT {COLUMNS} FROM films WHERE {VISIBLE} AND id IN"
        " (SELECT COALESCE(film_redirects.target_id, named.id) FROM films AS named LEFT JOIN film_redirects"
        "  ON film_redirects.film_id = named.id AND film_redirects.guild_id = ?"
        "  WHERE named.title_key = ? AND named.removed_at IS NULL"
        "  AND (named.guild_id IS NULL OR named.guild_id = ?)) ORDER BY guild_id IS NULL, id",
        (guild_id, guild_id, title_key(title), guild_id),
    )
    return [film_of(row) for row in rows]


async def recent_for(database: Database, guild_id: int, user_id: int, limit: int = 25) -> list[Film]:
    """Return the films to offer before anything is typed: the member's latest ratings, then the server's."""
    rows = await database.fetch_all(
        f"SELECT {COLUMNS} FROM ("
        " SELECT film_id, MAX(mine) AS mine, MAX(latest) AS latest FROM ("
        "  SELECT film_id, 1 AS mine, updated_at AS latest FROM (SELECT film_id, updated_at FROM ratings"
        "   WHERE guild_id = ? AND user_id = ? ORDER BY updated_at DESC LIMIT 50) AS own"
        "  UNION ALL SELECT film_id, 0, updated_at FROM (SELECT film_id, updated_at FROM ratings"
        "   WHERE guild_id = ? ORDER BY updated_at DESC LIMIT 200) AS rated"
        "  UNION ALL SELECT id, 0, updated_at FROM (SELECT id, updated_at FROM films"
        "   WHERE guild_id = ? AND removed_at IS NULL ORDER BY updated_at DESC LIMIT 50) AS added"
        " ) AS every GROUP BY film_id) AS recent"
        f" JOIN films ON films.id = recent.film_id WHERE {SHOWN}"
        " ORDER BY mine DESC, latest DESC, films.id LIMIT ?",
        (guild_id, user_id, guild_id, guild_id, guild_id, guild_id, limit),
    )
    return [film_of(row) for row in rows]


async def has_any(database: Database, guild_id: int) -> bool:
    """Say whether a server sees any film at all."""
    return await database.fetch_one(f"SELECT 1 FROM films WHERE {VISIBLE} LIMIT 1", (guild_id,)) is not None


async def insert(tx: Transaction, guild_id: int | None, film: Film, now: datetime, batch_id: int | None = None) -> int:
    """Add a film to a server (None: the shared catalogue) and owe its title to the index; return its id."""
    return (await insert_many(tx, guild_id, [film], now, batch_id))[0]


async def insert_many(
    tx: Transaction, guild_id: int | None, films: Sequence[Film], now: datetime, batch_id: int | None = None
) -> list[int]:
    """Add films as `insert` does and return their ids in their order."""
    at = now.isoformat()
    rows = await tx.fetch_each(
        "INSERT INTO films (guild_id, title, title_key, original_title, year, directors, cast_names, genres,"
        " runtime_minutes, certificate, certificate_reason, language, batch_id, created_at, updated_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        [(guild_id, *values_of(film), batch_id, at, at) for film in films],
    )
    film_ids = [int(row["id"]) for row in rows if row is not None]
    assert len(film_ids) == len(films)  # RETURNING always answers an insert that did not raise
    await owe_titles(tx, film_ids)
    return film_ids


async def update(tx: Transaction, guild_id: int, film: Film, now: datetime) -> bool:
    """Write every field of a server's own film; return whether there was one."""
    return await update_many(tx, guild_id, [film], now) == 1


async def update_many(tx: Transaction, guild_id: int, films: Sequence[Film], now: datetime) -> int:
    """Write every field of a server's own films; return how many there were."""
    changed = await tx.execute_many(
        "UPDATE films SET title = ?, title_key = ?, original_title = ?, year = ?, directors = ?, cast_names = ?,"
        " genres = ?, runtime_minutes = ?, certificate = ?, certificate_reason = ?, language = ?,"
        " updated_at = ? WHERE id = ? AND guild_id = ?",
        [(*values_of(film), now.isoformat(), film.id, guild_id) for film in films],
    )
    await owe_titles(tx, [film.id for film in films])
    return changed


async def owe_titles(tx: Transaction, film_ids: Iterable[int]) -> None:
    """Note that the title index has still to learn these films."""
    await tx.execute_many(
        "INSERT INTO title_outbox (film_id) VALUES (?) ON CONFLICT (film_id) DO NOTHING",
        [(film_id,) for film_id in film_ids],
    )


def values_of(film: Film) -> tuple[object, ...]:
    """Return a film's fields from its title to its language as their columns hold them."""
    return (
        film.title,
        title_key(film.title),
        film.original_title,
        film.year,
        json.dumps(film.directors, ensure_ascii=False),
        json.dumps(film.cast, ensure_ascii=False),
        json.dumps(film.genres, ensure_ascii=False),
        film.runtime_minutes,
        film.certificate,
        film.certificate_reason,
        film.language,
    )
