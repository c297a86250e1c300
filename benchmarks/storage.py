"""The storage against bare aiosqlite on a file beside it: look-ups, durable writes, look-ups during an import."""

from __future__ import annotations

import asyncio
import itertools
import os
import random
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import aiosqlite

from benchmarks.measure import Figure, file_system, percentile
from db.database import Database
from db.migrate import Step

SCHEMA = (
    "CREATE TABLE ratings (guild_id INTEGER, film_id INTEGER, stars INTEGER, PRIMARY KEY (guild_id, film_id)) STRICT"
)
UPSERT = (
    "INSERT INTO ratings VALUES (?, ?, ?) ON CONFLICT (guild_id, film_id) DO UPDATE SET stars = excluded.stars"
)  # fmt: skip
READ = "SELECT stars FROM ratings WHERE guild_id = ? AND film_id = ?"
FILMS = 10_000
READS = 2_000
IMPORTED = 100_000
CHUNK = 1_000

Act = Callable[[], Awaitable[object]]


def run() -> Iterator[str | Figure]:
    """Yield the figures of the storage; databases lie in the temporary folder (TMPDIR moves it)."""
    with tempfile.TemporaryDirectory(prefix="matinee-bench-") as folder:
        yield f"in {folder} on {file_system(Path(folder))}"
        yield asyncio.run(one_row_reads(Path(folder) / "reads.db", rounds=15))
        for writers in (1, 16, 128):
            yield from asyncio.run(durable_upserts(Path(folder) / f"writes{writers}.db", writers, rounds=15))
        yield from asyncio.run(reads_during_import(Path(folder), rounds=5))


@contextmanager
def one_core() -> Iterator[None]:
    """Keep every thread that is started meanwhile on one core, where the system can.

    Waking a thread on another core takes some three times as long as on one's own, and which threads share a core is
    the scheduler's luck: without this the ratio of the same two connections swung from 0.4 to 2 between rounds.
    """
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


@asynccontextmanager
async def bare(path: Path) -> AsyncIterator[aiosqlite.Connection]:
    """Open aiosqlite alone on the same file with the same durability, every statement its own commit."""
    async with aiosqlite.connect(path, isolation_level=None) as connection:
        await connection.execute_fetchall("PRAGMA journal_mode = WAL")
        await connection.execute_fetchall("PRAGMA synchronous = FULL")
        yield connection


def storage(path: Path) -> object:
    """Open the storage with the benchmark's schema."""
    return Database.open(path, steps=[Step(1, "0001_ratings.sql", SCHEMA)])


async def timed(act: Act) -> float:
    """Return how many seconds an action took."""
    started = time.perf_counter()
    await act()
    return time.perf_counter() - started


async def pairs(plain: Act, ours: Act, rounds: int) -> list[float]:
    """Return how many times faster ours was in each round; the order changes so that neither always goes first."""
    await plain()
    await ours()
    ratios = []
    for number in range(rounds):
        if number % 2:
            slow, fast = await timed(plain), await timed(ours)
        else:
            fast, slow = await timed(ours), await timed(plain)
        ratios.append(slow / fast)
    return ratios


async def one_row_reads(path: Path, rounds: int) -> Figure:
    """Compare one-row look-ups by primary key, one after another."""
    keys = [(1, random.Random(7).randrange(FILMS)) for _ in range(READS)]
    with one_core():
        async with storage(path) as database, bare(path) as connection:
            return await _one_row_reads(database, connection, keys, rounds)


async def _one_row_reads(
    database: Database, connection: aiosqlite.Connection, keys: Sequence[tuple[int, int]], rounds: int
) -> Figure:
    async with database.transaction() as tx:
        await tx.execute_many(UPSERT, [(1, film, 1 + film % 10) for film in range(FILMS)])

    async def plain() -> None:
        for key in keys:
            await connection.execute_fetchall(READ, key)

    async def ours() -> None:
        for key in keys:
            await database.fetch_one(READ, key)

    return Figure("one-row read", await pairs(plain, ours, rounds), "× bare execute_fetchall", at_least=0.8)


async def durable_upserts(path: Path, writers: int, rounds: int) -> list[Figure]:
    """Compare upserts that are all under way at once with the same upserts committed one by one."""
    stars = itertools.count()  # always another value: SQLite writes nothing when nothing changes
    async with storage(path) as database, bare(path) as connection:

        def upsert(film: int) -> tuple[str, tuple[int, int, int]]:
            return UPSERT, (1, film, next(stars))

        async def body(film: int) -> None:
            async with database.transaction() as tx:
                await tx.fetch_one(READ, (1, film))
                await tx.execute(*upsert(film))

        plain = at_once(writers, lambda film: connection.execute_fetchall(*upsert(film)))
        ways = {
            "execute()": lambda film: database.execute(*upsert(film)),
            "batch() with a read": lambda film: database.batch((READ, (1, film)), upsert(film)),
            "transaction() with a read": body,
        }
        target = 5.0 if writers == 128 else None
        return [
            Figure(
                f"{writers} durable upserts at once, {way}",
                await pairs(plain, at_once(writers, one), rounds),
                "× commit-each",
                at_least=target if way == "execute()" else None,
            )
            for way, one in ways.items()
        ]


def at_once(writers: int, one: Callable[[int], Awaitable[object]]) -> Act:
    """Return an action that does `one` for so many films at the same time, a few times over."""

    async def act() -> None:
        for _ in range(max(2, 64 // writers)):
            await asyncio.gather(*(one(film) for film in range(writers)))

    return act


async def reads_during_import(folder: Path, rounds: int) -> list[Figure]:
    """Time look-ups while a large import runs in transactions of a thousand rows, in ms."""
    rows = [(2, film, 5) for film in range(IMPORTED)]
    quiet: list[float] = []
    during: list[float] = []
    for number in range(rounds):
        async with storage(folder / f"import{number}.db") as database:
            await database.execute(UPSERT, (1, 1, 5))
            quiet.append(percentile(await look_ups(database, asyncio.sleep(0.5)), 0.99))
            during.append(percentile(await look_ups(database, bring_in(database, rows)), 0.99))
    return [
        Figure("look-up p99, nothing else going on", quiet, unit="ms"),
        Figure(f"look-up p99 while {IMPORTED:,} rows are imported", during, unit="ms", below=5),
    ]


async def bring_in(database: Database, rows: list[tuple[int, int, int]]) -> None:
    """Import the rows as the bot does: a transaction for each thousand."""
    for start in range(0, len(rows), CHUNK):
        async with database.transaction() as tx:
            await tx.execute_many(UPSERT, rows[start : start + CHUNK])


async def look_ups(database: Database, meanwhile: Awaitable[None]) -> list[float]:
    """Return how long each look-up took (ms) until `meanwhile` was over."""
    other = asyncio.ensure_future(meanwhile)
    took = []
    while not other.done():
        took.append(1000 * await timed(lambda: database.fetch_one(READ, (1, 1))))
        await asyncio.sleep(0)
    await other
    return took
