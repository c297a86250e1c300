"""A database with films, ratings and reviews in it, for the tests of the typed functions."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.domain.reviews import Review
from bot.domain.titles import Film
from db import films, ratings, reviews
from db.database import Database
from db.film_undo import Author
from tests.upgraded import lay_out

CLUB, ELSEWHERE = 500, 600
NOW = datetime(2026, 1, 1, 20, 0, tzinfo=UTC)


@dataclass
class Shelf:
    """Put things into a database, and look at them as a server does."""

    database: Database
    moments: int = field(default=0)

    def author(self, guild_id: int = CLUB) -> Author:
        """Return an admin who acts a minute after the last one."""
        self.moments += 1
        return Author(guild_id, 1, NOW + timedelta(days=30, minutes=self.moments))

    async def film(self, title: str, guild_id: int | None = CLUB, **facts: Any) -> Film:
        """Add a film to a server, or (None) to the shared catalogue."""
        async with self.database.transaction() as tx:
            film_id = await films.insert(tx, guild_id, Film(0, guild_id, title, **facts), NOW)
        return Film(film_id, guild_id, title, **facts)

    async def rate(
        self, film: Film, user_id: int, half_stars: int, day: int = 0, note: str | None = None, guild_id: int = CLUB
    ) -> None:
        """Let somebody rate a film on a day."""
        rating = ratings.Rating(film.id, user_id, half_stars, note, False, NOW + timedelta(days=day))
        await ratings.rate(self.database, guild_id, rating)

    async def review(self, film: Film, body: str, guild_id: int = CLUB) -> int | None:
        """Add a review; None when the server has it already."""
        written = Review(0, film.id, None, None, None, None, None, None, (), None, body)
        async with self.database.transaction() as tx:
            return await reviews.insert(tx, guild_id, written, evidence={}, batch_id=None, created_by=None, now=NOW)

    async def given(self, film: Film, guild_id: int = CLUB) -> dict[int, int]:
        """Return who gave a film how many half stars, by the id it has, whether it is in sight or not."""
        rows = await self.database.fetch_all(
            "SELECT user_id, half_stars FROM ratings WHERE guild_id = ? AND film_id = ?", (guild_id, film.id)
        )
        return {row["user_id"]: row["half_stars"] for row in rows}

    async def written(self, film: Film, guild_id: int = CLUB) -> list[str]:
        """Return the texts of a film's reviews."""
        return [review.body for review in await reviews.of_film(self.database, guild_id, film.id)]

    async def seen(self, film_id: int, guild_id: int = CLUB) -> str | None:
        """Return the label of what a server sees under an id."""
        film = await films.get(self.database, guild_id, film_id)
        return film.label if film else None


@asynccontextmanager
async def open_shelf(folder: Path) -> AsyncIterator[Shelf]:
    """Open a database in a folder, with nothing in it that CLUB or ELSEWHERE see."""
    file = folder / "club.sqlite3"
    lay_out(file)
    async with Database.open(file) as database:
        yield Shelf(database)
