"""`/privacy`: what the club is told about a member, as they choose."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.client import MatineeBot
from bot.ui.privacy_panel import PrivacyButton, show_privacy
from bot.ui.services import Interaction


class Privacy(commands.Cog):
    """Show a member's choice privately."""

    @app_commands.command()
    @app_commands.guild_only()
    async def privacy(self, interaction: Interaction) -> None:
        """Choose whether weekly posts and recommendations may mention you."""
        await show_privacy(interaction)


async def setup(bot: MatineeBot) -> None:
    """Add the command and its switch."""
    bot.add_dynamic_items(PrivacyButton)
    await bot.add_cog(Privacy())
