"""A confirmed import of a member's on its way into the club: chunk by chunk, gone on with after any stop."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import UserError
from bot.domain.histories import RowPlace, RowVerdict
from bot.domain.known_films import statements
from db import film_ids, histories, history_tables, title_sync
from db.database import Database, Transaction
from db.histories import Owner
from db.history_drafts import match_rows
from db.history_rows import STATED, stated
from db.history_steps import STEPS
from db.search import TitleIndex

CHUNK = 1_000  # rows in one transaction: everybody else's writes wait for it
GONE = "That import is not here any more. `/myratings import` begins another, `/myratings history` shows what was."

#: Told after every chunk how many of how many rows are done.
Progress = Callable[[int, int], Awaitable[None]]


@dataclass(slots=True)
class _Run:
    """Hold one run over an import: whose, whether their own ratings stay, and the youngest film the rows met."""

    owner: Owner
    history_id: int
    keep_mine: bool
    films_seen: int
    now: datetime


async def write(
    database: Database,
    titles: TitleIndex,
    owner: Owner,
    history_id: int,
    now: datetime,
    progress: Progress | None = None,
) -> None:
    """Write every row of an import that is ready, and teach the title index the films that came with it.

    Called again after a stop, it goes on where it was. Raises UserError where the member has no such import, or it was
    put away or taken back.
    """
    await write_rows(database, titles, owner, history_id, now, progress)
    await title_sync.settle(database, titles)


async def write_rows(
    database: Database,
    titles: TitleIndex,
    owner: Owner,
    history_id: int,
    now: datetime,
    progress: Progress | None = None,
) -> None:
    """Do what `write` does short of the title index, which then still owes the new films."""
    await histories.set_status(database, owner, history_id, ("draft", "done"), "writing", now)
    history = await histories.load(database, owner, history_id)
    if history is None or history.status != "writing":
        raise UserError(GONE)
    run = _Run(owner, history_id, history.keep_mine, history.films_seen, now)
    done, after = 0, -1
    while chunk := await _next(database, run, after):
        if not await _write_chunk(database, run, chunk):
            await _match_again(database, titles, run)
            continue
        after, done = chunk[-1], done + len(chunk)
        if progress is not None:
            await progress(done, history.unwritten)
    async with database.transaction() as tx:
        await histories.finish(tx, owner, history_id, "done", now)
        await history_tables.forget(tx, owner, history_id)


async def _next(database: Database, run: _Run, after: int) -> list[int]:
    """Return the positions of the next rows to write."""
    rows = await database.fetch_all(
        "SELECT position FROM history_rows WHERE history_id = ? AND guild_id = ? AND position > ?"
        " AND verdict = 'ready' AND outcome IS NULL ORDER BY position LIMIT ?",
        (run.history_id, run.owner.guild_id, after, CHUNK),
    )
    return [row["position"] for row in rows]


async def _write_chunk(database: Database, run: _Run, chunk: Sequence[int]) -> bool:
    """Write a stretch of rows whole; return False, writing nothing, where films have come since they were matched."""
    async with database.transaction() as tx:
        if await histories.youngest_film(tx) != run.films_seen:
            return False
        params = {
            "history": run.history_id,
            "guild": run.owner.guild_id,
            "user": run.owner.user_id,
            "low": chunk[0],
            "high": chunk[-1],
            "keep": int(run.keep_mine),
            "now": run.now.isoformat(),
        }
        for step in STEPS:
            await tx.execute(step, params)
        await _decide(tx, run, chunk)
        run.films_seen = await histories.youngest_film(tx)
    return True


async def _decide(tx: Transaction, run: _Run, chunk: Sequence[int]) -> None:
    """Remember for this member what they chose by hand."""
    rows = await tx.fetch_all(
        f"SELECT {STATED}, film_id FROM history_rows WHERE history_id = ? AND guild_id = ?"
        " AND position BETWEEN ? AND ? AND chosen = 1 AND outcome IS NOT NULL",
        (run.history_id, run.owner.guild_id, chunk[0], chunk[-1]),
    )
    decisions = [(key, row["film_id"]) for row in rows for key in statements(stated(row).film)]
    await film_ids.decide(tx, run.owner.guild_id, run.owner.user_id, decisions, run.now, run.history_id)


async def _match_again(database: Database, titles: TitleIndex, run: _Run) -> None:
    """Match the rows that were to bring new films: somebody may have brought one of them meanwhile."""
    run.films_seen = await histories.youngest_film(database)
    rows = await database.fetch_all(
        f"SELECT {STATED} FROM history_rows WHERE history_id = ? AND guild_id = ?"
        " AND verdict = 'ready' AND outcome IS NULL AND film_id IS NULL AND chosen = 0",
        (run.history_id, run.owner.guild_id),
    )
    places = await match_rows(database, titles, run.owner, (stated(row) for row in rows))
    changed = [
        (*_placed(place), run.history_id, run.owner.guild_id, row["position"])
        for row, place in zip(rows, places, strict=True)
        if place.film_id is not None or place.verdict is not RowVerdict.READY
    ]
    async with database.transaction() as tx:
        await tx.execute_many(
            "UPDATE history_rows SET verdict = ?, reason = ?, film_id = ?"
            " WHERE history_id = ? AND guild_id = ? AND position = ? AND outcome IS NULL",
            changed,
        )


def _placed(place: RowPlace) -> tuple[str, str, int | None]:
    return place.verdict, place.reason, place.film_id
