"""Connections that only read, so that a long import never makes a look-up wait."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import Concatenate, ParamSpec, TypeVar

import aiosqlite

from db.faults import Telling
from db.hop import Row, Statement, hop, rows_of_one_moment

_T = TypeVar("_T")
_P = ParamSpec("_P")


class _Reader:
    __slots__ = ("connection", "pending")

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self.connection = connection
        self.pending = 0


class Readers:
    """Send each query to the reader with the least to do.

    Every query sees all that was committed before it was asked: in WAL mode a snapshot begins with the statement.
    """

    def __init__(self, connections: Sequence[aiosqlite.Connection], file: str) -> None:
        self._readers = [_Reader(connection) for connection in connections]
        self._telling = Telling(file)

    async def query(
        self, work: Callable[Concatenate[sqlite3.Connection, _P], _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> _T:
        """Run the queries of `work` in one hop."""
        reader = self._readers[0]
        if reader.pending:
            reader = min(self._readers, key=lambda each: each.pending)
        reader.pending += 1
        try:
            with self._telling:
                return await hop(reader.connection, work, *args, **kwargs)
        finally:
            reader.pending -= 1

    async def read(self, statements: Sequence[Statement]) -> list[list[Row]]:
        """Return the rows of several queries of one moment."""
        return await self.query(rows_of_one_moment, statements)

    async def close(self) -> None:
        """Close every reader after the queries it was given."""
        for reader in self._readers:
            await reader.connection.close()
