"""The tables of a member's draft: how each was read, and the file, to read it again as the member says."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.drafts import Table
from db.database import Database, Transaction
from db.histories import Owner
from db.import_json import table_from_json, table_to_json

#: What a person said that columns hold, by the table's name: `{"films.csv": {"Movie": "title"}}`.
Told = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Handed:
    """Hold a file as it was handed in, how its tables were read, and what the member said about their columns."""

    data: bytes
    tables: Sequence[Table] = ()
    told: Told = field(default_factory=dict)


async def keep(database: Database, owner: Owner, history_id: int, handed: Handed) -> None:
    """Keep a file beside the rows that were read from it."""
    packed = await asyncio.to_thread(zlib.compress, handed.data, 1)
    await database.execute(
        "INSERT INTO history_files (history_id, guild_id, user_id, tables, told, file) VALUES (?, ?, ?, ?, ?, ?)",
        (
            history_id,
            owner.guild_id,
            owner.user_id,
            json.dumps([table_to_json(table) for table in handed.tables], ensure_ascii=False),
            json.dumps({name: dict(mapping) for name, mapping in handed.told.items()}, ensure_ascii=False),
            packed,
        ),
    )


async def load(database: Database, owner: Owner, history_id: int) -> list[Table]:
    """Return how the tables of a member's draft were read; none where nobody can tell their columns otherwise."""
    row = await database.fetch_one(
        "SELECT tables FROM history_files WHERE guild_id = ? AND user_id = ? AND history_id = ?",
        (owner.guild_id, owner.user_id, history_id),
    )
    return _tables(row["tables"]) if row else []


async def handed_in(database: Database, owner: Owner, history_id: int) -> Handed | None:
    """Return the file of a member's draft; None where it was not kept, or is settled."""
    row = await database.fetch_one(
        "SELECT tables, told, file FROM history_files WHERE guild_id = ? AND user_id = ? AND history_id = ?",
        (owner.guild_id, owner.user_id, history_id),
    )
    if row is None:
        return None
    return Handed(
        await asyncio.to_thread(zlib.decompress, row["file"]), _tables(row["tables"]), json.loads(row["told"])
    )


async def forget(database: Database | Transaction, owner: Owner, history_id: int) -> None:
    """Throw the file of an import away: it is settled, and its rows have what is left to know."""
    await database.execute(
        "DELETE FROM history_files WHERE guild_id = ? AND user_id = ? AND history_id = ?",
        (owner.guild_id, owner.user_id, history_id),
    )


def _tables(kept: str) -> list[Table]:
    return [table_from_json(each) for each in json.loads(kept)]
