"""Showing a film's card, in the channel or to one member."""

from __future__ import annotations

from bot.ui.kept_cards import card_of
from bot.ui.layouts import NOBODY
from bot.ui.rating_flow import GONE
from bot.ui.services import Interaction


async def show_card(interaction: Interaction, film_id: int, *, private: bool = False, gone: str = GONE) -> None:
    """Answer with the card of a film; raise UserError, saying `gone`, where this server has no such film."""
    card = await card_of(interaction, film_id, gone)
    await interaction.response.send_message(
        view=card.layout, files=card.files(), ephemeral=private, allowed_mentions=NOBODY
    )
