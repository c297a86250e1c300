"""The buttons of past imports and of taking one back."""

from __future__ import annotations

from bot.ui import ids
from bot.ui import import_history as flow
from bot.ui.admin_button import AdminButton
from bot.ui.import_history_panels import left_panel
from bot.ui.persistent import template
from bot.ui.services import Interaction


class HistoryButton(AdminButton, template=template(ids.IMPORT_HISTORY, 1)):
    """Turn to another page of the imports."""

    async def act(self, interaction: Interaction) -> None:
        """Draw it in place of the one before."""
        await interaction.response.edit_message(view=await flow.history(interaction, self.ids[0]), attachments=[])


class AskUndoButton(AdminButton, template=template(ids.IMPORT_ASK_UNDO, 1)):
    """Ask before an import is taken back."""

    async def act(self, interaction: Interaction) -> None:
        """Say what it would do."""
        await flow.ask_undo(interaction, *self.ids)


class UndoButton(AdminButton, template=template(ids.IMPORT_UNDO, 1)):
    """Take an import back, or go on with that."""

    async def act(self, interaction: Interaction) -> None:
        """Take it back and report."""
        await flow.undo(interaction, *self.ids)


class FatesButton(AdminButton, template=template(ids.IMPORT_FATES, 1)):
    """Send the file of every row's fate."""

    async def act(self, interaction: Interaction) -> None:
        """Send it so that only the admin sees it."""
        await flow.send_fates(interaction, *self.ids)


class LeaveButton(AdminButton, template=template(ids.IMPORT_LEAVE, 1)):
    """Answer the question with no."""

    async def act(self, interaction: Interaction) -> None:
        """Say that nothing was taken back."""
        await interaction.response.edit_message(view=left_panel(), attachments=[])


HISTORY_BUTTONS = (HistoryButton, AskUndoButton, UndoButton, FatesButton, LeaveButton)
