"""What the buttons and menus of a member's import do; whoever presses finds only their own."""

from __future__ import annotations

import re

from bot.domain.errors import UserError
from bot.ui import history_flow as flow
from bot.ui import ids
from bot.ui.persistent import PersistentButton, PersistentMenu, template
from bot.ui.services import Interaction
from db.history_writing import GONE

_CHOSEN = re.compile(r"[0-9]{1,18}")


class PageButton(PersistentButton, template=template(ids.HISTORY_PAGE, 3)):
    """Turn to a page of rows."""

    async def press(self, interaction: Interaction) -> None:
        """Draw it in place of the one before."""
        await flow.show_rows(interaction, *self.ids)


class OutButton(PersistentButton, template=template(ids.HISTORY_OUT, 2)):
    """Leave a row out."""

    async def press(self, interaction: Interaction) -> None:
        """Remember it and draw the row anew."""
        await flow.leave_out(interaction, *self.ids)


class MineButton(PersistentButton, template=template(ids.HISTORY_MINE, 2)):
    """Say whose ratings count where both are there."""

    async def press(self, interaction: Interaction) -> None:
        """Remember it and draw the counts anew."""
        await flow.keep_mine(interaction, self.ids[0], bool(self.ids[1]))


class KeepButton(PersistentButton, template=template(ids.HISTORY_KEEP, 1)):
    """Write what is ready, or go on with it."""

    async def press(self, interaction: Interaction) -> None:
        """Write it and report."""
        await flow.keep(interaction, *self.ids)


class DiscardButton(PersistentButton, template=template(ids.HISTORY_DISCARD, 1)):
    """Put a draft away."""

    async def press(self, interaction: Interaction) -> None:
        """Put it away and say so."""
        await flow.discard(interaction, *self.ids)


class UndoButton(PersistentButton, template=template(ids.HISTORY_UNDO, 1)):
    """Take an import back, or go on with that."""

    async def press(self, interaction: Interaction) -> None:
        """Take it back and report."""
        await flow.undo(interaction, *self.ids)


class ShowMenu(PersistentMenu, template=template(ids.HISTORY_SHOW, 1)):
    """Show the rows of one kind."""

    async def choose(self, interaction: Interaction, values: list[str]) -> None:
        """Draw the first page of them."""
        await flow.show_rows(interaction, self.ids[0], chosen_number(values), 0)


class RowMenu(PersistentMenu, template=template(ids.HISTORY_ROW, 1)):
    """Look at one row."""

    async def choose(self, interaction: Interaction, values: list[str]) -> None:
        """Draw it with what it states."""
        await flow.show_row(interaction, self.ids[0], chosen_number(values))


class FilmMenu(PersistentMenu, template=template(ids.HISTORY_FILM, 2)):
    """Remember which film a row is about."""

    async def choose(self, interaction: Interaction, values: list[str]) -> None:
        """Remember it and draw the row anew."""
        history_id, position = self.ids
        await flow.choose_film(interaction, history_id, position, chosen_number(values))


class OpenMenu(PersistentMenu, template=template(ids.HISTORY_OPEN, 1)):
    """Open one of the member's imports."""

    async def choose(self, interaction: Interaction, values: list[str]) -> None:
        """Draw it in place of the list."""
        history = await flow.history_or_gone(interaction, chosen_number(values))
        await interaction.response.edit_message(view=await flow.first_view(interaction, history))


def chosen_number(values: list[str]) -> int:
    """Return the number that was chosen; raise UserError for a value that no menu offers."""
    if not _CHOSEN.fullmatch(values[0]):
        raise UserError(GONE)
    return int(values[0])


HISTORY_BUTTONS = (
    PageButton,
    OutButton,
    MineButton,
    KeepButton,
    DiscardButton,
    UndoButton,
    ShowMenu,
    RowMenu,
    FilmMenu,
    OpenMenu,
)
