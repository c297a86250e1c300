"""One chunk of a confirmed batch written in one transaction: all of it or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from bot.domain.film_ids import usable
from bot.domain.known_films import statements
from bot.domain.titles import Film
from db import film_ids, import_changes, import_steps, imports, reviews
from db.database import Params, Transaction
from db.hop import first_row, rows_changed
from db.import_films import Hand, add_facts, make
from db.import_json import draft_from_json

_CHANGED = (
    f"SELECT {imports.ITEM_COLUMNS} FROM {imports.ITEMS} WHERE guild_id = :guild AND batch_id = :batch"
    " AND position BETWEEN :low AND :high AND verdict = 'changed' ORDER BY position"
)


@dataclass(frozen=True, slots=True)
class _Adding:
    """Hold an item that has more to say of a film than how its review goes: to which, and whether by choice."""

    film_id: int
    stated: Film
    is_chosen: bool


async def write_chunk(tx: Transaction, hand: Hand, low: int, high: int) -> None:
    """Write the items at some positions that are still to be written; what is gone or here by now is noticed.

    Does nothing for a batch that is not confirmed, or not any more.
    """
    params: dict[str, object] = {
        "guild": hand.guild_id,
        "batch": hand.batch_id,
        "low": low,
        "high": high,
        "user": hand.user_id,
        "now": hand.now.isoformat(),
    }
    first = await tx.fetch_one(import_steps.FIRST, params)
    assert first is not None  # a SELECT without FROM always answers
    if first["status"] != "writing":
        return
    params |= {"before": first["before"], "films": first["films"]}
    if first["has_changed"]:
        await import_changes.change(tx, hand, [imports.item_of(row) for row in await tx.fetch_all(_CHANGED, params)])
    for step in import_steps.MERGES if first["has_merged"] else ():
        await tx.execute(step, params)
    if await tx.run(partial(_look, params=params)):
        await _bring_more(tx, hand, params)
    await tx.run(partial(_bring, params=params))


def _look(connection: sqlite3.Connection, params: Params) -> bool:
    """Lay aside what goes to films that are gone; say whether anything brings more than its review."""
    rows_changed(connection, import_steps.ASK_AGAIN, params)
    return first_row(connection, import_steps.BRINGS_MORE, params) is not None


def _bring(connection: sqlite3.Connection, params: Params) -> None:
    """Bring the reviews, and note what became of each."""
    brought = rows_changed(connection, import_steps.BRING, params)
    if rows_changed(connection, import_steps.SETTLE, params) > brought:
        rows_changed(connection, import_steps.TELL_TWINS, params)


async def _bring_more(tx: Transaction, hand: Hand, params: Mapping[str, object]) -> None:
    """Bring what items bring beside their reviews: new films, and what is stated of those that are here."""
    await tx.execute(import_steps.KNOWN, params)
    await make(tx, hand, params)
    await _add(tx, hand, params)
    await _print(tx, hand, params)


async def _add(tx: Transaction, hand: Hand, params: Params) -> None:
    """Add what items say of films that are here, know these by their ids, and remember what an admin chose."""
    adding = [
        _Adding(row["film_id"], draft_from_json(row["draft"]).film, row["chosen"] is not None)
        for row in await tx.fetch_all(import_steps.THAT_ADD, params)
    ]
    if adding:
        await add_facts(tx, hand, [(each.film_id, each.stated) for each in adding])
        await _remember(tx, hand, adding)


async def _remember(tx: Transaction, hand: Hand, adding: Sequence[_Adding]) -> None:
    ids = dict.fromkeys((each.film_id, *one) for each in adding for one in usable(each.stated.ids))
    await film_ids.learn_many(tx, hand.guild_id, ids, hand.batch_id)
    decided = {key: each.film_id for each in adding if each.is_chosen for key in statements(each.stated)}
    await film_ids.decide(tx, hand.guild_id, film_ids.FOR_ALL, decided.items(), hand.now, batch_id=hand.batch_id)


async def _print(tx: Transaction, hand: Hand, params: Params) -> None:
    """Find the print of what is known by its film, now that the film has a number."""
    rows = await tx.fetch_all(import_steps.WITHOUT_PRINT, params)
    await tx.execute_many(
        "UPDATE import_reviews SET fingerprint = ? WHERE guild_id = ? AND batch_id = ? AND position = ?",
        [(reviews.fingerprint(reviews.review_of(row)), hand.guild_id, hand.batch_id, row["position"]) for row in rows],
    )
