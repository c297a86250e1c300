"""A member's file on its way into a draft: matched to films once, then kept row by row."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from bot.domain.film_ids import usable
from bot.domain.histories import HistoryRow, RowPlace, RowPlacing, rated_at
from bot.domain.titles import title_key
from db import histories, history_choices, history_tables
from db.database import Database
from db.histories import History, Owner
from db.history_tables import Handed
from db.known_films import look_up
from db.search import TitleIndex
from db.unwalked import unwalked

_CHUNK = 1_000
_LONGEST_REASON = 300
_COLUMNS = (
    "history_id, position, guild_id, place, title, title_key, original_title, year, directors, genres,"
    " runtime_minutes, language, imdb, tmdb, letterboxd, half_stars, note, rated_at, verdict, reason, film_id"
)
_INSERT = f"INSERT INTO history_rows ({_COLUMNS}) VALUES ({', '.join('?' * 21)})"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Hold what a member handed in: the files' names, their rows, and what is to be said about whole files.

    `handed` is the file itself, where the columns of a table in it can be told otherwise.
    """

    file: str
    rows: Collection[HistoryRow]
    remarks: Sequence[str] = ()
    handed: Handed | None = None


async def create(database: Database, titles: TitleIndex, owner: Owner, given: HandedIn, now: datetime) -> int:
    """Match every row to the films as they are now, keep all of it as a draft and return its id."""
    history_id = await _put_down(database, titles, owner, given, now)
    await histories.set_status(database, owner, history_id, ("discarded",), "draft", now)
    return history_id


async def replace(
    database: Database, titles: TitleIndex, history: History, given: HandedIn, now: datetime
) -> int | None:
    """Put a draft's file down again as it is read now, in the old draft's place, and return the new id.

    What the member decided about rows that state the same as before stays decided. Return None, changing nothing,
    where the draft is settled meanwhile.
    """
    owner = history.owner
    new_id = await _put_down(database, titles, owner, given, now)
    async with database.transaction() as tx:
        replaced = await tx.execute(
            "UPDATE histories SET status = 'discarded', updated_at = ?"
            " WHERE guild_id = ? AND user_id = ? AND id = ? AND status = 'draft'",
            (now.isoformat(), owner.guild_id, owner.user_id, history.id),
        )
        if replaced:
            await tx.execute(
                "UPDATE histories SET status = 'draft', created_at = ?, keep_mine ="
                " (SELECT keep_mine FROM histories WHERE id = ?) WHERE guild_id = ? AND user_id = ? AND id = ?",
                (history.created_at.isoformat(), history.id, owner.guild_id, owner.user_id, new_id),
            )
            await history_choices.carry_over(tx, owner, history.id, new_id)
    await histories.clear(database, owner, history.id if replaced else new_id)
    return new_id if replaced else None


async def _put_down(database: Database, titles: TitleIndex, owner: Owner, given: HandedIn, now: datetime) -> int:
    seen = await histories.youngest_film(database)
    with unwalked():
        places = await match_rows(database, titles, owner, given.rows)
        history_id = await _begin(database, owner, given, seen, now)
        await _insert(database, owner, history_id, given.rows, places, now)
    if given.handed is not None:
        await history_tables.keep(database, owner, history_id, given.handed)
    return history_id


async def _insert(
    database: Database,
    owner: Owner,
    history_id: int,
    given: Iterable[HistoryRow],
    places: Sequence[RowPlace],
    now: datetime,
) -> None:
    waiting = iter(given)
    for start in range(0, len(places), _CHUNK):
        some = islice(waiting, _CHUNK)
        rows = await asyncio.to_thread(_values, owner, history_id, start, some, places[start : start + _CHUNK], now)
        # In pieces: a file of 50,000 rows must not keep everybody else's ratings waiting.
        async with database.transaction() as tx:
            await tx.execute_many(_INSERT, rows)


async def match_rows(
    database: Database, titles: TitleIndex, owner: Owner, rows: Iterable[HistoryRow]
) -> list[RowPlace]:
    """Say where rows go as things stand now, with the server's decisions and the member's own."""
    waiting, placing = iter(rows), RowPlacing()
    while some := await asyncio.to_thread(_next, waiting):
        stated = [row.film for row in some if row.skipped is None]
        films, remembered = await look_up(database, titles, owner.guild_id, stated, owner.user_id)
        await asyncio.to_thread(placing.place, some, films, remembered)
    return await asyncio.to_thread(placing.places)


def _next(rows: Iterator[HistoryRow]) -> list[HistoryRow]:
    return list(islice(rows, _CHUNK))


async def _begin(database: Database, owner: Owner, given: HandedIn, seen: int, now: datetime) -> int:
    # Put away until its last row is there: half a file must not pass for the whole after a crash.
    ((row,),) = await database.batch(
        (
            "INSERT INTO histories (guild_id, user_id, status, file, remarks, films_seen, created_at, updated_at)"
            " VALUES (?, ?, 'discarded', ?, ?, ?, ?, ?) RETURNING id",
            (
                owner.guild_id,
                owner.user_id,
                given.file,
                json.dumps(list(given.remarks), ensure_ascii=False),
                seen,
                now.isoformat(),
                now.isoformat(),
            ),
        )
    )
    return int(row["id"])


def _values(
    owner: Owner, history_id: int, start: int, rows: Iterable[HistoryRow], places: Sequence[RowPlace], now: datetime
) -> list[tuple[object, ...]]:
    return [
        (history_id, position, owner.guild_id, *_stated(row, now), *_place(place))
        for position, (row, place) in enumerate(zip(rows, places, strict=True), start)
    ]


def _place(place: RowPlace) -> tuple[object, ...]:
    return place.verdict, place.reason[:_LONGEST_REASON], place.film_id


def _stated(row: HistoryRow, now: datetime) -> tuple[object, ...]:
    film, ids, moment = row.film, dict(usable(row.film.ids)), rated_at(row, now)
    return (
        row.place,
        film.title,
        title_key(film.title),
        film.original_title,
        film.year,
        json.dumps(film.directors, ensure_ascii=False),
        json.dumps(film.genres, ensure_ascii=False),
        film.runtime_minutes,
        film.language,
        *(ids.get(catalogue) for catalogue in ("imdb", "tmdb", "letterboxd")),
        row.half_stars,
        row.note,
        moment.isoformat() if moment else None,
    )
