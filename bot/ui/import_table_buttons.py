"""The buttons and menus by which an admin tells what the columns of a table hold."""

from __future__ import annotations

from bot.ui import ids
from bot.ui import import_table_flow as flow
from bot.ui.admin_button import AdminButton, require_admin
from bot.ui.import_buttons import chosen_number
from bot.ui.persistent import PersistentMenu, template
from bot.ui.services import Interaction


class TableButton(AdminButton, template=template(ids.IMPORT_TABLE, 3)):
    """Turn to the columns of a table."""

    async def act(self, interaction: Interaction) -> None:
        """Draw them in place of the list."""
        await flow.show_columns(interaction, *self.ids)


class TablesMenu(PersistentMenu, template=template(ids.IMPORT_TABLES, 1)):
    """Choose the table whose columns to look at."""

    async def choose(self, interaction: Interaction, values: list[str]) -> None:
        """Draw them in place of the list."""
        require_admin(interaction)
        await flow.show_columns(interaction, self.ids[0], max(0, chosen_number(values)), 0)


class ColumnMenu(PersistentMenu, template=template(ids.IMPORT_COLUMN, 2)):
    """Choose the column to tell about."""

    async def choose(self, interaction: Interaction, values: list[str]) -> None:
        """Ask what it holds."""
        require_admin(interaction)
        batch_id, number = self.ids
        await flow.ask_meaning(interaction, batch_id, number, max(0, chosen_number(values)))


class MeaningMenu(PersistentMenu, template=template(ids.IMPORT_MEANS, 3)):
    """Say what a column holds."""

    async def choose(self, interaction: Interaction, values: list[str]) -> None:
        """Read the table again."""
        require_admin(interaction)
        batch_id, number, column = self.ids
        await flow.tell(interaction, batch_id, number, column, max(0, chosen_number(values)))


TABLE_BUTTONS = (TableButton, TablesMenu, ColumnMenu, MeaningMenu)
