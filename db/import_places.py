"""Where each review of a batch goes as things stand now: looked up piece by piece, and kept beside the items."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence

from bot.domain.placing import SETTLED, TO_WRITE, Item, Place, Verdict
from bot.domain.titles import title_key
from db import imports
from db.database import Database
from db.import_club import as_it_is
from db.import_place_json import place_to_json
from db.import_placer import CHUNK, Placer
from db.import_progress import Progress, nobody
from db.import_staging import Staging
from db.imports import Batch
from db.search import TitleIndex
from db.unwalked import unwalked

FEW = 60  # items that are looked up at every look: some 20 ms
_NAMESAKES = 100
_SAVE = (
    "UPDATE import_items SET verdict = ?, film_id = ?, review_id = ?, place = ?"
    " WHERE batch_id = ? AND position = ? AND guild_id = ? AND touched = ? AND verdict NOT IN ('kept', 'updated')"
    " AND (verdict <> ? OR place <> ?)"
)


async def settle(database: Database, titles: TitleIndex, batch: Batch, progress: Progress = nobody) -> Batch:
    """Look up where every item of a draft goes, keep that beside it, and return the batch with its new counts."""
    if batch.status != "draft":
        return batch
    club = await as_it_is(database, batch)  # asked first: what changes meanwhile shows at the next look
    placer, staging, done = Placer(database, titles, batch.guild_id), Staging(batch), 0
    with unwalked():
        async for items in _all(database, batch):
            await _place(database, batch, placer, staging, items)
            done += len(items)
            progress("Looking up films", done, batch.total)
        del placer  # 50,000 new films take some 30 ms to let go: half of it now, and half at the end
        await asyncio.sleep(0)
    await database.execute(
        "UPDATE import_batches SET club = ? WHERE guild_id = ? AND id = ? AND status = 'draft'",
        (club, batch.guild_id, batch.id),
    )
    return await imports.load(database, batch.guild_id, batch.id) or batch


async def settle_anew(database: Database, titles: TitleIndex, batch: Batch, progress: Progress = nobody) -> Batch:
    """Do what `settle` does, unless neither the club nor the batch has changed since it was done last."""
    if batch.status != "draft":
        return batch
    row = await database.fetch_one(
        "SELECT club FROM import_batches WHERE guild_id = ? AND id = ?", (batch.guild_id, batch.id)
    )
    if row is not None and row["club"] == await as_it_is(database, batch):
        return batch
    return await settle(database, titles, batch, progress)


async def settle_few(database: Database, titles: TitleIndex, batch: Batch) -> Batch:
    """Look up a small batch as `settle_anew` does, each time it is shown; a large one shows what was looked up last."""
    return await settle_anew(database, titles, batch) if batch.total <= FEW else batch


async def settle_beside(database: Database, titles: TitleIndex, batch: Batch, before: Item) -> None:
    """Look up anew what one changed item of a large draft touches: its namesakes, before and after the change.

    Confirming looks all of them up once more.
    """
    if batch.status != "draft" or batch.total <= FEW:
        return
    now = await imports.item(database, batch.guild_id, batch.id, before.position)
    keys = {title_key(each.draft.film.title) for each in (before, now) if each is not None}
    items = await _namesakes(database, batch, sorted(keys), before.position)
    await _place(database, batch, Placer(database, titles, batch.guild_id), Staging(batch), items)


async def _place(database: Database, batch: Batch, placer: Placer, staging: Staging, items: Sequence[Item]) -> None:
    """Keep places beside their items; an item that an admin changed meanwhile keeps what that change found."""
    places = await placer.place(items)
    rows = [_row(batch, item, place) for item, place in zip(items, places, strict=True) if item.verdict not in SETTLED]
    await asyncio.sleep(0)
    staged = await staging.stage(items, places, placer.prints, placer.ids(places))
    async with database.transaction() as tx:
        draft = await tx.fetch_one(
            "SELECT 1 FROM import_batches WHERE guild_id = ? AND id = ? AND status = 'draft'",
            (batch.guild_id, batch.id),
        )
        if draft is not None:  # else it was confirmed meanwhile, with what was kept before
            await tx.execute_many(_SAVE, rows)
            await staged.write(tx)


def _row(batch: Batch, item: Item, place: Place) -> tuple[object, ...]:
    told, film_id = place_to_json(place), place.film.id if place.film else None
    here = place.review_id if place.verdict in (*TO_WRITE, Verdict.HERE) else None
    key = (batch.id, item.position, batch.guild_id, item.touched, place.verdict, told)
    return (place.verdict, film_id, here, told, *key)


async def _all(database: Database, batch: Batch) -> AsyncIterator[list[Item]]:
    after = -1
    while some := await imports.items(database, batch, after, CHUNK):
        yield some
        after = some[-1].position


async def _namesakes(database: Database, batch: Batch, keys: Sequence[str], position: int) -> list[Item]:
    """Return some items whose film has one of the title keys, and the one at a position, in their order."""
    marks = ", ".join("?" * len(keys))
    rows = await database.fetch_all(
        f"SELECT {imports.ITEM_COLUMNS} FROM {imports.ITEMS} WHERE guild_id = ? AND batch_id = ?"
        f" AND (film_key IN ({marks}) OR position = ?) ORDER BY position = ? DESC, position LIMIT ?",
        (batch.guild_id, batch.id, *keys, position, position, _NAMESAKES),
    )
    return sorted((imports.item_of(row) for row in rows), key=lambda item: item.position)
