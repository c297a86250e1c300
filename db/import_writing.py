"""A confirmed batch on its way into the club: planned once, written chunk by chunk, gone on with after any stop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.drafts import Draft
from bot.domain.errors import UserError
from bot.domain.placing import TO_WRITE, Verdict
from db import import_places, imports, title_sync
from db.database import Database
from db.import_chunk import write_chunk
from db.import_create import create
from db.import_films import Hand
from db.import_progress import Progress, nobody
from db.import_report import Report, report
from db.import_staging import clear
from db.imports import Batch
from db.search import TitleIndex

CHUNK = 1000  # reviews in one transaction: members' writes wait for it, some 30 ms

_OVER = "This import was discarded, so nothing was written. `/import open` lists what waits."
# An earlier version confirmed it and stopped half way: it knows where the items go, but staged nothing.
_LOOK_AGAIN = (
    "UPDATE import_batches SET status = 'draft', club = ''"
    " WHERE guild_id = :guild AND id = :batch AND status = 'writing' AND EXISTS (SELECT 1 FROM import_items"
    " WHERE guild_id = :guild AND batch_id = :batch AND verdict IN ('ready', 'changed') AND NOT EXISTS"
    " (SELECT 1 FROM import_reviews WHERE import_reviews.batch_id = import_items.batch_id"
    " AND import_reviews.position = import_items.position))"
)


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Hold how many items come next, and the position of the last of them."""

    count: int
    last: int


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
    await write_rows(database, titles, guild_id, batch_id, now, progress)
    await clear(database, guild_id, batch_id)
    await title_sync.settle(database, titles)


async def write_rows(
    database: Database,
    titles: TitleIndex,
    guild_id: int,
    batch_id: int,
    now: datetime,
    progress: Progress = nobody,
) -> None:
    """Do what `write` does, short of clearing up and of the title index, which then still owes the new films."""
    batch = await imports.load(database, guild_id, batch_id)
    if batch is None or batch.status in ("reading", "discarded"):
        raise UserError(_OVER)
    batch = await _confirmed(database, titles, batch, now, progress)
    hand = Hand(guild_id, batch_id, batch.created_by, now)
    await _write_all(database, batch, hand, progress)
    await _finish(database, hand)


async def _confirmed(database: Database, titles: TitleIndex, batch: Batch, now: datetime, progress: Progress) -> Batch:
    """Return a batch whose items all have their place; one with nothing to write stays a draft."""
    if batch.status == "writing":
        await database.execute(_LOOK_AGAIN, {"guild": batch.guild_id, "batch": batch.id})
        batch = await imports.load(database, batch.guild_id, batch.id) or batch
    if batch.status == "draft":
        batch = await import_places.settle_anew(database, titles, batch, progress)
    if batch.status == "draft" and batch.count(TO_WRITE):
        await _confirm(database, batch, now)
    return batch


async def _write_all(database: Database, batch: Batch, hand: Hand, progress: Progress) -> None:
    done, total, after = 0, batch.count(TO_WRITE), -1
    while chunk := await _next(database, batch, after):
        async with database.transaction() as tx:
            await write_chunk(tx, hand, after + 1, chunk.last)
        after, done = chunk.last, done + chunk.count
        progress("Writing", done, total)


async def _next(database: Database, batch: Batch, after: int) -> _Chunk | None:
    """Return the next items to write."""
    row = await database.fetch_one(
        "SELECT COUNT(*) AS items, MAX(position) AS last FROM (SELECT position FROM import_items"
        " WHERE guild_id = ? AND batch_id = ? AND position > ? AND verdict IN ('ready', 'changed')"
        " ORDER BY position LIMIT ?) AS next",
        (batch.guild_id, batch.id, after, CHUNK),
    )
    return _Chunk(row["items"], row["last"]) if row and row["items"] else None


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


async def _finish(database: Database, hand: Hand) -> None:
    """Close the batch, or lay it back on the desk where a question is left.

    An item that an admin changed in the moment of the confirmation is such a question: nothing of it was written.
    """
    left = (Verdict.NEEDS_YOU, *TO_WRITE)
    marks = ", ".join("?" * len(left))
    await database.execute(
        "UPDATE import_batches SET updated_at = ?, status = CASE WHEN EXISTS (SELECT 1 FROM import_items"
        f" WHERE batch_id = import_batches.id AND verdict IN ({marks})) THEN 'draft' ELSE 'done' END"
        " WHERE guild_id = ? AND id = ? AND (status = 'writing' OR status = 'draft')",
        (hand.now.isoformat(), *left, hand.guild_id, hand.batch_id),
    )
