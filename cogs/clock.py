"""The clock: what is due is done within a minute, also what became due while the bot was away."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

import discord
from discord.ext import commands, tasks

from bot.client import MatineeBot
from bot.pace import Pace
from bot.schedule import LastingError, PassingError, Schedule, Work
from bot.ui import ids
from bot.ui.poll_closing import Host, close_poll, remind, sent_before, tell_maker
from bot.ui.poll_due import CLOSE, REMIND
from bot.ui.poll_manage import DUE
from bot.ui.weekly_office import DiscordOffice
from bot.ui.weekly_work import WeeklyWork
from db import weekly
from db.due_work import Due
from db.faults import StorageError

_log = logging.getLogger(__name__)

Act = Callable[[Host, Due, datetime], Awaitable[int | None]]


@dataclass(frozen=True, slots=True)
class PollWork(Work):
    """Do one kind of a poll's due work; `marker` is the button by which its message is known again."""

    host: Host
    deed: Act
    marker: tuple[str, tuple[int, ...]]
    tells_maker: bool

    async def find(self, due: Due) -> int | None:
        """Return the message that an earlier try sent, or None."""
        try:
            return await sent_before(self.host, due, (self.marker[0], (due.subject_id, *self.marker[1])))
        except discord.HTTPException as error:
            raise PassingError(str(error)) from error

    async def act(self, due: Due, now: datetime) -> int | None:
        """Do it; raise LastingError where the channel is gone or closed to the bot."""
        try:
            return await self.deed(self.host, due, now)
        except discord.NotFound as error:
            raise LastingError("the channel is gone.") from error
        except discord.Forbidden as error:
            raise LastingError("I may not post in that channel any more.") from error
        except discord.HTTPException as error:
            raise PassingError(str(error)) from error

    async def give_up(self, due: Due, reason: str) -> None:
        """Tell the maker of the poll the result and why it is not in the channel."""
        if self.tells_maker:
            await tell_maker(self.host, due, reason)


class Clock(commands.Cog):
    """Look once a minute at what is due."""

    def __init__(self, bot: MatineeBot) -> None:
        self.bot = bot
        host, pace = Host(bot, bot.services), Pace()
        self.schedule = Schedule(
            bot.services.database,
            {
                CLOSE: PollWork(host, close_poll, (ids.POLL_COUNTED, ()), tells_maker=True),
                REMIND: PollWork(host, remind, (ids.POLL_BALLOT, (0,)), tells_maker=False),
                weekly.KIND: WeeklyWork(bot.services, DiscordOffice(bot), pace),
            },
            pace,
        )

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Start the clock; Discord says "ready" again after a long break in the line, when it runs already."""
        if not self.minute.is_running():
            self.minute.start()

    async def cog_unload(self) -> None:
        """Stop the clock, and the edits of cards that wait for their turn."""
        self.minute.cancel()
        self.bot.services.cards.stop()

    @tasks.loop(minutes=1)
    async def minute(self) -> None:
        """Do what is due by now."""
        await self._guarded(self.schedule.run(discord.utils.utcnow))

    @minute.before_loop
    async def _settled(self) -> None:
        """Settle first what a process before this one left in the middle, and owe what nobody owes."""
        await self._guarded(self.schedule.settle(discord.utils.utcnow()))
        await self._guarded(weekly.owe_missing(self.bot.services.database, discord.utils.utcnow()))

    @commands.Cog.listener(f"on_{DUE}")
    async def now(self) -> None:
        """Do at once what a command made due."""
        await self._guarded(self.schedule.run(discord.utils.utcnow))

    async def _guarded(self, work: Awaitable[int]) -> None:
        """Look again in a minute where the ledger cannot be read: an error would end the loop for good."""
        try:
            await work
        except StorageError as error:
            _log.warning("what is due could not be looked up: %s", error)


async def setup(bot: MatineeBot) -> None:
    """Start the clock with the bot."""
    await bot.add_cog(Clock(bot))
