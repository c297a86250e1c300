"""The last change to a server's films, kept with what takes it back, until the next change replaces it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row
from typing import Any

from bot.domain.errors import UserError
from bot.domain.titles import Film
from db import films
from db.database import Database, Transaction
from db.film_merge import absorb, release
from db.film_removal import forget, set_removed, unhide

_TAKEN_BACK = ""


@dataclass(frozen=True, slots=True)
class Author:
    """Say who changes something, in which server, and when."""

    guild_id: int
    user_id: int
    now: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """Name a change that was made: the number that undoes it, and the film as it is now."""

    change_id: int
    film: Film


@dataclass(frozen=True, slots=True)
class Undone:
    """Name a change that was taken back: `edit`, `merge` or `remove`, and the film as it is again."""

    kind: str
    film: Film


async def undo(database: Database, author: Author, change_id: int) -> Undone:
    """Take the server's last film change back.

    Raises UserError when another change has been made since, or it was undone already.
    """
    async with database.transaction() as tx:
        last = await _last(tx, author.guild_id)
        if last is None or int(last["change_id"]) != change_id:
            raise UserError(
                "Another film was changed since, so this change stays. `/film edit` corrects a film by hand."
            )
        if last["undo"] == _TAKEN_BACK:
            raise UserError("This change was undone already.")
        await tx.execute("UPDATE film_changes SET undo = ? WHERE guild_id = ?", (_TAKEN_BACK, author.guild_id))
        kept = json.loads(last["undo"])
        await _take_back(tx, author, kept)
        return Undone(last["kind"], await visible(tx, author.guild_id, kept["film"]))


async def record(tx: Transaction, author: Author, kind: str, undo: Mapping[str, Any], film: Film) -> Change:
    """Keep how to take a change back, in place of the change before; a removal before it is final from here on."""
    last = await _last(tx, author.guild_id)
    number = int(author.now.timestamp() * 1_000_000)
    if last is not None:
        number = max(number, int(last["change_id"]) + 1)  # two changes of one moment are two all the same
        await _close(tx, author.guild_id, last)
    await tx.execute(
        "INSERT INTO film_changes (guild_id, change_id, kind, undo, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (guild_id) DO UPDATE SET change_id = excluded.change_id, kind = excluded.kind,"
        " undo = excluded.undo, made_by = excluded.made_by, made_at = excluded.made_at",
        (author.guild_id, str(number), kind, json.dumps(undo), author.user_id, author.now.isoformat()),
    )
    return Change(number, film)


async def visible(tx: Transaction, guild_id: int, film_id: int) -> Film:
    """Return the film as the transaction sees it, or the one it was merged into; raise UserError without one."""
    row = await tx.fetch_one(
        f"SELECT {films.COLUMNS} FROM films WHERE {films.VISIBLE} AND id = COALESCE("
        "(SELECT target_id FROM film_redirects WHERE guild_id = ? AND film_id = ?), ?)",
        (guild_id, guild_id, film_id, film_id),
    )
    if row is None:
        raise UserError("That film is not here any more. `/review` finds what is.")
    return films.film_of(row)


async def _last(tx: Transaction, guild_id: int) -> Row | None:
    return await tx.fetch_one("SELECT change_id, kind, undo FROM film_changes WHERE guild_id = ?", (guild_id,))


async def _close(tx: Transaction, guild_id: int, last: Row) -> None:
    if last["kind"] == "remove" and last["undo"] != _TAKEN_BACK:
        await forget(tx, guild_id, json.loads(last["undo"])["removed"])


async def _take_back(tx: Transaction, author: Author, kept: Mapping[str, Any]) -> None:
    guild_id = author.guild_id
    if removed := kept.get("removed"):
        await unhide(tx, guild_id, removed)
    if before := kept.get("before"):
        await films.update(tx, guild_id, _film_from(before), author.now)
    for moved in reversed(kept["moves"]):
        await release(tx, guild_id, moved)
        await films.owe_titles(tx, [moved["source"], moved["target"]])
    if copied := kept.get("copy"):
        shared_id, copy_id = copied
        # What was rated or imported under the copy goes back to the shared film, and so do the copy's buttons.
        await absorb(tx, guild_id, copy_id, shared_id)
        await set_removed(tx, guild_id, copy_id, author.now)


def _film_from(kept: Mapping[str, Any]) -> Film:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()}
    return Film(**fields)
