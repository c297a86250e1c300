"""What was deleted, out of the log beside the file as well."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from db.database import Database


async def wipe(database: Database) -> bool:
    """Fold the write-ahead log into the file and cut it to nothing; False where somebody or something was in the way.

    The file itself holds no deleted row (`secure_delete`), but its log does until it is written over.
    https://www.sqlite.org/pragma.html#pragma_wal_checkpoint
    """
    (row,) = await database.fetch_all("PRAGMA database_list")
    return await asyncio.to_thread(_truncate, Path(row["file"]))


def _truncate(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, isolation_level=None)) as connection:
            (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.Error:  # the disk is full, or a backup reads: the log is written over later
        return False
    return not busy
