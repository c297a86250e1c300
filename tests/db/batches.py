"""Batches for tests: a store, invented drafts, and everything a server keeps, to be compared."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.domain.drafts import Draft, nothing_read
from bot.domain.grades import Grade
from db import films, import_report, import_undo, import_writing
from db.database import Database
from db.search import TitleIndex

NOW = datetime(2026, 1, 1, 20, 0, tzinfo=UTC)
GUILD, ADMIN = 10, 7


@dataclass
class Store:
    database: Database
    titles: TitleIndex

    async def write(self, *drafts: Draft, guild: int = GUILD, **more: Any) -> import_report.Report:
        return await import_writing.import_drafts(self.database, self.titles, guild, ADMIN, drafts, NOW, **more)

    async def undo(self, batch_id: int) -> import_undo.Undoing:
        return await import_undo.undo(self.database, self.titles, GUILD, batch_id, NOW)

    async def report(self, batch_id: int) -> import_report.Report:
        return await import_report.report(self.database, GUILD, batch_id)

    async def shelf(self) -> list[films.Film]:
        return sorted(await films.recent_for(self.database, GUILD, ADMIN, 1000), key=lambda film: film.id)

    async def kept(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return what members can see, and what imports remember of it."""
        asked = {
            "films": f"SELECT {films.COLUMNS} FROM films WHERE removed_at IS NULL",
            "reviews": "SELECT film_id, critic, outlet, url, published, grade_printed, grade_hundredths, body,"
            " evidence, fingerprint FROM reviews",
            "facts": "SELECT film_id, facts FROM import_films",
            "ids": "SELECT film_id, kind, value FROM film_ids",
            "decisions": "SELECT statement, film_id FROM film_decisions",
            "revisions": "SELECT review_id FROM import_revisions",
        }
        return {
            name: sorted((tuple(row) for row in await self.database.fetch_all(sql)), key=repr)
            for name, sql in asked.items()
        }


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Store]:
    async with Database.open(folder / "club.db") as database, TitleIndex.open(folder / "titles.db") as titles:
        yield Store(database, titles)


def row(title: str, critic: str, grade: str = "7/10", score: float = 70.0, **film: object) -> Draft:
    """Return the draft of a critic's row: a grade and no text."""
    empty = nothing_read(f"critics.csv, {title}, {critic}", "")
    review = replace(empty.review, critic=critic, outlet="The Lantern", grade=Grade(grade, score))
    return replace(
        empty, film=replace(empty.film, title=title, **film), review=review, readable=True, is_review=True, reason=None
    )


def page(title: str, body: str, **film: object) -> Draft:
    """Return the draft of a page."""
    draft = row(title, "", **film)
    return replace(draft, name=f"{title}.txt", review=replace(draft.review, critic=None, outlet=None, body=body))
