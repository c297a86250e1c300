"""What stands on a club's shelf while commands are timed: films, invented reviews, and ratings."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime

from benchmarks.title_corpus import SEED_WORDS, corpus
from bot.domain.grades import Grade
from bot.domain.reviews import Review
from bot.domain.titles import Film
from db import films, reviews, title_sync
from db.database import Database
from db.search import TitleIndex

NOW = datetime(2026, 1, 1, 20, 0, tzinfo=UTC)
FILMS, REVIEWED, REVIEWS, MEMBERS = 2_000, 20, 12, 40
WORDS = SEED_WORDS.split()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Hold the ids of all films, their titles, and the ids of those with reviews and many ratings."""

    ids: list[int]
    titles: list[str]
    reviewed: list[int]


async def stock(database: Database, index: TitleIndex, guild_id: int) -> Shelf:
    """Put films into a server, reviews and ratings to the first few, and teach the index their titles."""
    rng = random.Random(1)
    titles = [row[2] for row in rng.sample(corpus(1).famous, FILMS)]
    async with database.transaction() as tx:
        ids = [await films.insert(tx, guild_id, _film(guild_id, title, rng), NOW) for title in titles]
        for film_id in ids[:REVIEWED]:
            for number in range(REVIEWS):
                written = _review(film_id, number, rng)
                await reviews.insert(tx, guild_id, written, evidence={}, batch_id=None, created_by=None, now=NOW)
            await tx.execute_many(
                "INSERT INTO ratings (guild_id, film_id, user_id, half_stars, rated_at, updated_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (guild_id, film_id, user_id, rng.randint(1, 10), NOW.isoformat(), NOW.isoformat())
                    for user_id in range(MEMBERS)
                ],
            )
    await title_sync.settle(database, index)
    return Shelf(ids[REVIEWED:], titles, ids[:REVIEWED])


def _film(guild_id: int, title: str, rng: random.Random) -> Film:
    names = [f"{rng.choice(WORDS).capitalize()} {rng.choice(WORDS).capitalize()}" for _ in range(6)]
    return Film(
        0,
        guild_id,
        title,
        rng.randint(1920, 2025),
        directors=tuple(names[:1]),
        cast=tuple(names[1:]),
        genres=("Drama", "Mystery"),
        runtime_minutes=rng.randint(70, 180),
        certificate="PG",
    )


def _review(film_id: int, number: int, rng: random.Random) -> Review:
    score = rng.randint(4, 10)
    body = " ".join(rng.choices(WORDS, k=400)) + "."
    outlet, critic = f"The {rng.choice(WORDS).capitalize()} {number}", f"Ida {rng.choice(WORDS).capitalize()}"
    grade = Grade(f"{score}/10", score * 10.0, derived=False)
    return Review(0, film_id, critic, outlet, None, date(2024, 1, 1 + number), "en", grade, (), None, body)
