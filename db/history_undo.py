"""A member's import taken back: what it added goes, what it changed is as it was, unless changed since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.errors import UserError
from db import histories, title_sync
from db.database import Database, Transaction
from db.film_uses import IS_USED
from db.histories import Owner
from db.history_writing import CHUNK, GONE, Progress
from db.search import TitleIndex

_TOUCHED = (
    "history_rows.history_id = :history AND history_rows.guild_id = :guild"
    " AND history_rows.position BETWEEN :low AND :high AND history_rows.outcome IN ('added', 'changed')"
    " AND history_rows.undone IS NULL"
)
_FOLLOW_MERGES = (
    "UPDATE history_rows SET film_id = (SELECT target_id FROM film_redirects WHERE film_redirects.guild_id = :guild"
    f" AND film_redirects.film_id = history_rows.film_id), made_film = 0 WHERE {_TOUCHED}"
    " AND film_id IN (SELECT film_redirects.film_id FROM film_redirects WHERE film_redirects.guild_id = :guild)"
)
# As the import left it: the stars, the note that came or stayed, and the moment.
_AS_WRITTEN = (
    "SELECT 1 FROM ratings WHERE ratings.guild_id = :guild AND ratings.film_id = history_rows.film_id"
    " AND ratings.user_id = :user AND ratings.half_stars = history_rows.half_stars"
    " AND ratings.note IS NOT DISTINCT FROM COALESCE(history_rows.note, history_rows.was_note)"
    " AND ratings.updated_at = history_rows.rated_at"
)
_LEAVE = f"UPDATE history_rows SET undone = 'left' WHERE {_TOUCHED} AND NOT EXISTS ({_AS_WRITTEN})"
_TAKE_AWAY = (
    "DELETE FROM ratings WHERE guild_id = :guild AND user_id = :user AND film_id IN"
    f" (SELECT film_id FROM history_rows WHERE {_TOUCHED} AND outcome = 'added')"
)
_PUT_BACK = (
    "INSERT INTO ratings (guild_id, film_id, user_id, half_stars, note, spoilers, rated_at, updated_at)"
    " SELECT guild_id, film_id, :user, was_half_stars, was_note, was_spoilers, was_rated_at, was_updated_at"
    f" FROM history_rows WHERE {_TOUCHED} AND outcome = 'changed' ON CONFLICT (guild_id, film_id, user_id)"
    " DO UPDATE SET half_stars = excluded.half_stars, note = excluded.note, spoilers = excluded.spoilers,"
    " rated_at = excluded.rated_at, updated_at = excluded.updated_at"
)
_SETTLE = f"UPDATE history_rows SET undone = 'undone' WHERE {_TOUCHED}"

# Somebody rated, reviewed, edited, merged or otherwise used it since: then it is the club's film, not the import's.
_UNUSED = (
    "films.guild_id = :guild AND films.history_id = :history AND films.history_row BETWEEN :low AND :high"
    " AND films.removed_at IS NULL AND films.updated_at <= films.created_at"
    " AND NOT EXISTS (SELECT 1 FROM ratings WHERE ratings.guild_id = :guild AND ratings.film_id = films.id)"
    " AND NOT EXISTS (SELECT 1 FROM reviews WHERE reviews.guild_id = :guild AND reviews.film_id = films.id)"
    " AND NOT EXISTS (SELECT 1 FROM film_redirects WHERE film_redirects.guild_id = :guild"
    " AND (film_redirects.target_id = films.id OR film_redirects.film_id = films.id))"
    f" AND NOT ({IS_USED})"
)
_FORGET_IDS = f"DELETE FROM film_ids WHERE guild_id = :guild AND film_id IN (SELECT id FROM films WHERE {_UNUSED})"
_OWE_TITLES = (
    f"INSERT INTO title_outbox (film_id) SELECT id FROM films WHERE {_UNUSED} ON CONFLICT (film_id) DO NOTHING"
)
# Out of sight and not deleted: its id must never come to mean another film, for old buttons carry it.
_HIDE_FILMS = f"UPDATE films SET removed_at = :now WHERE {_UNUSED}"

_STEPS = (_FOLLOW_MERGES, _LEAVE, _TAKE_AWAY, _PUT_BACK, _SETTLE, _FORGET_IDS, _OWE_TITLES, _HIDE_FILMS)


async def undo(
    database: Database,
    titles: TitleIndex,
    owner: Owner,
    history_id: int,
    now: datetime,
    progress: Progress | None = None,
) -> None:
    """Take a finished import back; called again after a stop, it goes on where it was.

    Ratings that the member changed since stay, and so do films that somebody else uses. Raises UserError where the
    member has no such import, or it is not finished.
    """
    await histories.set_status(database, owner, history_id, ("done",), "undoing", now)
    history = await histories.load(database, owner, history_id)
    if history is None or history.status != "undoing":
        raise UserError(GONE)
    for end in range(history.rows, 0, -CHUNK):  # backwards, as it came
        await _undo_chunk(database, owner, history_id, range(max(0, end - CHUNK), end), now)
        if progress is not None:
            await progress(history.rows - max(0, end - CHUNK), history.rows)
    async with database.transaction() as tx:
        await _forget(tx, owner, history_id)
        await histories.finish(tx, owner, history_id, "undone", now)
    await title_sync.settle(database, titles)


async def _undo_chunk(database: Database, owner: Owner, history_id: int, chunk: Sequence[int], now: datetime) -> None:
    params = {
        "history": history_id,
        "guild": owner.guild_id,
        "user": owner.user_id,
        "low": chunk[0],
        "high": chunk[-1],
        "now": now.isoformat(),
    }
    async with database.transaction() as tx:
        for step in _STEPS:
            await tx.execute(step, params)


async def _forget(tx: Transaction, owner: Owner, history_id: int) -> None:
    """Unlearn the ids and decisions that came with the import."""
    params = (owner.guild_id, history_id)
    await tx.execute("DELETE FROM film_ids WHERE guild_id = ? AND history_id = ?", params)
    await tx.execute("DELETE FROM film_decisions WHERE guild_id = ? AND history_id = ?", params)
