"""A batch taken back: what it brought goes, what it changed is as it was; what has been built on stays and says why."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.errors import UserError
from bot.domain.placing import WRITTEN
from db import imports, title_sync
from db.database import Database, Transaction
from db.import_films import Hand
from db.import_progress import Progress, nobody
from db.import_undo_films import made_films, take_facts_back, take_films_back
from db.import_undo_reviews import take_reviews_back
from db.imports import Batch
from db.search import TitleIndex

CHUNK = 250

NOTHING = "That import brought nothing that is still there, so there is nothing to take back."


@dataclass(frozen=True, slots=True)
class Undoing:
    """Hold what an undo does: reviews, films, and films that stay, counted by why.

    `removed` and `restored` are reviews; `later` those that a later import changed again; `films` go with the batch,
    `edited` had facts added to them.
    """

    removed: int
    restored: int
    later: int
    films: int
    edited: int
    staying: Mapping[str, int]


#: Reviews that a batch brought; and those of them, and of the ones it changed, that a later import changed again.
_BROUGHT = (
    "SELECT COUNT(*) FROM import_items JOIN reviews ON reviews.id = import_items.review_id"
    " WHERE import_items.guild_id = :guild AND import_items.batch_id = :batch AND verdict = 'kept'"
)
_PASSED_ON = (
    f"{_BROUGHT} AND EXISTS (SELECT 1 FROM import_revisions AS other WHERE other.guild_id = reviews.guild_id"
    " AND other.review_id = reviews.id AND other.batch_id <> :batch)"
)
_CHANGED = (
    "SELECT COUNT(DISTINCT review_id) FROM import_revisions AS mine WHERE mine.guild_id = :guild AND batch_id = :batch"
)
_OVERLAID = (
    f"{_CHANGED} AND EXISTS (SELECT 1 FROM import_revisions AS other WHERE other.guild_id = mine.guild_id"
    " AND other.review_id = mine.review_id AND other.id > mine.id AND other.batch_id <> :batch)"
)
_EDITED = (
    "SELECT COUNT(*) FROM import_film_edits AS edit JOIN films ON films.id = edit.film_id"
    " WHERE edit.guild_id = :guild AND edit.batch_id = :batch AND (films.batch_id IS NULL OR films.batch_id <> :batch)"
)


async def look(database: Database, batch: Batch) -> Undoing:
    """Count what an undo of a batch would do as things stand now."""
    row = await database.fetch_one(
        f"SELECT ({_BROUGHT}) AS brought, ({_PASSED_ON}) AS passed_on, ({_CHANGED}) AS changed,"
        f" ({_OVERLAID}) AS overlaid, ({_EDITED}) AS edited",
        {"guild": batch.guild_id, "batch": batch.id},
    )
    assert row is not None  # a SELECT of counts always answers
    films = await _films(database, batch)
    return Undoing(
        removed=row["brought"] - row["passed_on"],
        restored=row["changed"] - row["overlaid"],
        later=row["passed_on"] + row["overlaid"],
        films=films.pop("", 0),
        edited=row["edited"],
        staying=films,
    )


async def undo(
    database: Database, titles: TitleIndex, guild_id: int, batch_id: int, now: datetime, progress: Progress = nobody
) -> Undoing:
    """Take a batch back and return what that did; called again after a stop, it goes on where it was.

    Raises UserError where the server has no such batch, or nothing of it is there to take back.
    """
    batch = await imports.load(database, guild_id, batch_id)
    if batch is None or (batch.status != "undoing" and not batch.count(WRITTEN)):
        raise UserError(NOTHING)
    did = await look(database, batch)
    await database.execute(
        "UPDATE import_batches SET status = 'undoing', updated_at = ?"
        " WHERE guild_id = ? AND id = ? AND status IN ('draft', 'writing', 'done')",
        (now.isoformat(), guild_id, batch_id),
    )
    hand = Hand(guild_id, batch_id, batch.created_by, now)
    await _reviews(database, batch, hand, progress)
    progress("Taking films back", 0, None)
    await _each(database, lambda tx, after: take_films_back(tx, hand, after))
    await _each(database, lambda tx, after: take_facts_back(tx, hand, after))
    await _finish(database, hand)
    await title_sync.settle(database, titles)
    return did


async def _reviews(database: Database, batch: Batch, hand: Hand, progress: Progress) -> None:
    done, total, after = 0, batch.count(WRITTEN), -1
    while items := await imports.items(database, batch, after, CHUNK):
        after = items[-1].position
        if written := [item for item in items if item.verdict in WRITTEN]:
            async with database.transaction() as tx:
                await take_reviews_back(tx, hand, written)
        done += len(written)
        progress("Taking reviews back", done, total)
        await asyncio.sleep(0)


async def _each(database: Database, take: Callable[[Transaction, int], Coroutine[Any, Any, int | None]]) -> None:
    last: int | None = 0
    while last is not None:
        async with database.transaction() as tx:
            last = await take(tx, last)
        await asyncio.sleep(0)


async def _finish(database: Database, hand: Hand) -> None:
    key = (hand.guild_id, hand.batch_id)
    await database.batch(
        ("DELETE FROM film_ids WHERE guild_id = ? AND batch_id = ?", key),
        ("DELETE FROM film_decisions WHERE guild_id = ? AND batch_id = ?", key),
        (
            "UPDATE import_batches SET status = 'undone', updated_at = ?"
            " WHERE guild_id = ? AND id = ? AND status = 'undoing'",
            (hand.now.isoformat(), *key),
        ),
    )


async def _films(database: Database, batch: Batch) -> Counter[str]:
    """Count the films that a batch made, by why they would stay; the empty reason counts those that go."""
    found: Counter[str] = Counter()
    after = 0
    while made := await made_films(database, batch.guild_id, batch.id, after):
        found.update(each.stays or "" for each in made)
        after = made[-1].film.id
        await asyncio.sleep(0)
    return found
