"""Where each review of a batch goes as things stand now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.placing import Item, Place, Placing, Verdict, is_taken
from bot.domain.titles import Film
from db import reviews
from db.database import Database
from db.import_candidates import candidates
from db.imports import Batch
from db.known_films import by_id
from db.search import TitleIndex
from db.slices import in_slices

_WORD = re.compile(r"\w")


async def look(database: Database, titles: TitleIndex, batch: Batch) -> list[Place]:
    """Say where each item of a batch goes, in the order of the items; kept ones say where they went."""
    guild_id = batch.guild_id
    wanted = [item for item in batch.items if item.draft.readable and item.verdict is not Verdict.KEPT]
    may_be = await candidates(database, titles, guild_id, wanted)
    placing = Placing(may_be.films, *await _known(database, guild_id, wanted), may_be.remembered)
    kept = await by_id(database, guild_id, (item.film_id or 0 for item in batch.items))
    places = []
    for item in batch.items:
        if item.verdict is Verdict.KEPT:
            places.append(Place(Verdict.KEPT, kept.get(item.film_id or 0), (), "It is in the club."))
        else:
            film = may_be.chosen.get(item.chosen or 0)
            places.append(placing.place(item if film is None else replace(item, chosen=film.id)))
    return places


async def _known(database: Database, guild_id: int, items: Sequence[Item]) -> tuple[dict[int, Film | None], set[int]]:
    """Return, by position, the films of reviews that are here already, and who repeats an earlier item."""
    # Without a text of its own a review is known by its film too, which only writing it settles.
    prints = {
        item.position: reviews.fingerprint(item.draft.review) for item in items if _WORD.search(item.draft.review.body)
    }
    rows = await in_slices(
        database,
        lambda marks: f"SELECT fingerprint, film_id FROM reviews WHERE guild_id = ? AND fingerprint IN ({marks})",
        (guild_id,),
        sorted(set(prints.values())),
    )
    film_of = {row["fingerprint"]: row["film_id"] for row in rows}
    films_here = await by_id(database, guild_id, film_of.values())
    here = {at: films_here.get(film_of[mark]) for at, mark in prints.items() if mark in film_of}
    firsts: dict[str, int] = {}
    for item in items:
        if item.position in prints and is_taken(item):
            firsts.setdefault(prints[item.position], item.position)
    return here, {at for at, mark in prints.items() if firsts.get(mark, at) < at}
