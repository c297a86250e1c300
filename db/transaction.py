"""A transaction with a body: several statements that take effect together or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from functools import partial
from types import TracebackType
from typing import Self, TypeVar

from db.group import Member
from db.hop import Params, Row, all_rows, first_of_each, rows_changed, rows_changed_many
from db.writer import Writer

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
