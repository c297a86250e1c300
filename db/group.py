"""A group: the transactions that one COMMIT makes durable, each in a savepoint of its own."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeAlias, TypeVar

from db.faults import fault

Work: TypeAlias = Callable[[sqlite3.Connection], Any]

_T = TypeVar("_T")


class Member:
    """One transaction: either `work` that runs in one go, or a body that waits for its `turn` and sends its work."""

    __slots__ = ("durable", "error", "group", "keep", "result", "turn", "work")

    def __init__(self, loop: asyncio.AbstractEventLoop, work: Work | None = None) -> None:
        self.durable: asyncio.Future[Any] = loop.create_future()
        self.turn: asyncio.Future[None] | None = None if work else loop.create_future()
        self.work = work
        self.group: Group
        self.keep = False
        self.result: Any = None
        self.error: Exception | None = None

    @property
    def has_given_up(self) -> bool:
        """Tell whether the caller was cancelled before anything ran."""
        return self.durable.cancelled() or (self.turn is not None and self.turn.cancelled())


class Group:
    """Keep the members of one commit apart.

    `admit` and `settle` belong to the event loop; `run` and `commit` to the writer's thread, where a savepoint
    is opened with a member's first statement and closed with whatever comes next, so neither costs a hop.
    """

    def __init__(self, limit: int) -> None:
        self.lost: Exception | None = None
        self._limit = limit
        self._members: list[Member] = []
        self._unrun: deque[Member] = deque()
        self._inside: Member | None = None

    @property
    def takes_more(self) -> bool:
        """Tell whether another member may share this commit."""
        return self.lost is None and len(self._members) < self._limit

    def admit(self, member: Member) -> None:
        """Count a member in; work that runs in one go is done before the next statement or the commit."""
        member.group = self
        self._members.append(member)
        if member.work is not None:
            self._unrun.append(member)

    def run(self, connection: sqlite3.Connection, member: Member, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run one statement of a member's body in that member's savepoint."""
        if self.lost is not None:
            raise self.lost
        try:
            self._run_waiting(connection)
            self._enter(connection, member)
            return work(connection)
        except sqlite3.Error as error:
            self._notice_loss(connection, error)
            raise

    def commit(self, connection: sqlite3.Connection, guard: Callable[[], None]) -> None:
        """Make everything that was kept durable, or raise and keep nothing; `guard` may veto by raising."""
        try:
            if self.lost is not None:
                raise self.lost
            self._run_waiting(connection)
            self._leave(connection)
            if connection.in_transaction:
                guard()
                connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
            raise

    def settle(self, failure: Exception | None, file: str) -> None:
        """Wake every member with what its work returned or raised, or all of them with the failed commit."""
        for member in self._members:
            if member.durable.done():
                continue
            if failure is not None:
                member.durable.set_exception(fault(failure, file) or failure)
            elif member.error is not None:
                member.durable.set_exception(member.error)
            else:
                member.durable.set_result(member.result)

    def _run_waiting(self, connection: sqlite3.Connection) -> None:
        while self._unrun:
            member = self._unrun.popleft()
            self._enter(connection, member)
            try:
                member.result = member.work(connection) if member.work else None
                member.keep = True
            except Exception as error:  # whatever it is, it goes to the caller whose work this was
                self._notice_loss(connection, error)
                if self.lost is not None:
                    raise
                member.error = error

    def _enter(self, connection: sqlite3.Connection, member: Member) -> None:
        if self._inside is member:
            return
        self._leave(connection)
        if not connection.in_transaction:
            connection.execute("BEGIN IMMEDIATE")
        connection.execute("SAVEPOINT member")
        self._inside = member

    def _leave(self, connection: sqlite3.Connection) -> None:
        if self._inside is None:
            return
        if not self._inside.keep:
            connection.execute("ROLLBACK TO member")
        connection.execute("RELEASE member")
        self._inside = None

    def _notice_loss(self, connection: sqlite3.Connection, error: Exception) -> None:
        # A full disk or a failed read makes SQLite roll back the whole transaction by itself; going on would
        # silently begin a new one without what the earlier members were promised.
        # https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction
        if not connection.in_transaction:
            self.lost = error
