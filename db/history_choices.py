"""What a member decides about one row of their import: which film it is, or that it stays out."""

from __future__ import annotations

from bot.domain.known_films import KnownFilms
from bot.domain.titles import Film
from db import films
from db.database import Database, Transaction
from db.histories import Owner
from db.history_rows import SeenRow
from db.known_films import look_up
from db.search import TitleIndex

NEW = 0  # chosen for a film that is not here yet
BY_HAND = "As you chose."

_OPEN = (
    "history_id = ? AND guild_id = ? AND position = ? AND outcome IS NULL AND verdict <> 'skipped' AND EXISTS"
    " (SELECT 1 FROM histories WHERE histories.id = history_rows.history_id AND histories.guild_id = ?"
    " AND histories.user_id = ? AND histories.status IN ('draft', 'done'))"
)


async def candidates(database: Database, titles: TitleIndex, owner: Owner, row: SeenRow) -> tuple[Film, ...]:
    """Return the films of this server that a row may mean, as things stand now."""
    stated = row.row.film
    found, remembered = await look_up(database, titles, owner.guild_id, [stated], owner.user_id)
    return KnownFilms(found, remembered).find(stated).candidates


async def choose(database: Database, owner: Owner, history_id: int, position: int, film_id: int) -> bool:
    """Take a film of this server, or NEW, for a row; of two rows about one film the one not chosen now stays out.

    Return False where the row takes no decision any more, or no such film is to be seen.
    """
    if film_id != NEW:
        film = await films.get(database, owner.guild_id, film_id)
        if film is None:
            return False
        film_id = film.id
    async with database.transaction() as tx:
        return await _take(tx, owner, history_id, position, film_id)


async def leave_out(database: Database, owner: Owner, history_id: int, position: int) -> bool:
    """Leave a row out; return False where it takes no decision any more."""
    async with database.transaction() as tx:
        return await _set(tx, owner, history_id, position, "left_out", BY_HAND, NEW)


async def carry_over(tx: Transaction, owner: Owner, old_id: int, new_id: int) -> None:
    """Decide about rows of a draft what was decided by hand about the same rows of the one it replaces.

    A row is the same that stands in the same place and names the same film.
    """
    decided = await tx.fetch_all(
        "SELECT new.position, old.verdict, old.film_id FROM history_rows AS old JOIN history_rows AS new"
        " ON new.history_id = ? AND new.guild_id = old.guild_id AND new.place = old.place AND new.title = old.title"
        " AND COALESCE(new.year, 0) = COALESCE(old.year, 0) AND new.verdict <> 'skipped'"
        " WHERE old.history_id = ? AND old.guild_id = ? AND (old.chosen = 1 OR"
        " (old.verdict = 'left_out' AND old.reason = ?)) ORDER BY new.position",
        (new_id, old_id, owner.guild_id, BY_HAND),
    )
    for row in decided:
        if row["verdict"] == "ready":
            await _take(tx, owner, new_id, row["position"], row["film_id"] or NEW)
        else:
            await _set(tx, owner, new_id, row["position"], "left_out", BY_HAND, NEW)


async def _take(tx: Transaction, owner: Owner, history_id: int, position: int, film_id: int) -> bool:
    """Take a film for a row; the others about that film stay out."""
    changed = await _set(tx, owner, history_id, position, "ready", BY_HAND, film_id)
    if changed and film_id != NEW:
        await tx.execute(
            "UPDATE history_rows SET verdict = 'left_out', reason = 'You chose another row for that film.'"
            " WHERE history_id = ? AND guild_id = ? AND film_id = ? AND position <> ? AND verdict = 'ready'"
            " AND outcome IS NULL",
            (history_id, owner.guild_id, film_id, position),
        )
    return changed


async def _set(
    tx: Transaction, owner: Owner, history_id: int, position: int, verdict: str, reason: str, film_id: int
) -> bool:
    changed = await tx.execute(
        f"UPDATE history_rows SET verdict = ?, reason = ?, film_id = ?, chosen = ? WHERE {_OPEN}",
        (
            verdict,
            reason,
            film_id or None,
            int(verdict == "ready"),
            history_id,
            owner.guild_id,
            position,
            owner.guild_id,
            owner.user_id,
        ),
    )
    return changed == 1
