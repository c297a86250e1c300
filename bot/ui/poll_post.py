"""From what was typed to a poll in the channel: a draft that its maker looks at, then the card."""

from __future__ import annotations

import discord

from bot.domain.errors import UserError
from bot.domain.polls import Poll, State
from bot.errors import KEPT
from bot.ui import ids
from bot.ui.layouts import NOBODY, Layout, line, panel, row, text
from bot.ui.persistent import button
from bot.ui.poll_card import option_lines
from bot.ui.poll_due import forget_all, owe_all
from bot.ui.poll_films import Filled
from bot.ui.poll_night import NO_EVENTS, may_make_events
from bot.ui.poll_public import send_card
from bot.ui.poll_view import load
from bot.ui.poll_vote import GONE, poll_or_gone
from bot.ui.poll_wishes import Wishes, read_wishes, wished, zone_of
from bot.ui.rating_flow import send_private
from bot.ui.services import Interaction, services_of
from bot.ui.text import escape, stamp
from db import polls

NO_PERMISSION = "I cannot post in this channel: I need the permissions **View Channel** and **Send Messages** here."


async def draft(interaction: Interaction, filled: Filled, wishes: Wishes) -> None:
    """Keep a poll as a draft and show it to its maker, with the close in their own time zone."""
    now = discord.utils.utcnow()
    poll = await read_wishes(interaction, filled.choices, wishes, now)
    made = await polls.create(services_of(interaction).database, poll, now)
    await show_draft(interaction, made, filled.said)


async def show_draft(interaction: Interaction, poll: Poll, said: str = "") -> None:
    """Ask privately whether a draft may be posted; `said` is what there is to know of its options."""
    view = await load(services_of(interaction).database, poll.guild_id, poll.id)
    assert view is not None
    head = [f"### {escape(poll.title, 300)}", f"{poll.method.label}: {poll.method.explanation}", option_lines(view)]
    lines = [f"-# {said}"] * bool(said)
    zone = (await zone_of(interaction)).key
    lines.append(f"**Closes {stamp(poll.closes_at, 'F')}** ({stamp(poll.closes_at, 'R')}); times are read as {zone}.")
    lines.append(f"-# {' · '.join(wished(poll))}")
    if poll.night and not may_make_events(interaction.app_permissions):
        lines.append(f"-# {NO_EVENTS}")
    post = button(ids.POLL_POST, poll.id, label="Post", style=discord.ButtonStyle.primary)
    layout = panel(
        text("\n".join(head)), line(), text("\n".join(lines)), row(post, button(ids.POLL_DROP, poll.id, label="Cancel"))
    )
    if interaction.response.is_done():
        await interaction.edit_original_response(view=layout, allowed_mentions=NOBODY)
    else:
        await send_private(interaction, layout)


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


def _posted(link: str) -> Layout:
    said = "Posted.\n-# `/poll close`, `extend` and `cancel` change it; `/poll results` tells it again."
    return panel(text(said), row(discord.ui.Button(label="Go to the poll", url=link)))
