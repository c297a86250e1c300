"""`/recommend`: what to watch next, and why."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import MatineeBot
from bot.ui.recommend_flow import recommend
from bot.ui.services import Interaction

WITH = "Somebody who watches with you"


class Recommend(commands.Cog):
    """Recommend films to a member, or to a few who watch together."""

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.rename(member1="with", member2="with2", member3="with3", member4="with4", member5="with5")
    @app_commands.describe(
        member1=WITH, member2=WITH, member3=WITH, member4=WITH, member5=WITH, share="Show it to the whole channel"
    )
    async def recommend(
        self,
        interaction: Interaction,
        member1: discord.User | None = None,
        member2: discord.User | None = None,
        member3: discord.User | None = None,
        member4: discord.User | None = None,
        member5: discord.User | None = None,
        share: bool = False,
    ) -> None:
        """Find a film to watch next, for you or for a film night, and why."""
        others = [one for one in (member1, member2, member3, member4, member5) if one is not None]
        await recommend(interaction, others, share=share)


async def setup(bot: MatineeBot) -> None:
    """Add the command."""
    await bot.add_cog(Recommend())
