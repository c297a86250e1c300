"""The films of a batch taken back: new ones unless something hangs on them, added facts unless somebody edited them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from sqlite3 import Row

from bot.domain.taking_back import taken_back
from bot.domain.titles import Film
from db import films
from db.database import Database, Transaction
from db.film_removal import set_removed
from db.film_uses import IS_USED
from db.import_films import Hand
from db.import_json import film_from_json, film_to_json

CHUNK = 200
_NOTHING = Film(0, None, "")
RATED, REVIEWED, EDITED, MERGED, USED = "rated", "reviewed", "edited", "merged", "used"

_MADE = (
    f"SELECT {films.COLUMNS},"
    " (SELECT COUNT(*) FROM ratings WHERE ratings.guild_id = films.guild_id AND film_id = films.id) AS rated,"
    " (SELECT COUNT(*) FROM reviews WHERE reviews.guild_id = films.guild_id AND film_id = films.id AND"
    "  (batch_id IS NULL OR batch_id <> ? OR EXISTS (SELECT 1 FROM import_revisions"
    "   WHERE guild_id = reviews.guild_id AND review_id = reviews.id AND batch_id <> ?))) AS reviewed,"
    " (SELECT COUNT(*) FROM film_redirects WHERE guild_id = films.guild_id AND target_id = films.id) AS merged,"
    f" ({IS_USED}) AS used,"
    " (SELECT facts FROM import_films WHERE guild_id = films.guild_id AND film_id = films.id) AS facts"
    " FROM films WHERE guild_id = ? AND batch_id = ? AND removed_at IS NULL AND id > ?"
    # One that was merged away leads to the film it became, and goes on doing so.
    " AND NOT EXISTS (SELECT 1 FROM film_redirects WHERE guild_id = films.guild_id AND film_id = films.id)"
    " ORDER BY id LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class MadeFilm:
    """Hold a film that a batch made, and why it stays when the batch is taken back (None: it goes)."""

    film: Film
    stays: str | None


async def made_films(reader: Database | Transaction, guild_id: int, batch_id: int, after: int) -> list[MadeFilm]:
    """Return the next films that a batch made, by their ids, as they are now."""
    rows = await reader.fetch_all(_MADE, (batch_id, batch_id, guild_id, batch_id, after, CHUNK))
    return [MadeFilm(films.film_of(row), _why(row)) for row in rows]


async def take_films_back(tx: Transaction, hand: Hand, after: int) -> int | None:
    """Take back the next films that a batch made; return the last one's id, None where there was none."""
    made = await made_films(tx, hand.guild_id, hand.batch_id, after)
    going = [each.film.id for each in made if each.stays is None]
    for film_id in going:
        await set_removed(tx, hand.guild_id, film_id, hand.now)
    forgotten = [(hand.guild_id, film_id) for film_id in going]
    await tx.execute_many("DELETE FROM import_films WHERE guild_id = ? AND film_id = ?", forgotten)
    await tx.execute_many("DELETE FROM film_ids WHERE guild_id = ? AND film_id = ?", forgotten)
    # A film that a later import put its reviews to is that import's from here on, and goes when that is taken back.
    await tx.execute_many(
        "UPDATE films SET batch_id = COALESCE((SELECT MIN(batch_id) FROM reviews"
        " WHERE guild_id = films.guild_id AND film_id = films.id), batch_id) WHERE guild_id = ? AND id = ?",
        [(hand.guild_id, each.film.id) for each in made if each.stays == REVIEWED],
    )
    return made[-1].film.id if made else None


async def take_facts_back(tx: Transaction, hand: Hand, after: int) -> int | None:
    """Take back what a batch added to the next films; return the last one's id, None where there was none."""
    rows = await tx.fetch_all(
        "SELECT film_id, before, after FROM import_film_edits WHERE guild_id = ? AND batch_id = ? AND film_id > ?"
        " ORDER BY film_id LIMIT ?",
        (hand.guild_id, hand.batch_id, after, CHUNK),
    )
    for row in rows:
        await _take_facts_back(tx, hand, row)
    return rows[-1]["film_id"] if rows else None


async def _take_facts_back(tx: Transaction, hand: Hand, edit: Row) -> None:
    row = await tx.fetch_one(
        f"SELECT {films.COLUMNS}, (SELECT facts FROM import_films WHERE guild_id = films.guild_id"
        " AND film_id = films.id) AS facts FROM films WHERE guild_id = ? AND id = ? AND removed_at IS NULL",
        (hand.guild_id, edit["film_id"]),
    )
    if row is None:
        return
    film, ours = films.film_of(row), film_from_json(row["facts"]) if row["facts"] else None
    before, after = film_from_json(edit["before"]), film_from_json(edit["after"])
    now, left, stays = taken_back(film, before, after, ours)
    if now != film:
        await films.update(tx, hand.guild_id, now, hand.now)
    await _sign_again(tx, hand, film.id, left)
    # What stays is noted, so that the report can say it: of the edit only that is left.
    kept = replace(before, **{name: getattr(after, name) for name in _undone(before, after, stays)})
    await tx.execute(
        "UPDATE import_film_edits SET before = ? WHERE guild_id = ? AND batch_id = ? AND film_id = ?",
        (film_to_json(kept), hand.guild_id, hand.batch_id, film.id),
    )


async def _sign_again(tx: Transaction, hand: Hand, film_id: int, left: Film | None) -> None:
    """Note what imports have still written of a film: of one that they had not touched before, nothing."""
    key = (hand.guild_id, film_id)
    facts = replace(left, id=0, guild_id=None) if left is not None else _NOTHING
    if facts == _NOTHING:
        await tx.execute("DELETE FROM import_films WHERE guild_id = ? AND film_id = ?", key)
    else:
        told = film_to_json(replace(facts, guild_id=hand.guild_id))
        await tx.execute("UPDATE import_films SET facts = ? WHERE guild_id = ? AND film_id = ?", (told, *key))


def _undone(before: Film, after: Film, stays: Sequence[str]) -> list[str]:
    return [name for name in before.__dataclass_fields__ if name not in stays]


def _why(row: Row) -> str | None:
    if row["rated"]:
        return RATED
    if row["reviewed"]:
        return REVIEWED
    if row["merged"]:
        return MERGED
    if row["used"]:
        return USED
    film = films.film_of(row)
    facts = replace(film_from_json(row["facts"]), id=film.id, guild_id=film.guild_id) if row["facts"] else None
    return EDITED if facts is not None and facts != film else None
