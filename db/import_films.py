"""The films that an import makes or adds to; what a person changed of them is never written over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.drafts import Draft
from bot.domain.enriching import enrich, signed
from bot.domain.placing import Item, reference
from bot.domain.titles import Film
from db import films
from db.database import Transaction
from db.import_json import film_from_json, film_to_json


@dataclass(frozen=True, slots=True)
class Hand:
    """Say for which server and batch something is written, by whom, and when."""

    guild_id: int
    batch_id: int
    user_id: int
    now: datetime


async def film_for(tx: Transaction, hand: Hand, item: Item) -> tuple[Film | None, Film | None]:
    """Return the film that an item goes to, made or enriched, and how it was before where it changed."""
    place = item.film_id if item.film_id is not None else reference(item.position)
    if place >= 0:
        film = await _visible(tx, hand.guild_id, place)
        return (None, None) if film is None else await _enrich(tx, hand, film, item.draft)
    leader = -place - 1
    row = await tx.fetch_one(
        "SELECT film_id FROM import_items WHERE guild_id = ? AND batch_id = ? AND position = ?",
        (hand.guild_id, hand.batch_id, leader),
    )
    film = await _visible(tx, hand.guild_id, row["film_id"]) if row and (row["film_id"] or 0) > 0 else None
    if film is not None:
        return await _enrich(tx, hand, film, item.draft)
    film = await _create(tx, hand, item.draft)
    # The item that was to bring the film may have been here already: whoever comes after finds it there all the same.
    await tx.execute(
        "UPDATE import_items SET film_id = ? WHERE guild_id = ? AND batch_id = ? AND position = ?",
        (film.id, hand.guild_id, hand.batch_id, leader),
    )
    return film, None


async def _create(tx: Transaction, hand: Hand, draft: Draft) -> Film:
    film_id = await films.insert(tx, hand.guild_id, draft.film, hand.now, hand.batch_id)
    film = replace(draft.film, id=film_id, guild_id=hand.guild_id)
    await _sign(tx, hand, film)
    return film


async def _enrich(tx: Transaction, hand: Hand, film: Film, draft: Draft) -> tuple[Film, Film | None]:
    if film.guild_id != hand.guild_id:
        return film, None  # the shared catalogue is not this server's to change
    row = await tx.fetch_one(
        "SELECT facts FROM import_films WHERE guild_id = ? AND film_id = ?", (hand.guild_id, film.id)
    )
    ours = film_from_json(row["facts"]) if row else None
    richer = enrich(film, draft.film, ours)
    if richer == film:
        return film, None
    await films.update(tx, hand.guild_id, richer, hand.now)
    await _sign(tx, hand, signed(film, richer, ours))
    return richer, film


async def _sign(tx: Transaction, hand: Hand, facts: Film) -> None:
    await tx.execute(
        "INSERT INTO import_films (guild_id, film_id, facts) VALUES (?, ?, ?)"
        " ON CONFLICT (guild_id, film_id) DO UPDATE SET facts = excluded.facts",
        (hand.guild_id, facts.id, film_to_json(facts)),
    )


async def _visible(tx: Transaction, guild_id: int, film_id: int) -> Film | None:
    row = await tx.fetch_one(
        f"SELECT {films.COLUMNS} FROM films WHERE {films.VISIBLE} AND id = COALESCE("
        "(SELECT target_id FROM film_redirects WHERE guild_id = ? AND film_id = ?), ?)",
        (guild_id, guild_id, film_id, film_id),
    )
    return films.film_of(row) if row else None
