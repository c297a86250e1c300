"""One hop: work done in the thread of an aiosqlite connection, there and back once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Concatenate, ParamSpec, TypeAlias, TypeVar, cast

import aiosqlite

# Values are str, int, float, bytes and None; SQLite refuses anything else by itself.
Params: TypeAlias = Sequence[object] | Mapping[str, object]
Row: TypeAlias = sqlite3.Row
Statement: TypeAlias = tuple[str, Params]

_T = TypeVar("_T")
_P = ParamSpec("_P")


async def hop(
    connection: aiosqlite.Connection,
    work: Callable[Concatenate[sqlite3.Connection, _P], _T],
    *args: _P.args,
    **kwargs: _P.kwargs,
) -> _T:
    """Run `work(raw connection, …)` in the connection's thread and hand back what it returns or raises.

    The only place that touches aiosqlite's private API: its public calls carry one statement a hop, and a hop
    (about 60 µs) costs more than the statement, so BEGIN, SAVEPOINT, work and COMMIT travel together here.
    Work handed over always runs, in the order of the calls, also when the caller is cancelled meanwhile.
    https://github.com/omnilib/aiosqlite/blob/main/aiosqlite/core.py (`Connection._execute`)
    """
    return cast(_T, await connection._execute(work, connection._conn, *args, **kwargs))  # type: ignore[no-untyped-call]


def wait_for_thread(connection: aiosqlite.Connection) -> None:
    """Wait for the thread of a connection that could not be opened; aiosqlite only tells it to end."""
    connection._thread.join()


def all_rows(connection: sqlite3.Connection, sql: str, params: Params) -> list[Row]:
    """Return every row of one statement."""
    return connection.execute(sql, params).fetchall()


def rows_of_each(connection: sqlite3.Connection, statements: Sequence[Statement]) -> list[list[Row]]:
    """Run several statements in order and return the rows of each."""
    return [all_rows(connection, sql, params) for sql, params in statements]


def rows_of_one_moment(connection: sqlite3.Connection, statements: Sequence[Statement]) -> list[list[Row]]:
    """Run several queries that all see the same moment of the data and return the rows of each."""
    connection.execute("BEGIN")  # a snapshot begins with the first query and ends with the transaction
    try:
        return rows_of_each(connection, statements)
    finally:
        if connection.in_transaction:  # a damaged file has ended it already
            connection.execute("ROLLBACK")


def first_row(connection: sqlite3.Connection, sql: str, params: Params) -> Row | None:
    """Return the first row of one statement, or None; the rest is never read."""
    cursor = connection.execute(sql, params)
    row = cast("Row | None", cursor.fetchone())
    cursor.close()  # an unfinished SELECT would keep its snapshot open and hold up checkpoints
    return row


def first_of_each(connection: sqlite3.Connection, sql: str, rows: Iterable[Params]) -> list[Row | None]:
    """Run one statement for each row of parameters and return the first row that each gives."""
    return [next(iter(connection.execute(sql, params).fetchall()), None) for params in rows]


def rows_changed(connection: sqlite3.Connection, sql: str, params: Params) -> int:
    """Run one statement to its end and return how many rows it changed."""
    cursor = connection.execute(sql, params)
    cursor.fetchall()  # a RETURNING statement counts its rows only when it is done
    return cursor.rowcount


def rows_changed_many(connection: sqlite3.Connection, sql: str, rows: Iterable[Params]) -> int:
    """Run one statement for each row and return how many rows changed in all."""
    return connection.executemany(sql, rows).rowcount
