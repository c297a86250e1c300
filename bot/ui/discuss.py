"""One thread for everything a club talks about: opened by the first press, found by every later one."""

from __future__ import annotations

import logging
from typing import Any

import discord

from bot.domain.errors import UserError
from bot.errors import KEPT
from bot.ui.layouts import NOBODY
from bot.ui.services import Interaction, guild_of, services_of
from bot.ui.text import escape, plain
from db import discussions

_log = logging.getLogger(__name__)

#: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
_HAS_A_THREAD = 160004
_NEEDED = (("create_public_threads", "Create Public Threads"), ("send_messages_in_threads", "Send Messages in Threads"))
_OPENING = "Talk about **{name}** here. Please put `||` around whatever gives the ending away."


async def discuss(interaction: Interaction, kind: str, subject_id: int, name: str) -> None:
    """Lead the member to the one thread about a film, a poll or a weekly post; open it where there is none.

    Raises UserError where the bot may not, naming the permission it lacks.
    """
    await interaction.response.defer(ephemeral=True, thinking=True)
    key = (guild_of(interaction), kind, subject_id)
    # One press at a time: the next one finds the thread that this one opens.
    async with services_of(interaction).threads.hold(key):
        thread_id = await _standing(interaction, key) or await _open(interaction, key, name)
    said = f"The club talks about **{escape(name, 250)}** in <#{thread_id}>."
    await interaction.edit_original_response(content=said, allowed_mentions=NOBODY)


async def _standing(interaction: Interaction, key: tuple[int, str, int]) -> int | None:
    """Return the thread that stands, or None; one that was deleted is forgotten."""
    database = services_of(interaction).database
    found = await discussions.get(database, *key)
    if found is None or not found.thread_id:
        return None
    try:
        await interaction.client.fetch_channel(found.thread_id)
    except discord.NotFound:
        await discussions.forget(database, *key, found.thread_id)
        return None
    except discord.Forbidden:
        pass  # it is there, and members see more than the bot does
    return found.thread_id


async def _open(interaction: Interaction, key: tuple[int, str, int], name: str) -> int:
    """Claim the discussion, open its thread, and record it."""
    channel = _home(interaction)
    _check_permissions(interaction)
    database = services_of(interaction).database
    await discussions.claim(database, *key, channel.id, discord.utils.utcnow())
    try:
        thread = await _thread(interaction, channel, plain(name, 100))
    except discord.HTTPException:
        await discussions.forget(database, *key, 0)
        raise
    thread_id = await discussions.opened(database, *key, channel.id, thread.id)
    interaction.extras[KEPT] = f"The thread is open: <#{thread_id}>."
    await _greet(thread, name)
    return thread_id


async def _thread(interaction: Interaction, channel: discord.TextChannel, name: str) -> discord.Thread:
    """Open a thread under the message that was pressed, or beside it where it can carry none."""
    message = interaction.message
    if message is not None and not message.flags.ephemeral and message.channel.id == channel.id:
        try:
            return await message.create_thread(name=name)
        except discord.HTTPException as error:
            if error.code != _HAS_A_THREAD:
                raise
            # Either the message is about two things, or a stop came between opening the thread and recording it.
            if thread := await _ours(interaction, message.id, name):
                return thread
    kind = discord.ChannelType.news_thread if channel.is_news() else discord.ChannelType.public_thread
    return await channel.create_thread(name=name, type=kind)


async def _ours(interaction: Interaction, thread_id: int, name: str) -> discord.Thread | None:
    """Return the thread of a message where it is the one that was to be opened: its id is the message's."""
    try:
        found = await interaction.client.fetch_channel(thread_id)
    except (discord.NotFound, discord.Forbidden):
        return None
    return found if isinstance(found, discord.Thread) and found.name == name else None


async def _greet(thread: discord.Thread, name: str) -> None:
    try:
        await thread.send(_OPENING.format(name=escape(name, 250)), allowed_mentions=NOBODY)
    except discord.HTTPException as error:  # the thread is there, and that is what was asked for
        _log.warning("thread %d could not be greeted: %s", thread.id, error)


def _home(interaction: Interaction) -> discord.TextChannel:
    """Return the channel that a thread can be opened in: where the press was, or what its thread belongs to."""
    channel: Any = interaction.channel
    if isinstance(channel, discord.Thread):
        channel = channel.parent
    if not isinstance(channel, discord.TextChannel):
        raise UserError("Threads can be opened in text channels only; show the film in one of them and press again.")
    return channel


def _check_permissions(interaction: Interaction) -> None:
    may = interaction.app_permissions
    lacking = [f"**{shown}**" for name, shown in _NEEDED if not getattr(may, name)]
    if lacking:
        noun = "permission" if len(lacking) == 1 else "permissions"
        raise UserError(
            f"I cannot open a thread here: I lack the {noun} {' and '.join(lacking)} in this channel."
            " Somebody who manages the server can give me that; then press again."
        )
