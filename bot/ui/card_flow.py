"""Showing a film's card, in the channel or to one member."""

from __future__ import annotations

from bot.domain.errors import UserError
from bot.ui.film_card import film_card
from bot.ui.layouts import NOBODY
from bot.ui.rating_flow import GONE
from bot.ui.services import Interaction, guild_of, services_of
from db import film_pages


async def show_card(interaction: Interaction, film_id: int, *, private: bool = False, gone: str = GONE) -> None:
    """Answer with the card of a film; raise UserError, saying `gone`, where this server has no such film."""
    services = services_of(interaction)
    page = await film_pages.load(services.database, guild_of(interaction), film_id)
    if page is None:
        raise UserError(gone)
    layout, files = await film_card(page, services.charts)
    await interaction.response.send_message(view=layout, files=files, ephemeral=private, allowed_mentions=NOBODY)
