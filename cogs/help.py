"""`/help`: what the asker may use here."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import MatineeBot
from bot.ui.help_page import entries, first_step, help_pages
from bot.ui.layouts import NOBODY
from bot.ui.rating_flow import send_private
from bot.ui.services import Interaction, guild_of, may_manage
from db import films


class Help(commands.Cog):
    """List the commands from the tree itself."""

    def __init__(self, bot: MatineeBot) -> None:
        self.bot = bot
        self.ids: dict[str, int] = {}

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Learn the numbers of the commands, with which a mention of one can be clicked; names do without."""
        try:
            known = await self.bot.tree.fetch_commands()
        except discord.HTTPException:
            return
        self.ids = {command.name: command.id for command in known}

    @app_commands.command()
    @app_commands.guild_only()
    async def help(self, interaction: Interaction) -> None:
        """See what you can do here."""
        listed = entries(self.bot.tree, interaction.permissions, self.ids)
        begun = await films.has_any(self.bot.services.database, guild_of(interaction))
        step = None if begun else first_step(listed, admin=may_manage(interaction))
        first, *more = help_pages(listed, first_step=step)
        await send_private(interaction, first)
        for page in more:
            await interaction.followup.send(view=page, ephemeral=True, allowed_mentions=NOBODY)


async def setup(bot: MatineeBot) -> None:
    """Add the command."""
    await bot.add_cog(Help(bot))
