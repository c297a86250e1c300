"""`/myratings`: a member's own ratings brought from elsewhere, taken back, and taken away."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import MatineeBot
from bot.domain.errors import UserError
from bot.ui import history_flow as flow
from bot.ui.history_begin import begin
from bot.ui.history_buttons import HISTORY_BUTTONS
from bot.ui.history_files import export_files
from bot.ui.history_report import history_list
from bot.ui.history_table_buttons import TABLE_BUTTONS
from bot.ui.rating_flow import send_private
from bot.ui.services import Interaction
from bot.ui.text import plural
from db import histories, history_export

FILE_HINT = "A Letterboxd export (.zip or .csv), IMDb ratings, or a table with titles and ratings; up to 25 MB"


@app_commands.guild_only()
class MyRatings(commands.GroupCog, group_name="myratings", group_description="Your own ratings, from and to elsewhere"):
    """Read what a member hands in, privately, keep it once they say so, and give all of it back."""

    def __init__(self, bot: MatineeBot) -> None:
        self.services = bot.services

    @app_commands.command(name="import")
    @app_commands.describe(file=FILE_HINT)
    async def bring(self, interaction: Interaction, file: discord.Attachment | None = None) -> None:
        """Bring your ratings from Letterboxd, IMDb or a table; you see everything before it counts."""
        if file is None:
            await self._go_on(interaction)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        await begin(interaction, file)

    @app_commands.command()
    async def history(self, interaction: Interaction) -> None:
        """See what became of your imports here, row by row, or take one back."""
        known = ("draft", "writing", "done", "undoing", "undone")
        found = await histories.latest(self.services.database, flow.owner_of(interaction), known)
        if not found:
            raise UserError("You have imported nothing here yet. `/myratings import` with a file begins.")
        await send_private(interaction, history_list(found))

    @app_commands.command()
    async def export(self, interaction: Interaction) -> None:
        """Take all your ratings in this server away, as a table and for Letterboxd."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        pages = history_export.every_rating(self.services.database, flow.owner_of(interaction))
        ratings = [kept async for some in pages for kept in some]
        if not ratings:
            raise UserError("You have rated nothing here yet, so there is nothing to take away. `/rate` begins.")
        said = (
            f"Here {'is' if len(ratings) == 1 else 'are'} {plural(len(ratings), 'rating')} of yours in this server."
            " `my-ratings.csv` comes back with `/myratings import`; `for-letterboxd.csv` is what"
            " <https://letterboxd.com/import/> takes."
        )
        await interaction.edit_original_response(content=said, attachments=await export_files(ratings))

    async def _go_on(self, interaction: Interaction) -> None:
        """Show the import that waits for this member, or let them choose among several."""
        waiting = await histories.latest(self.services.database, flow.owner_of(interaction), histories.OPEN)
        if not waiting:
            raise UserError(
                "No import of yours waits here. Attach a file to begin one: a Letterboxd export as you downloaded it,"
                " the CSV of your IMDb ratings, or a table with titles and ratings."
            )
        one = len(waiting) == 1
        layout = await flow.first_view(interaction, waiting[0]) if one else history_list(waiting, waiting=True)
        await send_private(interaction, layout)


async def setup(bot: MatineeBot) -> None:
    """Add the commands, and every button that an import can carry."""
    bot.add_dynamic_items(*HISTORY_BUTTONS, *TABLE_BUTTONS)
    await bot.add_cog(MyRatings(bot))
