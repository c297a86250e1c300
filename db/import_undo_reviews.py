"""The reviews of a batch taken back: new ones go, changed ones are as before, unless a later import built on them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from sqlite3 import Row

from bot.domain.placing import Item, Verdict
from db import reviews
from db.database import Transaction
from db.import_films import Hand
from db.import_json import review_from_json

_LATER = "A later import changed it again."
_WORDS = "Another review has the words it had before."


async def take_reviews_back(tx: Transaction, hand: Hand, items: Sequence[Item]) -> None:
    """Take back what some written items brought or changed, and note for each whether it stays."""
    stacks = await _stacks(tx, hand.guild_id, {item.review_id or 0 for item in items})
    fates = [(item, await _take_back(tx, hand, item, stacks[item.review_id or 0])) for item in items]
    await tx.execute_many(
        "UPDATE import_items SET verdict = ?, place = ? WHERE guild_id = ? AND batch_id = ? AND position = ?",
        [
            (
                Verdict.STAYS if why else Verdict.UNDONE,
                json.dumps({"reason": why or "It was taken back."}),
                hand.guild_id,
                hand.batch_id,
                item.position,
            )
            for item, why in fates
        ],
    )


async def _stacks(tx: Transaction, guild_id: int, review_ids: set[int]) -> defaultdict[int, list[Row]]:
    """Return the revisions of some reviews, the oldest first."""
    found: defaultdict[int, list[Row]] = defaultdict(list)
    rows = await tx.fetch_all(
        "SELECT id, batch_id, review_id, before FROM import_revisions WHERE guild_id = ? AND review_id BETWEEN ? AND ?"
        " ORDER BY id",
        (guild_id, min(review_ids), max(review_ids)),
    )
    for row in rows:
        found[row["review_id"]].append(row)
    return found


async def _take_back(tx: Transaction, hand: Hand, item: Item, stack: list[Row]) -> str | None:
    """Take one item back; return why its review stays as it is, or None."""
    if item.verdict is Verdict.KEPT:
        return await _take_away(tx, hand, item.review_id or 0, stack)
    why: str | None = None
    for at in range(len(stack) - 1, -1, -1):
        if stack[at]["batch_id"] != hand.batch_id:
            continue
        later = next((row for row in stack[at + 1 :] if row["batch_id"] != hand.batch_id), None)
        why = await _put_back(tx, hand, stack[at], later)
        await _drop(tx, hand.guild_id, stack[at]["id"])
    return why


async def _take_away(tx: Transaction, hand: Hand, review_id: int, stack: list[Row]) -> str | None:
    later = next((row for row in stack if row["batch_id"] != hand.batch_id), None)
    if later is None:
        await tx.execute(
            "DELETE FROM import_revisions WHERE guild_id = ? AND review_id = ?", (hand.guild_id, review_id)
        )
        await tx.execute(
            "DELETE FROM reviews WHERE guild_id = ? AND id = ? AND batch_id = ?",
            (hand.guild_id, review_id, hand.batch_id),
        )
        return None
    # From now on it is as if the later import had brought it: taking that one back takes the review away.
    await tx.execute(
        "UPDATE reviews SET batch_id = ? WHERE guild_id = ? AND id = ?", (later["batch_id"], hand.guild_id, review_id)
    )
    await tx.execute(
        "UPDATE import_items SET verdict = 'kept'"
        " WHERE guild_id = ? AND batch_id = ? AND review_id = ? AND verdict = 'updated'",
        (hand.guild_id, later["batch_id"], review_id),
    )
    await _drop(tx, hand.guild_id, later["id"])
    return _LATER


async def _put_back(tx: Transaction, hand: Hand, revision: Row, later: Row | None) -> str | None:
    if later is not None:
        await tx.execute(
            "UPDATE import_revisions SET before = ? WHERE guild_id = ? AND id = ?",
            (revision["before"], hand.guild_id, later["id"]),
        )
        return _LATER
    review, evidence = review_from_json(revision["before"])
    film = await tx.fetch_one("SELECT film_id FROM reviews WHERE guild_id = ? AND id = ?", (hand.guild_id, review.id))
    if film is None:
        return None  # it went with its film, or with the import that brought it
    # It may have moved to another film since, when an admin made one film of two.
    moved = replace(review, film_id=film["film_id"])
    return None if await reviews.rewrite(tx, hand.guild_id, moved, evidence) else _WORDS


async def _drop(tx: Transaction, guild_id: int, revision_id: int) -> None:
    await tx.execute("DELETE FROM import_revisions WHERE guild_id = ? AND id = ?", (guild_id, revision_id))
