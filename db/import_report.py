"""What became of a batch, for the admin who confirmed it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.placing import SETTLED, Item, Verdict
from bot.domain.titles import Film
from db import imports
from db.database import Database
from db.import_place_json import reason_in
from db.imports import Batch
from db.known_films import by_id

LISTED = 12  # fates that the report itself names; the file beside it has all of them
PAGE = 10  # items of a page of the preview's list
_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Fate:
    """Hold what became of one review: its item, its verdict, the film it is with where there is one, and why."""

    item: Item
    verdict: Verdict
    film: Film | None
    reason: str = ""

    @property
    def name(self) -> str:
        """Return the name of its file."""
        return self.item.draft.name


@dataclass(frozen=True, slots=True)
class Report:
    """Hold what became of a batch: how many films were made new and added to, and the first reviews' fates."""

    batch: Batch
    made: int
    filled: int
    fates: tuple[Fate, ...]

    @property
    def batch_id(self) -> int:
        """Return the batch's id."""
        return self.batch.id

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """Return how many items there are of each verdict."""
        return self.batch.counts

    @property
    def is_open(self) -> bool:
        """Say whether the batch still waits for an admin."""
        return self.batch.status in ("draft", "writing")

    @property
    def films(self) -> tuple[Film, ...]:
        """Return the films that the first reviews are with, each once."""
        return tuple({fate.film.id: fate.film for fate in self.fates if fate.film}.values())


async def report(database: Database, guild_id: int, batch_id: int) -> Report:
    """Return what became of a server's batch so far."""
    batch = await imports.load(database, guild_id, batch_id)
    assert batch is not None  # whoever asks has just worked on it
    made, filled = await _films(database, batch)
    return Report(
        batch, made, filled, tuple(await _fates(database, await imports.items(database, batch, -1, LISTED), batch))
    )


async def page(database: Database, batch: Batch, verdict: Verdict | None, number: int) -> list[Fate]:
    """Return one page, from 0 up, of a batch's items of one verdict or (None) all."""
    return await _fates(database, await imports.page(database, batch, verdict, number * PAGE, PAGE), batch)


async def every_fate(database: Database, batch: Batch) -> AsyncIterator[list[Fate]]:
    """Return what became of every item of a batch, some at a time."""
    after = -1
    while items := await imports.items(database, batch, after, _CHUNK):
        after = items[-1].position
        yield await _fates(database, items, batch)


async def _fates(database: Database, items: Sequence[Item], batch: Batch) -> list[Fate]:
    films = await by_id(database, batch.guild_id, [item.film_id or 0 for item in items])
    reasons = await _reasons(database, batch, items)
    return [Fate(item, item.verdict, films.get(item.film_id or 0), reasons.get(item.position, "")) for item in items]


async def _reasons(database: Database, batch: Batch, items: Sequence[Item]) -> dict[int, str]:
    """Return why items are not in the club, by position."""
    asked = [item for item in items if item.verdict not in SETTLED or item.verdict is Verdict.STAYS]
    if not asked:
        return {}
    rows = await database.fetch_all(
        "SELECT position, place FROM import_items WHERE guild_id = ? AND batch_id = ? AND position BETWEEN ? AND ?",
        (batch.guild_id, batch.id, asked[0].position, asked[-1].position),
    )
    wanted = {item.position for item in asked}
    return {row["position"]: reason_in(row["place"]) for row in rows if row["position"] in wanted}


async def _films(database: Database, batch: Batch) -> tuple[int, int]:
    row = await database.fetch_one(
        "SELECT (SELECT COUNT(*) FROM films WHERE guild_id = ? AND batch_id = ? AND removed_at IS NULL) AS made,"
        " (SELECT COUNT(*) FROM import_film_edits JOIN films ON films.id = import_film_edits.film_id"
        "  WHERE import_film_edits.guild_id = ? AND import_film_edits.batch_id = ?"
        "  AND (films.batch_id IS NULL OR films.batch_id <> ?)) AS filled",
        (batch.guild_id, batch.id, batch.guild_id, batch.id, batch.id),
    )
    assert row is not None  # a SELECT of counts always answers
    return row["made"], row["filled"]
