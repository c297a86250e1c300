"""The bot itself: its intents, its command tree, and the names of the features it loads."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import discord
from discord import app_commands
from discord.ext import commands

from bot.errors import Interaction, UserError, explain
from bot.settings import Settings
from bot.ui.charts import ChartCache
from bot.ui.services import Services
from db import meta, title_sync
from db.database import Database
from db.search import TitleIndex

_log = logging.getLogger(__name__)

EXTENSIONS = ("cogs.review", "cogs.rate", "cogs.film", "cogs.help", "cogs.imports")

#: Least privilege: read the channel, answer in it with layouts and pictures, open threads for discussion.
PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)


class MatineeBot(commands.Bot):
    """Run the club's commands with the services handed in; keeps no members and no messages in memory."""

    def __init__(self, settings: Settings, services: Services) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,  # never used: without the message intent no message arrives
            help_command=None,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        self.settings = settings
        self.services = services
        self.tree.on_error = self._on_command_error  # type: ignore[method-assign]  # the documented way to set it

    async def setup_hook(self) -> None:
        """Load every feature, then tell Discord about the commands if their definition changed."""
        for name in EXTENSIONS:
            await self.load_extension(name)
        await self._sync_if_changed()

    async def on_ready(self) -> None:
        """Log the one line an operator needs: how to invite the bot, with what it may do."""
        names = ", ".join(name for name, allowed in PERMISSIONS if allowed)
        _log.info("ready in %d servers; invite: %s (permissions: %s)", len(self.guilds), self.invite_link, names)

    @property
    def invite_link(self) -> str:
        """Return the address that adds the bot to a server with the permissions it needs and no more."""
        assert self.application_id is not None, "known after login"
        return discord.utils.oauth_url(
            self.application_id, permissions=PERMISSIONS, scopes=("bot", "applications.commands")
        )

    async def _sync_if_changed(self) -> None:
        commands_now = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        digest = hashlib.sha256(json.dumps(commands_now, sort_keys=True).encode()).hexdigest()
        key = f"commands:{self.application_id}"
        known = {(command.name, command.type) for command in await self.tree.fetch_commands()}
        wanted = {(str(command["name"]), discord.AppCommandType(command["type"])) for command in commands_now}
        # The names are compared too: someone may have cleared the commands on Discord's side.
        if known == wanted and await meta.get(self.services.database, key) == digest:
            return
        await self.tree.sync()
        await meta.put(self.services.database, key, digest)
        _log.info("told Discord about %d commands", len(commands_now))

    async def _on_command_error(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        await explain(interaction, error)


@asynccontextmanager
async def open_bot(settings: Settings) -> AsyncIterator[MatineeBot]:
    """Open the storage and yield the bot, ready for `start()` or for a simulated Discord.

    Raises UserError when the storage cannot be used; everything is closed on the way out.
    """
    make_folder(settings.data_dir)
    async with (
        Database.open(settings.database_path) as database,
        TitleIndex.open(settings.titles_path) as titles,
    ):
        if database.refusal is None:
            await title_sync.ensure(database, titles)
        bot = MatineeBot(settings, Services(database, titles, ChartCache()))
        try:
            yield bot
        finally:
            await bot.close()


def make_folder(folder: Path) -> None:
    """Make the data folder; raise UserError where it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"The data folder {folder} cannot be made: {error.strerror}. Nothing was changed;"
            " point MATINEE_DATA_DIR at a folder that Matinee may write to."
        ) from error
