"""What members do with watchlists: put on, take off, look, and let one be drawn."""

from __future__ import annotations

import random
from collections.abc import Sequence

import discord
from discord import app_commands

from bot.domain.errors import UserError
from bot.domain.titles import Film, fold
from bot.errors import KEPT
from bot.ui.film_choice import find_film
from bot.ui.layouts import NOBODY, Layout
from bot.ui.rating_flow import send_private
from bot.ui.services import Interaction, guild_of, may_manage, services_of
from bot.ui.text import escape, plain
from bot.ui.watchlist_panel import (
    added_panel,
    added_sentence,
    drawn_panel,
    list_panel,
    of_whom,
    on_page,
    page_count,
    removed_panel,
    removed_sentence,
)
from db import privacy, watchlist
from db.watchlist import SERVER, Entry

NOT_ON_IT = "That film is not on {list}, so nothing was taken off."


async def put_on(interaction: Interaction, film: Film, owner_id: int) -> None:
    """Put a film on a list and say so privately, with the way back."""
    database, guild_id, now = services_of(interaction).database, guild_of(interaction), discord.utils.utcnow()
    added = await watchlist.add(database, guild_id, owner_id, film.id, interaction.user.id, now)
    interaction.extras[KEPT] = added_sentence(film, owner_id, new=added)
    await send_private(interaction, added_panel(film, owner_id, new=added))


async def take_off(interaction: Interaction, film_id: int, owner_id: int) -> Layout:
    """Take a film off a list and return what says so, with the way back.

    Raises UserError where it is not on it, or where another member put it on the server's.
    """
    database, guild_id = services_of(interaction).database, guild_of(interaction)
    entry = await watchlist.entry(database, guild_id, owner_id, film_id)
    if entry is None:
        raise UserError(NOT_ON_IT.format(list=of_whom(owner_id)))
    if owner_id == SERVER and entry.added_by != interaction.user.id and not may_manage(interaction):
        raise UserError(
            f"<@{entry.added_by}> put that film on the server's watchlist; they or somebody who manages the server"
            " can take it off."
        )
    if not await watchlist.remove(database, guild_id, owner_id, film_id):
        raise UserError(NOT_ON_IT.format(list=of_whom(owner_id)))
    interaction.extras[KEPT] = removed_sentence(entry.film, owner_id)
    return removed_panel(entry, owner_id)


async def film_on(interaction: Interaction, typed: str, owner_id: int) -> int:
    """Return the film that a command's text means among those on a list; raise UserError where it is none of them."""
    found = await watchlist.entries(services_of(interaction).database, guild_of(interaction), owner_id)
    named = [entry.film for entry in found if fold(typed) in (fold(entry.film.title), fold(entry.film.label))]
    if len(named) == 1:
        return named[0].id
    meant = await find_film(interaction, typed)
    if isinstance(meant, Film):
        return meant.id
    raise UserError(f"I am not sure which film “{escape(typed, 200)}” is. Choose it from the list while you type.")


async def choices_on(interaction: Interaction, current: str, owner_id: int) -> list[app_commands.Choice[str]]:
    """Offer the films of a list whose title has what is typed so far, the newest first; 25 at most."""
    found = await watchlist.listed(services_of(interaction).database, guild_of(interaction), owner_id)
    wanted = [film for film in found if fold(current) in fold(film.label)]
    return [app_commands.Choice(name=plain(film.label, 100), value=f"film:{film.id}") for film in wanted[:25]]


async def list_view(interaction: Interaction, owner_id: int, page: int) -> Layout:
    """Return a page of a list for whoever asks; raise UserError where a member keeps theirs to themselves."""
    database, guild_id, reader = services_of(interaction).database, guild_of(interaction), interaction.user.id
    mine = owner_id == reader
    if owner_id != SERVER and not mine and await privacy.is_hidden(database, guild_id, owner_id):
        raise UserError("That member keeps their watchlist to themselves.")
    found = await watchlist.entries(database, guild_id, owner_id)
    page = min(page, page_count(found) - 1)
    rated = await watchlist.rated_among(database, guild_id, reader, [entry.film.id for entry in on_page(found, page)])
    return list_panel(found, owner_id, page, rated, mine=mine, name=_name(owner_id, found, mine=mine))


def _name(owner_id: int, found: Sequence[Entry], *, mine: bool) -> str:
    if owner_id == SERVER:
        return "The server's watchlist"
    if mine:
        return "Your watchlist"
    # Whoever has nothing here need not be anybody of this server, whatever a button says.
    return f"Watchlist of <@{owner_id}>" if found else "Watchlist of a member"


async def draw(interaction: Interaction, owner_id: int, chance: random.Random) -> Layout:
    """Return a film drawn from a list, one that the member has not rated while there is one.

    Raises UserError where the list is empty or everything on it is rated.
    """
    database, guild_id = services_of(interaction).database, guild_of(interaction)
    found = await watchlist.entries(database, guild_id, owner_id)
    if not found:
        raise UserError(f"There is nothing on {of_whom(owner_id)} to draw from. `/watchlist add` puts films there.")
    unseen = await _unrated(interaction, found)
    if not unseen:
        raise UserError(f"You have rated everything on {of_whom(owner_id)}. `/recommend` finds something new.")
    return drawn_panel(chance.choice(unseen).film, owner_id, len(unseen))


async def send_drawn(interaction: Interaction, owner_id: int, *, share: bool) -> None:
    """Draw a film and show it privately, or to the channel."""
    layout = await draw(interaction, owner_id, random.SystemRandom())
    await interaction.response.send_message(view=layout, ephemeral=not share, allowed_mentions=NOBODY)


async def _unrated(interaction: Interaction, found: Sequence[Entry]) -> list[Entry]:
    rated = await watchlist.rated_among(
        services_of(interaction).database,
        guild_of(interaction),
        interaction.user.id,
        [entry.film.id for entry in found],
    )
    return [entry for entry in found if entry.film.id not in rated]
