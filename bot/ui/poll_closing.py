"""The close of a poll and the reminder before it, as the ledger of due work has them done."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import discord

from bot.domain.polls import Poll, State
from bot.ui import ids
from bot.ui.film_card import rate_button
from bot.ui.layouts import NOBODY, Item, Layout, panel, row, text
from bot.ui.persistent import button, custom_id
from bot.ui.poll_night import arrange
from bot.ui.poll_public import redraw_now
from bot.ui.poll_result import explained
from bot.ui.poll_view import PollView, load
from bot.ui.services import Services
from bot.ui.text import escape, plural, stamp
from bot.ui.watch_buttons import discuss_button, watch_button
from db import ballots, polls
from db.due_work import Due
from db.wiping import wipe

_log = logging.getLogger(__name__)

#: A close later than this was kept from its time by something, and says so.
_LATE = timedelta(minutes=10)
_SEARCHED = 200


@dataclass(frozen=True, slots=True)
class Host:
    """Hold who speaks to Discord and what it works with."""

    client: discord.Client
    services: Services


async def close_poll(host: Host, due: Due, now: datetime) -> int | None:
    """Close a poll, tell the result where it was made, and return that message; None where nothing is to be told.

    Doing it again after a stop at any step does only what is left. Raises discord.HTTPException where the result
    cannot be told.
    """
    database = host.services.database
    poll = await polls.get(database, due.guild_id, due.subject_id)
    if poll is None or poll.state not in (State.OPEN, State.CLOSED) or poll.closes_at != due.due_at:
        return None
    await ballots.end(database, poll, State.CLOSED, now, secrets.SystemRandom())
    if poll.secret and not await wipe(database):
        _log.warning("the log of the database was being read; it is written over later")
    lost = await _redrawn(host, poll)
    view = await load(database, poll.guild_id, poll.id)
    assert view is not None
    night = await arrange(host.client, database, view, now)
    message_id = await _send(host, view.poll, announcement(view, night, card_lost=lost), due.nonce)
    await polls.set_announcement(database, poll, message_id)
    return message_id


async def remind(host: Host, due: Due, now: datetime) -> int | None:
    """Remind of a poll that is still open and return that message; None where it is too late for it."""
    view = await load(host.services.database, due.guild_id, due.subject_id)
    if view is None or not view.poll.is_open(now):
        return None
    said = f"**{escape(view.poll.title, 300)}** closes {stamp(view.poll.closes_at, 'R')};"
    said += f" {plural(view.turnout, 'member has', 'members have')} voted."
    vote = button(ids.POLL_BALLOT, view.poll.id, 0, label="Vote", style=discord.ButtonStyle.primary)
    return await _send(host, view.poll, panel(text(said), row(vote)), due.nonce)


async def sent_before(host: Host, due: Due, marker: tuple[str, tuple[int, ...]]) -> int | None:
    """Return the message that an earlier try of this work sent: ours, since it was due, with this button in it."""
    poll = await polls.get(host.services.database, due.guild_id, due.subject_id)
    if poll is None:
        return None
    if poll.announcement_id and marker[0] == ids.POLL_COUNTED:
        return poll.announcement_id
    wanted, me = custom_id(*marker), host.client.user
    since = discord.utils.time_snowflake(due.due_at - timedelta(minutes=1))
    channel = _channel(host, poll)
    try:
        async for message in channel.history(after=discord.Object(since), limit=_SEARCHED, oldest_first=False):
            # The card itself carries the button as well, from the moment on that it shows the result.
            if message.author == me and message.id != poll.message_id and _carries(message.components, wanted):
                if marker[0] == ids.POLL_COUNTED:
                    await polls.set_announcement(host.services.database, poll, message.id)
                return message.id
    except (discord.NotFound, discord.Forbidden):
        return None  # acting finds out the same, and says it
    return None


async def tell_maker(host: Host, due: Due, reason: str) -> None:
    """Tell the maker of a poll privately what could not be told in the channel; raise discord.HTTPException."""
    view = await load(host.services.database, due.guild_id, due.subject_id)
    if view is None:
        return
    user = await host.client.fetch_user(view.poll.maker_id)
    head = f"Your poll **{escape(view.poll.title, 300)}** is over, and I could not tell the result there: {reason}"
    await user.send(view=panel(text(f"{head}\n{explained(view)}")), allowed_mentions=NOBODY)


def announcement(view: PollView, night: str = "", *, card_lost: bool = False) -> Layout:
    """Return the message that tells a result: who won, how it was counted, its night, and what came in the way."""
    poll = view.poll
    assert poll.closed_at is not None
    lines = [f"## {escape(poll.title, 300)}", explained(view, 3_000), *filter(None, [night])]
    if poll.closed_at - poll.closes_at > _LATE:
        until = f"votes until {stamp(poll.closes_at)} were counted"
        lines.append(f"-# I was away at the close, so this comes late; {until}.")
    if card_lost:
        lines.append("-# The card of the poll is gone or out of my reach, so the result stands here alone.")
    return panel(text("\n".join(lines)), row(*_buttons(view)))


def _buttons(view: PollView) -> list[Item]:
    talk = discuss_button("poll", view.poll.id, "Discuss in a thread")
    counted = button(ids.POLL_COUNTED, view.poll.id, label="How it was counted")
    film_id = view.won.film_id if view.won else 0
    if not film_id:
        return [talk, counted]
    return [rate_button(film_id, ids.ELSEWHERE, "Rate"), talk, watch_button(film_id), counted]


async def _redrawn(host: Host, poll: Poll) -> bool:
    """Draw the card with the result; True where it is lost for good."""
    try:
        await redraw_now(host.client, host.services, poll)
    except (discord.NotFound, discord.Forbidden) as error:
        _log.info("the card of poll %d cannot be drawn: %s", poll.id, error)
        return True
    return not poll.message_id


async def _send(host: Host, poll: Poll, layout: Layout, nonce: str) -> int:
    reply: dict[str, Any] = {}
    if poll.message_id:
        reply["reference"] = discord.MessageReference(
            message_id=poll.message_id, channel_id=poll.channel_id, fail_if_not_exists=False
        )
    message = await _channel(host, poll).send(view=layout, nonce=nonce, allowed_mentions=NOBODY, **reply)
    return message.id


def _channel(host: Host, poll: Poll) -> discord.PartialMessageable:
    return host.client.get_partial_messageable(poll.channel_id, guild_id=poll.guild_id)


def _carries(components: Any, wanted: str) -> bool:
    for component in components:
        if getattr(component, "custom_id", None) == wanted or _carries(getattr(component, "children", ()), wanted):
            return True
    return False
