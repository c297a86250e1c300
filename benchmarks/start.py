"""Start to ready with a million films and a million ratings, and what 2,500 servers weigh in memory."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import Figure
from benchmarks.title_corpus import corpus
from bot.domain.titles import title_key
from bot.settings import Settings
from db import title_sync
from db.database import Database
from db.search import TitleIndex

FILMS, RATINGS, ROUNDS = 1_000_000, 1_000_000, 5
MEMBERS_OF_A_SERVER = 100
NOW = datetime(2026, 1, 1, 20, 0, tzinfo=UTC).isoformat()
FILM = (
    "INSERT INTO films (id, guild_id, title, title_key, year, directors, popularity, created_at, updated_at)"
    " VALUES (?, NULL, ?, ?, ?, ?, ?, ?, ?)"
)
RATING = "INSERT INTO ratings (guild_id, film_id, user_id, half_stars, rated_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)"


def run() -> Iterator[str | Figure]:
    """Yield seconds and megabytes; each start is a process of its own, as an operator's is."""
    with tempfile.TemporaryDirectory(prefix="matinee-bench-") as folder:
        (Path(folder) / "empty").mkdir()
        yield from _figures("an empty club", _starts(Path(folder) / "empty"))
        (Path(folder) / "full").mkdir()
        began = time.perf_counter()
        asyncio.run(_fill(Settings(data_dir=Path(folder) / "full")))
        yield f"{FILMS:,} films and {RATINGS:,} ratings put there in {time.perf_counter() - began:.0f} s"
        yield from _figures("a million films and ratings", _starts(Path(folder) / "full"))


def _figures(what: str, starts: list[dict[str, float]]) -> Iterator[Figure]:
    yield Figure(f"process begun to ready, {what}", [start["ready"] for start in starts], "s")
    yield Figure(f"of it storage, index and commands, {what}", [start["opened"] for start in starts], "s")
    yield Figure(f"memory when ready, {what}", [start["idle"] for start in starts], "MB")
    yield Figure(
        f"memory with {starts[0]['guilds']:,.0f} servers, {what}", [start["crowded"] for start in starts], "MB"
    )


def _starts(folder: Path) -> list[dict[str, float]]:
    return [_start(folder) for _ in range(ROUNDS)]


def _start(folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.one_start", str(folder), str(time.time())]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    figures: dict[str, float] = json.loads(told.splitlines()[-1])
    return figures


async def _fill(settings: Settings) -> None:
    """Write the tables directly and the index from them, as after a catalogue was loaded."""
    rows = [row for row in corpus(FILMS).rows if row[2]]
    async with (
        Database.open(settings.database_path) as database,
        TitleIndex.open(settings.titles_path) as titles,
    ):
        async with database.transaction() as tx:
            await tx.execute_many(
                FILM,
                (
                    (row[0], row[2], title_key(row[2]), row[3], json.dumps(row[6]), int(row[4]), NOW, NOW)
                    for row in rows
                ),
            )
        async with database.transaction() as tx:
            await tx.execute_many(RATING, _ratings([row[0] for row in rows]))
        await title_sync.rebuild(database, titles)


def _ratings(film_ids: list[int]) -> Iterator[tuple[object, ...]]:
    for number in range(RATINGS):
        guild, member = divmod(number, MEMBERS_OF_A_SERVER * 100)
        yield 1 + guild, film_ids[number % len(film_ids)], member % MEMBERS_OF_A_SERVER, 1 + number % 10, NOW, NOW
