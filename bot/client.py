"""The bot itself: its intents, its command tree, and the names of the features it loads."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import discord
from discord import app_commands
from discord.ext import commands

from bot.errors import Interaction, UserError, explain
from bot.settings import Settings
from bot.ui.charts import ChartCache
from bot.ui.services import Services
from bot.worker.reader import Reader
from db import meta, title_sync
from db.database import Database
from db.faults import StorageError, Telling
from db.search import TitleIndex

_log = logging.getLogger(__name__)

EXTENSIONS = (
    "cogs.review",
    "cogs.rate",
    "cogs.film",
    "cogs.help",
    "cogs.imports",
    "cogs.myratings",
    "cogs.poll",
    "cogs.weekly",
    "cogs.watchlist",
    "cogs.recommend",
    "cogs.privacy",
    "cogs.settings",
    "cogs.clock",
)

#: Least privilege: read the channel, answer in it with layouts and pictures, open threads for discussion.
PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    create_public_threads=True,
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
        _log.info("told Discord about %d commands", len(commands_now))
        try:
            await meta.put(self.services.database, key, digest)
        except UserError as error:  # look-ups still work; the next start tells Discord once more, which does no harm
            _log.warning("%s", error)

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
        _open_titles(settings, database) as titles,
    ):
        with Reader() as reader:
            bot = MatineeBot(settings, Services(database, titles, ChartCache(), reader))
            try:
                yield bot
            finally:
                await bot.close()


@asynccontextmanager
async def _open_titles(settings: Settings, database: Database) -> AsyncIterator[TitleIndex]:
    """Open the title index, in step with the films as far as the disk lets it be.

    Where its file or the database cannot be written, an index for this run alone takes its place.
    """
    async with AsyncExitStack() as stack:
        try:
            if database.refusal is not None:
                raise database.refusal
            with Telling(settings.titles_path.name):
                titles = await stack.enter_async_context(TitleIndex.open(settings.titles_path))
                await titles.set_watermark(await titles.watermark())  # a read-only file says so at the first write
        except StorageError as error:
            _log.warning("%s", error)
            folder = stack.enter_context(TemporaryDirectory(prefix="matinee-titles-"))
            titles = await stack.enter_async_context(TitleIndex.open(Path(folder) / "titles.db"))
        await _learn_titles(database, titles)
        yield titles


async def _learn_titles(database: Database, titles: TitleIndex) -> None:
    try:
        with Telling("The title index"):
            await (title_sync.ensure if database.refusal is None else title_sync.fill)(database, titles)
    except StorageError as error:  # no room: films already in the index are found, and the rest is still owed
        _log.warning("%s", error)


def make_folder(folder: Path) -> None:
    """Make the data folder; raise UserError where it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"The data folder {folder} cannot be made: {error.strerror}. Nothing was changed;"
            " point MATINEE_DATA_DIR at a folder that Matinee may write to."
        ) from error
