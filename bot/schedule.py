"""Due work, done once: owed in the ledger, claimed, acted on, recorded. Knows no Discord.

A process may stop between any two of these steps. What was claimed and never recorded is settled first, by asking
whoever acts to look for the message before sending it again; the nonce that goes with it closes the last gap.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from db import due_work
from db.database import Database
from db.due_work import Due

_log = logging.getLogger(__name__)

#: How long after a failure that may pass the work is tried again, by attempt; then every hour.
_PATIENCE = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=20))
_HOURLY = timedelta(hours=1)
#: A claim this old was left by a failure to record what came of it: the disk was full at that moment.
_STALE = timedelta(minutes=15)
#: So many at once: Discord allows 50 requests a second to the whole bot.
_AT_ONCE = 10


class PassingError(Exception):
    """Say that the work could not be done now and may be later: Discord is down, the disk is full."""


class LastingError(Exception):
    """Say that the work can never be done, and why: the channel is gone, the permission was taken."""


class Work(Protocol):
    """Do one kind of due work."""

    async def find(self, due: Due) -> int | None:
        """Return the message that an earlier try of this work led to, or None."""

    async def act(self, due: Due, now: datetime) -> int | None:
        """Do the work and return the message it led to; raise PassingError or LastingError."""

    async def give_up(self, due: Due, reason: str) -> None:
        """Tell whom it concerns that the work was dropped."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Hold who does which kind of work."""

    database: Database
    work: Mapping[str, Work]

    async def tick(self, now: datetime) -> int:
        """Do everything that is due by now; return how many pieces were done.

        A failure in one server never delays another.
        """
        kinds = tuple(self.work)
        stale = await due_work.left_claimed(self.database, kinds, now - _STALE)
        return await self._all([*stale, *await due_work.ready(self.database, kinds, now)], now)

    async def settle(self, started: datetime) -> int:
        """Settle what the process before this one left claimed, this one having begun at `started`; return how many."""
        return await self._all(await due_work.left_claimed(self.database, tuple(self.work), started), started)

    async def _all(self, found: Sequence[Due], now: datetime) -> int:
        gate = asyncio.Semaphore(_AT_ONCE)

        async def one(due: Due) -> bool:
            async with gate:
                return await self._guarded(due, now)

        return sum(await asyncio.gather(*map(one, found)))

    async def _guarded(self, due: Due, now: datetime) -> bool:
        try:
            return await due_work.claim(self.database, due, now) and await self._one(due, now)
        except Exception:  # the ledger itself cannot be written: the row stays as it is and is looked at again
            _log.exception("%s %d of server %d is left for later", due.kind, due.subject_id, due.guild_id)
            return False

    async def _one(self, due: Due, now: datetime) -> bool:
        work = self.work[due.kind]
        try:
            sent = await work.find(due) if due.attempts else None
            message_id = sent if sent is not None else await work.act(due, now)
        except LastingError as error:
            await self._drop(due, str(error))
            return False
        except Exception as error:  # one server's trouble is not another's: it is logged and tried again
            if not isinstance(error, PassingError):
                _log.exception("%s %d of server %d failed", due.kind, due.subject_id, due.guild_id)
            await due_work.release(self.database, due, now + _patience(due.attempts), str(error)[:500])
            return False
        await due_work.done(self.database, due, message_id)
        return True

    async def _drop(self, due: Due, reason: str) -> None:
        """Tell first and record then: after a stop between the two somebody is told twice, which beats never."""
        try:
            await self.work[due.kind].give_up(due, reason)
        except Exception as error:  # nobody can be told; the work is over all the same
            _log.warning("nobody could be told of %s %d: %s", due.kind, due.subject_id, error)
        await due_work.drop(self.database, due, reason)


def _patience(attempts: int) -> timedelta:
    return _PATIENCE[attempts] if attempts < len(_PATIENCE) else _HOURLY
