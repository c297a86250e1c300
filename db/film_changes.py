"""What admins change about films; each change can be taken back until the next one."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from bot.domain.errors import UserError
from bot.domain.titles import Film, same_person
from db import films
from db.database import Database, Transaction
from db.film_merge import absorb
from db.film_removal import hide
from db.film_undo import Author, Change, record, visible


class FilmIsHereError(UserError):
    """Say that a film was not added because it is here; `film` is the one that is."""

    def __init__(self, film: Film) -> None:
        super().__init__(
            "That film is here already, so nothing was added. `/film edit` changes it;"
            " another film of the same title needs its own year or director beside it."
        )
        self.film = film


async def add(database: Database, author: Author, film: Film) -> Film:
    """Put a film on the server's shelf and return it with its id.

    Raises FilmIsHereError when the server has a film of that title, year and director already.
    """
    async with database.transaction() as tx:
        for known in await films.with_title(tx, author.guild_id, film.title):
            if _may_be_same(known, film):
                raise FilmIsHereError(known)
        film_id = await films.insert(tx, author.guild_id, film, author.now)
        return replace(film, id=film_id, guild_id=author.guild_id)


async def edit(database: Database, author: Author, film: Film) -> Change:
    """Write a film's fields; a film of the shared catalogue becomes the server's own first.

    Raises UserError when it is not there any more.
    """
    async with database.transaction() as tx:
        before = await visible(tx, author.guild_id, film.id)
        own, undo = await _own(tx, author, before)
        film = replace(film, id=own.id, guild_id=author.guild_id)
        await films.update(tx, author.guild_id, film, author.now)
        undo["before"] = asdict(before) if before.guild_id else None
        return await record(tx, author, "edit", undo, film)


async def merge(database: Database, author: Author, source_id: int, target_id: int) -> Change:
    """Make one film of two: reviews, ratings and the old name go to the target.

    Raises UserError when both are the same film or one is not there.
    """
    async with database.transaction() as tx:
        source = await visible(tx, author.guild_id, source_id)
        target = await visible(tx, author.guild_id, target_id)
        if source.id == target.id:
            raise UserError("That is the same film twice. Choose two different films to merge.")
        own, undo = await _own(tx, author, target)
        undo["moves"].append(await absorb(tx, author.guild_id, source.id, own.id))
        undo["film"] = source.id
        await films.owe_titles(tx, [source.id, own.id])
        return await record(tx, author, "merge", undo, own)


async def remove(database: Database, author: Author, film_id: int) -> Change:
    """Take a film with its reviews and ratings out of sight; the next change deletes them for good.

    Raises UserError when it is not there any more.
    """
    async with database.transaction() as tx:
        film = await visible(tx, author.guild_id, film_id)
        own, undo = await _own(tx, author, film)
        await hide(tx, author.guild_id, own.id, author.now)
        undo["removed"] = own.id
        return await record(tx, author, "remove", undo, own)


async def _own(tx: Transaction, author: Author, film: Film) -> tuple[Film, dict[str, Any]]:
    """Return the server's own film to change, copying one of the shared catalogue, and how to undo that."""
    undo: dict[str, Any] = {"film": film.id, "moves": []}
    if film.guild_id == author.guild_id:
        return film, undo
    copy_id = await films.insert(tx, author.guild_id, film, author.now)
    undo["moves"].append(await absorb(tx, author.guild_id, film.id, copy_id))
    undo["copy"] = [film.id, copy_id]
    return replace(film, id=copy_id, guild_id=author.guild_id), undo


def _may_be_same(known: Film, new: Film) -> bool:
    if known.year and new.year and known.year != new.year:
        return False
    if known.year and new.year and known.directors and new.directors:
        return any(same_person(one, other) for one in known.directors for other in new.directors)
    return True
