"""The public message of a poll: sent once, drawn again with every change, never faster than Discord likes it."""

from __future__ import annotations

import discord

from bot.domain.polls import Poll, State
from bot.ui.layouts import NOBODY
from bot.ui.poll_card import poll_card
from bot.ui.poll_roles import electorate
from bot.ui.poll_view import load
from bot.ui.services import Interaction, Services, services_of
from db import polls


async def send_card(client: discord.Client, services: Services, poll: Poll, channel_id: int) -> int:
    """Send the card into a channel, remember it, and return its id; raise discord.HTTPException."""
    view = await load(services.database, poll.guild_id, poll.id)
    assert view is not None, "polls are never deleted"
    layout, files = await poll_card(view, await _electorate(client, services, view.poll))
    channel = client.get_partial_messageable(channel_id, guild_id=poll.guild_id)
    # The nonce makes Discord take it once, also where the answer to the first attempt was lost.
    message = await channel.send(view=layout, files=files, nonce=f"card-{poll.nonce}", allowed_mentions=NOBODY)
    await polls.set_card(services.database, poll, channel_id, message.id)
    return message.id


async def redraw(client: discord.Client, services: Services, guild_id: int, poll_id: int) -> None:
    """Draw the card as it may be seen now; raise discord.HTTPException where Discord refuses."""
    view = await load(services.database, guild_id, poll_id)
    if view is None or not view.poll.message_id:
        return
    layout, files = await poll_card(view, await _electorate(client, services, view.poll))
    channel = client.get_partial_messageable(view.poll.channel_id, guild_id=guild_id)
    message = channel.get_partial_message(view.poll.message_id)
    await message.edit(view=layout, attachments=files, allowed_mentions=NOBODY)


def redraw_soon(interaction: Interaction, poll: Poll) -> None:
    """Let the card show a change, together with the changes of the next seconds."""
    client, services = interaction.client, services_of(interaction)
    services.cards.ask(("poll", poll.id), lambda: redraw(client, services, poll.guild_id, poll.id))


async def _electorate(client: discord.Client, services: Services, poll: Poll) -> int | None:
    if poll.state is not State.OPEN:
        return None
    return await electorate(services.roles, client, poll, discord.utils.utcnow())


async def redraw_now(client: discord.Client, services: Services, poll: Poll) -> None:
    """Draw the card after whatever edit of it is under way; raise discord.HTTPException where Discord refuses."""
    await services.cards.now(("poll", poll.id), lambda: redraw(client, services, poll.guild_id, poll.id))
