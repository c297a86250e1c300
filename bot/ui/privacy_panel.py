"""What a member is told about what is kept of them, and the switch that keeps them out."""

from __future__ import annotations

import discord

from bot.ui import ids
from bot.ui.layouts import NOBODY, Layout, panel, row, text
from bot.ui.persistent import PersistentButton, button, template
from bot.ui.rating_flow import send_private
from bot.ui.services import Interaction, guild_of, services_of
from db import privacy

_HIDDEN = (
    "**You keep out.** Weekly posts and the reasons for recommendations neither name nor count you here, and others"
    " cannot open your watchlist. What you rate still counts in the means of films."
)
_SHOWN = (
    "**You may appear.** Weekly posts and the reasons for recommendations may tell what you rated here, and others can"
    " open your watchlist."
)
_KEPT = (
    "-# Kept about you in this server: your ratings with their notes, the files of ratings you brought, your watchlist,"
    " your votes in polls, films you said are not for us, and this choice. `/myratings export` gives you your ratings"
    " to take away."
)


def privacy_panel(*, hidden: bool) -> Layout:
    """Return a member's choice, what is kept about them, and the button that turns the choice round."""
    label = "Let me appear" if hidden else "Keep me out of digests and reasons"
    switch = button(ids.PRIVACY, int(not hidden), label=label)
    return panel(text("## Your privacy here"), text(_HIDDEN if hidden else _SHOWN), text(_KEPT), row(switch))


async def show_privacy(interaction: Interaction) -> None:
    """Show a member their choice."""
    database = services_of(interaction).database
    is_hidden = await privacy.is_hidden(database, guild_of(interaction), interaction.user.id)
    await send_private(interaction, privacy_panel(hidden=is_hidden))


class PrivacyButton(PersistentButton, template=template(ids.PRIVACY, 1)):
    """Keep the member who presses out, or let them appear again."""

    async def press(self, interaction: Interaction) -> None:
        """Keep the choice and draw it in its place."""
        database, guild_id, member = services_of(interaction).database, guild_of(interaction), interaction.user.id
        hidden = bool(self.ids[0])
        if hidden:
            await privacy.hide(database, guild_id, member, discord.utils.utcnow())
        else:
            await privacy.show(database, guild_id, member)
        message, layout = interaction.message, privacy_panel(hidden=hidden)
        if message is not None and message.flags.ephemeral:
            await interaction.response.edit_message(view=layout, allowed_mentions=NOBODY)
        else:
            await send_private(interaction, layout)
