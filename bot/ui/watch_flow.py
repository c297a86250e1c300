"""What the buttons of watchlists do, and those for one film or one talk; each answers anyone, for ever."""

from __future__ import annotations

import random

import discord

from bot.domain.errors import UserError
from bot.errors import KEPT
from bot.ui import ids
from bot.ui.card_flow import show_card
from bot.ui.discuss import discuss
from bot.ui.layouts import NOBODY, Layout
from bot.ui.persistent import PersistentButton, template
from bot.ui.rating_flow import film_or_gone, send_private
from bot.ui.services import Interaction, guild_of, may_manage, services_of
from bot.ui.watchlist_flow import draw, list_view, put_on, take_off
from bot.ui.watchlist_panel import added_panel, added_sentence
from db import discussions, watchlist
from db.watchlist import SERVER

_NOTHING_THERE = "What this was about is not here any more. `/review` shows films, `/poll list` polls."


class WatchButton(PersistentButton, template=template(ids.WATCH, 1)):
    """Put a film on the watchlist of whoever presses."""

    async def press(self, interaction: Interaction) -> None:
        """Add it, and say so privately with the way back."""
        await put_on(interaction, await film_or_gone(interaction, self.ids[0]), interaction.user.id)


class UnwatchButton(PersistentButton, template=template(ids.UNWATCH, 2)):
    """Take a film off a list again."""

    async def press(self, interaction: Interaction) -> None:
        """Take it off, and say so with the way back."""
        await _turn(interaction, await take_off(interaction, self.ids[0], _owner(interaction, self.ids[1])))


class RewatchButton(PersistentButton, template=template(ids.REWATCH, 3)):
    """Put a film back where it was taken off."""

    async def press(self, interaction: Interaction) -> None:
        """Put it back; for somebody else only where an admin does."""
        film, owner_id = await film_or_gone(interaction, self.ids[0]), _owner(interaction, self.ids[1])
        database, guild_id, now = services_of(interaction).database, guild_of(interaction), discord.utils.utcnow()
        added_by = self.ids[2] if owner_id == SERVER and may_manage(interaction) else interaction.user.id
        added = await watchlist.add(database, guild_id, owner_id, film.id, added_by, now)
        interaction.extras[KEPT] = added_sentence(film, owner_id, new=added)
        await _turn(interaction, added_panel(film, owner_id, new=added))


class WatchlistButton(PersistentButton, template=template(ids.WATCHLIST, 2)):
    """Open a page of a list."""

    async def press(self, interaction: Interaction) -> None:
        """Show it, in place of what stood there."""
        await _turn(interaction, await list_view(interaction, self.ids[0], self.ids[1]))


class DrawAgainButton(PersistentButton, template=template(ids.WATCH_AGAIN, 1)):
    """Draw another film from a list."""

    async def press(self, interaction: Interaction) -> None:
        """Show it in place of the last one; what others see stays for others."""
        await _turn(interaction, await draw(interaction, _owner(interaction, self.ids[0]), random.SystemRandom()))


class ShowFilmButton(PersistentButton, template=template(ids.SHOW_FILM, 1)):
    """Show the card of a film to whoever presses."""

    async def press(self, interaction: Interaction) -> None:
        """Send the card privately."""
        await show_card(interaction, self.ids[0], private=True)


class DiscussButton(PersistentButton, template=template(ids.DISCUSS, 2)):
    """Lead to the one thread about a film, a poll or a weekly post."""

    async def press(self, interaction: Interaction) -> None:
        """Find out what the button is about, then open or find its thread."""
        place, subject_id = self.ids
        if place >= len(discussions.KINDS):
            raise UserError(_NOTHING_THERE)
        kind = discussions.KINDS[place]
        about = await discussions.subject(services_of(interaction).database, guild_of(interaction), kind, subject_id)
        if about is None:
            raise UserError(_NOTHING_THERE)
        await discuss(interaction, kind, about.subject_id, about.name)


WATCH_BUTTONS = (
    WatchButton,
    UnwatchButton,
    RewatchButton,
    WatchlistButton,
    DrawAgainButton,
    ShowFilmButton,
    DiscussButton,
)


def _owner(interaction: Interaction, mine: int) -> int:
    return interaction.user.id if mine else SERVER


async def _turn(interaction: Interaction, layout: Layout) -> None:
    """Put a layout in place of the private message that was pressed; after a public one, answer privately."""
    if interaction.message is not None and interaction.message.flags.ephemeral:
        await interaction.response.edit_message(view=layout, allowed_mentions=NOBODY)
    else:
        await send_private(interaction, layout)
