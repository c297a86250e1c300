"""What became of a batch, for the admin who confirmed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.placing import Verdict
from bot.domain.titles import Film
from db import films
from db.database import Database
from db.import_json import draft_from_json


@dataclass(frozen=True, slots=True)
class Fate:
    """Hold what became of one review: its file, its verdict, and the film it is with where there is one."""

    position: int
    name: str
    verdict: Verdict
    film: Film | None


@dataclass(frozen=True, slots=True)
class Report:
    """Hold what became of a batch: counts by verdict, films made new, films added to, and each review's fate.

    `is_open` says that the batch still waits for an admin.
    """

    batch_id: int
    counts: Mapping[Verdict, int]
    made: int
    filled: int
    fates: tuple[Fate, ...]
    is_open: bool

    @property
    def films(self) -> tuple[Film, ...]:
        """Return the films that the reviews are with, each once."""
        return tuple({fate.film.id: fate.film for fate in self.fates if fate.film}.values())


async def report(database: Database, guild_id: int, batch_id: int) -> Report:
    """Return what became of a server's batch so far."""
    rows = await database.fetch_all(
        "SELECT import_items.position, import_items.draft, import_items.verdict, import_items.film_id,"
        " import_batches.status FROM import_items JOIN import_batches ON import_batches.id = import_items.batch_id"
        " WHERE import_items.guild_id = ? AND import_items.batch_id = ? ORDER BY import_items.position",
        (guild_id, batch_id),
    )
    film_ids = sorted({row["film_id"] for row in rows if (row["film_id"] or 0) > 0})
    found = {film_id: await films.get(database, guild_id, film_id) for film_id in film_ids}
    fates = tuple(
        Fate(
            row["position"],
            draft_from_json(row["draft"], "").name,
            Verdict(row["verdict"]),
            found.get(row["film_id"]),
        )
        for row in rows
    )
    made, filled = await _films(database, guild_id, batch_id)
    is_open = any(row["status"] in ("draft", "writing") for row in rows)
    return Report(batch_id, Counter(fate.verdict for fate in fates), made, filled, fates, is_open)


async def _films(database: Database, guild_id: int, batch_id: int) -> tuple[int, int]:
    row = await database.fetch_one(
        "SELECT (SELECT COUNT(*) FROM films WHERE guild_id = ? AND batch_id = ?) AS made,"
        " (SELECT COUNT(DISTINCT import_items.film_id) FROM import_items JOIN films ON films.id = import_items.film_id"
        "  WHERE import_items.guild_id = ? AND import_items.batch_id = ? AND import_items.film_before IS NOT NULL"
        "  AND (films.batch_id IS NULL OR films.batch_id <> ?)) AS filled",
        (guild_id, batch_id, guild_id, batch_id, batch_id),
    )
    assert row is not None  # a SELECT of counts always answers
    return row["made"], row["filled"]
