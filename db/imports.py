"""Batches of reviews that admins are importing: drafts that survive a restart, decided on one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

from bot.domain.drafts import Draft
from bot.domain.placing import Item, Verdict
from bot.domain.titles import title_key
from db.database import Database, Statement
from db.import_json import draft_from_json, draft_to_json

ITEM_COLUMNS = "position, draft, taken, chosen, verdict, film_id, review_id, table_number, touched"
ITEMS = "import_items JOIN import_drafts USING (batch_id, position, guild_id)"
_OPEN = "EXISTS (SELECT 1 FROM import_batches WHERE id = import_items.batch_id AND status = 'draft')"
_FIXED = ("kept", "updated")


@dataclass(frozen=True, slots=True)
class Batch:
    """Hold one batch, its items counted by the verdict that was stored last.

    `status` is reading (being put down), draft, writing (confirmed and not yet written), done, discarded, undoing
    or undone.
    """

    id: int
    guild_id: int
    created_by: int
    status: str
    name: str
    created_at: datetime
    counts: Mapping[Verdict, int]

    @property
    def total(self) -> int:
        """Return how many items there are."""
        return sum(self.counts.values())

    def count(self, verdicts: Sequence[Verdict]) -> int:
        """Return how many items have one of some verdicts."""
        return sum(self.counts.get(verdict, 0) for verdict in verdicts)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Hold where an item stands among those of its batch: how many are before it, and the positions beside it."""

    before: int
    previous: int | None
    following: int | None


def item_of(row: Row, source: str = "") -> Item:
    """Return the item that a row of ITEM_COLUMNS holds."""
    return Item(
        position=row["position"],
        draft=draft_from_json(row["draft"], source, row["table_number"]),
        taken=None if row["taken"] is None else bool(row["taken"]),
        chosen=row["chosen"],
        verdict=Verdict(row["verdict"]),
        film_id=row["film_id"],
        review_id=row["review_id"],
        touched=row["touched"],
    )


async def load(database: Database, guild_id: int, batch_id: int) -> Batch | None:
    """Return a server's batch; None where this server has none of that id."""
    row = await database.fetch_one(
        "SELECT id, guild_id, created_by, status, name, created_at FROM import_batches WHERE guild_id = ? AND id = ?",
        (guild_id, batch_id),
    )
    if row is None:
        return None
    counts = await count(database, guild_id, [batch_id])
    return batch_of(row, counts.get(batch_id, {}))


def batch_of(row: Row, counts: Mapping[Verdict, int]) -> Batch:
    """Return the batch that a row holds, with its items counted."""
    created_at = datetime.fromisoformat(row["created_at"])
    return Batch(
        row["id"], row["guild_id"], row["created_by"], row["status"], row["name"] or "import", created_at, counts
    )


async def count(database: Database, guild_id: int, batch_ids: Sequence[int]) -> dict[int, dict[Verdict, int]]:
    """Count the items of some batches by verdict, batch by batch."""
    marks = ", ".join("?" * len(batch_ids))
    rows = await database.fetch_all(
        "SELECT batch_id, verdict, COUNT(*) AS items FROM import_items"
        f" WHERE batch_id IN ({marks}) AND guild_id = ? GROUP BY batch_id, verdict",
        (*batch_ids, guild_id),
    )
    counts: dict[int, dict[Verdict, int]] = {}
    for row in rows:
        counts.setdefault(row["batch_id"], {})[Verdict(row["verdict"])] = row["items"]
    return counts


async def items(database: Database, batch: Batch, after: int, limit: int) -> list[Item]:
    """Return the next items behind a position, without their sources."""
    rows = await database.fetch_all(
        f"SELECT {ITEM_COLUMNS} FROM {ITEMS} WHERE guild_id = ? AND batch_id = ? AND position > ?"
        " ORDER BY position LIMIT ?",
        (batch.guild_id, batch.id, after, limit),
    )
    return [item_of(row) for row in rows]


