"""Reviews that a server has, looked up together, to be compared with what is handed in."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from sqlite3 import Row

from bot.domain.changes import Kept
from db import reviews
from db.database import Database, Transaction
from db.slices import in_slices

_COLUMNS = f"{reviews.COLUMNS}, fingerprint, evidence"


def kept_of(row: Row) -> Kept:
    """Return the review that a row of the columns here holds."""
    evidence = json.loads(row["evidence"])
    return Kept(
        reviews.review_of(row), row["fingerprint"], frozenset(field for field, lines in evidence.items() if not lines)
    )


async def in_transaction(
    tx: Transaction, guild_id: int, review_id: int
) -> tuple[Kept, dict[str, tuple[int, ...]]] | None:
    """Return one review of a server, as a transaction sees it, with its evidence."""
    row = await tx.fetch_one(f"SELECT {_COLUMNS} FROM reviews WHERE guild_id = ? AND id = ?", (guild_id, review_id))
    if row is None:
        return None
    return kept_of(row), {field: tuple(lines) for field, lines in json.loads(row["evidence"]).items()}


async def by_print(database: Database, guild_id: int, prints: Collection[str]) -> dict[str, Kept]:
    """Return the reviews of a server that have these prints, each by its own."""
    rows = await in_slices(
        database,
        lambda marks: f"SELECT {_COLUMNS} FROM reviews WHERE guild_id = ? AND fingerprint IN ({marks})",
        (guild_id,),
        sorted(set(prints)),
    )
    return {row["fingerprint"]: kept_of(row) for row in rows}


async def by_film(database: Database, guild_id: int, film_ids: Collection[int]) -> dict[int, list[Kept]]:
    """Return the reviews of some films, film by film."""
    rows = await in_slices(
        database,
        lambda marks: f"SELECT {_COLUMNS} FROM reviews WHERE guild_id = ? AND film_id IN ({marks}) ORDER BY id",
        (guild_id,),
        sorted(set(film_ids)),
    )
    found: defaultdict[int, list[Kept]] = defaultdict(list)
    for row in rows:
        found[row["film_id"]].append(kept_of(row))
    return found


async def by_id(database: Database, guild_id: int, review_id: int) -> Kept | None:
    """Return one review of a server."""
    row = await database.fetch_one(
        f"SELECT {_COLUMNS} FROM reviews WHERE guild_id = ? AND id = ?", (guild_id, review_id)
    )
    return kept_of(row) if row else None
