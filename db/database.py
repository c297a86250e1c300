"""The database: look-ups on connections of their own, writes through one writer that commits in groups."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Self, TypeVar, cast

import aiosqlite

from db import opening
from db.commits import Commits
from db.faults import StorageError, Telling, fault
from db.hop import Params, Row, Statement, all_rows, first_row, rows_changed, rows_of_each
from db.migrate import Step, packaged_steps
from db.readers import Readers
from db.transaction import Transaction
from db.writer import Writer

__all__ = ["Database", "Params", "Row", "Statement", "Transaction"]

PATIENT = 2  # connections for slower work, so that it never takes those of a look-up

_T = TypeVar("_T")


class Database:
    """Storage that says "saved" only when it is: WAL, `synchronous=FULL`, one writer, readers of their own.

    Faults of the storage are StorageErrors with a sentence for a person; a violated constraint is the
    sqlite3.IntegrityError it is.
    """

    def __init__(
        self,
        connections: list[aiosqlite.Connection],
        file: str,
        writer: Writer | None = None,
        commits: Commits | None = None,
        refusal: StorageError | None = None,
    ) -> None:
        self._patient = Readers(connections[:PATIENT], file)
        self._readers = Readers(connections[PATIENT:], file)
        self._writer = writer
        self._commits = commits
        self.refusal = refusal

    @classmethod
    @asynccontextmanager
    async def open(
        cls, path: Path, *, readers: int = 2, steps: Sequence[Step] | None = None, busy_timeout: float = 5.0
    ) -> AsyncIterator[Self]:
        """Open or create the database, bring its schema up to date, and close it cleanly at the end.

        `steps` defaults to the packaged migrations, `busy_timeout` (seconds) is the patience with other programs.
        A file that cannot be written opens for look-ups; `refusal` then says why writes fail.
        Raises a StorageError when not even that is possible.
        """
        known = packaged_steps() if steps is None else steps
        opening.check_folder(path)
        with Telling(str(path)):
            database = await cls._open(path, readers, known, busy_timeout)
        try:
            yield database
        finally:
            await database._close()

    @classmethod
    async def _open(cls, path: Path, count: int, steps: Sequence[Step], busy_timeout: float) -> Self:
        try:
            connection = await opening.open_writer(path, steps, busy_timeout)
        except sqlite3.Error as error:
            if not opening.may_be_read_alone(error, path):
                raise
            alone = await opening.open_readers_alone(path, PATIENT + count, steps, busy_timeout)
            return cls(alone, path.name, refusal=fault(error, path.name))
        writer = Writer(connection, path.name, opening.watch(path))
        try:
            beside = await opening.open_readers(path, PATIENT + count, "ro", busy_timeout, opening.nothing_to_check)
        except BaseException:
            await writer.close()
            raise
        return cls(beside, path.name, writer, opening.listen(path))

    def commits(self) -> int | None:
        """Return, at once, a number that every commit to the file changes; None where it cannot be told.

        What was read after asking is still so while the number is the same.
        """
        return self._commits.number() if self._commits else None

    async def fetch_all(self, sql: str, params: Params = ()) -> list[Row]:
        """Return every row of a query; rows know their columns by name."""
        return await self._readers.query(all_rows, sql, params)

    async def fetch_one(self, sql: str, params: Params = ()) -> Row | None:
        """Return the first row of a query, or None."""
        return await self._readers.query(first_row, sql, params)

    async def read(self, *statements: Statement) -> list[list[Row]]:
        """Return the rows of several queries, all of one moment, in the time of one."""
        return await self._readers.read(statements)

    async def alongside(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run work that looks things up and takes its time over other things too, in one hop.

        `work` gets a connection that reads and is kept for such, so that quick look-ups never wait behind it.
        """
        return await self._patient.query(work)

    def transaction(self) -> Transaction:
        """Begin a transaction of several statements: `async with database.transaction() as tx`."""
        return Transaction(self._may_write())

    async def execute(self, sql: str, params: Params = ()) -> int:
        """Run one writing statement as a transaction of its own and return how many rows it changed.

        Much faster than `transaction()` where many write at once: neighbours and the commit share one hop.
        """
        return cast(int, await self._may_write().write(partial(rows_changed, sql=sql, params=params)))

    async def batch(self, *statements: Statement) -> list[list[Row]]:
        """Run statements known beforehand as one transaction and return the rows of each, as fast as `execute`."""
        return cast("list[list[Row]]", await self._may_write().write(partial(rows_of_each, statements=statements)))

    def _may_write(self) -> Writer:
        if self._writer is None:
            assert self.refusal is not None
            raise type(self.refusal)(str(self.refusal))
        return self._writer

    async def _close(self) -> None:
        # The last connection to close folds the log into the file and removes it, so the writer goes last.
        try:
            await self._patient.close()
            await self._readers.close()
        finally:
            if self._commits:
                self._commits.close()
            if self._writer is not None:
                await self._writer.close()
