"""Saving a rating, wherever it was given: slash command, form on a card, or the member's own panel."""

from __future__ import annotations

from dataclasses import replace

import discord

from bot.domain.errors import UserError
from bot.domain.titles import Film
from bot.errors import KEPT
from bot.ui import ids
from bot.ui.kept_cards import card_of
from bot.ui.layouts import NOBODY, Layout
from bot.ui.rating_form import NOTE_LIMIT, Answer, clean_note, rating_form
from bot.ui.rating_panel import saved_panel, saved_sentence
from bot.ui.services import Interaction, guild_of, services_of
from db import films, ratings
from db.ratings import Given, Rating

NOTHING_YET = Answer(0, None, spoilers=False)
GONE = "That film is not here any more. `/review` finds what is."


async def film_or_gone(interaction: Interaction, film_id: int) -> Film:
    """Return the film a button names; raise UserError when an admin has removed it since."""
    film = await films.get(services_of(interaction).database, guild_of(interaction), film_id)
    if film is None:
        raise UserError(GONE)
    return film


async def completed(interaction: Interaction, film: Film, given: Answer) -> Answer:
    """Fill what a command left out with what the member gave before: stars without a note keep the note."""
    database = services_of(interaction).database
    before = await ratings.of_member(database, guild_of(interaction), film.id, interaction.user.id)
    if before is None:
        return given
    if given.note is None:
        given = replace(given, note=before.note, spoilers=given.spoilers or before.spoilers)
    return replace(given, half_stars=given.half_stars or before.half_stars)


async def ask_for_rating(interaction: Interaction, film: Film, origin: int, known: Answer = NOTHING_YET) -> None:
    """Open the form, filled with what was typed so far and, for the rest, with what the member gave before."""
    given = await completed(interaction, film, known)
    await interaction.response.send_modal(rating_form(film, origin, given))


async def save_rating(interaction: Interaction, film_id: int, answer: Answer, *, keep_note: bool = False) -> Given:
    """Save a rating; from here on a failed answer still says that it is saved.

    Raises UserError when the film is not there any more.
    """
    database, member, now = services_of(interaction).database, interaction.user.id, discord.utils.utcnow()
    note = await _whole_note(interaction, film_id, answer.note)
    rating = Rating(film_id, member, answer.half_stars, note, answer.spoilers, now)
    given = await ratings.give(database, guild_of(interaction), rating, keep_note=keep_note)
    if given is None:
        raise UserError(GONE)
    interaction.extras[KEPT] = saved_sentence(given.film, given.rating)
    return given


async def _whole_note(interaction: Interaction, film_id: int, note: str | None) -> str | None:
    """Return the note to save: all of a long one that an import brought, where the form came back as it was shown."""
    if note is None or len(note) < NOTE_LIMIT // 2:
        return note
    database = services_of(interaction).database
    kept = await ratings.of_member(database, guild_of(interaction), film_id, interaction.user.id)
    return kept.note if kept and clean_note(kept.note) == note else note


async def answer_rating(
    interaction: Interaction, film_id: int, answer: Answer, origin: int, *, keep_note: bool = False
) -> None:
    """Save a rating and answer privately; a card it was given on shows the new numbers at once.

    With `keep_note`, stars without a note leave the note that was there. Raises UserError as `save_rating` does.
    """
    given = await save_rating(interaction, film_id, answer, keep_note=keep_note)
    layout = saved_panel(given)
    if origin == ids.ON_PANEL and interaction.message is not None and interaction.message.flags.ephemeral:
        await interaction.response.edit_message(view=layout)
    elif origin == ids.ON_CARD and interaction.message is not None:
        await _refresh_card(interaction, given.film)
        await interaction.followup.send(view=layout, ephemeral=True, allowed_mentions=NOBODY)
    else:
        await send_private(interaction, layout)


async def send_private(interaction: Interaction, layout: Layout) -> None:
    """Answer with a layout that only the member sees."""
    await interaction.response.send_message(view=layout, ephemeral=True, allowed_mentions=NOBODY)


async def _refresh_card(interaction: Interaction, film: Film) -> None:
    card = await card_of(interaction, film.id, GONE)
    await interaction.response.edit_message(view=card.layout, attachments=card.files())
