"""What makers and admins do with a poll: list, results, extend, close, cancel, and make it again."""

from __future__ import annotations

import re
import secrets
from dataclasses import replace
from datetime import datetime

import discord
from discord import app_commands

from bot.domain.errors import UserError
from bot.domain.moments import read_moment
from bot.domain.polls import Choice, Poll, State, check_night
from bot.errors import KEPT
from bot.ui import ids
from bot.ui.layouts import panel, row, text
from bot.ui.persistent import button
from bot.ui.poll_ballot import ballot_words
from bot.ui.poll_due import forget_all, owe_all
from bot.ui.poll_post import show_draft
from bot.ui.poll_public import redraw_soon
from bot.ui.poll_result import explained, fitting
from bot.ui.poll_view import load
from bot.ui.poll_vote import GONE, poll_or_gone
from bot.ui.poll_wishes import read_night, zone_of
from bot.ui.rating_flow import send_private
from bot.ui.services import Interaction, guild_of, may_manage, services_of
from bot.ui.text import escape, link, plain, stamp
from db import ballots, polls

POSTED = (State.OPEN, State.CLOSED)
_VALUE = re.compile(r"poll:(\d{1,18})")
#: What the bot is told when something has become due before the minute is over.
DUE = "matinee_due"


async def poll_choices(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Offer the server's polls whose title has what is typed so far, the newest first."""
    found = await polls.latest(services_of(interaction).database, guild_of(interaction), POSTED, limit=100)
    wanted = [poll for poll in found if current.casefold() in poll.title.casefold()]
    return [
        app_commands.Choice(name=plain(f"{poll.title} · {poll.state}", 100), value=f"poll:{poll.id}")
        for poll in wanted[:25]
    ]


async def named(interaction: Interaction, typed: str) -> Poll:
    """Return the poll that a command's text means; raise UserError where none does."""
    database, guild_id = services_of(interaction).database, guild_of(interaction)
    if match := _VALUE.fullmatch(typed.strip()):
        poll = await poll_or_gone(interaction, int(match[1]))
    else:
        found = await polls.latest(database, guild_id, POSTED, limit=100)
        same = [poll for poll in found if poll.title.casefold() == typed.strip().casefold()]
        if not same:
            raise UserError(
                f"I know no poll “{escape(typed, 100)}”. Choose it from the list that opens while you type."
            )
        poll = await poll_or_gone(interaction, same[0].id)
    if poll.state is State.DRAFT:
        raise UserError(GONE)
    return poll


async def own(interaction: Interaction, typed: str, *, open_only: bool = True) -> Poll:
    """Return a poll that this member may change; raise UserError for others', and for one that is over."""
    poll = await named(interaction, typed)
    require_own(interaction, poll)
    if open_only and poll.state is not State.OPEN:
        raise UserError("This poll is over already; nothing was changed. `/poll again` makes a new one of it.")
    return poll


def require_own(interaction: Interaction, poll: Poll) -> None:
    """Raise UserError where neither the maker of the poll nor an admin asks."""
    if poll.maker_id != interaction.user.id and not may_manage(interaction):
        raise UserError("Only who made the poll, or an admin of the server, can do this. Nothing was changed.")


async def show_list(interaction: Interaction) -> None:
    """List the server's open polls and the last closed ones, privately."""
    found = await polls.latest(services_of(interaction).database, guild_of(interaction), POSTED)
    lines = [_line(poll) for poll in sorted(found, key=lambda poll: poll.state is not State.OPEN)]
    nothing = "There are no polls yet. `/poll films` or `/poll question` makes one."
    more = "-# and older ones"
    await send_private(interaction, panel(text("## Polls\n" + fitting(lines or [nothing], 3_500, more))))


async def show_results(interaction: Interaction, poll_id: int) -> None:
    """Show how a poll was counted, or stands, to whoever asks; open ballots by name."""
    poll = await poll_or_gone(interaction, poll_id)
    database = services_of(interaction).database
    view = await load(database, poll.guild_id, poll.id)
    assert view is not None
    said = [f"### {escape(poll.title, 200)}", explained(view, 2_000)]
    if not poll.secret and poll.shows_results:
        cast = await ballots.all_of(database, poll)
        said += [f"<@{one.voter}>: {ballot_words(poll, one.ballot).removeprefix('You ')}" for one in cast]
    await send_private(interaction, panel(text(fitting(said, 3_700))))


async def extend(interaction: Interaction, typed: str, closes: str) -> None:
    """Let an open poll close later, or earlier than planned."""
    poll, now = await own(interaction, typed), discord.utils.utcnow()
    closes_at = read_moment(closes, now, await zone_of(interaction))
    check_night(poll.night, closes_at)
    await _move(interaction, poll, closes_at, now)
    redraw_soon(interaction, poll)
    await send_private(interaction, panel(text(f"**{escape(poll.title, 200)}** now closes {stamp(closes_at, 'F')}.")))


async def close(interaction: Interaction, typed: str) -> None:
    """Close a poll now: the ledger does it, as it does at the planned moment."""
    poll, now = await own(interaction, typed), discord.utils.utcnow()
    await _move(interaction, poll, now, now)
    said = f"**{escape(poll.title, 200)}** closes now; the result follows in its channel."
    interaction.client.dispatch(DUE)
    await send_private(interaction, panel(text(said)))


async def ask_cancel(interaction: Interaction, typed: str) -> None:
    """Ask whether a poll may be cancelled."""
    poll = await own(interaction, typed)
    said = f"Cancel **{escape(poll.title, 200)}**? Its ballots will not be counted, and it cannot be opened again."
    yes = button(ids.POLL_CANCEL, poll.id, label="Cancel the poll", style=discord.ButtonStyle.danger)
    await send_private(interaction, panel(text(said), row(yes, button(ids.POLL_LEAVE, poll.id, label="Leave it open"))))


async def cancel(interaction: Interaction, poll_id: int) -> None:
    """Cancel a poll: nothing is counted, and nothing is due any more."""
    poll = await poll_or_gone(interaction, poll_id)
    require_own(interaction, poll)
    database = services_of(interaction).database
    if not await ballots.end(database, poll, State.CANCELLED, discord.utils.utcnow(), secrets.SystemRandom()):
        raise UserError("This poll is not open any more; nothing was changed.")
    async with database.transaction() as tx:
        await forget_all(tx, poll)
    interaction.extras[KEPT] = "The poll is cancelled."
    redraw_soon(interaction, poll)
    await interaction.response.edit_message(view=panel(text(f"Cancelled **{escape(poll.title, 200)}**.")))


async def leave(interaction: Interaction) -> None:
    """Answer the question with no."""
    await interaction.response.edit_message(view=panel(text("The poll stays open.")))


async def again(interaction: Interaction, typed: str, closes: str, night: str | None) -> None:
    """Make a draft of the same poll with a close, and a night, of its own."""
    poll, now = await named(interaction, typed), discord.utils.utcnow()
    zone = await zone_of(interaction)
    closes_at = read_moment(closes, now, zone)
    fresh = replace(
        poll,
        channel_id=interaction.channel_id or 0,
        maker_id=interaction.user.id,
        closes_at=closes_at,
        nonce=secrets.token_hex(8),
        state=State.DRAFT,
        closed_at=None,
        choices=tuple(Choice(at, one.label, one.film_id) for at, one in enumerate(poll.choices, 1)),
        removed=(),
        night=read_night(night, now, zone, closes_at),
        event_id=0,
    )
    await show_draft(interaction, await polls.create(services_of(interaction).database, fresh, now))


async def _move(interaction: Interaction, poll: Poll, closes_at: datetime, now: datetime) -> None:
    async with services_of(interaction).database.transaction() as tx:
        if not await polls.move_close(tx, poll, closes_at):
            raise UserError("This poll is not open any more; nothing was changed.")
        await forget_all(tx, poll)
        await owe_all(tx, replace(poll, closes_at=closes_at), now)
    interaction.extras[KEPT] = "The close is changed."


def _line(poll: Poll) -> str:
    when = (
        f"closes {stamp(poll.closes_at, 'R')}" if poll.state is State.OPEN else f"closed {stamp(poll.closes_at, 'd')}"
    )
    address = f"https://discord.com/channels/{poll.guild_id}/{poll.channel_id}/{poll.message_id}"
    return f"- {link(poll.title[:120], address)} · {poll.method.label} · {when}"
