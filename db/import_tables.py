"""The tables of a batch: how each was read, and its rows put in anew when its columns are told otherwise."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Iterable
from itertools import islice

from bot.domain.drafts import Draft, Table
from db.database import Database, Transaction
from db.import_create import ItemRows
from db.import_json import table_from_json, table_to_json
from db.imports import Batch

_SLICE = 100


def pack(data: bytes) -> bytes:
    """Return a file as it is kept."""
    return zlib.compress(data, 1)


async def load(database: Database, batch: Batch) -> list[Table]:
    """Return how the tables of a batch were read, in their order."""
    rows = await database.fetch_all(
        "SELECT reading FROM import_tables WHERE guild_id = ? AND batch_id = ? ORDER BY number",
        (batch.guild_id, batch.id),
    )
    return [table_from_json(row["reading"]) for row in rows]


async def file_of(database: Database, batch: Batch, number: int) -> bytes | None:
    """Return the file that a table of a draft stands in; None where it was not kept."""
    row = await database.fetch_one(
        "SELECT file FROM import_tables WHERE guild_id = ? AND batch_id = ? AND number = ?",
        (batch.guild_id, batch.id, number),
    )
    return await asyncio.to_thread(zlib.decompress, row["file"]) if row and row["file"] else None


async def replace(database: Database, batch: Batch, number: int, table: Table, drafts: Iterable[Draft]) -> bool:
    """Put the rows of a table in anew, behind all others, with what its columns are taken for.

    Rows that were kept stay. Return False, changing nothing, where the batch has changed meanwhile.
    """
    begin = await _next(database, batch)
    rows = await _rows(batch, begin, drafts)
    async with database.transaction() as tx:
        if await _next(tx, batch) != begin:
            return False  # another admin told the columns of another table in the same moment
        told = await tx.execute(
            "UPDATE import_tables SET reading = ? WHERE guild_id = ? AND batch_id = ? AND number = ?"
            " AND EXISTS (SELECT 1 FROM import_batches WHERE id = batch_id AND status = 'draft')",
            (table_to_json(table), batch.guild_id, batch.id, number),
        )
        if not told:
            return False
        await tx.execute(
            "DELETE FROM import_items WHERE guild_id = ? AND batch_id = ? AND table_number = ?"
            " AND verdict NOT IN ('kept', 'updated')",
            (batch.guild_id, batch.id, number),
        )
        await rows.insert(tx)
    return True


async def _rows(batch: Batch, begin: int, drafts: Iterable[Draft]) -> ItemRows:
    waiting, rows = iter(drafts), ItemRows(batch.id, batch.guild_id, begin)
    while some := list(islice(waiting, _SLICE)):
        rows.add(some)
        await asyncio.sleep(0)
    return rows


async def _next(database: Database | Transaction, batch: Batch) -> int:
    row = await database.fetch_one("SELECT MAX(position) AS last FROM import_items WHERE batch_id = ?", (batch.id,))
    return 0 if row is None or row["last"] is None else int(row["last"]) + 1
