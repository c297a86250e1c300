"""Where an item goes, as it is kept beside the item, and put together again for whoever looks at it."""

from __future__ import annotations

import json
from dataclasses import replace

from bot.domain.placing import SETTLED, Item, Place, Verdict
from bot.domain.titles import Film
from db.database import Database
from db.import_json import film_from_json
from db.imports import Batch
from db.known_films import by_id

_KEPT = {
    Verdict.KEPT: "It is in the club.",
    Verdict.UPDATED: "It is in the club as this page has it.",
    Verdict.UNDONE: "It was taken back.",
}


_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def place_to_json(place: Place) -> str:
    """Write a place, its films by their ids and references."""
    kept: dict[str, object] = {"reason": place.reason}
    if place.film is not None:
        kept["film"] = place.film.id
    if place.candidates:
        kept["candidates"] = [film.id for film in place.candidates]
    return _written(kept)


def reason_in(told: str) -> str:
    """Return why, of a place that was kept."""
    return str(json.loads(told)["reason"]) if told else "It is still to be looked up."


async def place_of(database: Database, batch: Batch, item: Item) -> Place:
    """Return where one item goes, as it was looked up last, with its films as they are now."""
    told = await _stored(database, batch, item)
    if item.verdict in SETTLED:
        films = await by_id(database, batch.guild_id, [item.film_id or 0])
        reason = reason_in(told) if item.verdict is Verdict.STAYS else _KEPT[item.verdict]
        return Place(item.verdict, films.get(item.film_id or 0), (), reason, item.review_id)
    kept = json.loads(told or "{}")
    film: object = kept.get("film")
    ids: list[int] = kept.get("candidates", [])
    wanted = [*ids, film] if isinstance(film, int) else ids
    known = await by_id(database, batch.guild_id, wanted)
    known |= await _new_ones(database, batch, [one for one in wanted if one < 0])
    # Earlier versions kept what was stated of a new film here.
    where = film_from_json(film) if isinstance(film, str) else known.get(film if isinstance(film, int) else 0)
    candidates = tuple(known[one] for one in ids if one in known)
    return Place(item.verdict, where, candidates, reason_in(told), item.review_id)


async def _stored(database: Database, batch: Batch, item: Item) -> str:
    row = await database.fetch_one(
        "SELECT place FROM import_items WHERE guild_id = ? AND batch_id = ? AND position = ?",
        (batch.guild_id, batch.id, item.position),
    )
    return row["place"] if row else ""


async def _new_ones(database: Database, batch: Batch, references: list[int]) -> dict[int, Film]:
    """Return the new films that items of the batch bring, by their references, with all that is stated of them."""
    found = {}
    for one in references:
        row = await database.fetch_one(
            "SELECT facts, film_id FROM import_new_films LEFT JOIN import_made USING (batch_id, position, guild_id)"
            " WHERE guild_id = ? AND batch_id = ? AND position = ?",
            (batch.guild_id, batch.id, -one - 1),
        )
        if row is not None:
            found[one] = replace(film_from_json(row["facts"]), id=row["film_id"] or one)
    return found
