"""How a time zone is asked for everywhere: choices while typing, and the nearest where none is called that."""

from __future__ import annotations

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

import discord
from discord import app_commands

from bot.domain.errors import UserError
from bot.domain.zones import nearest_zones, zone_named
from bot.ui.services import Interaction
from bot.ui.text import escape, plain

_OFFERED = 25  # Discord takes no more
_EXAMPLES = "Type a city or a name like `Europe/Berlin` and choose it from the list."


async def zone_choices(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Offer the time zones that fit what is typed so far, each with what its clocks show now."""
    now = discord.utils.utcnow()
    # The first look at the list reads a few hundred files.
    names = await asyncio.to_thread(nearest_zones, current, _OFFERED)
    return [app_commands.Choice(name=f"{name} · {clock(ZoneInfo(name), now)}"[:100], value=name) for name in names]


async def read_zone(typed: str) -> ZoneInfo:
    """Return the time zone that a command's text means; raise UserError, with the nearest names, where none does."""
    if not plain(typed, 10):
        raise UserError(_EXAMPLES)
    zone = await asyncio.to_thread(zone_named, typed)
    if zone is not None:
        return zone
    nearest = await asyncio.to_thread(nearest_zones, typed)
    said = f"I know no time zone “{escape(typed, 100)}”."
    if not nearest:
        raise UserError(f"{said} {_EXAMPLES}")
    named = [f"`{name}`" for name in nearest]
    meant = " or ".join(filter(None, [", ".join(named[:-1]), named[-1]]))
    raise UserError(f"{said} Did you mean {meant}? {_EXAMPLES}")


def clock(zone: ZoneInfo, now: datetime) -> str:
    """Return what clocks in a zone show now: `21:14 now`."""
    return f"{now.astimezone(zone):%H:%M} now"
