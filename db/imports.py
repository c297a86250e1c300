"""Batches of reviews that admins are importing: drafts that survive a restart, decided on one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

from bot.domain.drafts import Draft
from bot.domain.placing import Item, Verdict
from db.database import Database
from db.import_json import draft_from_json, draft_to_json

ITEM_COLUMNS = "position, draft, source, taken, chosen, verdict, film_id, review_id"
_OPEN = "EXISTS (SELECT 1 FROM import_batches WHERE id = import_items.batch_id AND status = 'draft')"


@dataclass(frozen=True, slots=True)
class Batch:
    """Hold one batch; `status` is draft, writing (confirmed and not yet written), done or discarded."""

    id: int
    guild_id: int
    created_by: int
    status: str
    created_at: datetime
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Name a batch that waits for an admin: who handed it in, when, how many reviews, and the first file's name."""

    id: int
    created_by: int
    created_at: datetime
    count: int
    name: str


def item_of(row: Row) -> Item:
    """Return the item that a row of ITEM_COLUMNS holds."""
    return Item(
        position=row["position"],
        draft=draft_from_json(row["draft"], row["source"]),
        taken=None if row["taken"] is None else bool(row["taken"]),
        chosen=row["chosen"],
        verdict=Verdict(row["verdict"]),
        film_id=row["film_id"],
        review_id=row["review_id"],
    )


async def create(database: Database, guild_id: int, created_by: int, drafts: Iterable[Draft], now: datetime) -> int:
    """Keep drafts as a new batch of a server and return its id."""
    async with database.transaction() as tx:
        row = await tx.fetch_one(
            "INSERT INTO import_batches (guild_id, created_by, created_at, updated_at)"
            " VALUES (?, ?, ?, ?) RETURNING id",
            (guild_id, created_by, now.isoformat(), now.isoformat()),
        )
        assert row is not None  # RETURNING always answers an insert that did not raise
        await tx.execute_many(
            "INSERT INTO import_items (batch_id, position, guild_id, draft, source, verdict) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (row["id"], position, guild_id, draft_to_json(draft), draft.source, Verdict.READY)
                for position, draft in enumerate(drafts)
            ],
        )
    return int(row["id"])


async def load(database: Database, guild_id: int, batch_id: int) -> Batch | None:
    """Return a server's batch with its items; None where this server has none of that id."""
    row = await database.fetch_one(
        "SELECT created_by, status, created_at FROM import_batches WHERE guild_id = ? AND id = ?", (guild_id, batch_id)
    )
    if row is None:
        return None
    items = await database.fetch_all(
        f"SELECT {ITEM_COLUMNS} FROM import_items WHERE guild_id = ? AND batch_id = ? ORDER BY position",
        (guild_id, batch_id),
    )
    created_at = datetime.fromisoformat(row["created_at"])
    return Batch(batch_id, guild_id, row["created_by"], row["status"], created_at, tuple(map(item_of, items)))


async def waiting(database: Database, guild_id: int, limit: int = 25) -> list[Waiting]:
    """Return the batches that a server has still to decide on or to finish, the latest first."""
    rows = await database.fetch_all(
        "SELECT id, created_by, created_at,"
        " (SELECT COUNT(*) FROM import_items WHERE batch_id = import_batches.id) AS items,"
        " (SELECT draft FROM import_items WHERE batch_id = import_batches.id AND position = 0) AS draft"
        " FROM import_batches WHERE guild_id = ? AND status IN ('draft', 'writing') ORDER BY id DESC LIMIT ?",
        (guild_id, limit),
    )
    return [
        Waiting(
            row["id"],
            row["created_by"],
            datetime.fromisoformat(row["created_at"]),
            row["items"],
            draft_from_json(row["draft"], "").name if row["draft"] else "",
        )
        for row in rows
    ]


async def rewrite(database: Database, guild_id: int, batch_id: int, position: int, draft: Draft) -> bool:
    """Put a corrected draft in its place; return False where the batch is no draft any more."""
    return await _change(database, guild_id, batch_id, position, "draft", draft_to_json(draft))


async def choose_film(database: Database, guild_id: int, batch_id: int, position: int, chosen: int | None) -> bool:
    """Remember the film that an admin chose for an item, as `Item.chosen` holds it."""
    return await _change(database, guild_id, batch_id, position, "chosen", chosen)


async def take(database: Database, guild_id: int, batch_id: int, position: int, taken: bool) -> bool:
    """Remember that an admin takes an item for a review, or leaves it out."""
    return await _change(database, guild_id, batch_id, position, "taken", int(taken))


async def discard(database: Database, guild_id: int, batch_id: int, now: datetime) -> bool:
    """Put a draft away for good; return False where it is none any more."""
    changed = await database.execute(
        "UPDATE import_batches SET status = 'discarded', updated_at = ?"
        " WHERE guild_id = ? AND id = ? AND status = 'draft'",
        (now.isoformat(), guild_id, batch_id),
    )
    return changed == 1


async def _change(database: Database, guild_id: int, batch_id: int, position: int, column: str, value: object) -> bool:
    changed = await database.execute(
        f"UPDATE import_items SET {column} = ?"
        f" WHERE guild_id = ? AND batch_id = ? AND position = ? AND verdict <> 'kept' AND {_OPEN}",
        (value, guild_id, batch_id, position),
    )
    return changed == 1
