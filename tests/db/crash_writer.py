"""The child of test_crash.py: rate as fast as it goes, and say on stdout what was acknowledged, until killed."""

import asyncio
import itertools
import os
import sys
from pathlib import Path

from db.database import Database
from db.migrate import Step

STEPS = [
    Step(
        1,
        "0001_ratings.sql",
        """CREATE TABLE ratings (member_id INTEGER PRIMARY KEY, value INTEGER NOT NULL) STRICT;
        CREATE TABLE twins (member_id INTEGER PRIMARY KEY, value INTEGER NOT NULL) STRICT;""",
    )
]
MEMBERS = 24
UPSERT = "INSERT INTO {} VALUES (?, ?) ON CONFLICT (member_id) DO UPDATE SET value = excluded.value"
RATING, TWIN = UPSERT.format("ratings"), UPSERT.format("twins")


async def rate(database, member, value):
    if member % 2:
        await database.batch((RATING, (member, value)), (TWIN, (member, value)))
        return
    async with database.transaction() as tx:
        await tx.execute(RATING, (member, value))
        await tx.execute(TWIN, (member, value))


async def rate_for_ever(database, member):
    for value in itertools.count(1):
        await rate(database, member, value)
        os.write(1, f"{member} {value}\n".encode())


async def main(path):
    async with Database.open(path, steps=STEPS) as database:
        await asyncio.gather(*(rate_for_ever(database, member) for member in range(MEMBERS)))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
