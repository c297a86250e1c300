"""The title index: any film by what somebody has typed so far, in a file that can be rebuilt at will."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

from db.search_query import Hit, find
from db.search_schema import create, discard, open_index, open_reader
from db.search_write import Entry, insert, remove

__all__ = ["Entry", "Hit", "TitleIndex"]

_READERS = 2
_T = TypeVar("_T")


class TitleIndex:
    """Answer which films somebody means; derived from the main database, never the only place of anything.

    Searches run in threads on connections of their own, one hop each, so the event loop is never held.
    """

    def __init__(self, path: Path, pool: ThreadPoolExecutor) -> None:
        self._path = path
        self._pool = pool
        self._writing = asyncio.Lock()
        self._readers: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        self._writer: sqlite3.Connection
        self.needs_rebuild = True

    @classmethod
    @asynccontextmanager
    async def open(cls, path: Path | str) -> AsyncIterator[TitleIndex]:
        """Open the index at `path`; a missing, stale or damaged one starts empty and says `needs_rebuild`."""
        pool = ThreadPoolExecutor(_READERS + 1, thread_name_prefix="titles")
        index = cls(Path(path), pool)
        try:
            await index._run(index._connect)
            yield index
        finally:
            await index._run(index._close)
            pool.shutdown(wait=False)

    async def add(self, entries: Iterable[Entry], *, watermark: int | None = None) -> None:
        """Write films, each replacing what stood under its id, and with them the watermark where one is given.

        An entry is (film id, server's id or None, title, year, popularity, alternative titles[, directors]).
        """
        rows = list(entries)
        async with self._writing:
            await self._run(lambda: self._write(lambda connection: insert(connection, rows), watermark))

    async def remove(self, film_ids: Iterable[int], *, watermark: int | None = None) -> None:
        """Take films out; an id the index does not hold is fine."""
        ids = list(film_ids)
        async with self._writing:
            await self._run(lambda: self._write(lambda connection: remove(connection, ids), watermark))

    async def search(self, text: str, guild_id: int | None, limit: int = 25) -> list[Hit]:
        """Return the films that `text` can mean, best first, among the shared ones and the server's own."""
        return await self._run(lambda: self._search(text, guild_id, limit))

    async def watermark(self) -> int:
        """Return the number last stored with an update, 0 in a new index."""
        return await self._run(lambda: _meta(self._writer, "watermark"))

    async def set_watermark(self, value: int) -> None:
        """Store how far the index has followed the main database."""
        await self.add([], watermark=value)

    async def rebuild(
        self, batches: Iterable[Sequence[Entry]] | AsyncIterable[Sequence[Entry]], *, watermark: int | None = None
    ) -> None:
        """Replace the whole index by what `batches` bring; searches see the old one until the new one is complete."""
        async with self._writing:
            fresh = self._path.with_name(self._path.name + ".new")
            discard(fresh)
            connection = await self._run(lambda: create(fresh))
            await self._run(lambda: connection.execute("BEGIN"))
            if isinstance(batches, AsyncIterable):
                async for batch in batches:
                    await self._run(partial(insert, connection, batch))
            else:
                for batch in batches:
                    await self._run(partial(insert, connection, batch))
            await self._run(lambda: self._swap(connection, fresh, watermark or 0))

    async def _run(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def _connect(self) -> None:
        self._writer = open_index(self._path)
        self.needs_rebuild = not _meta(self._writer, "complete")
        for _ in range(_READERS):
            self._readers.put(open_reader(self._path))

    def _close(self) -> None:
        for _ in range(_READERS):
            self._readers.get().close()
        self._writer.close()

    def _search(self, text: str, guild_id: int | None, limit: int) -> list[Hit]:
        connection = self._readers.get()
        try:
            return find(connection, text, guild_id, limit)
        finally:
            self._readers.put(connection)

    def _write(self, work: Callable[[sqlite3.Connection], None], watermark: int | None) -> None:
        with self._writer:
            self._writer.execute("BEGIN IMMEDIATE")
            work(self._writer)
            if watermark is not None:
                _set_meta(self._writer, "watermark", watermark)

    def _swap(self, connection: sqlite3.Connection, fresh: Path, watermark: int) -> None:
        _set_meta(connection, "watermark", watermark)
        _set_meta(connection, "complete", 1)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        self._close()
        discard(self._path)
        fresh.replace(self._path)
        self._connect()


def _meta(connection: sqlite3.Connection, name: str) -> int:
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return 0 if row is None else int(row[0])


def _set_meta(connection: sqlite3.Connection, name: str, value: int) -> None:
    connection.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value)
    )
