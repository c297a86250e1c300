"""From what was typed to a poll in the channel: a draft that its maker looks at, then the card."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import discord

from bot.domain.ballots import Method
from bot.domain.errors import UserError
from bot.domain.moments import read_moment
from bot.domain.polls import Choice, Poll, State, check_choices
from bot.domain.titles import Film
from bot.errors import KEPT
from bot.ui import ids
from bot.ui.film_choice import find_film
from bot.ui.layouts import Layout, panel, row, text
from bot.ui.persistent import button
from bot.ui.poll_card import option_lines
from bot.ui.poll_due import forget_all, owe_all
from bot.ui.poll_public import send_card
from bot.ui.poll_view import load
from bot.ui.poll_vote import GONE, poll_or_gone
from bot.ui.services import Interaction, guild_of, services_of
from bot.ui.text import escape, plural, stamp
from db import polls

#: Until a server can name its own time zone.
ZONE = ZoneInfo("UTC")
NO_PERMISSION = "I cannot post in this channel: I need the permissions **View Channel** and **Send Messages** here."


@dataclass(frozen=True, slots=True)
class Wishes:
    """Hold what the maker of a poll asked for besides the options."""

    title: str
    method: Method
    closes: str
    live: bool
    secret: bool
    role: discord.Role | None
    quorum: int
    remind_minutes: int
    suggestions: int


async def films_named(interaction: Interaction, typed: Sequence[str]) -> list[Choice]:
    """Return the films that were named as options; raise UserError for one that is not clear, or named twice."""
    return check_choices([await film_named(interaction, number, one) for number, one in enumerate(typed, 1)])


async def film_named(interaction: Interaction, number: int, typed: str) -> Choice:
    """Return the film that a text names as an option; raise UserError where it could be several, or is none."""
    film = await find_film(interaction, typed)
    if isinstance(film, Film):
        return Choice(number, film.label[:200], film.id)
    near = ", ".join(f"“{escape(other.label, 100)}”" for other in film)
    raise UserError(
        f"I am not sure which film “{escape(typed, 100)}” is; did you mean {near}? Choose it from the list that opens"
        " while you type. Nothing was changed."
    )


async def draft(interaction: Interaction, choices: Sequence[Choice], wishes: Wishes) -> None:
    """Keep a poll as a draft and show it to its maker, with the close in their own time zone."""
    now = discord.utils.utcnow()
    closes_at = read_moment(wishes.closes, now, ZONE)
    _check_role(wishes.role)
    poll = Poll(
        id=0,
        guild_id=guild_of(interaction),
        channel_id=interaction.channel_id or 0,
        maker_id=interaction.user.id,
        title=" ".join(wishes.title.split()) or "What do we watch?",
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
    )
    await show_draft(interaction, await polls.create(services_of(interaction).database, poll, now))


async def show_draft(interaction: Interaction, poll: Poll) -> None:
    """Ask privately whether a draft may be posted."""
    view = await load(services_of(interaction).database, poll.guild_id, poll.id)
    assert view is not None
    said = [f"### {escape(poll.title, 300)}", f"{poll.method.label}: {poll.method.explanation}", option_lines(view)]
    said.append(
        f"**Closes {stamp(poll.closes_at, 'F')}** ({stamp(poll.closes_at, 'R')}); times are read as {ZONE.key}."
    )
    said.append(f"-# {' · '.join(_settings(poll))}")
    post = button(ids.POLL_POST, poll.id, label="Post", style=discord.ButtonStyle.primary)
    layout = panel(text("\n".join(said)), row(post, button(ids.POLL_DROP, poll.id, label="Cancel")))
    await interaction.response.send_message(view=layout, ephemeral=True)


async def post(interaction: Interaction, poll_id: int) -> None:
    """Open a draft and put its card into the channel; where that fails, it is a draft again."""
    poll, now = await _own_draft(interaction, poll_id), discord.utils.utcnow()
    if poll.closes_at <= now:
        raise UserError("The close of this draft is over by now. Make the poll again with a later one.")
    if not (interaction.app_permissions.view_channel and interaction.app_permissions.send_messages):
        raise UserError(f"{NO_PERMISSION} The draft is kept: press Post again then.")
    await interaction.response.defer()
    services = services_of(interaction)
    async with services.database.transaction() as tx:
        if not await polls.change_state(tx, poll, State.DRAFT, State.OPEN, now):
            raise UserError("This poll is posted already.")
        await owe_all(tx, poll, now)
    try:
        message_id = await send_card(interaction.client, services, poll, poll.channel_id)
    except discord.HTTPException as error:
        await _draft_again(interaction, poll)
        raise UserError("Discord did not take the poll. The draft is kept: press Post again.") from error
    interaction.extras[KEPT] = "The poll is posted."
    link = f"https://discord.com/channels/{poll.guild_id}/{poll.channel_id}/{message_id}"
    await interaction.edit_original_response(view=_posted(link))


async def drop(interaction: Interaction, poll_id: int) -> None:
    """Throw a draft away."""
    poll = await _own_draft(interaction, poll_id)
    await polls.drop_draft(services_of(interaction).database, poll.guild_id, poll.id)
    await interaction.response.edit_message(view=panel(text("No poll was posted.")))


async def _own_draft(interaction: Interaction, poll_id: int) -> Poll:
    poll = await poll_or_gone(interaction, poll_id)
    if poll.maker_id != interaction.user.id:
        raise UserError(GONE)
    if poll.state is State.CANCELLED:
        raise UserError("This draft was thrown away. Make the poll again with `/poll films` or `/poll question`.")
    if poll.state is not State.DRAFT:
        raise UserError("This poll is posted already.")
    return poll


async def _draft_again(interaction: Interaction, poll: Poll) -> None:
    async with services_of(interaction).database.transaction() as tx:
        await polls.change_state(tx, poll, State.OPEN, State.DRAFT, discord.utils.utcnow())
        await forget_all(tx, poll)


def _check_role(role: discord.Role | None) -> None:
    """Raise UserError for a role that no member can have: such a poll would wait for votes in vain.

    How many have an ordinary role Discord tells only to who may manage roles, which Matinee does not ask for.
    """
    if role is not None and role.is_bot_managed():
        raise UserError(f"<@&{role.id}> is a bot's own role, so nobody could vote. Choose another one, or none.")


def _settings(poll: Poll) -> list[str]:
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
    return said


def _posted(link: str) -> Layout:
    said = "Posted.\n-# `/poll close`, `extend` and `cancel` change it; `/poll results` tells it again."
    return panel(text(said), row(discord.ui.Button(label="Go to the poll", url=link)))
