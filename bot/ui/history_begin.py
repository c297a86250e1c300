"""What a member hands in -> a draft of their ratings that only they see, and again once they tell its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import discord

from bot.domain.errors import UserError
from bot.intake.history import is_history, merge_history
from bot.intake.member_rows import file_remarks, member_rows
from bot.intake.reading import PageReading
from bot.intake.row_drafts import table_of
from bot.intake.rows import TableReading
from bot.ui import history_flow as flow
from bot.ui.import_progress import Moving
from bot.ui.services import Interaction, Services, services_of
from bot.ui.text import escape
from db import history_drafts
from db.histories import History
from db.history_drafts import HandedIn
from db.history_tables import Handed, Told

_Reading = PageReading | TableReading

FILE_LIMIT = 25_000_000
FINDABLE = "`/myratings import` has what was kept."
_SETTLED = "That import is settled, so nothing was changed. `/myratings history` shows what became of it."


async def begin(interaction: Interaction, file: discord.Attachment) -> None:
    """Read an attached file and show its rows; the interaction is deferred."""
    services = services_of(interaction)
    async with Moving(interaction) as progress:
        progress("Reading", 0, None)
        given = await _read(services, file.filename, await _bytes_of(file), {})
        history_id = await history_drafts.create(
            services.database, services.titles, flow.owner_of(interaction), given, discord.utils.utcnow()
        )
    history = await flow.history_or_gone(interaction, history_id)
    await interaction.edit_original_response(view=await flow.first_view(interaction, history))


async def begin_again(interaction: Interaction, history: History, handed: Handed, told: Told) -> None:
    """Read a draft's file again with its columns told otherwise, and show its rows; the interaction is deferred."""
    services = services_of(interaction)
    async with Moving(interaction, FINDABLE) as progress:
        progress("Reading", 0, None)
        given = await _read(services, history.file, handed.data, {**handed.told, **told})
        now = discord.utils.utcnow()
        history_id = await history_drafts.replace(services.database, services.titles, history, given, now)
        if history_id is None:
            raise UserError(_SETTLED)
    history = await flow.history_or_gone(interaction, history_id)
    await interaction.edit_original_response(view=await flow.rows_view(interaction, history))


async def _bytes_of(file: discord.Attachment) -> bytes:
    if file.size > FILE_LIMIT:
        raise UserError(f"{escape(file.filename, 100)} has {file.size / 1e6:.1f} MB; 25 MB are the most.")
    try:
        return await file.read()
    except discord.HTTPException as error:
        raise UserError("Discord did not hand the file over, so nothing was read; attach it again.") from error


async def _read(services: Services, name: str, data: bytes, told: Told) -> HandedIn:
    """Return the rows of a file; raise UserError, with every reason, where it holds none."""
    readings = [_merged(each) for each in await _told(services, name, data, told)]
    rows, remarks = member_rows(readings), file_remarks(readings)
    if not rows:
        said = "\n".join(f"- {escape(remark, 200)}" for remark in remarks[:5]) or "- It is empty."
        raise UserError(f"There are no ratings in it, so nothing was kept.\n{said}")
    tables = [table_of(each) for each in readings if isinstance(each, TableReading)]
    handed = Handed(data, tables, told) if any(table.can_be_corrected for table in tables) else None
    return HandedIn(name, rows, remarks, handed)


async def _told(services: Services, name: str, data: bytes, told: Told) -> Sequence[_Reading]:
    readings = await services.reader.together([(name, data)])
    return [await _as_told(services, (name, data), each, told.get(each.file)) for each in readings]


async def _as_told(
    services: Services, file: tuple[str, bytes], reading: _Reading, mapping: Mapping[str, str] | None
) -> _Reading:
    if mapping is None or not isinstance(reading, TableReading):
        return reading
    data = await services.reader.part(*file, reading.file)
    return await services.reader.table(reading.file, data, mapping) if data is not None else reading


def _merged(reading: _Reading) -> _Reading:
    """Return one CSV of a Letterboxd export with one row a film, as the whole export has it."""
    if isinstance(reading, TableReading) and is_history(reading):
        return merge_history([reading], reading.file)
    return reading
