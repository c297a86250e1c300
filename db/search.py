"""The title index: any film by what somebody has typed so far, in a file that can be rebuilt at will."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from db.search_file import READERS, IndexFile
from db.search_query import Hit
from db.search_write import Entry, insert, nobody, remove, stage

__all__ = ["Entry", "Hit", "TitleIndex"]

_T = TypeVar("_T")


class TitleIndex:
    """Answer which films somebody means; derived from the main database, never the only place of anything.

    All work runs in threads, one hop a call, on connections of its own, so the event loop is never held.
    """

    def __init__(self, file: IndexFile, pool: ThreadPoolExecutor) -> None:
        self._file = file
        self._pool = pool
        self._writing = asyncio.Lock()
        self._rebuilding = asyncio.Lock()
        self._changes = 0
        self.lock = file.lock

    @classmethod
    @asynccontextmanager
    async def open(cls, path: Path | str) -> AsyncIterator[TitleIndex]:
        """Open the index at `path`; a missing, stale or damaged one starts empty and says `needs_rebuild`."""
        pool = ThreadPoolExecutor(READERS + 1, thread_name_prefix="titles")
        index = cls(IndexFile(Path(path)), pool)
        try:
            await index._run(index._file.open)
            yield index
        finally:
            try:
                await asyncio.shield(index._run(index._file.end))
            finally:
                pool.shutdown(wait=False)

    @property
    def needs_rebuild(self) -> bool:
        """Tell whether the index may lack films: never filled, made by older code, or found damaged."""
        return self._file.incomplete

    @property
    def changes(self) -> int:
        """Return a number that is another after every change by any process, so that kept answers show their age."""
        return hash((self._changes, self._file.stamp))

    async def add(self, entries: Iterable[Entry], *, watermark: int | None = None) -> None:
        """Write films, each replacing what stood under its id, and with them the watermark where one is given.

        An entry is (film id, server's id or None, title, year, popularity from 0 up, alternative titles[, directors]).
        """
        await self._write(partial(insert, entries=list(entries)), watermark)

    async def remove(self, film_ids: Iterable[int], *, watermark: int | None = None) -> None:
        """Take films out; an id the index does not hold is fine."""
        await self._write(partial(remove, film_ids=list(film_ids)), watermark)

    async def search(
        self, text: str, guild_id: int | None, limit: int = 25, *, lifted: Collection[int] = ()
    ) -> list[Hit]:
        """Return the films that `text` can mean, best first, among the shared ones and the server's own.

        `lifted` are ids of films that come first among equals, such as those the member or the server saw last.
        """
        return await self._run(self.finder(text, guild_id, limit, lifted=lifted))

    def finder(
        self, text: str, guild_id: int | None, limit: int = 25, *, lifted: Collection[int] = ()
    ) -> Callable[[], list[Hit]]:
        """Return a call that searches in the thread it is made in, for work there that goes on with what it finds."""
        return partial(self._file.search, text, guild_id, limit, frozenset(lifted))

    async def exact(self, titles: Collection[str], guild_id: int | None) -> dict[str, list[int]]:
        """Return the films that have each of many titles among their names, spelling apart; of most titles none."""
        return await self._run(partial(self._file.exact, list(titles), guild_id))

    async def size(self) -> int:
        """Return how many films the index holds."""
        return await self._run(self._file.size)

    async def watermark(self) -> int:
        """Return the number last stored with an update, 0 in a new index."""
        return await self._run(self._file.watermark)

    async def set_watermark(self, value: int) -> None:
        """Store a number by which the main database knows what this index has seen."""
        await self.add([], watermark=value)

    async def rebuild(
        self,
        batches: Iterable[Sequence[Entry]] | AsyncIterable[Sequence[Entry]],
        *,
        watermark: int = 0,
        progress: Callable[[int], None] = nobody,
    ) -> None:
        """Replace the whole index by what `batches` bring; of a film that comes twice the later one stays.

        `progress` is told of films twice: when they are brought, and when they become findable.

        Searches see the old index until the new one is complete, and updates go to both. When `batches` raise, the old
        index stays.
        """
        async with self._rebuilding:
            fresh = await self._run(self._file.begin)
            try:
                async for batch in _each(batches):
                    await self._run(partial(stage, fresh, batch))
                    progress(len(batch))
                await self._run(partial(self._file.complete, watermark, progress))
                async with self._writing:
                    await self._run(self._file.swap)
                    self._changes += 1
            except BaseException:
                await asyncio.shield(self._run(self._file.abandon))
                raise

    async def _write(self, work: Callable[..., None], watermark: int | None) -> None:
        async with self._writing:
            try:
                await self._run(partial(self._file.write, work, watermark))
            finally:
                self._changes += 1

    async def _run(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)


async def _each(batches: Iterable[_T] | AsyncIterable[_T]) -> AsyncIterator[_T]:
    if isinstance(batches, AsyncIterable):
        async for batch in batches:
            yield batch
    else:
        for batch in batches:
            yield batch
