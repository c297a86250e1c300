"""What the maker of a poll asked for besides the options, read into a draft."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import discord

from bot.domain.ballots import Method
from bot.domain.errors import UserError
from bot.domain.moments import read_moment
from bot.domain.polls import Choice, Poll, check_night
from bot.ui.services import Interaction, guild_of, services_of
from bot.ui.text import plain, plural, stamp
from db import guilds

_DAY_ALONE = re.compile(r"\s*(?:(?:on|next|this)\s+)?([a-z]+|\d{4}-\d{1,2}-\d{1,2})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wishes:
    """Hold what was asked for, as it was typed; `night` is empty where the poll chooses for no evening."""

    title: str
    method: Method
    closes: str
    live: bool
    secret: bool
    role: discord.Role | None
    quorum: int
    remind_minutes: int
    suggestions: int
    night: str | None = None


async def read_wishes(interaction: Interaction, choices: Sequence[Choice], wishes: Wishes, now: datetime) -> Poll:
    """Return the poll that was asked for; raise UserError for a moment or a role that will not do."""
    zone = await zone_of(interaction)
    closes_at = read_moment(wishes.closes, now, zone)
    await _check_role(interaction, wishes.role, now)
    return Poll(
        id=0,
        guild_id=guild_of(interaction),
        channel_id=interaction.channel_id or 0,
        maker_id=interaction.user.id,
        title=read_title(wishes.title),
        method=wishes.method,
        closes_at=closes_at,
        nonce=secrets.token_hex(8),
        live=wishes.live,
        secret=wishes.secret,
        role_id=wishes.role.id if wishes.role and not wishes.role.is_default() else 0,
        quorum=wishes.quorum,
        remind_minutes=wishes.remind_minutes,
        suggestions=wishes.suggestions,
        choices=tuple(choices),
        night=read_night(wishes.night, now, zone, closes_at),
    )


def read_title(typed: str) -> str:
    """Return what a poll asks, in one line; raise UserError where nothing that can be seen was typed."""
    if not plain(typed, 10):
        raise UserError("A poll needs something to ask, like “What do we watch on Friday?”. Nothing was posted.")
    return " ".join(typed.split())


def read_night(typed: str | None, now: datetime, zone: ZoneInfo, closes_at: datetime) -> datetime | None:
    """Return the evening that was typed, None where none was; raise UserError for one before the close.

    A day alone means eight in the evening.
    """
    night = read_moment(f"{typed} 20:00" if _DAY_ALONE.fullmatch(typed) else typed, now, zone) if typed else None
    check_night(night, closes_at)
    return night


async def zone_of(interaction: Interaction) -> ZoneInfo:
    """Return the time zone in which this server writes its times."""
    return (await guilds.get(services_of(interaction).database, guild_of(interaction))).zone


def wished(poll: Poll) -> list[str]:
    """Say a poll's settings in a few words each."""
    said = [
        "secret ballots" if poll.secret else "open ballots",
        "results live" if poll.live else "results at the close",
    ]
    if poll.role_id:
        said.append(f"only <@&{poll.role_id}> may vote")
    if poll.suggestions:
        said.append(f"{plural(poll.suggestions, 'suggestion')} a member")
    if poll.quorum:
        said.append(f"at least {plural(poll.quorum, 'ballot')}")
    if poll.remind_minutes:
        said.append(f"a reminder {plural(poll.remind_minutes // 60, 'hour')} before the close")
    if poll.night:
        said.append(f"for the night of {stamp(poll.night, 'F')}")
    return said


async def _check_role(interaction: Interaction, role: discord.Role | None, now: datetime) -> None:
    """Raise UserError for a role that nobody has: such a poll would wait for votes in vain."""
    if role is None or role.is_default():
        return
    if role.is_bot_managed():
        raise UserError(f"<@&{role.id}> is a bot's own role, so nobody could vote. Choose another one, or none.")
    counts = services_of(interaction).roles
    if await counts.of(interaction.client, guild_of(interaction), role.id, now) == 0:
        raise UserError(
            f"Nobody has the role <@&{role.id}>, so nobody could vote. Give it to somebody, or choose none."
        )
