"""The database: look-ups on connections of their own, writes through one writer that commits in groups."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar, cast

import aiosqlite

from db import opening
from db.faults import StorageError, Telling, fault
from db.group import Member
from db.hop import (
    Params,
    Row,
    Statement,
    all_rows,
    first_of_each,
    first_row,
    rows_changed,
    rows_changed_many,
    rows_of_each,
)
from db.migrate import Step, packaged_steps
from db.readers import Readers
from db.writer import Writer

__all__ = ["Database", "Params", "Row", "Statement", "Transaction"]

PATIENT = 2  # connections for slower work, so that it never takes those of a look-up

_T = TypeVar("_T")


class Transaction:
    """One transaction with a body: `async with database.transaction() as tx`.

    Leaving the body returns only after the commit is durable. A body that raises or is cancelled leaves nothing
    behind. Keep bodies short and free of waits for anything but the database: everybody else's writes wait.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._member: Member | None = None

    async def execute(self, sql: str, params: Params = ()) -> int:
        """Run one statement and return how many rows it changed."""
        return await self._writer.run(self._turn(), partial(rows_changed, sql=sql, params=params))

    async def execute_many(self, sql: str, rows: Iterable[Params]) -> int:
        """Run one statement for each row of parameters and return how many rows changed in all."""
        return await self._writer.run(self._turn(), partial(rows_changed_many, sql=sql, rows=rows))

    async def fetch_all(self, sql: str, params: Params = ()) -> list[Row]:
        """Return every row, of RETURNING too; sees what this transaction has written so far."""
        return await self._writer.run(self._turn(), partial(all_rows, sql=sql, params=params))

    async def fetch_one(self, sql: str, params: Params = ()) -> Row | None:
        """Return the first row or None; a statement with RETURNING does all of its work."""
        rows = await self.fetch_all(sql, params)
        return rows[0] if rows else None

    async def fetch_each(self, sql: str, rows: Iterable[Params]) -> list[Row | None]:
        """Run one statement for each row of parameters, in one hop, and return the first row that each gives."""
        return await self._writer.run(self._turn(), partial(first_of_each, sql=sql, rows=rows))

    async def run(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run several statements in one hop; `work` gets the connection and leaves its transactions alone."""
        return await self._writer.run(self._turn(), work)

    async def __aenter__(self) -> Self:
        self._member = await self._writer.begin()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        member, self._member = self._turn(), None
        durable = self._writer.end(member, keep=kind is None)
        if kind is None:
            await durable

    def _turn(self) -> Member:
        if self._member is None:
            raise RuntimeError("a transaction is used only inside its own `async with`, and only once")
        return self._member


class Database:
    """Storage that says "saved" only when it is: WAL, `synchronous=FULL`, one writer, readers of their own.

    Faults of the storage are StorageErrors with a sentence for a person; a violated constraint is the
    sqlite3.IntegrityError it is.
    """

    def __init__(
        self, connections: list[aiosqlite.Connection], file: str, writer: Writer | None, refusal: StorageError | None
    ) -> None:
        self._patient = Readers(connections[:PATIENT], file)
        self._readers = Readers(connections[PATIENT:], file)
        self._writer = writer
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
            return cls(alone, path.name, None, fault(error, path.name))
        writer = Writer(connection, path.name, opening.watch(path))
        try:
            beside = await opening.open_readers(path, PATIENT + count, "ro", busy_timeout, opening.nothing_to_check)
        except BaseException:
            await writer.close()
            raise
        return cls(beside, path.name, writer, None)

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
            if self._writer is not None:
                await self._writer.close()
