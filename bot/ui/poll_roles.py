"""How many members have a role: Discord tells it without any permission or privileged intent."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime, timedelta

import discord

from bot.domain.polls import Poll

_log = logging.getLogger(__name__)

#: A busy poll is drawn every few seconds, and roles change seldom.
_FRESH = timedelta(minutes=5)
_SERVERS = 500


class RoleCounts:
    """Recall for some minutes what Discord said of a server's roles."""

    def __init__(self) -> None:
        self._known: OrderedDict[int, tuple[datetime, Mapping[int, int] | None]] = OrderedDict()

    async def of(self, client: discord.Client, guild_id: int, role_id: int, now: datetime) -> int | None:
        """Return how many have a role; None where Discord does not say."""
        held = self._known.get(guild_id)
        if held is None or now - held[0] > _FRESH:
            held = self._known[guild_id] = (now, await _asked(client, guild_id))
            self._known.move_to_end(guild_id)
            if len(self._known) > _SERVERS:
                self._known.popitem(last=False)
        # Roles that nobody has may be left out of the answer.
        return None if held[1] is None else held[1].get(role_id, 0)


async def electorate(counts: RoleCounts, client: discord.Client, poll: Poll, now: datetime) -> int | None:
    """Return how many may vote where a role limits it; None where everybody may, or Discord does not say."""
    return await counts.of(client, poll.guild_id, poll.role_id, now) if poll.role_id else None


async def _asked(client: discord.Client, guild_id: int) -> Mapping[int, int] | None:
    """Ask Discord; None where it does not answer, because nothing but a number on a card hangs on it.

    Needs no permission, whatever discord.py says of it: https://github.com/Rapptz/discord.py/pull/10454.
    """
    guild = client.get_guild(guild_id)
    if guild is None:
        return None
    try:
        return {role.id: members for role, members in (await guild.role_member_counts()).items()}
    except discord.HTTPException as error:
        _log.info("how many have which role in server %d is not known: %s", guild_id, error)
        return None
