"""What the buttons and menus of an import do; each asks for the admin's permission at every press."""

from __future__ import annotations

import io
import re

import discord

from bot.domain.errors import UserError
from bot.ui import ids
from bot.ui import import_flow as flow
from bot.ui.admin_button import AdminButton, require_admin
from bot.ui.import_overview import verdict_of
from bot.ui.persistent import PersistentMenu, template
from bot.ui.services import Interaction, guild_of, services_of
from db import imports

_CHOSEN = re.compile(r"-?[0-9]{1,18}")


class ItemButton(AdminButton, template=template(ids.IMPORT_ITEM, 2)):
    """Turn to another review of the batch."""

    async def act(self, interaction: Interaction) -> None:
        """Draw it in place of the one before."""
        batch_id, position = self.ids
        await flow.show(interaction, batch_id, position)


class SourceButton(AdminButton, template=template(ids.IMPORT_SOURCE, 2)):
    """Send the page that was read, its lines numbered."""

    async def act(self, interaction: Interaction) -> None:
        """Send it as a file that only the admin sees."""
        item = await flow.item_or_gone(interaction, *self.ids)
        page = discord.File(io.BytesIO(flow.numbered(item)), f"review-{item.position + 1}-numbered.txt")
        await interaction.response.send_message(file=page, ephemeral=True)


class TakeButton(AdminButton, template=template(ids.IMPORT_TAKE, 3)):
    """Overrule whether something is a film review, or leave it out."""

    async def act(self, interaction: Interaction) -> None:
        """Remember the decision and draw the preview anew."""
        batch_id, position, taken = self.ids
        database, guild_id = services_of(interaction).database, guild_of(interaction)
        item = await flow.item_or_gone(interaction, batch_id, position)
        changed = await imports.take(database, guild_id, batch_id, position, bool(taken))
        await flow.changed(interaction, item, batch_id, changed)


class KeepButton(AdminButton, template=template(ids.IMPORT_KEEP, 1)):
    """Write what is ready, or go on with what was confirmed."""

    async def act(self, interaction: Interaction) -> None:
        """Write it and report."""
        await flow.keep(interaction, *self.ids)


class DiscardButton(AdminButton, template=template(ids.IMPORT_DISCARD, 1)):
    """Put a draft away."""

    async def act(self, interaction: Interaction) -> None:
        """Put it away and say so."""
        await flow.discard(interaction, *self.ids)


class FixMenu(PersistentMenu, template=template(ids.IMPORT_FIX, 2)):
    """Open the form for the chosen field."""

    async def choose(self, interaction: Interaction, values: list[str]) -> None:
        """Ask for the value."""
        require_admin(interaction)
        batch_id, position = self.ids
        await flow.ask_for_value(interaction, batch_id, position, chosen_number(values))


class FilmMenu(PersistentMenu, template=template(ids.IMPORT_FILM, 2)):
    """Remember which film a review is about."""

    async def choose(self, interaction: Interaction, values: list[str]) -> None:
        """Remember the choice and draw the preview anew; an id that is not this server's is passed over there."""
        require_admin(interaction)
        batch_id, position = self.ids
        database, guild_id = services_of(interaction).database, guild_of(interaction)
        item = await flow.item_or_gone(interaction, batch_id, position)
        changed = await imports.choose_film(database, guild_id, batch_id, position, chosen_number(values))
        await flow.changed(interaction, item, batch_id, changed)


class OpenMenu(PersistentMenu, template=template(ids.IMPORT_OPEN, 1)):
    """Go on with one of the batches that wait."""

    async def choose(self, interaction: Interaction, values: list[str]) -> None:
        """Draw its preview in place of the list."""
        require_admin(interaction)
        await flow.show(interaction, chosen_number(values))


class ListButton(AdminButton, template=template(ids.IMPORT_LIST, 3)):
    """Turn to a page of the list."""

    async def act(self, interaction: Interaction) -> None:
        """Draw it in place of what is shown."""
        batch_id, number, page = self.ids
        await flow.show_list(interaction, batch_id, verdict_of(number), page)


class ShowMenu(PersistentMenu, template=template(ids.IMPORT_SHOW, 1)):
    """List the reviews of one verdict."""

    async def choose(self, interaction: Interaction, values: list[str]) -> None:
        """Draw the first page of them."""
        require_admin(interaction)
        await flow.show_list(interaction, self.ids[0], verdict_of(chosen_number(values)), 0)


class LookMenu(PersistentMenu, template=template(ids.IMPORT_LOOK, 1)):
    """Open one review of the list."""

    async def choose(self, interaction: Interaction, values: list[str]) -> None:
        """Draw it in place of the list."""
        require_admin(interaction)
        await flow.show(interaction, self.ids[0], max(0, chosen_number(values)))


def chosen_number(values: list[str]) -> int:
    """Return the number that was chosen; raise UserError for a value that no menu offers."""
    if not _CHOSEN.fullmatch(values[0]):
        raise UserError(flow.GONE)
    return int(values[0])


IMPORT_BUTTONS = (
    ItemButton,
    SourceButton,
    TakeButton,
    KeepButton,
    DiscardButton,
    FixMenu,
    FilmMenu,
    OpenMenu,
    ListButton,
    ShowMenu,
    LookMenu,
)
