"""How a film is asked for everywhere: choices while typing, and "did you mean" when the text names none."""

from __future__ import annotations

import re

from discord import app_commands

from bot.domain.errors import UserError
from bot.domain.titles import Film, title_key
from bot.ui import ids
from bot.ui.layouts import Layout, panel, row, text
from bot.ui.persistent import button
from bot.ui.services import Interaction, guild_of, may_manage, services_of
from bot.ui.text import escape, plain
from db import films

#: What autocomplete sends back: no title anybody types looks like it, not even "1917" or "2046".
_VALUE = re.compile(r"film:(\d{1,18})")
NEAREST = 3


async def film_choices(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Offer the films that fit what is typed so far, or the recent ones before anything is; 25 at most."""
    found = await _search(interaction, current) if current.strip() else await _recent(interaction)
    return [app_commands.Choice(name=_choice_name(film), value=f"film:{film.id}") for film in found[:25]]


async def find_film(interaction: Interaction, typed: str) -> Film | list[Film]:
    """Return the film that a command's text means, or the nearest three to ask about.

    Raises UserError, with the way on, when nothing comes near.
    """
    services, guild_id = services_of(interaction), guild_of(interaction)
    if chosen := _VALUE.fullmatch(typed.strip()):
        if film := await films.get(services.database, guild_id, int(chosen[1])):
            return film
        raise UserError("That film is not here any more. Type its title and choose it from the list.")
    hits = await services.titles.search(typed, guild_id, limit=25)
    found = await films.get_many(services.database, guild_id, [hit.film_id for hit in hits])
    # An original or a merged title is as good as the title: the index knows them all.
    whole = {hit.film_id for hit in hits if hit.whole}
    exact = [film for film in found if film.id in whole or title_key(typed) == title_key(film.label)]
    if len(exact) == 1:
        return exact[0]
    if nearest := (exact or found)[:NEAREST]:
        return nearest
    raise UserError(unknown_film(typed, admin=may_manage(interaction)))


def did_you_mean(typed: str, nearest: list[Film], doing: int, half_stars: int = 0) -> Layout:
    """Return the private question which film was meant; a press goes on with what the member was doing."""
    buttons = [button(ids.PICK, film.id, doing, half_stars, label=plain(film.label, 80)) for film in nearest]
    asked = "Did you mean one of these?" if len(nearest) > 1 else "Did you mean this one?"
    return panel(text(f"I am not sure which film “{escape(typed, 200)}” is. {asked}"), row(*buttons))


def unknown_film(typed: str, *, admin: bool) -> str:
    """Say that nobody knows the film, and what this member can do about it."""
    said = f"I know no film like “{escape(typed, 200)}”."
    if admin:
        return f"{said} Add it with `/film add`, or bring reviews of it with `/import paste` or `/import files`."
    return f"{said} Check the spelling, or ask an admin of this server to add it."


async def _search(interaction: Interaction, typed: str) -> list[Film]:
    services, guild_id = services_of(interaction), guild_of(interaction)
    hits = await services.titles.search(typed, guild_id, limit=25)
    return await films.get_many(services.database, guild_id, [hit.film_id for hit in hits])


async def _recent(interaction: Interaction) -> list[Film]:
    return await films.recent_for(services_of(interaction).database, guild_of(interaction), interaction.user.id)


def _choice_name(film: Film) -> str:
    by = f" · {', '.join(film.directors[:2])}" if film.directors else ""
    return plain(film.label, 100) if len(film.label) > 90 else plain(film.label + by, 100)
