"""What a large club's picks cost the bot: its ratings read from the database and learned from, beside a loop."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Figure
from benchmarks.picking_speed import FILMS, facts, longest_wait, ratings
from bot.domain.picks import PickFilm
from bot.domain.titles import title_key
from bot.ui.models import Models
from db.database import Database

MEMBERS, ROUNDS = 100_000, 3
GUILD = 1
NOW = "2026-01-01T20:00:00+00:00"
FILM = (
    "INSERT INTO films (id, guild_id, title, title_key, year, genres, popularity, created_at, updated_at)"
    " VALUES (?, NULL, ?, ?, ?, ?, ?, ?, ?)"
)
RATING = (
    "INSERT INTO ratings (guild_id, film_id, user_id, half_stars, rated_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)"
    " ON CONFLICT DO NOTHING"
)


def run() -> Iterator[str | Figure]:
    """Yield seconds, the longest wait of the loop, and peak memory, in a process that does nothing else."""
    with tempfile.TemporaryDirectory(prefix="matinee-bench-") as folder:
        path = Path(folder) / "club.db"
        count = asyncio.run(_fill(path))
        command = [sys.executable, "-m", "benchmarks.picking_club", str(path)]
        told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    yield f"a club of {MEMBERS:,} members and {count:,} ratings in the database, as the bot learns from it"
    yield Figure("reading and fitting", told["seconds"], "s")
    yield Figure("  loop held meanwhile, at worst", told["held"], "ms", below=20)
    yield Figure("memory of reading and fitting", [told["memory"]], "MB over start", below=600)


async def _fill(path: Path) -> int:
    rows = ((GUILD, film + 1, user, int(score), NOW, NOW) for user, film, score in ratings(MEMBERS))
    known = map(_film_row, facts(FILMS))
    async with Database.open(path) as database:
        async with database.transaction() as tx:
            await tx.execute_many(FILM, known)
            await tx.execute_many(RATING, rows)
        count = await database.fetch_one("SELECT COUNT(*) AS ratings FROM ratings")
    return int(count["ratings"]) if count else 0


def _film_row(film: PickFilm) -> tuple[object, ...]:
    title = f"Film {film.film_id}"
    genres, popularity = json.dumps(film.genres), int(film.popularity)
    return film.film_id + 1, title, title_key(title), film.year, genres, popularity, NOW, NOW


async def _learn(path: Path) -> dict[str, object]:
    seconds, held = [], []
    async with Database.open(path) as database:
        before = _most_held()
        for _ in range(ROUNDS):
            began = time.perf_counter()
            held.append(1000 * await longest_wait(Models().of(database, GUILD)))
            seconds.append(time.perf_counter() - began)
        return {"seconds": seconds, "held": held, "memory": _most_held() - before}


def _most_held() -> float:
    """Return the most memory this process has held, in megabytes; 0 where nothing tells."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="utf-8")) if status.is_file() else None
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_learn(Path(sys.argv[1])))))
