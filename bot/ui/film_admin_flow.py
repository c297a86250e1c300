"""Changing films, wherever an admin asked for it: slash command, form, or a button on a private panel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord

from bot.domain.errors import UserError
from bot.domain.titles import Film
from bot.errors import KEPT
from bot.ui import film_admin
from bot.ui.film_form import film_form, read_film_form, typed_text
from bot.ui.layouts import Layout
from bot.ui.rating_flow import film_or_gone, send_private
from bot.ui.services import Interaction, guild_of, services_of
from db import film_changes, film_undo, holdings, title_sync
from db.film_undo import Author

YEARS_AHEAD = 10  # films are announced long before they are there


def author_of(interaction: Interaction) -> Author:
    """Return who changes something, where and when."""
    return Author(guild_of(interaction), interaction.user.id, discord.utils.utcnow())


def latest_year() -> int:
    """Return the last year that a film can be from."""
    return discord.utils.utcnow().year + YEARS_AHEAD


async def show(interaction: Interaction, layout: Layout) -> None:
    """Put a panel in the place of the private one it was asked from, or send it privately."""
    if interaction.message is not None and interaction.message.flags.ephemeral:
        await interaction.response.edit_message(view=layout)
    else:
        await send_private(interaction, layout)


async def add(interaction: Interaction, film: Film) -> None:
    """Add a film, or show the one that is here already."""
    try:
        new = await film_changes.add(services_of(interaction).database, author_of(interaction), film)
    except film_changes.FilmIsHereError as error:
        await show(interaction, film_admin.already_here(error.film, str(error)))
        return
    await _settle(interaction, film_admin.added_sentence(new))
    await show(interaction, film_admin.added(new))


async def open_form(interaction: Interaction, film: Film) -> None:
    """Open the form of a film, with what the admin typed last where that could not be saved."""
    film_id, typed = services_of(interaction).drafts.get((guild_of(interaction), interaction.user.id), (0, None))
    await interaction.response.send_modal(film_form(film, typed if film_id == film.id else None))


async def save_form(interaction: Interaction, film_id: int, values: Mapping[str, Any]) -> None:
    """Save a form that came back; where it cannot be read, keep what was typed and say why."""
    services, key = services_of(interaction), (guild_of(interaction), interaction.user.id)
    film, typed = await film_or_gone(interaction, film_id), typed_text(values)
    try:
        wanted = read_film_form(film, typed, latest_year())
    except UserError as error:
        services.drafts[key] = (film.id, typed)
        await show(interaction, film_admin.unreadable(film, str(error), typed))
        return
    services.drafts.pop(key, None)
    if wanted == film:
        await show(interaction, film_admin.unchanged(film))
        return
    change = await film_changes.edit(services.database, author_of(interaction), wanted)
    await _settle(interaction, film_admin.edited_sentence(change))
    await show(interaction, film_admin.edited(film, change))


async def ask_merge(interaction: Interaction, source: Film, target: Film) -> None:
    """Say what a merge would move and ask."""
    if source.id == target.id:
        raise UserError("That is the same film twice. Choose two different films to merge.")
    database, guild_id = services_of(interaction).database, guild_of(interaction)
    moving = await holdings.of_film(database, guild_id, source.id)
    both = await holdings.rated_both(database, guild_id, source.id, target.id)
    await show(interaction, film_admin.merge_question(source, target, moving, both))


async def merge(interaction: Interaction, source: Film, target: Film) -> None:
    """Merge two films and say what moved."""
    database = services_of(interaction).database
    moved = await holdings.of_film(database, guild_of(interaction), source.id)
    change = await film_changes.merge(database, author_of(interaction), source.id, target.id)
    await _settle(interaction, film_admin.merged_sentence(source, change, moved))
    await show(interaction, film_admin.merged(source, change, moved))


async def ask_remove(interaction: Interaction, film: Film) -> None:
    """Say what a removal would take away and ask."""
    going = await holdings.of_film(services_of(interaction).database, guild_of(interaction), film.id)
    await show(interaction, film_admin.remove_question(film, going))


async def remove(interaction: Interaction, film: Film) -> None:
    """Remove a film and say what went."""
    database = services_of(interaction).database
    gone = await holdings.of_film(database, guild_of(interaction), film.id)
    change = await film_changes.remove(database, author_of(interaction), film.id)
    await _settle(interaction, film_admin.removed_sentence(change, gone))
    await show(interaction, film_admin.removed(change, gone))


async def undo(interaction: Interaction, change_id: int) -> None:
    """Take a change back and say what is as it was."""
    back = await film_undo.undo(services_of(interaction).database, author_of(interaction), change_id)
    await _settle(interaction, film_admin.undone_sentence(back))
    await show(interaction, film_admin.undone(back))


async def _settle(interaction: Interaction, kept: str) -> None:
    """Let the title index follow; from here on a failed answer still says what was changed."""
    interaction.extras[KEPT] = kept
    await title_sync.settle(services_of(interaction).database, services_of(interaction).titles)
