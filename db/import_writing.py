"""A confirmed batch on its way into the club: planned once, written chunk by chunk, gone on with after any stop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.drafts import Draft
from bot.domain.errors import UserError
from bot.domain.known_films import statements
from bot.domain.placing import Item, Place, Verdict
from bot.domain.titles import Film
from db import film_ids, imports, reviews, title_sync
from db.database import Database, Transaction
from db.import_films import Hand, film_for
from db.import_json import film_to_json
from db.import_places import look
from db.import_report import Report, report
from db.search import TitleIndex

CHUNK = 200  # reviews in one transaction: members' writes wait for it

#: Told after every chunk how many of how many reviews are written.
Progress = Callable[[int, int], None]


async def write(
    database: Database,
    titles: TitleIndex,
    guild_id: int,
    batch_id: int,
    now: datetime,
    progress: Progress | None = None,
) -> None:
    """Write what is ready of a batch; called again after a stop, it goes on where it was.

    A batch with questions left stays a draft. Raises UserError where the server has no such batch.
    """
    batch = await imports.load(database, guild_id, batch_id)
    if batch is None or batch.status == "discarded":
        raise UserError("This import was discarded, so nothing was written. `/import open` lists what waits.")
    if batch.status == "draft":
        await _plan(database, batch, await look(database, titles, batch), now)
    hand = Hand(guild_id, batch_id, batch.created_by, now)
    done = 0
    while written := await _write_chunk(database, hand):
        done += written
        if progress is not None:
            progress(done, len(batch.items))
    await _finish(database, hand)
    await title_sync.settle(database, titles)


async def import_drafts(
    database: Database,
    titles: TitleIndex,
    guild_id: int,
    created_by: int,
    drafts: Iterable[Draft],
    now: datetime,
    progress: Progress | None = None,
) -> Report:
    """Keep drafts as a batch, write what is ready of it, and say what became of each.

    What needs a person stays a draft that `/import open` shows.
    """
    batch_id = await imports.create(database, guild_id, created_by, drafts, now)
    await write(database, titles, guild_id, batch_id, now, progress)
    return await report(database, guild_id, batch_id)


async def _plan(database: Database, batch: imports.Batch, places: Sequence[Place], now: datetime) -> None:
    """Fix where every item goes, so that a later look at a changed club does not change it half way."""
    async with database.transaction() as tx:
        begun = await tx.execute(
            "UPDATE import_batches SET status = 'writing', updated_at = ?"
            " WHERE guild_id = ? AND id = ? AND status = 'draft'",
            (now.isoformat(), batch.guild_id, batch.id),
        )
        if begun:  # else another admin confirmed it a moment ago
            await tx.execute_many(
                "UPDATE import_items SET verdict = ?, film_id = ? WHERE batch_id = ? AND position = ? AND guild_id = ?",
                [
                    (place.verdict, place.film.id if place.film else None, batch.id, item.position, batch.guild_id)
                    for item, place in zip(batch.items, places, strict=True)
                ],
            )


async def _write_chunk(database: Database, hand: Hand) -> int:
    async with database.transaction() as tx:
        rows = await tx.fetch_all(
            f"SELECT {imports.ITEM_COLUMNS} FROM import_items"
            " WHERE guild_id = ? AND batch_id = ? AND verdict = 'ready' ORDER BY position LIMIT ?",
            (hand.guild_id, hand.batch_id, CHUNK),
        )
        for row in rows:
            await _write_item(tx, hand, imports.item_of(row))
    return len(rows)


async def _write_item(tx: Transaction, hand: Hand, item: Item) -> None:
    review = replace(item.draft.review, film_id=max(item.film_id or 0, 0))
    here = await tx.fetch_one(
        "SELECT id, film_id FROM reviews WHERE guild_id = ? AND fingerprint = ?",
        (hand.guild_id, reviews.fingerprint(review)),
    )
    if here:
        await _note(tx, hand, item, Verdict.HERE, film_id=here["film_id"], review_id=here["id"])
        return
    film, before = await film_for(tx, hand, item)
    if film is None:
        await _note(tx, hand, item, Verdict.NEEDS_YOU)
        return
    review_id = await reviews.insert(
        tx,
        hand.guild_id,
        replace(review, film_id=film.id),
        evidence=item.draft.evidence,
        batch_id=hand.batch_id,
        created_by=hand.user_id,
        now=hand.now,
    )
    await _remember(tx, hand, item, film)
    verdict = Verdict.HERE if review_id is None else Verdict.KEPT
    await _note(tx, hand, item, verdict, film_id=film.id, review_id=review_id, before=before)


async def _remember(tx: Transaction, hand: Hand, item: Item, film: Film) -> None:
    """Know the film by its ids from now on, and by what an admin said about it."""
    stated = item.draft.film
    await film_ids.learn(tx, hand.guild_id, film.id, stated.ids)
    if item.chosen is not None:
        decisions = [(statement, film.id) for statement in statements(stated)]
        await film_ids.decide(tx, hand.guild_id, film_ids.FOR_ALL, decisions, hand.now)


async def _note(
    tx: Transaction,
    hand: Hand,
    item: Item,
    verdict: Verdict,
    *,
    film_id: int | None = None,
    review_id: int | None = None,
    before: Film | None = None,
) -> None:
    await tx.execute(
        "UPDATE import_items SET verdict = ?, film_id = ?, review_id = ?, film_before = ?"
        " WHERE guild_id = ? AND batch_id = ? AND position = ?",
        (
            verdict,
            film_id,
            review_id,
            film_to_json(before) if before else None,
            hand.guild_id,
            hand.batch_id,
            item.position,
        ),
    )


async def _finish(database: Database, hand: Hand) -> None:
    """Close the batch, or lay it back on the desk where a question is left."""
    await database.execute(
        "UPDATE import_batches SET updated_at = ?, status = CASE WHEN EXISTS (SELECT 1 FROM import_items"
        " WHERE batch_id = import_batches.id AND verdict = 'needs_you') THEN 'draft' ELSE 'done' END"
        " WHERE guild_id = ? AND id = ? AND status = 'writing'",
        (hand.now.isoformat(), hand.guild_id, hand.batch_id),
    )
