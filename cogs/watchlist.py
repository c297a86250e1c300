"""`/watchlist`: what a member, or the whole server, wants to watch."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import MatineeBot
from bot.ui import ids
from bot.ui import watchlist_flow as flow
from bot.ui.film_choice import did_you_mean, film_choices, find_film
from bot.ui.rating_flow import send_private
from bot.ui.services import Interaction
from bot.ui.watch_flow import WATCH_BUTTONS
from db.watchlist import SERVER

FilmText = app_commands.Range[str, 1, 200]
CHOOSE = "Start typing a title and choose it from the list"
MINE, SERVERS = 1, 0
LISTS = [app_commands.Choice(name="mine", value=MINE), app_commands.Choice(name="the server's", value=SERVERS)]


@app_commands.guild_only()
class Watchlist(commands.GroupCog, group_name="watchlist", group_description="Films to watch, yours and the server's"):
    """Keep films for later; every member has a list, and the server has one."""

    @app_commands.command()
    @app_commands.rename(where="list")
    @app_commands.choices(where=LISTS)
    @app_commands.describe(film=CHOOSE, where="Your own list, or the one for everyone here")
    async def add(self, interaction: Interaction, film: FilmText, where: int = MINE) -> None:
        """Put a film on your watchlist or the server's."""
        found = await find_film(interaction, film)
        if isinstance(found, list):
            await send_private(interaction, did_you_mean(film, found, ids.TO_WATCH, where))
        else:
            await flow.put_on(interaction, found, _owner(interaction, where))

    @app_commands.command()
    @app_commands.rename(where="list")
    @app_commands.choices(where=LISTS)
    @app_commands.describe(film=CHOOSE, where="Your own list, or the one for everyone here")
    async def remove(self, interaction: Interaction, film: FilmText, where: int = MINE) -> None:
        """Take a film off your watchlist or the server's."""
        owner_id = _owner(interaction, where)
        film_id = await flow.film_on(interaction, film, owner_id)
        await send_private(interaction, await flow.take_off(interaction, film_id, owner_id))

    @app_commands.command()
    @app_commands.rename(where="list")
    @app_commands.choices(where=LISTS)
    @app_commands.describe(where="Your own list, or the one for everyone here", member="Whose list, instead of yours")
    async def show(self, interaction: Interaction, where: int = MINE, member: discord.User | None = None) -> None:
        """See your watchlist, another member's, or the server's."""
        owner_id = member.id if member is not None else _owner(interaction, where)
        await send_private(interaction, await flow.list_view(interaction, owner_id, 0))

    @app_commands.command()
    @app_commands.rename(where="list")
    @app_commands.choices(where=LISTS)
    @app_commands.describe(where="Your own list, or the one for everyone here", share="Show it to the whole channel")
    async def random(self, interaction: Interaction, where: int = MINE, share: bool = False) -> None:
        """Let chance choose a film that you have not rated yet."""
        await flow.send_drawn(interaction, _owner(interaction, where), share=share)

    @add.autocomplete("film")
    async def _films(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await film_choices(interaction, current)

    @remove.autocomplete("film")
    async def _listed(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        where = getattr(interaction.namespace, "list", MINE)
        return await flow.choices_on(interaction, current, _owner(interaction, where))


def _owner(interaction: Interaction, where: int) -> int:
    return SERVER if where == SERVERS else interaction.user.id


async def setup(bot: MatineeBot) -> None:
    """Add the commands, and every button of lists, cards and talks."""
    bot.add_dynamic_items(*WATCH_BUTTONS)
    await bot.add_cog(Watchlist(bot))
