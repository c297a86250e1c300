"""`/settings`: what admins decide for their server."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import MatineeBot
from bot.ui import settings_flow as flow
from bot.ui.services import Interaction, may_manage
from bot.ui.zones import zone_choices


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Settings(commands.GroupCog, group_name="settings", group_description="What this server decides for itself"):
    """Show and change a server's settings; everything is private."""

    async def interaction_check(self, interaction: discord.Interaction) -> bool:
        """Check the permission again: a server may have opened the command to others by mistake."""
        if not may_manage(interaction):
            raise app_commands.MissingPermissions(["manage_guild"])
        return True

    @app_commands.command()
    async def show(self, interaction: Interaction) -> None:
        """See the settings of this server."""
        await flow.show(interaction)

    @app_commands.command()
    @app_commands.describe(zone="A city or a name like Europe/Berlin; choose it from the list")
    async def timezone(self, interaction: Interaction, zone: app_commands.Range[str, 1, 100]) -> None:
        """Set the time zone in which this server types its moments."""
        await flow.set_zone(interaction, zone)

    @app_commands.command()
    @app_commands.describe(
        ratings="What members rated, and reasons made of it",
        reviews="New reviews by critics",
        polls="Results of polls",
        members="Who was active, by name",
    )
    async def activity(
        self,
        interaction: Interaction,
        ratings: bool | None = None,
        reviews: bool | None = None,
        polls: bool | None = None,
        members: bool | None = None,
    ) -> None:
        """Choose what weekly posts may tell of the club; without a choice, see what they may."""
        chosen = {"ratings": ratings, "reviews": reviews, "polls": polls, "members": members}
        await flow.set_activity(interaction, {name: shown for name, shown in chosen.items() if shown is not None})

    @timezone.autocomplete("zone")
    async def _zones(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await zone_choices(interaction, current)


async def setup(bot: MatineeBot) -> None:
    """Add the commands, and the switches of their panel."""
    bot.add_dynamic_items(flow.ActivityButton)
    await bot.add_cog(Settings(bot))
