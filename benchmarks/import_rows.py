"""Critics' rows against csv and sqlite3 alone: into storage, a whole table end to end, and `/review` meanwhile."""

from __future__ import annotations

import asyncio
import csv
import io
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.measure import Figure, file_system
from bot.domain.titles import title_key
from bot.intake.row_drafts import handed_in
from bot.intake.tables import read_together
from db import import_create, import_places, import_writing, imports, title_sync
from db.database import Database
from db.import_staging import FILM, REVIEW, clear
from db.migrate import migrate, packaged_steps
from db.search import TitleIndex

ROWS, CHUNK, ROUNDS = 10_000, 1_000, 7
#: Films among the rows: exports of critics' reviews have tens of rows a film; and the worst case, every film new.
SHAPES = {"ten rows a film": ROWS // 10, "every film new": ROWS}
NOW = datetime(2026, 1, 1, 20, tzinfo=UTC)
GUILD, ADMIN = 1, 2
WORDS = (
    "tin", "harbour", "reed", "kettle", "winter", "salt", "road", "march", "night", "river", "glass", "orchard",
    "paper", "lighthouse", "stone", "bear",
)  # fmt: skip
_HEADER = ("film", "year", "director", "critic", "outlet", "url", "date", "grade", "quote")
_FILM_COLUMNS = f"id, guild_id, {FILM}, batch_id, created_at, updated_at"
_REVIEW_COLUMNS = f"guild_id, film_id, {REVIEW}, batch_id, created_by, created_at"

Row = tuple[Any, ...]


def run() -> Iterator[str | Figure]:
    """Yield the figures; databases lie in the temporary folder (TMPDIR moves it)."""
    with tempfile.TemporaryDirectory(prefix="matinee-bench-") as folder:
        yield f"in {folder} on {file_system(Path(folder))}; {ROWS:,} rows of critics, {CHUNK:,} a transaction"
        for number, (shape, films) in enumerate(SHAPES.items()):
            own = Path(folder) / str(number)
            own.mkdir()
            yield from asyncio.run(compare(own, shape, table(ROWS, films)))


def table(count: int, films: int) -> bytes:
    """Return a table of invented reviews: film, critic, outlet, link, day, grade and a quote."""
    dice = random.Random(7)
    about = [(f"{_name(dice, 3)} {number}", dice.randrange(1930, 2025), _name(dice, 2)) for number in range(films)]
    critics = [_name(dice, 2) for _ in range(200)]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEADER)
    for number in range(count):
        link, day = f"https://example.org/{number}", f"2019-0{dice.randrange(1, 10)}-1{dice.randrange(10)}"
        quote = f"{' '.join(dice.choices(WORDS, k=25)).capitalize()} {number}."
        outlet, grade = f"The {_name(dice, 1)} {number % 50}", f"{dice.randrange(1, 11)}/10"
        writer.writerow((*about[number % films], dice.choice(critics), outlet, link, day, grade, quote))
    return text.getvalue().encode()


async def compare(folder: Path, shape: str, data: bytes) -> list[Figure]:
    """Bring the same rows both ways, a few rounds side by side, each into a file of its own."""
    stored, whole, shares = [], [], []
    kept: tuple[list[Row], list[Row]] = ([], [])
    for number in range(ROUNDS + 1):
        steps = await ours(folder / f"ours{number}", data)
        if number == 0:
            kept = brought(folder / "ours0" / "club.db")  # the same rows for the bare way, and everything warm
            continue
        started = time.perf_counter()
        films, reviews = read_alone(data)
        alone = time.perf_counter() - started + write_bare(folder / f"alone{number}.db", films, reviews)
        stored.append(write_bare(folder / f"bare{number}.db", *kept) / steps["write"])
        whole.append(alone / sum(steps.values()))
        shares.append(steps)
    parts = ", ".join(f"{name} {statistics.median(each[name] for each in shares):.2f}" for name in shares[0])
    return [
        Figure(f"rows into storage, once confirmed, {shape}", stored, "× bare executemany", at_least=0.5),
        Figure(f"a table end to end, {shape}", whole, "× csv + sqlite3 alone"),
        Figure(f"that in seconds: {parts}", [sum(each.values()) for each in shares], "s"),
    ]


