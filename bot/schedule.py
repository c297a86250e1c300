"""Due work, done once: owed in the ledger, claimed, acted on, recorded. Knows no Discord.

A process may stop between any two of these steps. What was claimed and never recorded is settled first, by asking
whoever acts to look for the message before sending it again; the nonce that goes with it closes the last gap.
"""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.pace import Pace
from db import due_work
from db.database import Database, Transaction
from db.due_work import Due

_log = logging.getLogger(__name__)

#: How long after a failure that may pass the work is tried again, by attempt; then every hour.
_PATIENCE = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=20))
_HOURLY = timedelta(hours=1)
#: A claim this old was left by a failure to record what came of it: the disk was full at that moment.
_STALE = timedelta(minutes=15)
#: So many at once, so that one that hangs holds up no other.
_AT_ONCE = 10
#: So many of each kind before the ledger is read again: what has become due meanwhile does not wait for the rest.
_ROUND = 100

Clock = Callable[[], datetime]
#: Told of each step on the way, with the work; a test ends the process there.
Step = Callable[[str, Due], None]


class PassingError(Exception):
    """Say that the work could not be done now and may be later: Discord is down, the disk is full."""


class LastingError(Exception):
    """Say that the work can never be done, and why: the channel is gone, the permission was taken."""


class Work(ABC):
    """Do one kind of due work."""

    @abstractmethod
    async def find(self, due: Due) -> int | None:
        """Return the message that an earlier try of this work led to, or None."""

    @abstractmethod
    async def act(self, due: Due, now: datetime) -> int | None:
        """Do the work and return the message it led to; raise PassingError or LastingError."""

    async def give_up(self, due: Due, reason: str) -> None:  # noqa: B027  # most kinds tell nobody
        """Tell whom it concerns that the work will be dropped."""

    async def recorded(  # noqa: B027  # most kinds lead to nothing further
        self, tx: Transaction, due: Due, dropped: str | None, now: datetime
    ) -> None:
        """Write what follows from the work being done, or dropped for a reason, together with that record."""


def no_step(name: str, due: Due) -> None:
    """Go on."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Hold who does which kind of work, and how fast."""

    database: Database
    work: Mapping[str, Work]
    pace: Pace = field(default_factory=Pace)
    step: Step = no_step

    async def tick(self, now: datetime) -> int:
        """Do everything that is due by now; return how many pieces were done.

        A failure in one server never delays another.
        """
        return await self.run(lambda: now)

    async def run(self, clock: Clock) -> int:
        """Do what is due, round after round until nothing is left; return how many pieces were done.

        The clock is looked at before each round, so what becomes due during a long one waits for no other.
        """
        kinds = tuple(self.work)
        stale = await due_work.left_claimed(self.database, kinds, clock() - _STALE)
        done, met = await self._all(stale, clock()), {(due.id, due.attempts) for due in stale}
        while found := [due for due in await self._ready(clock()) if (due.id, due.attempts) not in met]:
            met.update((due.id, due.attempts) for due in found)
            done += await self._all(found, clock())
        return done

    async def settle(self, started: datetime) -> int:
        """Settle what the process before this one left claimed, this one having begun at `started`; return how many."""
        return await self._all(await due_work.left_claimed(self.database, tuple(self.work), started), started)

    async def _ready(self, now: datetime) -> list[Due]:
        return await due_work.ready(self.database, tuple(self.work), now, _ROUND)

    async def _all(self, found: Sequence[Due], now: datetime) -> int:
        gate = asyncio.Semaphore(_AT_ONCE)

        async def one(due: Due) -> bool:
            async with gate:
                return await self._guarded(due, now)

        return sum(await asyncio.gather(*map(one, found)))

    async def _guarded(self, due: Due, now: datetime) -> bool:
        try:
            self.step("claim", due)
            return await due_work.claim(self.database, due, now) and await self._one(due, now)
        except Exception:  # the ledger itself cannot be written: the row stays as it is and is looked at again
            _log.exception("%s %d of server %d is left for later", due.kind, due.subject_id, due.guild_id)
            return False

    async def _one(self, due: Due, now: datetime) -> bool:
        work = self.work[due.kind]
        self.step("claimed", due)
        try:
            await self.pace.turn()
            sent = await work.find(due) if due.attempts else None
            message_id = sent if sent is not None else await work.act(due, now)
        except LastingError as error:
            await self._drop(due, str(error), now)
            return False
        except Exception as error:  # one server's trouble is not another's: it is logged and tried again
            if not isinstance(error, PassingError):
                _log.exception("%s %d of server %d failed", due.kind, due.subject_id, due.guild_id)
            await due_work.release(self.database, due, now + _patience(due.attempts), str(error)[:500])
            return False
        self.step("acted", due)
        async with self.database.transaction() as tx:
            await due_work.done(tx, due, message_id)
            await work.recorded(tx, due, None, now)
        self.step("recorded", due)
        return True

    async def _drop(self, due: Due, reason: str, now: datetime) -> None:
        """Tell first and record then: after a stop between the two somebody is told twice, which beats never."""
        work = self.work[due.kind]
        try:
            await work.give_up(due, reason)
        except Exception as error:  # nobody can be told; the work is over all the same
            _log.warning("nobody could be told of %s %d: %s", due.kind, due.subject_id, error)
        async with self.database.transaction() as tx:
            await due_work.drop(tx, due, reason)
            await work.recorded(tx, due, reason, now)


def _patience(attempts: int) -> timedelta:
    return _PATIENCE[attempts] if attempts < len(_PATIENCE) else _HOURLY
