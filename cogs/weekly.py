"""`/weekly`: a film every week, at the hour the club chose."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import MatineeBot
from bot.domain.weekly import WEEKDAYS
from bot.ui import weekly_manage as manage
from bot.ui import weekly_settings as settings
from bot.ui.services import Interaction, may_manage
from bot.ui.weekly_buttons import WEEKLY_BUTTONS
from bot.ui.weekly_left import pause_left, resume_joined
from bot.ui.weekly_office import DiscordOffice
from bot.ui.weekly_settings import Wishes
from bot.ui.weekly_status import show_status
from bot.ui.zones import zone_choices

DAYS = [app_commands.Choice(name=name, value=number) for number, name in enumerate(WEEKDAYS)]
#: More than a weekly post can go to: whoever chooses another kind is told so, instead of finding nothing.
AnyChannel = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Weekly(commands.GroupCog, group_name="weekly", group_description="A film every week, chosen for this club"):
    """Set up the weekly post; everything is private, and nothing is pinged unless a role is named."""

    def __init__(self, bot: MatineeBot) -> None:
        self.bot = bot

    async def interaction_check(self, interaction: discord.Interaction) -> bool:
        """Check the permission again: a server may have opened the command to others by mistake."""
        if not may_manage(interaction):
            raise app_commands.MissingPermissions(["manage_guild"])
        return True

    @app_commands.command()
    @app_commands.choices(day=DAYS)
    @app_commands.describe(
        channel="Where it comes; without it, this channel",
        day="On which day; without it, Friday",
        time="At which hour, like 20:00 or 8 pm; without it, 20:00",
        timezone="A city or a name like Europe/Berlin; without it, the server's own",
        role="A role to ping; without it, nobody is pinged",
        thread="Whether each post opens a thread to talk about the film",
        digest="Whether it tells of the week at the club",
    )
    async def on(
        self,
        interaction: Interaction,
        channel: AnyChannel | None = None,
        day: int | None = None,
        time: app_commands.Range[str, 1, 40] | None = None,
        timezone: app_commands.Range[str, 1, 100] | None = None,
        role: discord.Role | None = None,
        thread: bool | None = None,
        digest: bool | None = None,
    ) -> None:
        """Turn the weekly post on, or change it: what you leave out stays as it is."""
        await settings.turn_on(interaction, Wishes(channel, day, time, timezone, role, thread, digest))

    @app_commands.command()
    async def status(self, interaction: Interaction) -> None:
        """See how the weekly post is set up, what comes next, and the last ones."""
        await show_status(interaction)

    @app_commands.command()
    async def preview(self, interaction: Interaction) -> None:
        """See privately what the weekly post would say now."""
        await manage.preview(interaction)

    @app_commands.command()
    async def now(self, interaction: Interaction) -> None:
        """Post the film of the week at once; asks first."""
        await manage.ask_now(interaction)

    @app_commands.command()
    async def skip(self, interaction: Interaction) -> None:
        """Call off the next weekly post; you can take that back."""
        await manage.skip(interaction)

    @app_commands.command()
    async def off(self, interaction: Interaction) -> None:
        """Turn the weekly post off; no film that was posted comes again."""
        await settings.turn_off(interaction)

    @on.autocomplete("timezone")
    async def _zones(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await zone_choices(interaction, current)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Pause where the bot was sent away."""
        await pause_left(self.bot.services.database, DiscordOffice(self.bot), guild.id, discord.utils.utcnow())

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Go on where the bot is invited again."""
        await resume_joined(self.bot.services.database, guild.id, discord.utils.utcnow())


async def setup(bot: MatineeBot) -> None:
    """Add the commands, and every button of the posts."""
    bot.add_dynamic_items(*WEEKLY_BUTTONS)
    await bot.add_cog(Weekly(bot))
