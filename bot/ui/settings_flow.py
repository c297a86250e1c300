"""How admins change what a server decided for itself."""

from __future__ import annotations

import discord

from bot.domain.errors import UserError
from bot.errors import KEPT
from bot.ui import ids
from bot.ui.admin_button import AdminButton
from bot.ui.layouts import Layout
from bot.ui.persistent import template
from bot.ui.rating_flow import send_private
from bot.ui.services import Interaction, guild_of, services_of
from bot.ui.settings_panel import settings_panel, zone_sentence
from bot.ui.zones import read_zone
from db import guilds


async def show(interaction: Interaction) -> None:
    """Show every setting to the admin who asks."""
    await send_private(interaction, await _panel(interaction))


async def set_zone(interaction: Interaction, typed: str) -> None:
    """Keep the time zone that was typed; raise UserError, with the nearest, where there is none of that name."""
    zone = await read_zone(typed)
    database, guild_id, now = services_of(interaction).database, guild_of(interaction), discord.utils.utcnow()
    await guilds.set_zone(database, guild_id, zone, now)
    interaction.extras[KEPT] = zone_sentence(await guilds.get(database, guild_id), now)
    await show(interaction)


async def set_activity(interaction: Interaction, shown: dict[str, bool]) -> None:
    """Keep what may be told, and show where that leaves the server; nothing named changes nothing."""
    await _keep(interaction, shown)
    await show(interaction)


class ActivityButton(AdminButton, template=template(ids.ACTIVITY, 2)):
    """Switch one kind of activity on or off."""

    async def act(self, interaction: Interaction) -> None:
        """Keep it and draw the settings again in their place."""
        place, shown = self.ids
        if place >= len(guilds.ACTIVITY):
            raise UserError("There is no such setting. `/settings show` has them all.")
        await _keep(interaction, {guilds.ACTIVITY[place]: bool(shown)})
        await interaction.response.edit_message(view=await _panel(interaction))


async def _keep(interaction: Interaction, shown: dict[str, bool]) -> None:
    await guilds.set_shown(services_of(interaction).database, guild_of(interaction), shown, discord.utils.utcnow())
    if shown:
        interaction.extras[KEPT] = "What weekly posts may tell is saved."


async def _panel(interaction: Interaction) -> Layout:
    settings = await guilds.get(services_of(interaction).database, guild_of(interaction))
    return settings_panel(settings, discord.utils.utcnow())
