"""How a film is asked for everywhere: choices while typing, and "did you mean" when the text names none."""

from __future__ import annotations

import asyncio
import re

from discord import app_commands

from bot.domain.errors import UserError
from bot.domain.film_ids import CATALOGUES, FilmId
from bot.domain.links import named_film, numbered_film, title_in_address
from bot.domain.titles import Film, title_key
from bot.ui import ids
from bot.ui.choices import LIFTED, Choice
from bot.ui.layouts import Layout, panel, row, text
from bot.ui.persistent import button
from bot.ui.services import Interaction, guild_of, may_manage, services_of
from bot.ui.text import escape, plain
from db import film_choices as film_shelf
from db import film_ids, films
from db.faults import StorageError

#: What autocomplete sends back: no title anybody types looks like it, not even "1917" or "2046".
_VALUE = re.compile(r"film:(\d{1,18})")
NEAREST = 3
NOT_HERE = "That film is not here any more. Type its title and choose it from the list."
_UNLINKED = "No film here is known by that {site} address. Type its title instead, and choose it from the list."


async def film_choices(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the films that fit what is typed so far, or the recent ones before anything is; 25 at most."""
    typed = current.strip()
    if not typed:
        return [_choice(film) for film in await _recent(interaction)]
    services, guild_id = services_of(interaction), guild_of(interaction)
    changes, question = services.titles.changes, (guild_id, typed, await _lifted(interaction))
    choices = services.choices.recall(question, changes)
    if choices is None:
        choices = [_choice(film) for film in await _fitting(interaction, typed)]
        services.choices.keep(question, changes, choices)
    return choices


async def find_film(interaction: Interaction, typed: str) -> Film | list[Film]:
    """Return the film that a command's text means, or the nearest three to ask about.

    Raises UserError, with the way on, when nothing comes near.
    """
    meant = await film_meant(interaction, typed)
    if isinstance(meant, list):
        return meant
    film = await films.get(services_of(interaction).database, guild_of(interaction), meant)
    if film is None:
        raise UserError(NOT_HERE)
    return film


async def film_meant(interaction: Interaction, typed: str) -> int | list[Film]:
    """Return the id of the film that a command's text means, or the nearest three to ask about.

    The text is a choice of autocomplete, an address or id of a catalogue, or a title. What an id leads to may be
    gone. Raises UserError, with the way on, when nothing comes near.
    """
    if chosen := _VALUE.fullmatch(typed.strip()):
        return int(chosen[1])
    if linked := named_film(typed):
        return await _linked(interaction, linked, title_in_address(typed))
    if not plain(typed, 10):
        raise UserError("Start typing a title, and choose the film from the list.")
    fits = await _fits(interaction, typed)
    # An original or a merged title is as good as the title: the index knows them all.
    exact = [film for film, whole in fits if whole or title_key(typed) == title_key(film.label)]
    if len(exact) == 1:
        return exact[0].id
    if not exact and (numbered := numbered_film(typed)) and (film_id := await _known_as(interaction, numbered)):
        return film_id
    if nearest := exact or [film for film, _ in fits]:
        return nearest[:NEAREST]
    raise UserError(unknown_film(typed, admin=may_manage(interaction)))


async def _linked(interaction: Interaction, linked: FilmId, title: str) -> int | list[Film]:
    """Return what an address leads to; where nobody knows it, the films that the title in it may be."""
    if film_id := await _known_as(interaction, linked):
        return film_id
    fits = await _fits(interaction, title) if title else []
    if not fits:
        raise UserError(_UNLINKED.format(site=CATALOGUES[linked[0]]))
    return [film for film, _ in fits][:NEAREST]


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


async def _fitting(interaction: Interaction, typed: str) -> list[Film]:
    if linked := named_film(typed):
        if film_id := await _known_as(interaction, linked):
            return await film_shelf.among(services_of(interaction).database, guild_of(interaction), [film_id])
        typed = title_in_address(typed)
    return [film for film, _ in await _fits(interaction, typed)]


async def _fits(interaction: Interaction, typed: str) -> list[tuple[Film, bool]]:
    services, lifted = services_of(interaction), await _lifted(interaction)
    return await film_shelf.fitting(services.database, services.titles, guild_of(interaction), typed, lifted)


async def _known_as(interaction: Interaction, catalogue_id: FilmId) -> int | None:
    known = await film_ids.named(services_of(interaction).database, guild_of(interaction), [catalogue_id])
    return known[0][1] if known else None


async def _recent(interaction: Interaction) -> list[Film]:
    services, guild_id, member = services_of(interaction), guild_of(interaction), interaction.user.id
    recent = await films.recent_for(services.database, guild_id, member)
    services.lifts.keep(guild_id, member, _now(), [film.id for film in recent])
    return recent


async def _lifted(interaction: Interaction) -> tuple[int, ...]:
    services, guild_id, member = services_of(interaction), guild_of(interaction), interaction.user.id
    lifted = services.lifts.recall(guild_id, member, _now())
    if lifted is not None:
        return lifted
    try:
        recent = await films.recent_for(services.database, guild_id, member, limit=LIFTED)
    except StorageError:  # a lift is a nicety: what was typed may still be found
        return ()
    return services.lifts.keep(guild_id, member, _now(), [film.id for film in recent])


def _now() -> float:
    return asyncio.get_running_loop().time()


def _choice(film: Film) -> Choice:
    by = f" · {', '.join(film.directors[:2])}" if film.directors and len(film.label) <= 90 else ""
    return app_commands.Choice(name=plain(film.label + by, 100), value=f"film:{film.id}")
