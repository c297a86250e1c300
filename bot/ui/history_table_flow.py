"""A member tells the columns of their table otherwise: the file is read again, and their decisions stay."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.drafts import Table
from bot.domain.errors import UserError
from bot.ui.history_begin import begin_again
from bot.ui.history_flow import history_or_gone
from bot.ui.import_columns import MEMBERS_MEANINGS, columns_panel, meanings_panel, of_history, remapped
from bot.ui.services import Interaction, services_of
from db import history_tables
from db.histories import History
from db.history_writing import GONE


async def show_columns(interaction: Interaction, history_id: int, number: int, page: int) -> None:
    """Draw what the columns of a table were taken for."""
    history, tables = await _draft_or_gone(interaction, history_id)
    layout = columns_panel(of_history(history.id), number, _table_or_gone(tables, number), page)
    await interaction.response.edit_message(view=layout, attachments=[])


async def ask_meaning(interaction: Interaction, history_id: int, number: int, column: int) -> None:
    """Ask what one column holds."""
    history, tables = await _draft_or_gone(interaction, history_id)
    layout = meanings_panel(of_history(history.id), number, _table_or_gone(tables, number, column), column)
    await interaction.response.edit_message(view=layout, attachments=[])


async def tell(interaction: Interaction, history_id: int, number: int, column: int, meaning: int) -> None:
    """Read the file again with one column told otherwise, and show what came of it."""
    history, tables = await _draft_or_gone(interaction, history_id)
    table = _table_or_gone(tables, number, column)
    handed = await history_tables.handed_in(services_of(interaction).database, history.owner, history.id)
    if meaning >= len(MEMBERS_MEANINGS) or handed is None:
        raise UserError(GONE)
    await interaction.response.defer()
    mapping = remapped(table.mapping, table.columns[column], MEMBERS_MEANINGS[meaning][0])
    await begin_again(interaction, history, handed, {table.name: mapping})


async def _draft_or_gone(interaction: Interaction, history_id: int) -> tuple[History, Sequence[Table]]:
    history = await history_or_gone(interaction, history_id)
    if history.status != "draft":
        raise UserError(GONE)
    return history, await history_tables.load(services_of(interaction).database, history.owner, history.id)


def _table_or_gone(tables: Sequence[Table], number: int, column: int = 0) -> Table:
    if number >= len(tables) or not tables[number].can_be_corrected or column >= len(tables[number].columns):
        raise UserError(GONE)
    return tables[number]
