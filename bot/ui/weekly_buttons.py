"""What the buttons of weekly posts and of their settings do."""

from __future__ import annotations

import discord

from bot.errors import KEPT
from bot.ui import ids
from bot.ui import weekly_manage as manage
from bot.ui.admin_button import AdminButton
from bot.ui.persistent import PersistentButton, template
from bot.ui.rating_flow import film_or_gone
from bot.ui.services import Interaction, guild_of, services_of
from bot.ui.text import escape
from db import not_for_us

_SAID = {
    1: "Noted: **{film}** moves down. If another member says so too, it is never recommended here again.",
    2: "Noted: with two of you saying so, **{film}** is never recommended here again.",
}
_BACK = {
    0: "Taken back: **{film}** may be recommended as before.",
    1: "Taken back. One other member still says so, so **{film}** stays low on the list.",
    2: "Taken back. Others still say so, and **{film}** stays out.",
}


class NotForUsButton(PersistentButton, template=template(ids.NOT_FOR_US, 1)):
    """Say that a film is not for this club; pressed again, take it back."""

    async def press(self, interaction: Interaction) -> None:
        """Keep it and say privately what it does."""
        film = await film_or_gone(interaction, self.ids[0])
        database, member = services_of(interaction).database, interaction.user.id
        said, count = await not_for_us.toggle(database, guild_of(interaction), film.id, member, discord.utils.utcnow())
        sentence = (_SAID if said else _BACK)[min(count, 2)].format(film=escape(film.label, 200))
        interaction.extras[KEPT] = sentence
        nobody = discord.AllowedMentions.none()
        await interaction.response.send_message(sentence, ephemeral=True, allowed_mentions=nobody)


class NowButton(AdminButton, template=template(ids.WEEKLY_NOW, 1)):
    """Post at once, after the question."""

    async def act(self, interaction: Interaction) -> None:
        """Owe the post."""
        await manage.post_now(interaction, self.ids[0])


class LeaveWeeklyButton(AdminButton, template=template(ids.WEEKLY_LEAVE, 1)):
    """Post nothing, after the question."""

    async def act(self, interaction: Interaction) -> None:
        """Say so."""
        await manage.leave(interaction)


class UnskipButton(AdminButton, template=template(ids.WEEKLY_UNSKIP, 1)):
    """Let a post come that was called off."""

    async def act(self, interaction: Interaction) -> None:
        """Take it back."""
        await manage.unskip(interaction, self.ids[0])


class QuietButton(AdminButton, template=template(ids.WEEKLY_QUIET, 1)):
    """Ping no role any more."""

    async def act(self, interaction: Interaction) -> None:
        """Say so."""
        await manage.quiet(interaction)


WEEKLY_BUTTONS = (NotForUsButton, NowButton, LeaveWeeklyButton, UnskipButton, QuietButton)
