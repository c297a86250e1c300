"""Where a weekly post can go: the channels that take one, and the permissions that it needs there."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.errors import UserError
from bot.domain.weekly import Weekly

_ALWAYS = (
    ("view_channel", "View Channel"),
    ("send_messages", "Send Messages"),
    ("read_message_history", "Read Message History"),
)
_PICTURE = (("attach_files", "Attach Files"),)
_THREAD = (("create_public_threads", "Create Public Threads"), ("send_messages_in_threads", "Send Messages in Threads"))
_PING = (("mention_everyone", "Mention @everyone, @here and All Roles"),)
_KINDS = {
    discord.ChannelType.voice: "a voice channel",
    discord.ChannelType.stage_voice: "a stage channel",
    discord.ChannelType.forum: "a forum",
    discord.ChannelType.media: "a media channel",
    discord.ChannelType.category: "a category",
    discord.ChannelType.public_thread: "a thread",
    discord.ChannelType.private_thread: "a thread",
    discord.ChannelType.news_thread: "a thread",
}


def require_text_channel(channel: Any) -> None:
    """Raise UserError for a channel that is no place for a weekly post."""
    if channel.type not in (discord.ChannelType.text, discord.ChannelType.news):
        kind = _KINDS.get(channel.type, "no text channel")
        raise UserError(
            f"<#{channel.id}> is {kind}, and the weekly post needs a text channel. Choose one with `channel:`;"
            " nothing was changed."
        )


def require_pingable(role: discord.Role | None) -> None:
    """Raise UserError for a role that no post may ping."""
    if role is not None and role.is_default():
        raise UserError("I do not ping everyone every week. Choose a role that members can take, or none.")


def require_permissions(guild: discord.Guild | None, weekly: Weekly) -> None:
    """Raise UserError that names every permission the bot lacks for this post, or says that its channel is gone."""
    if guild is not None and guild.get_channel(weekly.channel_id) is None:
        raise UserError(
            "The channel of the weekly post is gone. Choose another one with `channel:`; nothing was changed."
        )
    if lacking := missing_permissions(guild, weekly):
        noun = "permission" if len(lacking) == 1 else "permissions"
        raise UserError(
            f"In <#{weekly.channel_id}> I lack the {noun} {_listed(lacking)}. Give me that, or choose another channel;"
            " nothing was changed."
        )


def missing_permissions(guild: discord.Guild | None, weekly: Weekly) -> list[str]:
    """Return the names of the permissions that the bot lacks for this post, as far as Discord told it."""
    channel = guild.get_channel(weekly.channel_id) if guild else None
    if guild is None or channel is None or guild.me is None:
        return [] if guild is None else ["View Channel"]
    may = channel.permissions_for(guild.me)
    role = guild.get_role(weekly.role_id) if weekly.role_id else None
    needed = [*_ALWAYS, *(_PICTURE if weekly.digest else ()), *(_THREAD if weekly.thread else ())]
    needed += _PING if role and not role.mentionable else ()
    return [name for permission, name in needed if not getattr(may, permission)]


def lacking_words(guild: discord.Guild | None, weekly: Weekly) -> str:
    """Say as a reason which permissions the bot lacks; nothing where Discord told of none."""
    lacking = missing_permissions(guild, weekly)
    noun = "permission" if len(lacking) == 1 else "permissions"
    return f"I lack the {noun} {_listed(lacking)} there" if lacking else ""


def _listed(names: list[str]) -> str:
    named = [f"**{name}**" for name in names]
    return " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))
