"""`/film`: admins add films, correct them, make one of two, and take them away."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import MatineeBot
from bot.domain.errors import UserError
from bot.domain.titles import Film
from bot.errors import answer
from bot.ui import film_admin_flow as flow
from bot.ui import ids
from bot.ui.admin_button import require_admin
from bot.ui.film_admin import choice, which_film
from bot.ui.film_admin_buttons import FILM_BUTTONS
from bot.ui.film_choice import film_choices, find_film
from bot.ui.film_reading import FIRST_YEAR, TITLE_LIMIT, read_names, read_title
from bot.ui.forms import Values, submitted
from bot.ui.rating_flow import send_private
from bot.ui.services import Interaction, guild_of, may_manage

FilmText = app_commands.Range[str, 1, 200]
CHOOSE = "Start typing a title and choose it from the list"


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class FilmAdmin(commands.GroupCog, group_name="film", group_description="Add, correct, merge and remove films"):
    """Change the server's films; everything is private, and the last change can be undone."""

    async def interaction_check(self, interaction: discord.Interaction) -> bool:
        """Check the permission again: a server may have opened the command to others by mistake."""
        if not may_manage(interaction):
            raise app_commands.MissingPermissions(["manage_guild"])
        return True

    @app_commands.command()
    @app_commands.describe(
        title="The film's title", year="The year it came out", director="One name, or several parted by commas"
    )
    async def add(
        self,
        interaction: Interaction,
        title: app_commands.Range[str, 1, TITLE_LIMIT],
        year: app_commands.Range[int, FIRST_YEAR, 2100] | None = None,
        director: app_commands.Range[str, 1, 400] | None = None,
    ) -> None:
        """Add a film to this server, so that members can rate it."""
        name, printed_year = read_title(title, flow.latest_year())
        directors = read_names(director or "")
        await flow.add(interaction, Film(0, guild_of(interaction), name, year or printed_year, directors))

    @app_commands.command()
    @app_commands.describe(film=CHOOSE)
    async def edit(self, interaction: Interaction, film: FilmText) -> None:
        """Correct what is known about a film; a form opens."""
        found = await find_film(interaction, film)
        if isinstance(found, list):
            buttons = [choice(one, ids.EDIT_FILM, one.id) for one in found]
            await send_private(interaction, which_film(film, buttons))
        else:
            await flow.open_form(interaction, found)

    @app_commands.command()
    @app_commands.describe(
        film="The film that goes: choose it from the list", into="The film that stays: choose it from the list"
    )
    async def merge(self, interaction: Interaction, film: FilmText, into: FilmText) -> None:
        """Make one film of two spellings; asks before it moves anything."""
        source, target = await find_film(interaction, film), await find_film(interaction, into)
        if isinstance(source, list) and isinstance(target, list):
            raise UserError("I am not sure which films you mean. Choose both from the lists that open while you type.")
        if isinstance(source, list) and isinstance(target, Film):
            buttons = [choice(one, ids.ASK_MERGE, one.id, target.id) for one in source]
            await send_private(interaction, which_film(film, buttons))
        elif isinstance(target, list) and isinstance(source, Film):
            buttons = [choice(one, ids.ASK_MERGE, source.id, one.id) for one in target]
            await send_private(interaction, which_film(into, buttons))
        elif isinstance(source, Film) and isinstance(target, Film):
            await flow.ask_merge(interaction, source, target)

    @app_commands.command()
    @app_commands.describe(film=CHOOSE)
    async def remove(self, interaction: Interaction, film: FilmText) -> None:
        """Take a film away with its reviews and ratings; asks first."""
        found = await find_film(interaction, film)
        if isinstance(found, list):
            buttons = [choice(one, ids.ASK_REMOVE, one.id) for one in found]
            await send_private(interaction, which_film(film, buttons))
        else:
            await flow.ask_remove(interaction, found)

    @edit.autocomplete("film")
    @merge.autocomplete("film")
    @merge.autocomplete("into")
    @remove.autocomplete("film")
    async def _films(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await film_choices(interaction, current)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Take a form that comes back, also one that was open during a restart."""
        if form := submitted(interaction, ids.FILM_FORM):
            await answer(interaction, self._save(interaction, *form))

    async def _save(self, interaction: Interaction, numbers: list[int], values: Values) -> None:
        require_admin(interaction)
        await flow.save_form(interaction, numbers[0], values)


async def setup(bot: MatineeBot) -> None:
    """Add the commands, and every button of their panels."""
    bot.add_dynamic_items(*FILM_BUTTONS)
    await bot.add_cog(FilmAdmin(bot))
