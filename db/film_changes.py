"""What admins change about films, each change undone until the next one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.errors import UserError
from bot.domain.titles import Film
from db import films
from db.database import Database, Transaction
from db.film_merge import absorb, release


@dataclass(frozen=True, slots=True)
class Change:
    """Name a change that was made: the id that undoes it, and the film as it is now."""

    change_id: str
    film: Film


@dataclass(frozen=True, slots=True)
class Author:
    """Say who changes something, in which server, and when."""

    guild_id: int
    user_id: int
    now: datetime

    @property
    def change_id(self) -> str:
        """Return the id under which this author's change is kept."""
        return f"{int(self.now.timestamp() * 1_000_000):x}{self.user_id % 0xFFFF:x}"


async def edit(database: Database, author: Author, film: Film) -> Change:
    """Write a film's fields; a film of the shared catalogue becomes the server's own first."""
    async with database.transaction() as tx:
        before = await _visible(tx, author.guild_id, film.id)
        own, undo = await _own(tx, author, before)
        film = replace(film, id=own.id, guild_id=author.guild_id)
        await films.update(tx, author.guild_id, film, author.now)
        undo["before"] = asdict(before) if before.guild_id else None
        return await _record(tx, author, "edit", undo, film)


async def merge(database: Database, author: Author, source_id: int, target_id: int) -> Change:
    """Make one film of two: reviews, ratings and the old name go to the target.

    Raises UserError when both are the same film or one is not there.
    """
    async with database.transaction() as tx:
        source = await _visible(tx, author.guild_id, source_id)
        target = await _visible(tx, author.guild_id, target_id)
        if source.id == target.id:
            raise UserError("That is the same film twice. Choose two different films to merge.")
        moved = await absorb(tx, author.guild_id, source.id, target.id)
        await films.owe_titles(tx, [source.id, target.id])
        return await _record(tx, author, "merge", {"moved": moved}, target)


async def remove(database: Database, author: Author, film_id: int) -> Change:
    """Take a film with its reviews and ratings out of sight; nothing is deleted before the next change."""
    async with database.transaction() as tx:
        film = await _visible(tx, author.guild_id, film_id)
        own, undo = await _own(tx, author, film)
        await _set_removed(tx, author.guild_id, own.id, author.now)
        undo["removed"] = own.id
        return await _record(tx, author, "remove", undo, own)


async def undo(database: Database, guild_id: int, change_id: str) -> str:
    """Take the server's last film change back and return its kind.

    Raises UserError when another change has been made since, or it was undone already.
    """
    async with database.transaction() as tx:
        row = await tx.fetch_one(
            "DELETE FROM film_changes WHERE guild_id = ? AND change_id = ? RETURNING kind, undo", (guild_id, change_id)
        )
        if row is None:
            raise UserError(
                "This change cannot be undone any more: it was undone already, or another change was made since."
                " `/film edit` corrects the film by hand."
            )
        await _take_back(tx, guild_id, json.loads(row["undo"]))
        return str(row["kind"])


async def _take_back(tx: Transaction, guild_id: int, undo: Mapping[str, Any]) -> None:
    if removed := undo.get("removed"):
        await _set_removed(tx, guild_id, removed, None)
    if before := undo.get("before"):
        await films.update(tx, guild_id, _film_from(before), datetime.fromisoformat(undo["at"]))
    if moved := undo.get("moved"):
        await release(tx, guild_id, moved)
        await films.owe_titles(tx, [moved["source"], moved["target"]])
        if undo.get("copied"):
            await _set_removed(tx, guild_id, moved["target"], datetime.fromisoformat(undo["at"]))


def _film_from(kept: Mapping[str, Any]) -> Film:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()}
    return Film(**fields)


async def _visible(tx: Transaction, guild_id: int, film_id: int) -> Film:
    row = await tx.fetch_one(
        f"SELECT {films.COLUMNS} FROM films WHERE {films.VISIBLE} AND id = COALESCE("
        "(SELECT target_id FROM film_redirects WHERE guild_id = ? AND film_id = ?), ?)",
        (guild_id, guild_id, film_id, film_id),
    )
    if row is None:
        raise UserError("That film is not here any more. `/review` finds what is.")
    return films.film_of(row)


async def _own(tx: Transaction, author: Author, film: Film) -> tuple[Film, dict[str, Any]]:
    """Return the server's own film to change, copying one of the shared catalogue, and how to undo that."""
    undo: dict[str, Any] = {"at": author.now.isoformat()}
    if film.guild_id == author.guild_id:
        return film, undo
    copy_id = await films.insert(tx, author.guild_id, film, author.now)
    undo["moved"] = await absorb(tx, author.guild_id, film.id, copy_id)
    undo["copied"] = True
    return replace(film, id=copy_id, guild_id=author.guild_id), undo


async def _set_removed(tx: Transaction, guild_id: int, film_id: int, at: datetime | None) -> None:
    await tx.execute(
        "UPDATE films SET removed_at = ? WHERE id = ? AND guild_id = ?",
        (at.isoformat() if at else None, film_id, guild_id),
    )
    await films.owe_titles(tx, [film_id])


async def _record(tx: Transaction, author: Author, kind: str, undo: Mapping[str, Any], film: Film) -> Change:
    change = Change(author.change_id, film)
    await tx.execute(
        "INSERT INTO film_changes (guild_id, change_id, kind, undo, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (guild_id) DO UPDATE SET change_id = excluded.change_id, kind = excluded.kind,"
        " undo = excluded.undo, made_by = excluded.made_by, made_at = excluded.made_at",
        (author.guild_id, change.change_id, kind, json.dumps(undo), author.user_id, author.now.isoformat()),
    )
    return change
