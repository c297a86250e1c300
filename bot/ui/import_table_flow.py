"""Telling the columns of a table otherwise: the table is read again, and its rows are put in anew."""

from __future__ import annotations

from bot.domain.drafts import Table
from bot.domain.errors import UserError
from bot.intake.row_drafts import rows_drafted, table_of
from bot.ui.import_columns import MEANINGS, columns_panel, meanings_panel, of_batch, remapped
from bot.ui.import_flow import GONE, SETTLED, batch_or_gone, listed
from bot.ui.import_progress import OPEN, Moving
from bot.ui.services import Interaction, services_of
from db import import_places, import_tables
from db.imports import Batch


async def show_columns(interaction: Interaction, batch_id: int, number: int, page: int) -> None:
    """Draw what the columns of a table were taken for."""
    batch, table = await _table_or_gone(interaction, batch_id, number)
    await interaction.response.edit_message(view=columns_panel(of_batch(batch.id), number, table, page), attachments=[])


async def ask_meaning(interaction: Interaction, batch_id: int, number: int, column: int) -> None:
    """Ask what one column holds."""
    batch, table = await _table_or_gone(interaction, batch_id, number)
    if column >= len(table.columns):
        raise UserError(GONE)
    await interaction.response.edit_message(
        view=meanings_panel(of_batch(batch.id), number, table, column), attachments=[]
    )


async def tell(interaction: Interaction, batch_id: int, number: int, column: int, meaning: int) -> None:
    """Read a table again with one column told otherwise, and show the list of what came of it."""
    batch, table = await _table_or_gone(interaction, batch_id, number)
    if column >= len(table.columns) or meaning >= len(MEANINGS):
        raise UserError(GONE)
    services = services_of(interaction)
    await interaction.response.defer()
    mapping = remapped(table.mapping, table.columns[column], MEANINGS[meaning][0])
    async with Moving(interaction, OPEN) as progress:
        progress("Reading", 0, None)
        data = await import_tables.file_of(services.database, batch, number)
        if data is None:
            raise UserError(SETTLED)
        reading = await services.reader.table(table.name, data, mapping)
        drafts = rows_drafted(reading, number)
        if not await import_tables.replace(services.database, batch, number, table_of(reading), drafts):
            raise UserError(SETTLED)
        batch = await batch_or_gone(interaction, batch_id)
        batch = await import_places.settle(services.database, services.titles, batch, progress)
    await interaction.edit_original_response(view=await listed(interaction, batch), attachments=[])


async def _table_or_gone(interaction: Interaction, batch_id: int, number: int) -> tuple[Batch, Table]:
    batch = await batch_or_gone(interaction, batch_id)
    tables = await import_tables.load(services_of(interaction).database, batch)
    if number >= len(tables) or not tables[number].can_be_corrected:
        raise UserError(GONE)
    if batch.status != "draft":
        raise UserError(SETTLED)
    return batch, tables[number]
