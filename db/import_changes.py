"""Reviews that are here, changed by the items of a batch that state something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain import changes
from bot.domain.changes import Change
from bot.domain.placing import Item, Verdict
from db import kept_reviews, reviews
from db.database import Transaction
from db.import_films import Hand
from db.import_json import review_to_json

_NOTE = (
    "UPDATE import_items SET verdict = ?, film_id = ?, review_id = ?"
    " WHERE guild_id = ? AND batch_id = ? AND position = ?"
)
_BRING = (
    "UPDATE import_items SET verdict = 'ready', review_id = NULL WHERE guild_id = ? AND batch_id = ? AND position = ?"
)


async def change(tx: Transaction, hand: Hand, items: Sequence[Item]) -> None:
    """Change the reviews that are here; an item whose review is gone is left to be brought as a new one."""
    for item in items:
        key = (hand.guild_id, hand.batch_id, item.position)
        kept = await kept_reviews.in_transaction(tx, hand.guild_id, item.review_id or 0)
        if kept is None:
            await tx.execute(_BRING, key)
            continue
        review, evidence = kept
        made = changes.changes(review, item.draft.review)
        new = changes.updated(review.review, made)
        changed = bool(made) and await reviews.rewrite(tx, hand.guild_id, new, _proof(evidence, item, made))
        if changed:
            await tx.execute(
                "INSERT INTO import_revisions (guild_id, batch_id, review_id, before) VALUES (?, ?, ?, ?)",
                (hand.guild_id, hand.batch_id, new.id, review_to_json(review.review, evidence)),
            )
        await tx.execute(_NOTE, (Verdict.UPDATED if changed else Verdict.HERE, new.film_id, new.id, *key))


def _proof(evidence: Mapping[str, tuple[int, ...]], item: Item, made: Sequence[Change]) -> dict[str, tuple[int, ...]]:
    """Return the lines that prove a changed review; a changed field loses its old ones."""
    stated = {change.field for change in made}
    old = {field: lines for field, lines in evidence.items() if field not in stated}
    return old | {field: lines for field, lines in item.draft.evidence.items() if field in stated}
