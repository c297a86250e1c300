"""One chunk of a confirmed batch written in one transaction: all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.domain import changes
from bot.domain.changes import Change
from bot.domain.film_ids import usable
from bot.domain.known_films import statements
from bot.domain.placing import Item, Verdict
from db import film_ids, kept_reviews, reviews
from db.database import Transaction
from db.import_films import Hand, shelve
from db.import_json import review_to_json
from db.slices import slices

_NOTE = (
    "UPDATE import_items SET verdict = ?, film_id = ?, review_id = ?"
    " WHERE guild_id = ? AND batch_id = ? AND position = ?"
)
#: What became of an item: its verdict, its film and its review.
Fate = tuple[Verdict, int | None, int | None]


async def write_chunk(tx: Transaction, hand: Hand, items: Sequence[Item]) -> None:
    """Write the items that are still to be written; films and reviews that are gone or here by now are noticed."""
    waiting = await _still_to_write(tx, hand, items)
    fates = await _change(tx, hand, [item for item in waiting if item.verdict is Verdict.CHANGED])
    new = [item for item in waiting if item.position not in fates]
    fates |= await _known(tx, hand, new)
    await _bring(tx, hand, [item for item in new if item.position not in fates], fates)
    await tx.execute_many(_NOTE, [(*fate, hand.guild_id, hand.batch_id, position) for position, fate in fates.items()])


async def _still_to_write(tx: Transaction, hand: Hand, items: Sequence[Item]) -> list[Item]:
    # Two admins may have confirmed the batch in the same moment.
    rows = await tx.fetch_all(
        "SELECT position FROM import_items WHERE guild_id = ? AND batch_id = ? AND position BETWEEN ? AND ?"
        " AND verdict IN ('ready', 'changed')",
        (hand.guild_id, hand.batch_id, items[0].position, items[-1].position),
    )
    waiting = {row["position"] for row in rows}
    return [item for item in items if item.position in waiting]


async def _change(tx: Transaction, hand: Hand, items: Sequence[Item]) -> dict[int, Fate]:
    """Change the reviews that are here; an item whose review is gone is left to be brought as a new one."""
    fates: dict[int, Fate] = {}
    for item in items:
        kept = await kept_reviews.in_transaction(tx, hand.guild_id, item.review_id or 0)
        if kept is None:
            continue
        review, evidence = kept
        made = changes.changes(review, item.draft.review)
        new = changes.updated(review.review, made)
        proof = _proof(evidence, item, made)
        changed = bool(made) and await reviews.rewrite(tx, hand.guild_id, new, proof)
        if changed:
            await tx.execute(
                "INSERT INTO import_revisions (guild_id, batch_id, review_id, before) VALUES (?, ?, ?, ?)",
                (hand.guild_id, hand.batch_id, new.id, review_to_json(review.review, evidence)),
            )
        fates[item.position] = (Verdict.UPDATED if changed else Verdict.HERE, new.film_id, new.id)
    return fates


def _proof(evidence: Mapping[str, tuple[int, ...]], item: Item, made: Sequence[Change]) -> dict[str, tuple[int, ...]]:
    """Return the lines that prove a changed review; a changed field loses its old ones."""
    stated = {change.field for change in made}
    old = {field: lines for field, lines in evidence.items() if field not in stated}
    return old | {field: lines for field, lines in item.draft.evidence.items() if field in stated}


async def _known(tx: Transaction, hand: Hand, items: Sequence[Item]) -> dict[int, Fate]:
    """Return the fate of items whose very words are here."""
    prints = {
        item.position: reviews.fingerprint(item.draft.review) for item in items if changes.words(item.draft.review.body)
    }
    here = await _by_print(tx, hand.guild_id, list(prints.values()))
    return {at: (Verdict.HERE, *here[mark]) for at, mark in prints.items() if mark in here}


async def _by_print(tx: Transaction, guild_id: int, prints: Sequence[str]) -> dict[str, tuple[int, int]]:
    found = {}
    for some in slices(prints):
        rows = await tx.fetch_all(
            "SELECT id, film_id, fingerprint FROM reviews WHERE guild_id = ?"
            f" AND fingerprint IN ({', '.join('?' * len(some))})",
            (guild_id, *some),
        )
        found.update({row["fingerprint"]: (row["film_id"], row["id"]) for row in rows})
    return found


async def _bring(tx: Transaction, hand: Hand, items: Sequence[Item], fates: dict[int, Fate]) -> None:
    """Put new reviews to their films; add what became of each item to `fates`."""
    films = await shelve(tx, hand, items)
    placed = [item for item in items if item.position in films]
    fates |= {item.position: (Verdict.NEEDS_YOU, None, None) for item in items if item.position not in films}
    written = [(replace(item.draft.review, film_id=films[item.position]), item.draft.evidence) for item in placed]
    review_ids = await reviews.insert_many(
        tx, hand.guild_id, written, batch_id=hand.batch_id, created_by=hand.user_id, now=hand.now
    )
    doubles = [reviews.fingerprint(review) for (review, _), new in zip(written, review_ids, strict=True) if new is None]
    here = await _by_print(tx, hand.guild_id, doubles)
    for item, (review, _), review_id in zip(placed, written, review_ids, strict=True):
        if review_id is None:
            fates[item.position] = (Verdict.HERE, *here[reviews.fingerprint(review)])
        else:
            fates[item.position] = (Verdict.KEPT, review.film_id, review_id)
    await _remember(tx, hand, placed, films)


async def _remember(tx: Transaction, hand: Hand, items: Sequence[Item], films: Mapping[int, int]) -> None:
    """Know the films by their ids from now on, and by what an admin said about them."""
    ids = dict.fromkeys((films[item.position], *one) for item in items for one in usable(item.draft.film.ids))
    await film_ids.learn_many(tx, hand.guild_id, ids, hand.batch_id)
    decisions = {
        statement: films[item.position]
        for item in items
        if item.chosen is not None
        for statement in statements(item.draft.film)
    }
    await film_ids.decide(tx, hand.guild_id, film_ids.FOR_ALL, decisions.items(), hand.now, batch_id=hand.batch_id)