async def ours(folder: Path, data: bytes) -> dict[str, float]:
    """Return how long each step took: reading, putting down, looking up, writing, clearing up, the title index."""
    folder.mkdir()
    async with Database.open(folder / "club.db") as database, TitleIndex.open(folder / "titles.db") as titles:
        moments = [time.perf_counter()]
        drafts = list(handed_in(read_together([("critics.csv", data)])).drafts)
        moments.append(time.perf_counter())
        batch_id = await import_create.create(database, GUILD, ADMIN, drafts, NOW)
        moments.append(time.perf_counter())
        batch = await imports.load(database, GUILD, batch_id)
        assert batch is not None
        await import_places.settle(database, titles, batch)
        moments.append(time.perf_counter())
        await import_writing.write_rows(database, titles, GUILD, batch_id, NOW)
        moments.append(time.perf_counter())
        await clear(database, GUILD, batch_id)
        moments.append(time.perf_counter())
        await title_sync.settle(database, titles)
        moments.append(time.perf_counter())
    took = [after - before for before, after in pairwise(moments)]
    return dict(zip(("read", "put down", "look up", "write", "clear", "index"), took, strict=True))


def brought(file: Path) -> tuple[list[Row], list[Row]]:
    """Return the films and reviews of a club as rows, in the order in which they came."""
    connection = sqlite3.connect(file)
    films = connection.execute(f"SELECT {_FILM_COLUMNS} FROM films ORDER BY id")
    reviews = connection.execute(f"SELECT {_REVIEW_COLUMNS} FROM reviews ORDER BY id")
    rows = films.fetchall(), reviews.fetchall()
    connection.close()
    return rows


def read_alone(data: bytes) -> tuple[list[Row], list[Row]]:
    """Return the same rows read with csv alone: one film a title, nothing checked, nothing matched."""
    ids: dict[str, int] = {}
    films: list[Row] = []
    reviews: list[Row] = []
    at = NOW.isoformat()
    for row in csv.DictReader(io.StringIO(data.decode())):
        title = row["film"]
        if title not in ids:
            ids[title] = len(ids) + 1
            people, nothing = f'["{row["director"]}"]', ("[]", "[]", None, None, None, None, 1, at, at)
            films.append((ids[title], GUILD, title, title_key(title), None, int(row["year"]), people, *nothing))
        score = int(row["grade"].partition("/")[0]) * 1000
        stated = (row["critic"], row["outlet"], row["url"], row["date"], None, row["grade"], score, 0, "[]", None)
        reviews.append((GUILD, ids[title], *stated, row["quote"], "{}", row["url"], 1, ADMIN, at))
    return films, reviews


def write_bare(file: Path, films: Sequence[Row], reviews: Sequence[Row]) -> float:
    """Write films and reviews with `executemany`, as durable and in as many transactions as ours.

    Returns how many seconds that took; the empty tables and every value are there before the clock starts.
    """
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    migrate(connection, packaged_steps())
    chunks = [reviews[start : start + CHUNK] for start in range(0, len(reviews), CHUNK)]
    shelves, known = [], 0
    for chunk in chunks:
        needed = max(row[1] for row in chunk)
        shelves.append(films[known:needed])
        known = max(known, needed)
    insert_films, insert_reviews = _insert("films", _FILM_COLUMNS), _insert("reviews", _REVIEW_COLUMNS)
    started = time.perf_counter()
    for shelf, chunk in zip(shelves, chunks, strict=True):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(insert_films, shelf)
        connection.executemany(insert_reviews, chunk)
        connection.execute("COMMIT")
    took = time.perf_counter() - started
    connection.close()
    return took


def _insert(table: str, columns: str) -> str:
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' for _ in columns.split(','))})"


def _name(dice: random.Random, words: int) -> str:
    return " ".join(dice.choices(WORDS, k=words)).title()
