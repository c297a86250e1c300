"""Films as lists of choices show them: no more than that, because members wait as they type."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.domain.titles import Film
from db.database import Database
from db.films import VISIBLE

# A film that was merged away in this server is left to the one it became.
_SHOWN = (
    f"{VISIBLE} AND NOT EXISTS (SELECT 1 FROM film_redirects WHERE film_redirects.guild_id = ?"
    " AND film_redirects.film_id = films.id)"
)


async def among(database: Database, guild_id: int, film_ids: Sequence[int]) -> list[Film]:
    """Return the films of these ids that a server sees, in the order asked, with what a choice shows of them."""
    marks = ", ".join("?" * len(film_ids))
    rows = await database.fetch_all(
        f"SELECT id, guild_id, title, year, directors FROM films WHERE id IN ({marks}) AND {_SHOWN}",
        (*film_ids, guild_id, guild_id),
    )
    by_id = {
        row["id"]: Film(row["id"], row["guild_id"], row["title"], row["year"], tuple(json.loads(row["directors"])))
        for row in rows
    }
    return [by_id[film_id] for film_id in film_ids if film_id in by_id]
