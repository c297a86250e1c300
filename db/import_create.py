"""A new batch put down: whole or, after a stop in the middle, not at all."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from bot.domain.drafts import Draft, Table
from bot.domain.placing import Verdict
from bot.domain.titles import title_key
from db.database import Database, Transaction
from db.import_json import draft_to_json, table_to_json
from db.import_progress import Progress, nobody

CHUNK = 250  # drafts written as JSON between two looks at what else there is to do: about 5 ms
_ITEM = (
    "INSERT INTO import_items (batch_id, position, guild_id, table_number, film_key, verdict) VALUES (?, ?, ?, ?, ?, ?)"
)
_DRAFT = "INSERT INTO import_drafts (batch_id, position, guild_id, draft, source) VALUES (?, ?, ?, ?, ?)"


@dataclass(slots=True)
class ItemRows:
    """Hold new items of a batch as rows, to be put down together."""

    batch_id: int
    guild_id: int
    begin: int
    items: list[tuple[object, ...]] = field(default_factory=list)
    drafts: list[tuple[object, ...]] = field(default_factory=list)

    @property
    def end(self) -> int:
        """Return the position behind the last item."""
        return self.begin + len(self.items)

    def add(self, drafts: Iterable[Draft]) -> None:
        """Take more drafts, each at the next position."""
        for draft in drafts:
            key = (self.batch_id, self.end, self.guild_id)
            self.items.append((*key, draft.table, title_key(draft.film.title), Verdict.READY))
            self.drafts.append((*key, draft_to_json(draft), draft.source))

    async def insert(self, tx: Transaction) -> None:
        """Put them down."""
        await tx.execute_many(_ITEM, self.items)
        await tx.execute_many(_DRAFT, self.drafts)


async def create(
    database: Database,
    guild_id: int,
    created_by: int,
    drafts: Iterable[Draft],
    now: datetime,
    tables: Sequence[tuple[Table, bytes | None]] = (),
    progress: Progress = nobody,
    name: str = "",
) -> int:
    """Keep drafts as a new batch of a server and return its id; tables come with the packed file they stand in.

    `name` is what admins know the batch by, else it has that of its first draft.
    """
    waiting = iter(drafts)
    some = list(islice(waiting, CHUNK))
    batch_id = await _begin(database, guild_id, created_by, name or (some[0].name if some else ""), now)
    async with database.transaction() as tx:
        await tx.execute_many(
            "INSERT INTO import_tables (batch_id, number, guild_id, reading, file) VALUES (?, ?, ?, ?, ?)",
            [(batch_id, number, guild_id, table_to_json(table), file) for number, (table, file) in enumerate(tables)],
        )
    position = 0
    while some:
        position = await _put_down(database, guild_id, batch_id, position, some)
        progress("Putting down", position, None)
        some = list(islice(waiting, CHUNK))
    await database.execute(
        "UPDATE import_batches SET status = 'draft' WHERE id = ? AND status = 'reading'", (batch_id,)
    )
    return batch_id


async def _put_down(database: Database, guild_id: int, batch_id: int, position: int, drafts: Sequence[Draft]) -> int:
    """Put down some drafts from a position on and return the position behind them."""
    rows = ItemRows(batch_id, guild_id, position)
    rows.add(drafts)
    async with database.transaction() as tx:
        await rows.insert(tx)
    await asyncio.sleep(0)
    return rows.end


async def forget_half_read(database: Database) -> None:
    """Throw away what a stop left half put down; nobody has seen it yet."""
    await database.execute("UPDATE import_batches SET status = 'discarded' WHERE status = 'reading'")
    await database.execute(
        "DELETE FROM import_items WHERE verdict NOT IN ('kept', 'updated')"
        " AND batch_id IN (SELECT id FROM import_batches WHERE status = 'discarded')"
    )


async def _begin(database: Database, guild_id: int, created_by: int, name: str, now: datetime) -> int:
    async with database.transaction() as tx:
        row = await tx.fetch_one(
            "INSERT INTO import_batches (guild_id, created_by, status, name, created_at, updated_at)"
            " VALUES (?, ?, 'reading', ?, ?, ?) RETURNING id",
            (guild_id, created_by, name, now.isoformat(), now.isoformat()),
        )
    assert row is not None  # RETURNING always answers an insert that did not raise
    return int(row["id"])
