"""The title index kept in step with the films: owed in the film's transaction, paid right after, settled at start."""

from __future__ import annotations

import asyncio
import math
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from bot.domain.errors import UserError
from db import meta, title_entries
from db.database import Database
from db.search import TitleIndex

_PAGE = 2_000
_MARK = "title_index"
_BEHIND = "title_index_behind"
_A_MOMENT = 0.05  # seconds until it is asked again whether somebody else is done
_AT_ONCE = 4  # where more than one film in so many is to be learnt, making the index anew is faster

_BUSY = (
    "Another process is loading a catalogue or making the title index anew; nothing was changed."
    " Wait until it is done, then start this again."
)

#: Is told how many films have been gone through, each twice: as they are read, and as they become findable.
Progress = Callable[[int], None]


def nobody(_: int) -> None:
    """Tell nobody how far it is."""


async def settle(database: Database, index: TitleIndex) -> int:
    """Teach the index every film that is still owed; return how many there were.

    An index that was found damaged while it was in use is written anew first. While another process makes the index
    anew, what is owed stays owed: the new one may not have it yet.
    """
    if index.needs_rebuild and not await _is_of(database, index):
        await rebuild(database, index)
    settled = after = 0
    while owed := await _owed(database, after):
        after = owed[-1]
        with index.lock.shared() as is_kept:
            await _teach(database, index, owed)
            if is_kept:
                async with database.transaction() as tx:
                    await tx.execute_many("DELETE FROM title_outbox WHERE film_id = ?", [(one,) for one in owed])
        settled += len(owed)
    return settled


async def ensure(database: Database, index: TitleIndex) -> None:
    """Mend the index at start: rebuild one that is missing, stale or not this database's, else pay what is owed.

    Both files hold the same random mark from the last rebuild, so an index of another database is noticed.
    """
    if await _is_of(database, index) and not await _was_left_behind(database, index):
        await settle(database, index)
    else:
        await rebuild(database, index)


async def fill(database: Database, index: TitleIndex) -> None:
    """Write the whole index anew and leave the database as it is, for one that cannot be written."""
    await index.rebuild(title_entries.every(database))


async def in_step(database: Database, index: TitleIndex) -> bool:
    """Say whether the index belongs to this database and owes it nothing."""
    owed = await database.fetch_one("SELECT film_id FROM title_outbox LIMIT 1")
    return owed is None and not await meta.get(database, _BEHIND) and await _is_of(database, index)


async def rebuild(database: Database, index: TitleIndex, progress: Progress = nobody) -> None:
    """Write the whole index anew from the films, unless another process just did: then waits until that is done."""
    async with alone(index) as had_to_wait:
        if not (had_to_wait and await _is_of(database, index) and not await meta.get(database, _BEHIND)):
            await _make(database, index, progress)
    await settle(database, index)


@asynccontextmanager
async def alone(index: TitleIndex, patience: float = math.inf) -> AsyncIterator[bool]:
    """Hold the index's lock alone, and say whether somebody had it before.

    Raises UserError when it is not to be had for so many seconds; keeping the index in step takes it for moments only.
    """
    turns = 0
    while True:
        with index.lock.alone() as is_mine:
            if is_mine:
                yield turns > 0
                return
        if turns * _A_MOMENT >= patience:
            raise UserError(_BUSY)
        turns += 1
        await asyncio.sleep(_A_MOMENT)


async def fall_behind(database: Database) -> bool:
    """Note that films come which the index is not owed one by one; return whether it was behind already.

    Whoever notes it holds `index.lock` alone until `catch_up` is done; where that process dies, the next start
    makes the index anew.
    """
    was = await meta.get(database, _BEHIND) is not None
    await meta.put(database, _BEHIND, "1")
    return was


async def catch_up(
    database: Database, index: TitleIndex, film_ids: Sequence[int] | None, progress: Progress = nobody
) -> None:
    """Teach the index the films that came since `fall_behind` (None: nobody knows which), `index.lock` held alone."""
    many = film_ids is None or len(film_ids) * _AT_ONCE > await index.size()
    if many or film_ids is None or not await _is_of(database, index):
        await _make(database, index, progress)
        return
    for at in range(0, len(film_ids), _PAGE):
        some = film_ids[at : at + _PAGE]
        await _teach(database, index, some)
        progress(2 * len(some))
    await meta.forget(database, _BEHIND)


async def _owed(database: Database, after: int) -> list[int]:
    query = "SELECT film_id FROM title_outbox WHERE film_id > ? ORDER BY film_id LIMIT ?"
    return [int(row["film_id"]) for row in await database.fetch_all(query, (after, _PAGE))]


async def _teach(database: Database, index: TitleIndex, film_ids: Sequence[int]) -> None:
    entries = await title_entries.entries(database, film_ids)
    await index.remove(sorted(set(film_ids) - {entry[0] for entry in entries}))
    await index.add(entries)


async def _is_of(database: Database, index: TitleIndex) -> bool:
    is_of = await meta.get(database, _MARK) == str(await index.watermark())
    return is_of and not index.needs_rebuild


async def _was_left_behind(database: Database, index: TitleIndex) -> bool:
    if not await meta.get(database, _BEHIND):
        return False
    with index.lock.shared() as is_free:
        return is_free  # else somebody is at it


async def _make(database: Database, index: TitleIndex, progress: Progress) -> None:
    mark = secrets.randbits(62)
    await index.rebuild(title_entries.every(database), watermark=mark, progress=progress)
    await meta.put(database, _MARK, str(mark))
    await meta.forget(database, _BEHIND)
