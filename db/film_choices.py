"""Films as lists of choices show them: no more than that, because members wait as they type."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from functools import partial

from bot.domain.titles import Film
from db.database import Database
from db.films import SHOWN
from db.hop import all_rows
from db.search import TitleIndex


async def fitting(
    database: Database, titles: TitleIndex, guild_id: int, typed: str, lifted: Sequence[int] = ()
) -> list[tuple[Film, bool]]:
    """Return the films that a server sees and `typed` can mean, best first, with what a choice shows of them.

    Among equals those `lifted` come first, in their order. Each film comes with whether one of its titles is just
    what was typed.
    """
    search = titles.finder(typed, guild_id, lifted=lifted)
    first = {film_id: 1 - at / len(lifted) for at, film_id in enumerate(lifted)}

    def find(connection: sqlite3.Connection) -> list[tuple[Film, bool]]:
        # The index lifts them all alike; among equals the member's own come before the server's.
        hits = sorted(search(), key=lambda hit: -(hit.score + first.get(hit.film_id, 0.0)))
        whole = {hit.film_id for hit in hits if hit.whole}
        return [(film, film.id in whole) for film in _among(connection, guild_id, [hit.film_id for hit in hits])]

    # The search and the look-up share one hop, on a busy machine the dearest part of a keystroke.
    return await database.alongside(find)


async def among(database: Database, guild_id: int, film_ids: Sequence[int]) -> list[Film]:
    """Return the films of these ids that a server sees, in the order asked, with what a choice shows of them."""
    return await database.alongside(partial(_among, guild_id=guild_id, film_ids=film_ids))


def _among(connection: sqlite3.Connection, guild_id: int, film_ids: Sequence[int]) -> list[Film]:
    marks = ", ".join("?" * len(film_ids))
    rows = all_rows(
        connection,
        f"SELECT id, guild_id, title, year, directors FROM films WHERE id IN ({marks}) AND {SHOWN}",
        (*film_ids, guild_id, guild_id),
    )
    by_id = {
        row["id"]: Film(row["id"], row["guild_id"], row["title"], row["year"], tuple(json.loads(row["directors"])))
        for row in rows
    }
    return [by_id[film_id] for film_id in film_ids if film_id in by_id]
