"""The rows of a member's import: counted, paged, looked at one by one, and decided on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from sqlite3 import Row

from bot.domain.histories import HistoryRow
from bot.domain.titles import Film
from db.database import Database
from db.histories import Owner

_AT_A_TIME = 200
STATED = (
    "history_rows.position, place, history_rows.title, history_rows.original_title, history_rows.year,"
    " history_rows.directors, history_rows.genres, history_rows.runtime_minutes, history_rows.language,"
    " imdb, tmdb, letterboxd, history_rows.half_stars, history_rows.note, history_rows.rated_at"
)
# What the row is, or would be if it were written now: the same words as in db.history_steps.
_NOW = (
    "CASE WHEN history_rows.verdict <> 'ready' THEN history_rows.verdict"
    " WHEN history_rows.outcome IS NOT NULL THEN history_rows.outcome WHEN ratings.half_stars IS NULL THEN 'added'"
    " WHEN ratings.half_stars = history_rows.half_stars"
    " AND (history_rows.note IS NULL OR history_rows.note = ratings.note) THEN 'same'"
    " WHEN histories.keep_mine = 1 THEN 'kept' ELSE 'changed' END"
)
# A film that was merged since is looked for where it went.
_FROM = (
    " FROM history_rows JOIN histories ON histories.id = history_rows.history_id"
    " LEFT JOIN film_redirects ON film_redirects.guild_id = history_rows.guild_id"
    " AND film_redirects.film_id = history_rows.film_id"
    " LEFT JOIN films ON films.id = COALESCE(film_redirects.target_id, history_rows.film_id)"
    " LEFT JOIN ratings ON ratings.guild_id = histories.guild_id AND ratings.film_id = films.id"
    " AND ratings.user_id = histories.user_id"
    " WHERE histories.guild_id = ? AND histories.user_id = ? AND histories.id = ?"
)
_SEEN = (
    f"SELECT {STATED}, {_NOW} AS fate, reason, outcome, undone, made_film, ratings.half_stars AS mine,"
    " films.title AS film_title, films.year AS film_year, films.id AS film_id"
)


@dataclass(frozen=True, slots=True)
class SeenRow:
    """Hold a row as the member sees it: what it states, where it goes, and what it came to or would.

    `fate` is a RowVerdict of what is not written, else an Outcome; `mine` the half stars the member gives that film
    now; `film` is None for a new film. `written` says that it is in the club, `undone` what became of it since.
    """

    position: int
    row: HistoryRow
    fate: str
    reason: str
    film: Film | None
    mine: int | None
    written: bool
    undone: str | None
    made_film: bool


async def counts(database: Database, owner: Owner, history_id: int) -> Counter[str]:
    """Count the rows by what they are or would be: by Outcome, or by RowVerdict where that is not `ready`."""
    rows = await database.fetch_all(
        f"SELECT {_NOW} AS fate, COUNT(*) AS rows{_FROM} GROUP BY 1", (owner.guild_id, owner.user_id, history_id)
    )
    return Counter({row["fate"]: row["rows"] for row in rows})


async def page(
    database: Database, owner: Owner, history_id: int, fates: Sequence[str], limit: int, offset: int
) -> list[SeenRow]:
    """Return some rows in the order of the file: of these fates, or (none named) of all."""
    which = f" AND {_NOW} IN ({', '.join('?' * len(fates))})" if fates else ""
    rows = await database.fetch_all(
        f"{_SEEN}{_FROM}{which} ORDER BY history_rows.position LIMIT ? OFFSET ?",
        (owner.guild_id, owner.user_id, history_id, *fates, limit, offset),
    )
    return [_seen(row) for row in rows]


async def every(database: Database, owner: Owner, history_id: int) -> AsyncIterator[list[SeenRow]]:
    """Yield all rows in the order of the file, some at a time."""
    after = -1
    while rows := await database.fetch_all(
        f"{_SEEN}{_FROM} AND history_rows.position > ? ORDER BY history_rows.position LIMIT ?",
        (owner.guild_id, owner.user_id, history_id, after, _AT_A_TIME),
    ):
        after = rows[-1]["position"]
        yield [_seen(row) for row in rows]


async def one(database: Database, owner: Owner, history_id: int, position: int) -> SeenRow | None:
    """Return one row of a member's import."""
    row = await database.fetch_one(
        f"{_SEEN}{_FROM} AND history_rows.position = ?", (owner.guild_id, owner.user_id, history_id, position)
    )
    return _seen(row) if row else None


def stated(row: Row) -> HistoryRow:
    """Return what a row of the STATED columns says."""
    ids = tuple((name, row[name]) for name in ("imdb", "tmdb", "letterboxd") if row[name])
    film = Film(
        0,
        None,
        row["title"],
        year=row["year"],
        directors=tuple(json.loads(row["directors"])),
        genres=tuple(json.loads(row["genres"])),
        runtime_minutes=row["runtime_minutes"],
        language=row["language"],
        original_title=row["original_title"],
        ids=ids,
    )
    day: date | None = datetime.fromisoformat(row["rated_at"]).date() if row["rated_at"] else None
    return HistoryRow(row["place"], film, row["half_stars"], row["note"], day)


def _seen(row: Row) -> SeenRow:
    film = None
    if row["film_id"] is not None:
        film = Film(row["film_id"], None, row["film_title"], row["film_year"])
    return SeenRow(
        position=row["position"],
        row=stated(row),
        fate=row["fate"],
        reason=row["reason"],
        film=film,
        mine=row["mine"],
        written=row["outcome"] is not None,
        undone=row["undone"],
        made_film=bool(row["made_film"]),
    )
