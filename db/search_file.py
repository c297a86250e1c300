"""The title index's file in use: one writer, a few readers, and a new file that takes its place when rebuilt."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

from db.search_exact import find_exact
from db.search_lock import MakerLock
from db.search_query import Hit, find
from db.search_schema import create, discard, get_meta, open_index, open_reader, set_meta
from db.search_write import finish

# One core is left to the event loop: with a search on every core it would wait for its turn behind them.
READERS = max(1, min(2, (os.cpu_count() or 1) - 1))
_Update = Callable[[sqlite3.Connection], None]
_T = TypeVar("_T")


class IndexFile:
    """Read and write the index from threads; the caller sees to it that no two threads write at once."""

    def __init__(self, path: Path) -> None:
        self.incomplete = True
        self.lock = MakerLock(path.with_name(f"{path.name}.lock"))
        self._path = path
        self._log_path = path.with_name(f"{path.name}-wal")
        self._fresh_path = path.with_name(f"{path.name}.new")
        self._readers: SimpleQueue[sqlite3.Connection | None] = SimpleQueue()  # None: closed for good
        self._writer: sqlite3.Connection | None = None
        self._fresh: sqlite3.Connection | None = None
        self._missed: list[_Update] = []  # what was written since the rebuild began
        self._damaged = False

    def open(self) -> None:
        """Open the file, started over empty where there is no sound one."""
        self._damaged = False
        self._writer = open_index(self._path)
        self.incomplete = not get_meta(self._writer, "complete")
        for _ in range(READERS):
            self._readers.put(open_reader(self._path))

    def close(self) -> None:
        """Close the file when all searches under way are done; one that was found damaged goes."""
        if self._writer is None:
            return
        for _ in range(READERS):
            reader = self._readers.get()
            assert reader is not None, "closed for good, it has no writer"
            reader.close()
        self._writer.close()
        self._writer = None
        if self._damaged:
            discard(self._path)

    def end(self) -> None:
        """Close the file for good: a search that comes too late finds nothing, instead of waiting for ever."""
        self.close()
        self._readers.put(None)

    def search(self, text: str, guild_id: int | None, limit: int, lifted: frozenset[int]) -> list[Hit]:
        """Return the films that fit, or none when the file turns out to be damaged."""
        return self._read(partial(find, text=text, guild_id=guild_id, limit=limit, lifted=lifted)) or []

    def exact(self, titles: list[str], guild_id: int | None) -> dict[str, list[int]]:
        """Return the films of each title, or none when the file turns out to be damaged."""
        return self._read(partial(find_exact, titles=titles, guild_id=guild_id)) or {}

    def _read(self, question: Callable[[sqlite3.Connection], _T]) -> _T | None:
        reader = self._readers.get()
        try:
            return None if reader is None else question(reader)
        except sqlite3.DatabaseError as error:
            self._note_damage(error)
            return None
        finally:
            self._readers.put(reader)

    def write(self, update: _Update, watermark: int | None) -> None:
        """Apply an update and commit it; a damaged file is started over, and lacks films until it is rebuilt."""
        if self._fresh is not None:
            self._missed.append(update)
        try:
            self._apply(update, watermark)
        except sqlite3.DatabaseError as error:
            self._note_damage(error)
            self.close()
            self.open()
            self._apply(update, watermark)

    def size(self) -> int:
        """Return how many films there are."""
        return int(self._connection.execute("SELECT count(*) FROM film").fetchone()[0])

    def watermark(self) -> int:
        """Return the number last stored with an update; notices when another process has made the index whole."""
        self.incomplete = self._damaged or not get_meta(self._connection, "complete")
        return get_meta(self._connection, "watermark")

    def begin(self) -> sqlite3.Connection:
        """Begin a new file beside this one and return its connection, in a transaction."""
        discard(self._fresh_path)
        self._missed = []
        self._fresh = create(self._fresh_path)
        # Nobody reads it before it is whole: what a single statement needs to take itself back fits in memory.
        self._fresh.executescript("PRAGMA journal_mode = MEMORY; PRAGMA cache_size = -65536; BEGIN;")
        return self._fresh

    def complete(self, watermark: int, progress: Callable[[int], None]) -> None:
        """Make the new file whole, short of what was written meanwhile."""
        assert self._fresh is not None
        finish(self._fresh, progress)
        set_meta(self._fresh, "watermark", watermark)
        set_meta(self._fresh, "complete", 1)
        self._fresh.execute("COMMIT")

    def swap(self) -> None:
        """Put the new index in the place of the old one, with all that was written meanwhile."""
        assert self._fresh is not None
        self._fresh.execute("BEGIN")
        for update in self._missed:
            update(self._fresh)
        self._fresh.execute("COMMIT")
        if self._damaged:
            self._replace_file()
        else:
            self._replace_content(self._fresh)
        self.incomplete = False

    def _replace_content(self, fresh: sqlite3.Connection) -> None:
        """Copy the new index over the old one in one transaction, so that other processes that have it open see it."""
        fresh.backup(self._connection)
        # Else the log stays as long as the whole index. A reader at work may be in the way: then the next one does it.
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.abandon()

    def _replace_file(self) -> None:
        self.abandon(keep_file=True)
        self.close()
        discard(self._path)
        self._fresh_path.replace(self._path)
        self.open()

    def abandon(self, *, keep_file: bool = False) -> None:
        """Stop rebuilding; the old file stays as it is."""
        if self._fresh is not None:
            self._fresh.close()
            self._fresh = None
            self._missed = []
        if not keep_file:
            discard(self._fresh_path)

    @property
    def stamp(self) -> tuple[int, int]:
        """Return when the index was written last by any process, and how long its log is since."""
        try:
            found = self._log_path.stat()
        except OSError:
            return 0, 0
        return found.st_mtime_ns, found.st_size

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._writer is None:
            raise RuntimeError("the title index is closed")
        return self._writer

    def _apply(self, update: _Update, watermark: int | None) -> None:
        with self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            update(connection)
            if watermark is not None:
                set_meta(connection, "watermark", watermark)

    def _note_damage(self, error: sqlite3.DatabaseError) -> None:
        # "malformed" and "not a database" are plain DatabaseErrors; a full disk or a lock is one of its children.
        if type(error) is not sqlite3.DatabaseError:
            raise error
        self._damaged = self.incomplete = True
