"""`/weekly on` and `off`: what an admin wants, read, checked and kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import discord

from bot.domain.errors import UserError
from bot.domain.moments import read_clock
from bot.domain.weekly import State, Weekly
from bot.errors import KEPT
from bot.ui.layouts import panel, text
from bot.ui.rating_flow import send_private
from bot.ui.services import Interaction, guild_of, services_of
from bot.ui.weekly_check import require_permissions, require_pingable, require_text_channel
from bot.ui.weekly_status import next_lines, slot_words
from bot.ui.zones import read_zone
from db import guilds, weekly
from db.database import Database
from db.guilds import GuildSettings

_FRIDAY, _EVENING = 4, time(20, 0)
NEVER_ON = "There is no weekly post in this server yet. `/weekly on` sets it up."


@dataclass(frozen=True, slots=True)
class Wishes:
    """Hold what was typed into `/weekly on`; what was left out stays as it is, or takes the usual."""

    channel: Any
    day: int | None
    at: str | None
    zone: str | None
    role: discord.Role | None
    thread: bool | None
    digest: bool | None


async def turn_on(interaction: Interaction, wishes: Wishes) -> None:
    """Keep what an admin wants and show the next three posts."""
    database, now = services_of(interaction).database, discord.utils.utcnow()
    settings = await guilds.get(database, guild_of(interaction))
    before = await weekly.get(database, settings.guild_id)
    zone = await read_zone(wishes.zone) if wishes.zone else before.zone if before else settings.zone
    wanted = _merged(interaction, before, wishes, zone)
    require_permissions(interaction.guild, wanted)
    kept = await weekly.turn_on(database, wanted, now)
    interaction.extras[KEPT] = "The weekly post is on."
    if wishes.zone:
        await _learn_zone(database, guild_of(interaction), zone, now)
    said = (
        f"## The weekly post is on\nIt comes to <#{kept.channel_id}> every {slot_words(kept)}.\n{next_lines(kept, now)}"
    )
    hint = "-# `/weekly preview` shows what it would say now; `/weekly now` posts at once."
    await send_private(interaction, panel(text(said), text(hint)))


async def turn_off(interaction: Interaction) -> None:
    """Turn the weekly post off; what was posted stays known, so that no film comes twice."""
    database = services_of(interaction).database
    if not await weekly.turn_off(database, guild_of(interaction), discord.utils.utcnow()):
        raise UserError("The weekly post is off already. `/weekly on` turns it on.")
    interaction.extras[KEPT] = "The weekly post is off."
    said = (
        "The weekly post is off. What was posted stays known, so no film comes twice; `/weekly on` goes on from there."
    )
    await send_private(interaction, panel(text(said)))


async def required(interaction: Interaction, *, on: bool = False) -> Weekly:
    """Return how the server's weekly post is set up; raise UserError where it never was, or (`on`) is not on."""
    found = await weekly.get(services_of(interaction).database, guild_of(interaction))
    if found is None:
        raise UserError(NEVER_ON)
    if on and found.state is not State.ON:
        why = f"paused: {found.reason}" if found.state is State.PAUSED else "off"
        raise UserError(f"The weekly post is {why}. `/weekly on` turns it on again; nothing was changed.")
    return found


def _merged(interaction: Interaction, before: Weekly | None, wishes: Wishes, zone: ZoneInfo) -> Weekly:
    """Return what stood before with what was wished for."""
    require_pingable(wishes.role)
    if before is None or wishes.channel is not None:
        require_text_channel(wishes.channel or interaction.channel)
    base = before or Weekly(guild_of(interaction), interaction.channel_id or 0, _FRIDAY, _minute(_EVENING), zone, 0)
    return replace(
        base,
        channel_id=wishes.channel.id if wishes.channel else base.channel_id,
        weekday=base.weekday if wishes.day is None else wishes.day,
        minute=_minute(read_clock(wishes.at)) if wishes.at else base.minute,
        zone=zone,
        role_id=wishes.role.id if wishes.role else base.role_id,
        thread=base.thread if wishes.thread is None else wishes.thread,
        digest=base.digest if wishes.digest is None else wishes.digest,
        set_by=interaction.user.id,
    )


async def _learn_zone(database: Database, guild_id: int, zone: ZoneInfo, now: datetime) -> None:
    """Let a server that never named its zone have this one, for polls and events too."""
    settings = await guilds.get(database, guild_id)
    if settings.zone == GuildSettings(guild_id).zone:
        await guilds.set_zone(database, guild_id, zone, now)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
