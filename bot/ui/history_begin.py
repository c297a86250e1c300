"""What a member hands in -> a draft of their ratings that only they see, and again once they tell its columns."""

from __future__ import annotations

import discord

from bot.domain.errors import UserError
from bot.ui import history_flow as flow
from bot.ui.import_progress import Moving
from bot.ui.services import Interaction, Services, services_of
from bot.ui.text import escape
from db import history_drafts
from db.histories import History
from db.history_drafts import HandedIn
from db.history_tables import Handed, Told

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
    read = await services.reader.member_file(name, data, told)
    if not read.rows:
        said = "\n".join(f"- {escape(remark, 200)}" for remark in read.remarks[:5]) or "- It is empty."
        raise UserError(f"There are no ratings in it, so nothing was kept.\n{said}")
    handed = Handed(data, read.tables, told) if any(table.can_be_corrected for table in read.tables) else None
    return HandedIn(name, read.rows, read.remarks, handed)
