"""The film's card, drawn once and shown again while nothing in the database changes."""

from __future__ import annotations

from bot.domain.errors import UserError
from bot.ui.film_card import FilmCard, film_card
from bot.ui.services import Interaction, guild_of, services_of
from db import film_pages


async def card_of(interaction: Interaction, film_id: int, gone: str, *, number: int = 0) -> FilmCard:
    """Return the card of a film as this server sees it now; `number` counts pages of 25 reviews from 0.

    Raises UserError, saying `gone`, where this server has no such film.
    """
    services, asked = services_of(interaction), (guild_of(interaction), film_id, number)
    state = services.database.commits()
    if drawn := services.film_cards.recall(asked, state):
        return drawn
    page = await film_pages.load(services.database, guild_of(interaction), film_id)
    if page is None:
        raise UserError(gone)
    drawn = await film_card(page, services.charts, number=number)
    services.film_cards.keep(asked, state, drawn)
    return drawn
