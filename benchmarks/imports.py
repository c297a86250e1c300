"""Imports against csv and sqlite3 alone: a member's Letterboxd export, critics' tables, and `/review` meanwhile."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import random
import sqlite3
import statistics
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from benchmarks import import_beside, import_rows
from benchmarks.measure import Figure, file_system
from bot.domain.histories import HistoryRow
from bot.domain.titles import title_key
from bot.intake.member_rows import member_rows
from bot.intake.tables import read_together
from db import history_drafts, history_writing, title_sync
from db.database import Database
from db.histories import Owner
from db.history_drafts import HandedIn
from db.migrate import migrate, packaged_steps
from db.search import TitleIndex

ROWS = 10_000
CHUNK = 1_000
ROUNDS = 7
NOW = datetime(2026, 1, 1, 20, tzinfo=UTC)
ME = Owner(1, 2)
_WORDS = (
    "tin", "harbour", "reed", "kettle", "winter", "salt", "road", "march", "night", "river", "glass", "orchard",
    "paper", "lighthouse", "stone", "bear",
)  # fmt: skip

_FILM = (
    "INSERT INTO films (id, guild_id, title, title_key, year, directors, created_at, updated_at)"
    " VALUES (?, 1, ?, ?, ?, ?, ?, ?)"
)
_ID = "INSERT INTO film_ids (film_id, guild_id, kind, value) VALUES (?, 1, 'letterboxd', ?)"
_RATING = (
    "INSERT INTO ratings (guild_id, film_id, user_id, half_stars, note, rated_at, updated_at)"
    " VALUES (1, ?, 2, ?, NULL, ?, ?)"
)


def run() -> Iterator[str | Figure]:
    """Yield the figures; databases lie in the temporary folder (TMPDIR moves it)."""
    data = export(ROWS)
    rows = member_rows(read_together([("export.zip", data)]))
    with tempfile.TemporaryDirectory(prefix="matinee-bench-") as folder:
        yield f"in {folder} on {file_system(Path(folder))}; {ROWS:,} rows, every film new, {CHUNK:,} a transaction"
        yield from asyncio.run(compare(Path(folder), rows, data))
    yield from import_rows.run()
    yield from import_beside.run()


def export(count: int) -> bytes:
    """Return a Letterboxd export of so many ratings with invented titles."""
    dice = random.Random(7)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("Date", "Name", "Year", "Letterboxd URI", "Rating"))
    for number in range(count):
        title = " ".join(dice.choices(_WORDS, k=3)).title() + f" {number}"
        stars = dice.randrange(1, 11) / 2
        writer.writerow(("2020-05-01", title, dice.randrange(1930, 2025), f"https://boxd.it/{number:x}", f"{stars:g}"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ratings.csv", text.getvalue())
    return out.getvalue()


async def compare(folder: Path, rows: Sequence[HistoryRow], data: bytes) -> list[Figure]:
    """Write the same ratings both ways, a few rounds side by side, each into a file of its own."""
    stored, whole, seconds, shares = [], [], [], []
    bare_rows = parsed(rows)
    for number in range(ROUNDS):
        bare = write_bare(folder / f"bare{number}.db", bare_rows)
        started = time.perf_counter()
        read = read_alone(data)
        alone = time.perf_counter() - started + write_bare(folder / f"alone{number}.db", read)
        steps = await ours(folder / f"ours{number}", data)
        stored.append(bare / steps["write"])
        whole.append(alone / sum(steps.values()))
        seconds.append(sum(steps.values()))
        shares.append(steps)
    parts = ", ".join(f"{name} {statistics.median(each[name] for each in shares):.2f} s" for name in shares[0])
    return [
        Figure("a member's rows into storage, once confirmed", stored, "× bare executemany", at_least=0.5),
        Figure(f"a zip of {len(rows):,} ratings, end to end", whole, "× csv + sqlite3 alone"),
        Figure(f"a zip of {len(rows):,} ratings, end to end: {parts}", seconds, "s"),
    ]


async def ours(folder: Path, data: bytes) -> dict[str, float]:
    """Return how long each step took: reading, matching with the draft, writing, the title index."""
    folder.mkdir()
    async with Database.open(folder / "club.db") as database, TitleIndex.open(folder / "titles.db") as titles:
        moments = [time.perf_counter()]
        rows = member_rows(read_together([("export.zip", data)]))
        moments.append(time.perf_counter())
        history_id = await history_drafts.create(database, titles, ME, HandedIn("export.zip", rows), NOW)
        moments.append(time.perf_counter())
        await history_writing.write_rows(database, titles, ME, history_id, NOW)
        moments.append(time.perf_counter())
        await title_sync.settle(database, titles)
        moments.append(time.perf_counter())
    took = [after - before for before, after in pairwise(moments)]
    return dict(zip(("read", "match", "write", "index"), took, strict=True))


def parsed(rows: Sequence[HistoryRow]) -> list[tuple[str, int | None, str, int | None, str]]:
    """Return rows as the bare way takes them: title, year, address, half stars, moment."""
    at = datetime(2020, 5, 1, 12, tzinfo=UTC).isoformat()
    return [(row.film.title, row.film.year, row.film.ids[0][1], row.half_stars, at) for row in rows]


def read_alone(data: bytes) -> list[tuple[str, int | None, str, int | None, str]]:
    """Return the same rows read with zipfile and csv alone, nothing checked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read("ratings.csv").decode()
    return [
        (row["Name"], int(row["Year"]), row["Letterboxd URI"], round(float(row["Rating"]) * 2), f"{row['Date']}T12:00Z")
        for row in csv.DictReader(io.StringIO(text))
    ]


def write_bare(file: Path, rows: Sequence[tuple[str, int | None, str, int | None, str]]) -> float:
    """Write films, their ids and ratings with `executemany`, as durable and in as many transactions as ours.

    Returns how many seconds that took; the empty tables and every value are there before the clock starts.
    """
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    migrate(connection, packaged_steps())
    films = [
        (number, title, title_key(title), year, json.dumps(()), at, at)
        for number, (title, year, _, _, at) in enumerate(rows, 1)
    ]
    ids = [(number, address) for number, (_, _, address, _, _) in enumerate(rows, 1)]
    ratings = [(number, half, at, at) for number, (_, _, _, half, at) in enumerate(rows, 1)]
    started = time.perf_counter()
    for start in range(0, len(rows), CHUNK):
        some = slice(start, start + CHUNK)
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(_FILM, films[some])
        connection.executemany(_ID, ids[some])
        connection.executemany(_RATING, ratings[some])
        connection.execute("COMMIT")
    took = time.perf_counter() - started
    connection.close()
    return took
