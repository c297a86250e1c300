"""The evening that a poll chooses for: an event in the server for what won, where the bot may make one."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import discord

from bot.domain.polls import Choice, Poll
from bot.ui.poll_view import PollView
from bot.ui.text import plain, stamp
from db import polls
from db.database import Database

_log = logging.getLogger(__name__)

NO_EVENTS = "I lack the permission **Create Events**, so there will be no event for the night."
_REFUSED = "There is no event for it: I lack the permission **Create Events**. Whoever has it can make one."
#: How long an evening lasts that chooses no film, or one of unknown length; the talk after a film comes on top.
_EVENING, _TALK = timedelta(hours=3), timedelta(minutes=30)


def may_make_events(may: discord.Permissions) -> bool:
    """Say whether these permissions let the bot make an event."""
    return may.create_events or may.manage_events or may.administrator


async def arrange(client: discord.Client, database: Database, view: PollView, now: datetime) -> str:
    """Make the event for the night of a closed poll, once, and say how that went; empty where it has no night.

    Nothing that goes wrong here holds up the result.
    """
    poll, winner = view.poll, view.won
    if poll.night is None:
        return ""
    when = f"The night: {stamp(poll.night, 'F')}."
    if winner is None:
        return f"{when} Nothing won, so there is no event for it."
    if poll.night <= now and not poll.event_id:
        return f"{when} It had begun before the result, so there is no event for it."
    try:
        event_id = poll.event_id or await _event(client, view, winner)
    except discord.Forbidden:
        return f"{when} {_REFUSED}"
    except (discord.HTTPException, LookupError) as error:
        _log.warning("no event for the night of poll %d: %s", poll.id, error)
        return f"{when} Discord did not take the event for it."
    await polls.set_event(database, poll, event_id)
    return f"{when} It is [in the server's events](https://discord.com/events/{poll.guild_id}/{event_id})."


async def _event(client: discord.Client, view: PollView, winner: Choice) -> int:
    """Return the event for the night: one that an earlier try made, or a new one; raise discord.HTTPException."""
    poll = view.poll
    guild = client.get_guild(poll.guild_id)
    if guild is None:
        raise LookupError("the server is out of reach")
    assert poll.night is not None
    about = _about(poll)
    for event in await guild.fetch_scheduled_events(with_counts=False):
        if client.user and event.creator_id == client.user.id and event.description == about:
            return event.id
    made = await guild.create_scheduled_event(
        name=plain(winner.label, 100),
        start_time=poll.night,
        end_time=poll.night + _length(view, winner),
        entity_type=discord.EntityType.external,
        privacy_level=discord.PrivacyLevel.guild_only,
        location=_place(guild, poll.channel_id),
        description=about,
    )
    return made.id


def _about(poll: Poll) -> str:
    """Return the description, which no other poll's event has: it links the card."""
    return f"Chosen by the club: https://discord.com/channels/{poll.guild_id}/{poll.channel_id}/{poll.message_id}"


def _length(view: PollView, winner: Choice) -> timedelta:
    known = view.films.get(winner.film_id)
    return timedelta(minutes=known.runtime_minutes) + _TALK if known and known.runtime_minutes else _EVENING


def _place(guild: discord.Guild, channel_id: int) -> str:
    channel = guild.get_channel_or_thread(channel_id)
    return plain(f"#{channel.name}" if channel else guild.name, 100)
