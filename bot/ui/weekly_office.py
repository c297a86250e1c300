"""What weekly posts ask of Discord, and how it is done there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

import discord

from bot.domain.weekly import Weekly
from bot.schedule import LastingError, PassingError
from bot.ui.film_card import Card
from bot.ui.layouts import NOBODY, Layout
from bot.ui.weekly_check import lacking_words

_SEARCHED = 1_000  # messages: a busy channel may have had many since the post was decided
#: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
_HAS_A_THREAD = 160004
GONE = "the channel is gone"
CLOSED = "I may not post in the channel any more"


class Office(Protocol):
    """Send posts and find them again; raise PassingError or LastingError, never an error of Discord's library."""

    async def send(self, settings: Weekly, card: Card, nonce: str) -> int:
        """Send a post once, pinging the server's role alone, and return its message."""

    async def find(self, guild_id: int, channel_id: int, since: datetime, custom_id: str) -> int | None:
        """Return the message of our own since a moment that carries this button, or None."""

    async def open_thread(self, guild_id: int, channel_id: int, message_id: int, name: str) -> int | None:
        """Open the thread of a message, or find it open, and return it; None where the bot may not."""

    async def tell(self, user_id: int, layout: Layout) -> bool:
        """Tell somebody privately; False where they take no private messages."""


class DiscordOffice:
    """Do it at Discord itself."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def send(self, settings: Weekly, card: Card, nonce: str) -> int:
        """Send a post with its nonce, which Discord enforces."""
        layout, files = card
        allowed = _alone(settings.role_id) if settings.role_id else NOBODY
        channel = self._channel(settings.guild_id, settings.channel_id)
        try:
            with Asking():
                message = await channel.send(view=layout, files=files, nonce=nonce, allowed_mentions=allowed)
        except LastingError as error:
            if str(error) == CLOSED and (why := lacking_words(self._client.get_guild(settings.guild_id), settings)):
                raise LastingError(why) from error
            raise
        return message.id

    async def find(self, guild_id: int, channel_id: int, since: datetime, custom_id: str) -> int | None:
        """Look through what came into the channel since then, the oldest first."""
        after = discord.Object(discord.utils.time_snowflake(since - timedelta(minutes=1)))
        channel, me = self._channel(guild_id, channel_id), self._client.user
        try:
            with Asking():
                async for message in channel.history(after=after, limit=_SEARCHED, oldest_first=True):
                    if message.author == me and _carries(message.components, custom_id):
                        return message.id
        except LastingError:
            return None  # sending finds out the same, and says it
        return None

    async def open_thread(self, guild_id: int, channel_id: int, message_id: int, name: str) -> int | None:
        """Open it; a thread that stands already has the id of its message."""
        message = self._channel(guild_id, channel_id).get_partial_message(message_id)
        if message.guild is None:  # Discord has the server down at the moment
            raise PassingError("the server is not there at the moment")
        try:
            return (await message.create_thread(name=name)).id
        except discord.HTTPException as error:
            if error.code == _HAS_A_THREAD:
                return message_id
            if isinstance(error, discord.Forbidden | discord.NotFound):
                return None
            raise PassingError(str(error)) from error

    async def tell(self, user_id: int, layout: Layout) -> bool:
        """Send a private message."""
        try:
            user = await self._client.fetch_user(user_id)
            await user.send(view=layout, allowed_mentions=NOBODY)
        except discord.HTTPException:
            return False
        return True

    def _channel(self, guild_id: int, channel_id: int) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(channel_id, guild_id=guild_id)


class Asking:
    """Say Discord's refusals in the words of the ledger."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, discord.NotFound):
            raise LastingError(GONE) from error
        if isinstance(error, discord.Forbidden):
            raise LastingError(CLOSED) from error
        if isinstance(error, discord.HTTPException):
            raise PassingError(str(error)) from error


@dataclass(frozen=True, slots=True)
class _Role:
    id: str


def _alone(role_id: int) -> discord.AllowedMentions:
    """Let a message ping one role and nobody else; Discord's description of its API has ids as strings."""
    role: Any = _Role(str(role_id))
    return discord.AllowedMentions(everyone=False, users=False, roles=[role], replied_user=False)


def _carries(components: Any, wanted: str) -> bool:
    return any(
        getattr(one, "custom_id", None) == wanted or _carries(getattr(one, "children", ()), wanted)
        for one in components
    )
