"""What the doctor asks of a database: whether it is sound, how much it holds, and when it was used last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from db.database import Database


@dataclass(frozen=True, slots=True)
class Totals:
    """Count what all servers have together."""

    films: int
    reviews: int
    ratings: int


async def damage(database: Database) -> list[str]:
    """Return what SQLite's own check finds wrong, three things at most; empty for a sound file.

    https://www.sqlite.org/pragma.html#pragma_quick_check
    """
    found = [str(row[0]) for row in await database.fetch_all("PRAGMA quick_check(3)")]
    return [] if found == ["ok"] else found


async def totals(database: Database) -> Totals:
    """Count films, reviews and ratings."""
    row = await database.fetch_one(
        "SELECT (SELECT COUNT(*) FROM films), (SELECT COUNT(*) FROM reviews), (SELECT COUNT(*) FROM ratings)"
    )
    assert row is not None
    return Totals(*row)


async def latest_rating(database: Database) -> datetime | None:
    """Return the moment of the latest rating, or None where there is none."""
    row = await database.fetch_one("SELECT MAX(updated_at) AS latest FROM ratings")
    return datetime.fromisoformat(row["latest"]) if row and row["latest"] else None
