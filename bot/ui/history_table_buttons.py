"""The buttons and menus by which a member tells what the columns of their table hold."""

from __future__ import annotations

from bot.ui import history_table_flow as flow
from bot.ui import ids
from bot.ui.history_buttons import chosen_number
from bot.ui.persistent import PersistentButton, PersistentMenu, template
from bot.ui.services import Interaction


class TableButton(PersistentButton, template=template(ids.HISTORY_TABLE, 3)):
    """Turn to the columns of a table."""

    async def press(self, interaction: Interaction) -> None:
        """Draw them in place of the rows."""
        await flow.show_columns(interaction, *self.ids)


class TablesMenu(PersistentMenu, template=template(ids.HISTORY_TABLES, 1)):
    """Choose the table whose columns to look at."""

    async def choose(self, interaction: Interaction, values: list[str]) -> None:
        """Draw them in place of the rows."""
        await flow.show_columns(interaction, self.ids[0], chosen_number(values), 0)


class ColumnMenu(PersistentMenu, template=template(ids.HISTORY_COLUMN, 2)):
    """Choose the column to tell about."""

    async def choose(self, interaction: Interaction, values: list[str]) -> None:
        """Ask what it holds."""
        history_id, number = self.ids
        await flow.ask_meaning(interaction, history_id, number, chosen_number(values))


class MeaningMenu(PersistentMenu, template=template(ids.HISTORY_MEANS, 3)):
    """Say what a column holds."""

    async def choose(self, interaction: Interaction, values: list[str]) -> None:
        """Read the file again."""
        history_id, number, column = self.ids
        await flow.tell(interaction, history_id, number, column, chosen_number(values))


TABLE_BUTTONS = (TableButton, TablesMenu, ColumnMenu, MeaningMenu)
