"""The child of test_import_crash.py: keep one import, saying each chunk on stdout, until it ends or is killed."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from db import import_lists, import_writing
from db.database import Database
from db.import_create import create
from db.search import TitleIndex
from tests.db.batches import ADMIN, GUILD, NOW, row

ROWS = 240
FILMS = 60


def drafts():
    """Return rows of a few critics about some films, in which films and critics come again."""
    for number in range(ROWS):
        yield row(f"Film {number % FILMS}", f"Critic {number // FILMS}", year=1950 + number % FILMS)


async def main(folder: Path) -> None:
    import_writing.CHUNK = 7

    def said(what: str, done: int, total: int | None) -> None:
        os.write(1, f"{what} {done}\n".encode())

    async with Database.open(folder / "club.db") as database, TitleIndex.open(folder / "titles.db") as titles:
        waiting = await import_lists.history(database, GUILD, 1)
        batch_id = waiting[0].id if waiting else await create(database, GUILD, ADMIN, drafts(), NOW, progress=said)
        await import_writing.write(database, titles, GUILD, batch_id, NOW, said)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
