"""The films that an import makes or adds to; what a person changed of them is never written over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.enriching import enrich, signed
from bot.domain.titles import Film
from db import film_ids, films, import_steps
from db.database import Transaction
from db.import_json import film_from_json, film_to_json


@dataclass(frozen=True, slots=True)
class Hand:
    """Say for which server and batch something is written, by whom, and when."""

    guild_id: int
    batch_id: int
    user_id: int
    now: datetime


@dataclass(slots=True)
class _Shelved:
    """Hold a film while a chunk is written: as it is, as it was before, and what imports wrote of it."""

    film: Film
    before: Film
    ours: Film | None

    def add(self, stated: Film) -> None:
        """Add what one more item states."""
        if (richer := enrich(self.film, stated, self.ours)) != self.film:
            self.film, self.ours = richer, signed(self.film, richer, self.ours)


async def make(tx: Transaction, hand: Hand, params: Mapping[str, object]) -> None:
    """Make the new films that a chunk needs, and know them by their ids from now on; `params` are the chunk's."""
    if not await tx.execute(import_steps.NUMBER, params):
        return
    for step in import_steps.MAKE:
        await tx.execute(step, params)
    rows = await tx.fetch_all(import_steps.WITH_IDS, params)
    ids = [(row["film_id"], *one) for row in rows for one in json.loads(row["ids"])]
    await film_ids.learn_many(tx, hand.guild_id, ids, hand.batch_id)


async def add_facts(tx: Transaction, hand: Hand, stated: Iterable[tuple[int, Film]]) -> None:
    """Add what is stated of films that are here, each with its film's id, in the order given."""
    told = list(stated)
    known = await _own(tx, hand.guild_id, {film_id for film_id, _ in told})
    ours = await _facts(tx, hand.guild_id, known)
    shelf = {film_id: _Shelved(film, film, ours.get(film_id)) for film_id, film in known.items()}
    for film_id, film in told:
        # A film of the shared catalogue is not this server's to change.
        if film_id in shelf:
            shelf[film_id].add(film)
    richer = [each for each in shelf.values() if each.before != each.film]
    await films.update_many(tx, hand.guild_id, [each.film for each in richer], hand.now)
    await _note_edits(tx, hand, richer)
    await _sign(tx, hand, [each.ours for each in richer if each.ours is not None])


async def _note_edits(tx: Transaction, hand: Hand, richer: Iterable[_Shelved]) -> None:
    await tx.execute_many(
        "INSERT INTO import_film_edits (batch_id, film_id, guild_id, before, after) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (batch_id, film_id) DO UPDATE SET after = excluded.after",
        [
            (hand.batch_id, each.film.id, hand.guild_id, film_to_json(each.before), film_to_json(each.film))
            for each in richer
        ],
    )


async def _sign(tx: Transaction, hand: Hand, facts: Iterable[Film]) -> None:
    await tx.execute_many(
        "INSERT INTO import_films (guild_id, film_id, facts) VALUES (?, ?, ?)"
        " ON CONFLICT (guild_id, film_id) DO UPDATE SET facts = excluded.facts",
        [(hand.guild_id, each.id, film_to_json(replace(each, id=0))) for each in facts],
    )


async def _own(tx: Transaction, guild_id: int, film_ids: Iterable[int]) -> dict[int, Film]:
    rows = await tx.fetch_each(
        f"SELECT {films.COLUMNS} FROM films WHERE guild_id = ? AND id = ? AND removed_at IS NULL",
        [(guild_id, film_id) for film_id in film_ids],
    )
    return {row["id"]: films.film_of(row) for row in rows if row is not None}


async def _facts(tx: Transaction, guild_id: int, film_ids: Iterable[int]) -> dict[int, Film]:
    rows = await tx.fetch_each(
        "SELECT film_id, facts FROM import_films WHERE guild_id = ? AND film_id = ?",
        [(guild_id, film_id) for film_id in film_ids],
    )
    return {row["film_id"]: film_from_json(row["facts"]) for row in rows if row is not None}
