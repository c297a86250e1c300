"""What the Watchlist and Discuss buttons do; each answers anyone, for ever."""

from __future__ import annotations

import discord

from bot.domain.errors import UserError
from bot.errors import KEPT
from bot.ui import ids
from bot.ui.discuss import discuss
from bot.ui.film_card import film_card
from bot.ui.layouts import NOBODY
from bot.ui.persistent import PersistentButton, template
from bot.ui.rating_flow import GONE, film_or_gone, send_private
from bot.ui.services import Interaction, guild_of, services_of
from bot.ui.watchlist_panel import added_panel, added_sentence
from db import discussions, film_pages, watchlist


class WatchButton(PersistentButton, template=template(ids.WATCH, 1)):
    """Put a film on the watchlist of whoever presses."""

    async def press(self, interaction: Interaction) -> None:
        """Add it, and say so privately with the way back."""
        film, member = await film_or_gone(interaction, self.ids[0]), interaction.user.id
        database, guild_id, now = services_of(interaction).database, guild_of(interaction), discord.utils.utcnow()
        added = await watchlist.add(database, guild_id, member, film.id, member, now)
        interaction.extras[KEPT] = added_sentence(film, member, new=added)
        await send_private(interaction, added_panel(film, member, new=added))


class DiscussButton(PersistentButton, template=template(ids.DISCUSS, 2)):
    """Lead to the one thread about a film, a poll or a weekly post."""

    async def press(self, interaction: Interaction) -> None:
        """Find out what the button is about, then open or find its thread."""
        kind = discussions.KINDS[self.ids[0]] if self.ids[0] < len(discussions.KINDS) else None
        database = services_of(interaction).database
        about = await discussions.subject(database, guild_of(interaction), kind, self.ids[1]) if kind else None
        if kind is None or about is None:
            raise UserError("What this was about is not here any more. `/review` shows films, `/poll list` polls.")
        await discuss(interaction, kind, about.subject_id, about.name)


class ShowFilmButton(PersistentButton, template=template(ids.SHOW_FILM, 1)):
    """Show the card of a film to whoever presses."""

    async def press(self, interaction: Interaction) -> None:
        """Send the card privately."""
        services = services_of(interaction)
        page = await film_pages.load(services.database, guild_of(interaction), self.ids[0])
        if page is None:
            raise UserError(GONE)
        layout, files = await film_card(page, services.charts)
        await interaction.response.send_message(view=layout, files=files, ephemeral=True, allowed_mentions=NOBODY)


WATCH_BUTTONS = (WatchButton, DiscussButton, ShowFilmButton)
