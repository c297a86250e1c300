"""What a club looks like to an import: while it looks the same, every item goes where it went before."""

from __future__ import annotations

from db.database import Database
from db.imports import Batch

# What matching asks of the club, and the batch itself: how much there is of each, and the youngest change.
_LOOKS = (
    "SELECT COUNT(*), COALESCE(MAX(id), 0), MAX(updated_at), COUNT(removed_at) FROM films WHERE guild_id = :guild",
    "SELECT COUNT(*), COALESCE(MAX(id), 0) FROM reviews WHERE guild_id = :guild",
    "SELECT COUNT(*), COALESCE(MAX(id), 0) FROM import_revisions WHERE guild_id = :guild",
    "SELECT COUNT(*), COALESCE(MAX(film_id), 0) FROM film_redirects WHERE guild_id = :guild",
    "SELECT change_id, made_at FROM film_changes WHERE guild_id = :guild",
    "SELECT COUNT(*), COALESCE(MAX(film_id), 0) FROM film_ids WHERE guild_id = :guild",
    "SELECT COUNT(*), MAX(decided_at) FROM film_decisions WHERE guild_id = :guild",
    # Films of the catalogue, and those that the title index has not learned yet.
    "SELECT (SELECT COALESCE(MAX(id), 0) FROM films), (SELECT COUNT(*) FROM title_outbox)",
    "SELECT COUNT(*), MAX(position), SUM(touched), SUM(verdict IN ('kept', 'updated')) FROM import_items"
    " WHERE guild_id = :guild AND batch_id = :batch",
)


async def as_it_is(database: Database, batch: Batch) -> str:
    """Return a text that changes with anything that may lead an item of a batch elsewhere."""
    params = {"guild": batch.guild_id, "batch": batch.id}
    found = await database.read(*((sql, params) for sql in _LOOKS))
    return repr([[tuple(row) for row in rows] for rows in found])