async def page(database: Database, batch: Batch, verdict: Verdict | None, offset: int, limit: int) -> list[Item]:
    """Return some items of one verdict, or (None) of all, without their sources."""
    wanted = " AND verdict = ?" if verdict else ""
    rows = await database.fetch_all(
        f"SELECT {ITEM_COLUMNS} FROM {ITEMS} WHERE guild_id = ? AND batch_id = ?{wanted}"
        " ORDER BY position LIMIT ? OFFSET ?",
        (batch.guild_id, batch.id, *([verdict] if verdict else ()), limit, offset),
    )
    return [item_of(row) for row in rows]


async def item(database: Database, guild_id: int, batch_id: int, position: int) -> Item | None:
    """Return one item with its source."""
    row = await database.fetch_one(
        f"SELECT {ITEM_COLUMNS}, source FROM {ITEMS} WHERE guild_id = ? AND batch_id = ? AND position = ?",
        (guild_id, batch_id, position),
    )
    return item_of(row, row["source"]) if row else None


async def neighbours(database: Database, guild_id: int, batch_id: int, position: int) -> Neighbours:
    """Say where an item stands among those of its batch; positions may have gaps."""
    row = await database.fetch_one(
        "SELECT SUM(position < ?) AS before, MAX(CASE WHEN position < ? THEN position END) AS previous,"
        " MIN(CASE WHEN position > ? THEN position END) AS following"
        " FROM import_items WHERE batch_id = ? AND guild_id = ?",
        (position, position, position, batch_id, guild_id),
    )
    assert row is not None  # an aggregate always answers
    return Neighbours(row["before"] or 0, row["previous"], row["following"])


async def rewrite(database: Database, guild_id: int, batch_id: int, position: int, draft: Draft) -> bool:
    """Put a corrected draft in its place; return False where the batch is no draft any more."""
    change = _changing(guild_id, batch_id, position, {"film_key": title_key(draft.film.title)})
    async with database.transaction() as tx:
        if not await tx.execute(*change):
            return False
        await tx.execute(
            "UPDATE import_drafts SET draft = ? WHERE guild_id = ? AND batch_id = ? AND position = ?",
            (draft_to_json(draft), guild_id, batch_id, position),
        )
    return True


async def choose_film(database: Database, guild_id: int, batch_id: int, position: int, chosen: int | None) -> bool:
    """Remember the film that an admin chose for an item, as `Item.chosen` holds it."""
    return await _change(database, guild_id, batch_id, position, {"chosen": chosen})


async def take(database: Database, guild_id: int, batch_id: int, position: int, taken: bool) -> bool:
    """Remember that an admin takes an item for a review, or leaves it out."""
    return await _change(database, guild_id, batch_id, position, {"taken": int(taken)})


async def discard(database: Database, guild_id: int, batch_id: int, now: datetime) -> bool:
    """Put a draft away for good; one that has brought something is done. Return False where it is no draft any more."""
    changed = await database.execute(
        "UPDATE import_batches SET updated_at = ?, status = CASE WHEN EXISTS (SELECT 1 FROM import_items"
        " WHERE batch_id = import_batches.id AND verdict IN ('kept', 'updated')) THEN 'done' ELSE 'discarded' END"
        " WHERE guild_id = ? AND id = ? AND status = 'draft'",
        (now.isoformat(), guild_id, batch_id),
    )
    return changed == 1


async def _change(
    database: Database, guild_id: int, batch_id: int, position: int, values: Mapping[str, object]
) -> bool:
    return await database.execute(*_changing(guild_id, batch_id, position, values)) == 1


def _changing(guild_id: int, batch_id: int, position: int, values: Mapping[str, object]) -> Statement:
    """Return the statement that changes an item which may still be changed."""
    return (
        f"UPDATE import_items SET {', '.join(f'{column} = ?' for column in values)}, touched = touched + 1"
        f" WHERE guild_id = ? AND batch_id = ? AND position = ? AND verdict NOT IN (?, ?) AND {_OPEN}",
        (*values.values(), guild_id, batch_id, position, *_FIXED),
    )
