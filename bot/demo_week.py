"""The demo's own way through time: `/next-week`, so that a newcomer sees the next weekly post at once."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

from discord import app_commands

from bot.client import MatineeBot
from bot.demo_preview import start
from bot.domain.weekly import State
from bot.ui.layouts import panel, text
from bot.ui.rating_flow import send_private
from bot.ui.services import Interaction
from db import due_work, weekly

_MINUTE = timedelta(minutes=1)
_PASSES = "Time passes until the next post: in a few seconds a film of the week is in its channel."
_NOT_ON = "No weekly post is planned. As Ada, `/weekly on` plans one; then let the week pass."


def offer(bot: MatineeBot, wish: asyncio.Event) -> None:
    """Add the command to a bot that has not started yet; calling it sets the wish."""

    @app_commands.command(name="next-week", description="Only in this simulation: let time pass until the next post.")
    @app_commands.guild_only()
    async def next_week(interaction: Interaction) -> None:
        planned = await weekly.get(bot.services.database, interaction.guild_id or 0)
        is_on = planned is not None and planned.state is State.ON
        if is_on:
            wish.set()
        await send_private(interaction, panel(text(_PASSES if is_on else _NOT_ON)))

    bot.tree.add_command(next_week)


async def leap(env: Any, bot: MatineeBot, guild_id: int) -> None:
    """Move the simulated clock past the next weekly post, and do what is due on the way at its time."""
    planned = await weekly.get(bot.services.database, guild_id)
    if planned is None or planned.state is not State.ON:
        return
    (post, *_) = planned.next_posts(env.now())
    clock: Any = bot.get_cog("Clock")
    while (due := await due_work.next_moment(bot.services.database)) is not None and due <= post:
        clock.minute.cancel()  # between two things that are due nothing happens in any of the minutes
        await _move(env, due)
        start(env, clock.minute)
        await _move(env, env.now() + _MINUTE)


async def _move(env: Any, moment: datetime) -> None:
    await env.advance_time(max(0.0, (moment - env.now()).total_seconds()))
