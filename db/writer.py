"""The one writer: callers queue, and those that queue while one commits share the next commit."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import aiosqlite

from db.faults import StorageError, Telling
from db.group import Group, Member, Work
from db.hop import hop

# A bound, so that the first of a group does not wait for ever while others keep coming.
GROUP_LIMIT = 256

_T = TypeVar("_T")


class Writer:
    """Let one transaction at a time write and commit as soon as nobody else is waiting, never later.

    No task stays around for it: the last of a group starts the commit, and the commit's end lets the next begin.
    """

    def __init__(self, connection: aiosqlite.Connection, file: str, guard: Callable[[], None]) -> None:
        self._connection = connection
        self._telling = Telling(file)
        self._holder: asyncio.Task[Any] | None = None
        self._guard = guard
        self._queue: deque[Member] = deque()
        self._group = Group(GROUP_LIMIT)
        self._busy = False
        self._closed = False
        self._committing: asyncio.Task[None] | None = None

    async def write(self, work: Work) -> Any:
        """Run `work` as a transaction of its own, in one hop with its neighbours and their commit.

        Returns what it returned, once that is durable. A caller cancelled while it waits may find it saved.
        """
        self._refuse_when_closed()
        member = Member(asyncio.get_running_loop(), work)
        self._line_up(member)
        with self._telling:
            return await member.durable

    async def begin(self) -> Member:
        """Wait for the turn of a transaction with a body; every `begin` must be followed by one `end`."""
        self._refuse_when_closed()
        return await self._take_turn()

    async def _take_turn(self) -> Member:
        member = Member(asyncio.get_running_loop())
        assert member.turn is not None
        self._line_up(member)
        try:
            await member.turn
        except asyncio.CancelledError:
            if not member.turn.cancelled():  # the turn came in the very moment of the cancellation
                self.end(member, keep=False)
            raise
        self._holder = asyncio.current_task()
        return member

    async def run(self, member: Member, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run one statement of a member's body; the member must have its turn."""
        with self._telling:
            return await hop(self._connection, member.group.run, member, work)

    def end(self, member: Member, *, keep: bool) -> asyncio.Future[None]:
        """Give up the turn and return what becomes done when the commit is durable, or fails with it."""
        self._holder = None
        member.keep = keep
        if not keep:
            member.durable.cancel()  # nobody waits for it
        self._advance()
        return member.durable

    async def close(self) -> None:
        """Refuse new transactions, let those under way finish, and close the connection."""
        self._closed = True
        last = await self._take_turn()
        try:
            with suppress(Exception):  # a commit it shares may fail; those whose it was are told
                await self.end(last, keep=True)
        finally:
            await self._connection.close()

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise StorageError("Matinee is shutting down, so nothing new was saved; everything saved before is kept.")

    def _line_up(self, member: Member) -> None:
        if self._holder is not None and self._holder is asyncio.current_task():
            raise RuntimeError(
                "a write inside a transaction's body goes through that transaction, or it waits for ever"
            )
        self._queue.append(member)
        if not self._busy:
            self._busy = True
            self._advance()

    def _advance(self) -> None:
        """Let the next in the queue join the open group; commit when there is none or the group is full."""
        while self._queue and self._group.takes_more:
            member = self._queue.popleft()
            if member.has_given_up:
                continue
            self._group.admit(member)
            if member.turn is not None:
                member.turn.set_result(None)
                return
        group, self._group = self._group, Group(GROUP_LIMIT)
        self._committing = asyncio.create_task(self._commit(group))

    async def _commit(self, group: Group) -> None:
        failure: Exception | None = StorageError(
            "Matinee was stopped while it saved; whether this last change was kept shows after the restart."
        )
        try:
            await hop(self._connection, group.commit, self._guard)
            failure = None
        except Exception as error:  # every member is told; nobody else is there to hear it
            failure = error
        finally:
            group.settle(failure, self._telling.file)
            if self._queue:
                self._advance()
            else:
                self._busy = False
