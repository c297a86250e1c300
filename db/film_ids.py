"""The ids that catalogues know films by, and what people decided that a statement means, server by server."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from sqlite3 import Row

from bot.domain.film_ids import CATALOGUES, FilmId, usable
from db.database import Database, Transaction
from db.slices import made_in_slices

FOR_ALL = 0  # the user_id of what an admin decided for the whole server

#: Where an id leads to a film that was removed, it leads to the new one instead.
RETARGET = (
    " ON CONFLICT (guild_id, kind, value) WHERE guild_id IS NOT NULL DO UPDATE SET"
    " film_id = excluded.film_id, history_id = excluded.history_id, batch_id = excluded.batch_id"
    " WHERE film_ids.film_id IN (SELECT id FROM films WHERE removed_at IS NOT NULL)"
)


_TARGET = (
    "SELECT kind, value, COALESCE((SELECT target_id FROM film_redirects WHERE film_redirects.guild_id = ?"
    " AND film_redirects.film_id = film_ids.film_id), film_id) AS film_id FROM film_ids WHERE"
)
_OF_GUILD = f"{_TARGET} guild_id = ? AND kind = ?"
_OF_ALL = f"{_TARGET} guild_id IS NULL AND kind = ?"


async def learn(tx: Transaction, guild_id: int, film_id: int, ids: Iterable[tuple[str, str]]) -> None:
    """Remember in a server that catalogues know a film by these ids; what is known of another film stays."""
    for kind, value in usable(ids):
        await tx.execute(
            f"INSERT INTO film_ids (film_id, guild_id, kind, value) VALUES (?, ?, ?, ?){RETARGET}",
            (film_id, guild_id, kind, value),
        )


async def learn_many(
    tx: Transaction, guild_id: int, ids: Iterable[tuple[int, str, str]], batch_id: int | None = None
) -> None:
    """Remember ids as `learn` does, each with its film's; a batch that is taken back takes what it taught along."""
    await tx.execute_many(
        f"INSERT INTO film_ids (film_id, guild_id, kind, value, batch_id) VALUES (?, ?, ?, ?, ?){RETARGET}",
        [(film_id, guild_id, kind, value, batch_id) for film_id, kind, value in ids],
    )


async def of_films(database: Database, guild_id: int, film_ids: Sequence[int]) -> list[tuple[FilmId, int]]:
    """Return every id under which a server knows some films, the server's own before everybody's."""
    return await made_in_slices(
        database,
        lambda marks: (
            "SELECT film_id, kind, value FROM film_ids WHERE (guild_id IS NULL OR guild_id = ?)"
            f" AND film_id IN ({marks}) ORDER BY guild_id IS NULL, kind, value"
        ),
        (guild_id,),
        film_ids,
        _known,
    )


async def named(database: Database, guild_id: int, ids: Sequence[FilmId]) -> list[tuple[FilmId, int]]:
    """Return which film each id leads to in a server, merges followed; the server's own word comes first."""
    found: list[tuple[FilmId, int]] = []
    for kind in CATALOGUES:
        values = list(dict.fromkeys(value for one, value in ids if one == kind))
        # Whose they are is asked apart, so that each question is one walk down an index.
        for sql, first in ((_OF_GUILD, (guild_id, guild_id, kind)), (_OF_ALL, (guild_id, kind))):
            found += await made_in_slices(database, partial(_among, sql), first, values, _known)
    return found


def _among(sql: str, marks: str) -> str:
    return f"{sql} AND value IN ({marks})"


def _known(row: Row) -> tuple[FilmId, int]:
    return (row["kind"], row["value"]), row["film_id"]


async def decide(
    tx: Transaction,
    guild_id: int,
    user_id: int,
    decisions: Iterable[tuple[str, int]],
    now: datetime,
    history_id: int | None = None,
    batch_id: int | None = None,
) -> None:
    """Remember which film each statement means: for a member's own files, or (FOR_ALL) for the whole server."""
    await tx.execute_many(
        "INSERT INTO film_decisions (guild_id, user_id, statement, film_id, history_id, batch_id, decided_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (guild_id, user_id, statement) DO UPDATE SET"
        " film_id = excluded.film_id, history_id = excluded.history_id,"
        " batch_id = excluded.batch_id, decided_at = excluded.decided_at",
        [
            (guild_id, user_id, statement, film_id, history_id, batch_id, now.isoformat())
            for statement, film_id in decisions
        ],
    )


async def decided(database: Database, guild_id: int, user_id: int, statements: Sequence[str]) -> dict[str, int]:
    """Return what was decided about statements, merges followed; a member's own word goes before the server's."""
    found = await made_in_slices(
        database,
        lambda marks: (
            "SELECT statement, user_id, COALESCE((SELECT target_id FROM film_redirects WHERE guild_id = ?"
            " AND film_redirects.film_id = film_decisions.film_id), film_id) AS film_id FROM film_decisions"
            f" WHERE guild_id = ? AND user_id IN (?, ?) AND statement IN ({marks}) ORDER BY user_id"
        ),
        (guild_id, guild_id, FOR_ALL, user_id),
        list(dict.fromkeys(statements)),
        lambda row: (str(row["statement"]), int(row["film_id"])),
    )
    return dict(found)
