"""`/rate`: one rating per member and film."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.client import MatineeBot
from bot.domain.scales import show
from bot.errors import answer
from bot.ui import ids
from bot.ui.film_choice import did_you_mean, film_choices, film_meant
from bot.ui.forms import Values, submitted
from bot.ui.rating_flow import answer_rating, ask_for_rating, film_or_gone, send_private
from bot.ui.rating_form import NOTE_LIMIT, Answer, clean_note, read_rating_form
from bot.ui.services import Interaction, guild_of, services_of

STARS = [app_commands.Choice(name=show(half), value=half / 2) for half in range(10, 0, -1)]


class Rate(commands.Cog):
    """Save what members think, from the command or from the form."""

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.choices(stars=STARS)
    @app_commands.describe(
        film="Start typing a title and choose it from the list",
        stars="Half a star to five; leave it out and a form asks",
        note="What you would tell the club about it",
        spoilers="Whether your note gives something away",
    )
    async def rate(
        self,
        interaction: Interaction,
        film: app_commands.Range[str, 1, 200],
        stars: float | None = None,
        note: app_commands.Range[str, 1, NOTE_LIMIT] | None = None,
        spoilers: bool = False,
    ) -> None:
        """Rate a film from half a star to five, with a note if you like."""
        meant = await film_meant(interaction, film)
        given = Answer(round((stars or 0) * 2), clean_note(note), spoilers)
        if isinstance(meant, list):
            services_of(interaction).unsent[guild_of(interaction), interaction.user.id] = given
            await send_private(interaction, did_you_mean(film, meant, ids.TO_RATE, given.half_stars))
        elif stars is None:
            await ask_for_rating(interaction, await film_or_gone(interaction, meant), ids.ELSEWHERE, given)
        else:
            await answer_rating(interaction, meant, given, ids.ELSEWHERE, keep_note=True)

    @rate.autocomplete("film")
    async def _films(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await film_choices(interaction, current)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Take a rating form that comes back, also one that was open during a restart."""
        if form := submitted(interaction, ids.RATE_FORM):
            await answer(interaction, self._save(interaction, *form))

    async def _save(self, interaction: Interaction, numbers: list[int], values: Values) -> None:
        await answer_rating(interaction, numbers[0], read_rating_form(values), numbers[-1])


async def setup(bot: MatineeBot) -> None:
    """Add the command."""
    await bot.add_cog(Rate())
