"""The child of test_killed.py: the bot as it starts, which does what is due; killed by the system before a step."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Any

import discord

from bot.client import MatineeBot, open_bot
from bot.settings import Settings
from bot.ui import poll_closing
from db import ballots, due_work, polls

GUILD, CHANNEL = 900, 901
PLACES: dict[str, tuple[Any, str]] = {
    "claim": (due_work, "claim"),
    "end": (ballots, "end"),
    "wipe": (poll_closing, "wipe"),
    "redraw": (poll_closing, "redraw_now"),
    "make the event": (discord.Guild, "create_scheduled_event"),
    "record the event": (polls, "set_event"),
    "send": (discord.PartialMessageable, "send"),
    "record the message": (polls, "set_announcement"),
    "record the work": (due_work, "done"),
}


async def main(folder: Path, address: str, step: str) -> None:
    """Start, settle what was left, and do what is due; die before `step` where one is named."""
    discord.http.Route.BASE = address
    if step:
        setattr(*PLACES[step], die)
    async with open_bot(Settings(data_dir=folder)) as bot:
        bot._sync_if_changed = nothing  # type: ignore[method-assign]  # commands are not what is closed here
        await bot.login("a token")
        know_the_server(bot)
        clock: Any = bot.get_cog("Clock")
        await clock.schedule.settle(discord.utils.utcnow())
        await clock.schedule.tick(discord.utils.utcnow())


async def die(*_: Any, **__: Any) -> None:
    """End the process as a power cut does: no handler, no flush, nothing closed."""
    os.kill(os.getpid(), signal.SIGKILL)


async def nothing() -> None:
    """Tell Discord nothing."""


def know_the_server(bot: MatineeBot) -> None:
    """Let the bot know its server, which otherwise comes over the gateway."""
    channel = {"id": str(CHANNEL), "type": 0, "name": "films", "position": 0, "permission_overwrites": []}
    data: Any = {"id": str(GUILD), "name": "Film club", "roles": [], "emojis": [], "channels": [channel]}
    bot._connection._add_guild(discord.Guild(data=data, state=bot._connection))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
