"""`/review`: what critics and the club think of a film."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.client import MatineeBot
from bot.ui import ids
from bot.ui.card_buttons import BUTTONS
from bot.ui.card_flow import show_card
from bot.ui.film_choice import NOT_HERE, did_you_mean, film_choices, film_meant
from bot.ui.rating_flow import send_private
from bot.ui.services import Interaction


class Review(commands.Cog):
    """Show the card of a film in the channel."""

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.describe(film="Start typing a title and choose it from the list")
    async def review(self, interaction: Interaction, film: app_commands.Range[str, 1, 200]) -> None:
        """See what critics and the club think of a film."""
        meant = await film_meant(interaction, film)
        if isinstance(meant, list):
            await send_private(interaction, did_you_mean(film, meant, ids.TO_REVIEW))
            return
        await show_card(interaction, meant, gone=NOT_HERE)

    @review.autocomplete("film")
    async def _films(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await film_choices(interaction, current)


async def setup(bot: MatineeBot) -> None:
    """Add the command, and every button that a card can carry."""
    bot.add_dynamic_items(*BUTTONS)
    await bot.add_cog(Review())
