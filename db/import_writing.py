"""A confirmed batch on its way into the club: planned once, written chunk by chunk, gone on with after any stop."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.drafts import Draft
from bot.domain.errors import UserError
from bot.domain.placing import TO_WRITE, Item, Verdict
from db import import_places, imports, title_sync
from db.database import Database, Transaction
from db.import_chunk import write_chunk
from db.import_create import create
from db.import_films import Hand
from db.import_progress import Progress, nobody
from db.import_report import Report, report
from db.imports import Batch
from db.search import TitleIndex

CHUNK = 150  # reviews in one transaction: members' writes wait for it, some 20 ms

_OVER = "This import was discarded, so nothing was written. `/import open` lists what waits."


async def write(
    database: Database,
    titles: TitleIndex,
    guild_id: int,
    batch_id: int,
    now: datetime,
    progress: Progress = nobody,
) -> None:
    """Write what is ready of a batch; called again after a stop, it goes on where it was.

    A batch with questions left stays a draft. Raises UserError where the server has no such batch.
    """
    batch = await imports.load(database, guild_id, batch_id)
    if batch is None or batch.status in ("reading", "discarded"):
        raise UserError(_OVER)
    if batch.status == "draft":
        batch = await import_places.settle(database, titles, batch, progress)
        if batch.status == "draft" and batch.count(TO_WRITE):
            await _confirm(database, batch, now)
    hand = Hand(guild_id, batch_id, batch.created_by, now)
    await _write_all(database, batch, hand, progress)
    await _finish(database, hand)
    await title_sync.settle(database, titles)


async def _write_all(database: Database, batch: Batch, hand: Hand, progress: Progress) -> None:
    done, total, after = 0, batch.count(TO_WRITE), -1
    while items := await imports.items(database, batch, after, CHUNK):
        done += await _write_some(database, hand, [item for item in items if item.verdict in TO_WRITE])
        after = items[-1].position
        progress("Writing", done, total)
        await asyncio.sleep(0)


async def import_drafts(
    database: Database,
    titles: TitleIndex,
    guild_id: int,
    created_by: int,
    drafts: Iterable[Draft],
    now: datetime,
    progress: Progress = nobody,
) -> Report:
    """Keep drafts as a batch, write what is ready of it, and say what became of each.

    What needs a person stays a draft that `/import open` shows.
    """
    batch_id = await create(database, guild_id, created_by, drafts, now, progress=progress)
    await write(database, titles, guild_id, batch_id, now, progress)
    return await report(database, guild_id, batch_id)


async def _confirm(database: Database, batch: Batch, now: datetime) -> None:
    """Fix where every item goes, so that a later look at a changed club does not change it half way."""
    await database.execute(
        "UPDATE import_batches SET status = 'writing', updated_at = ?"
        " WHERE guild_id = ? AND id = ? AND status = 'draft'",
        (now.isoformat(), batch.guild_id, batch.id),
    )


async def _write_some(database: Database, hand: Hand, items: Sequence[Item]) -> int:
    if items:
        async with database.transaction() as tx:
            if await _is_confirmed(tx, hand):
                await write_chunk(tx, hand, items)
    return len(items)


async def _is_confirmed(tx: Transaction, hand: Hand) -> bool:
    row = await tx.fetch_one(
        "SELECT status FROM import_batches WHERE guild_id = ? AND id = ?", (hand.guild_id, hand.batch_id)
    )
    return row is not None and row["status"] == "writing"


async def _finish(database: Database, hand: Hand) -> None:
    """Close the batch, or lay it back on the desk where a question is left."""
    await database.execute(
        "UPDATE import_batches SET updated_at = ?, status = CASE WHEN EXISTS (SELECT 1 FROM import_items"
        " WHERE batch_id = import_batches.id AND verdict = ?) THEN 'draft' ELSE 'done' END"
        " WHERE guild_id = ? AND id = ? AND (status = 'writing' OR status = 'draft')",
        (hand.now.isoformat(), Verdict.NEEDS_YOU, hand.guild_id, hand.batch_id),
    )
